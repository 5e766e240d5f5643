-- Loader: lead a merged event, and every event that led to it, to the winner in one step.
-- param: loser uuid, winner uuid, reason text, batch_id uuid, recorded_at timestamptz
insert into warehouse.resolutions (event_id, recorded_at, canonical_event_id, reason, batch_id)
select moved.event_id, %(recorded_at)s::timestamptz, %(winner)s, %(reason)s, %(batch_id)s
from (
    select %(loser)s::uuid as event_id
    union
    select resolutions.event_id
    from warehouse.resolutions as resolutions
    where
        resolutions.canonical_event_id = %(loser)s
        and resolutions.superseded_at = %(recorded_at)s::timestamptz
) as moved
where
    moved.event_id <> %(winner)s
    and not exists (
        select 1
        from warehouse.resolutions as known
        where known.event_id = moved.event_id and known.superseded_at = 'infinity'
    )
