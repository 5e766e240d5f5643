-- Current events with their sentences, newest first, as the command lists them.
-- param: first date default null
-- param: last date default null
-- param: actor text default null
-- param: instrument text default null
-- param: event_type text default null
-- param: days date[] default null
-- param: row_limit integer default 100
select
    events.event_id, events.date_start, events.date_end, events.date_precision, events.who, events.event_type,
    events.instruments, events.status, events.stance, events.conditions, events.factuality, events.confirmation,
    events.confidence, events.sentence, events.trigger_text, events.speaker, events.source_kind, events.source_id,
    events.canonical_url, events.title, events.published_at, events.report_count, events.source_count,
    events.actor_codes, events.actors, events.recipients, events.providers, events.magnitude_value,
    events.magnitude_unit
from mart.current_events as events
where
    (%(first)s::date is null or events.date_end >= %(first)s::date)
    and (%(last)s::date is null or events.date_start <= %(last)s::date)
    and (%(actor)s::text is null or %(actor)s::text = any(events.actor_codes))
    and (%(instrument)s::text is null or %(instrument)s::text = any(events.instruments))
    and (%(event_type)s::text is null or events.event_type = %(event_type)s::text)
    and (
        %(days)s::date[] is null
        or exists (
            select 1
            from mart.mentions as mentions
            where
                mentions.event_id = events.event_id
                and (mentions.published_at at time zone 'UTC')::date = any(%(days)s::date[])
        )
    )
order by events.date_start desc, events.date_end desc, events.event_id
limit %(row_limit)s
