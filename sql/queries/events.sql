-- What has happened, and which sentence says so?
-- param: first date default -infinity
-- param: last date default infinity
-- param: actor text default null
-- param: instrument text default null
-- param: event_type text default null
select
    events.date_start, events.date_end, events.who, events.event_type, events.instruments, events.status,
    events.stance, events.factuality, events.sentence, events.speaker, events.source_id, events.canonical_url,
    events.first_published_at, events.report_count, events.event_id
from mart.current_events as events
where
    events.date_end >= %(first)s::date
    and events.date_start <= %(last)s::date
    and (%(actor)s::text is null or upper(%(actor)s::text) = any(events.actor_codes))
    and (%(instrument)s::text is null or upper(%(instrument)s::text) = any(events.instruments))
    and (%(event_type)s::text is null or events.event_type = upper(%(event_type)s::text))
order by events.date_start, events.date_end, events.event_id
