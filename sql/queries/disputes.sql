-- Which happenings contradict each other, newest first: who said so first on each side, and how many say it?
-- param: actor text default null
-- param: instrument text default null
-- param: first date default -infinity
-- param: last date default infinity
-- param: row_limit integer default 100
select *
from
    mart.disputes_between(
        %(first)s::date, %(last)s::date, upper(%(actor)s::text), upper(%(instrument)s::text), %(row_limit)s::integer
    ) as disputes
order by
    greatest(disputes.date_for, disputes.date_against) desc, disputes.actor_code, disputes.instrument,
    disputes.event_id_for, disputes.event_id_against
