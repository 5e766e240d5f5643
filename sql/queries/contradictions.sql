-- Who says that an actor is for an instrument, and who says within a week that it is not?
-- param: actor text default null
-- param: instrument text default null
-- param: first date default -infinity
-- param: last date default infinity
select *
from
    mart.contradictions_between(
        %(first)s::date, %(last)s::date, upper(%(actor)s::text), upper(%(instrument)s::text)
    ) as claims
order by claims.contradicted_at, claims.actor_code, claims.instrument, claims.event_id_for, claims.event_id_against
