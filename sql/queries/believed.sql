-- What did this warehouse believe at a past moment?
-- param: known_at timestamptz
-- param: first date default -infinity
-- param: last date default infinity
select *
from mart.events_known_at(%(known_at)s::timestamptz) as events
where events.date_end >= %(first)s::date and events.date_start <= %(last)s::date
order by events.date_start, events.date_end, events.event_id
