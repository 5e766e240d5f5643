-- Who says that an actor is for an instrument, and who says within a week that it is not?
-- param: actor text default null
-- param: instrument text default null
select *
from mart.contradictions as claims
where
    (%(actor)s::text is null or claims.actor_code = upper(%(actor)s::text))
    and (%(instrument)s::text is null or claims.instrument = upper(%(instrument)s::text))
order by claims.contradicted_at, claims.actor_code, claims.instrument, claims.event_id_for, claims.event_id_against
