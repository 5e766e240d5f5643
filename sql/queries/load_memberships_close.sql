-- Loader: close memberships that the lexicon no longer knows, or knows otherwise.
-- param: memberships jsonb (array of memberships), version text, recorded_at timestamptz
update warehouse.actor_memberships as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_version = %(version)s
where
    known.superseded_at = 'infinity'
    and not exists (
        select 1
        from jsonb_to_recordset(%(memberships)s::jsonb) as given (
            body_id text, member_code text, valid_from date, valid_to date, body_name text
        )
        where
            given.body_id = known.body_id
            and given.member_code = known.member_code
            and (given.valid_from, given.valid_to, given.body_name)
            is not distinct from (known.valid_from, known.valid_to, known.body_name)
    )
