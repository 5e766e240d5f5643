-- Loader: events that a batch made known for the first time, events known before that it added reports to, and merges.
-- param: batch_id uuid
with added as (
    select distinct coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id
    from ops.ledger as ledger
    inner join warehouse.mentions as mentions
        on ledger.batch_id = mentions.batch_id and ledger.published_at = mentions.recorded_at
    left join warehouse.resolutions as resolutions
        on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
    where ledger.batch_id = %(batch_id)s
)

select
    count(*) filter (where events.batch_id = %(batch_id)s) as new_count,
    count(*) filter (where events.batch_id <> %(batch_id)s) as joined_count,
    (select count(*) from warehouse.resolutions as merged where merged.batch_id = %(batch_id)s) as merged_count
from added
inner join warehouse.events as events on added.event_id = events.event_id
