-- What has one actor done about the instruments, from first to last, with the sentences?
-- param: actor text
-- param: instrument text default null
select
    events.date_start, events.date_end, events.date_precision, events.event_type, events.instruments, events.status,
    events.stance, events.conditions, events.factuality, events.sentence, events.speaker, events.source_id,
    events.canonical_url, events.event_id
from mart.current_events as events
where
    events.actor_codes @> array[upper(%(actor)s::text)]
    and (%(instrument)s::text is null or upper(%(instrument)s::text) = any(events.instruments))
order by events.date_start, events.date_end, events.event_id
