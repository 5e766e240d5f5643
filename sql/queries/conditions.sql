-- What are commitments made to wait for?
-- param: condition text default null
-- param: actor text default null
select
    found.condition, found.date_start, found.who, found.event_type, found.instruments, found.stance, found.status,
    found.factuality, found.sentence, found.canonical_url, found.event_id
from mart.pledge_conditions as found
where
    (%(condition)s::text is null or found.condition = lower(%(condition)s::text))
    and (%(actor)s::text is null or upper(%(actor)s::text) = any(found.actor_codes))
order by found.condition, found.date_start, found.event_id
