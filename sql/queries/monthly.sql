-- How many happenings a month, by act, instrument and actor?
-- param: actor text default null
-- param: instrument text default null
select *
from mart.monthly_counts as counts
where
    (%(actor)s::text is null or counts.actor_code = upper(%(actor)s::text))
    and (%(instrument)s::text is null or counts.instrument = upper(%(instrument)s::text))
order by counts.month, counts.event_type, counts.instrument, counts.actor_code
