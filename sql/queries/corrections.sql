-- What did outlets change in their articles after they were out?
-- param: source text default null
-- param: first date default -infinity
-- param: last date default infinity
select
    changes.source_id, changes.canonical_url, changes.previous_seen_at, changes.seen_at, changes.field, changes.kind,
    changes.old_text, changes.new_text
from mart.corrections as changes
where
    (%(source)s::text is null or changes.source_id = %(source)s::text)
    and changes.seen_at >= %(first)s::date
    and changes.seen_at < %(last)s::date + 1
order by changes.seen_at, changes.canonical_url, changes.position
