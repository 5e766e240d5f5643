-- Who reported an event first, and how did it spread from outlet to outlet?
-- param: event_id uuid default null
-- param: first date default -infinity
-- param: last date default infinity
select
    reports.event_id, events.who, events.event_type, events.instruments, reports.place, reports.source_id,
    reports.published_at, reports.lag_after_first, reports.is_copy, reports.report_count, reports.canonical_url
from mart.first_reports as reports
inner join mart.current_events as events on reports.event_id = events.event_id
where
    (%(event_id)s::uuid is null or reports.event_id = %(event_id)s::uuid)
    and events.date_end >= %(first)s::date
    and events.date_start <= %(last)s::date
order by events.date_start, reports.event_id, reports.place
