-- Where does every actor stand on every instrument on a day, on whose word, as believed at a time?
-- param: as_of date default today
-- param: known_at timestamptz default infinity
-- param: actor text default null
-- param: instrument text default null
select
    positions.actor_code, positions.actor_name, positions.instrument, positions.stance, positions.status,
    positions.status_in_force, positions.event_type, positions.factuality, positions.conditions, positions.date_start,
    positions.sentence, positions.speaker, positions.source_id, positions.canonical_url, positions.event_id
from mart.positions_as_of(%(as_of)s::date, %(known_at)s::timestamptz) as positions
where
    (%(actor)s::text is null or positions.actor_code = upper(%(actor)s::text))
    and (%(instrument)s::text is null or positions.instrument = upper(%(instrument)s::text))
order by positions.actor_code, positions.instrument
