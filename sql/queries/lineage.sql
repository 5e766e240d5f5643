-- Which bytes, which code and which rule stand behind an event?
-- param: event_id uuid
select lineage.*
from mart.lineage as lineage
where
    lineage.event_id
    = (select keys.canonical_event_id from mart.event_keys as keys where keys.event_id = %(event_id)s::uuid)
order by lineage.fetched_at, lineage.mention_id
