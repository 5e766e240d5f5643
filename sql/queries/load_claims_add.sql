-- Loader: the claims of mentions that this publication added, as warehouse.claims_of_mentions makes them.
-- param: batch_id uuid, recorded_at timestamptz
insert into warehouse.claims (
    mention_id, recorded_at, actor_code, instrument, superseded_at, is_for, date_start, date_end, event_id, event_type,
    article_id, source_id, published_at, voice
)
select
    plain.mention_id,
    plain.recorded_at,
    plain.actor_code,
    plain.instrument,
    plain.superseded_at,
    plain.is_for,
    plain.date_start,
    plain.date_end,
    plain.event_id,
    plain.event_type,
    plain.article_id,
    plain.source_id,
    plain.published_at,
    plain.voice
from staging.mentions as staged
inner join warehouse.claims_of_mentions as plain
    on staged.mention_id = plain.mention_id and plain.recorded_at = %(recorded_at)s::timestamptz
where staged.batch_id = %(batch_id)s
