-- Command: events for export, in an order that is the same everywhere.
-- param: as_of date, known_at timestamptz
select *
from mart.events_as_of(%(as_of)s::date, %(known_at)s::timestamptz) as found
order by found.date_start, found.event_id
