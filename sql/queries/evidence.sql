-- On whose word do we have an event, and what does each report say?
-- param: event_id uuid
select evidence.*
from mart.event_evidence as evidence
where
    evidence.event_id
    = (select keys.canonical_event_id from mart.event_keys as keys where keys.event_id = %(event_id)s::uuid)
order by evidence.published_at, evidence.mention_id
