-- A page failed: when to try again; no time means that it is given up.
update raw.entries
set
    attempt_count = %(attempts)s,
    state = case when %(next)s::timestamptz is null then 'given_up' else 'pending' end,
    next_fetch_at = coalesce(%(next)s::timestamptz, next_fetch_at)
where entry_id = %(id)s
