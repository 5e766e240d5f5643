-- Who spoke about an instrument, and in which office on that day?
-- param: actor text default null
-- param: instrument text default null
-- param: speaker text default null
select
    speakers.published_at, speakers.speaker, speakers.title, speakers.actor_name, speakers.tenure, speakers.event_type,
    speakers.instruments, speakers.sentence, speakers.source_id, speakers.event_id
from mart.speakers as speakers
where
    (%(actor)s::text is null or speakers.actor_code = upper(%(actor)s::text))
    and (%(instrument)s::text is null or upper(%(instrument)s::text) = any(speakers.instruments))
    and (%(speaker)s::text is null or starts_with(lower(speakers.speaker), lower(%(speaker)s::text)))
order by speakers.published_at, speakers.mention_id, speakers.speaker
