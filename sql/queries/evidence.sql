-- On whose word do we have an event, and what does each report say?
-- param: event_id uuid
select evidence.*
from mart.event_evidence as evidence
inner join mart.event_keys as keys on evidence.event_id = keys.canonical_event_id
where keys.event_id = %(event_id)s::uuid
order by evidence.published_at, evidence.mention_id
