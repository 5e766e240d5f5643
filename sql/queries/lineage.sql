-- Which bytes, which code and which rule stand behind an event?
-- param: event_id uuid
select lineage.*
from mart.lineage as lineage
inner join mart.event_keys as keys on lineage.event_id = keys.canonical_event_id
where keys.event_id = %(event_id)s::uuid
order by lineage.fetched_at, lineage.mention_id
