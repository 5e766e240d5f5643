-- How many happenings a day, by act, instrument and actor?
-- param: first date default -infinity
-- param: last date default infinity
-- param: actor text default null
select *
from mart.daily_counts as counts
where
    counts.day between %(first)s::date and %(last)s::date
    and (%(actor)s::text is null or counts.actor_code = upper(%(actor)s::text))
order by counts.day, counts.event_type, counts.instrument, counts.actor_code
