-- Loader: close resolutions of an event that merges into another, and those that led to it.
-- param: loser uuid, winner uuid, batch_id uuid, recorded_at timestamptz
update warehouse.resolutions
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
where
    superseded_at = 'infinity'
    and (
        (event_id = %(loser)s and canonical_event_id <> %(winner)s)
        or (canonical_event_id = %(loser)s and event_id <> %(winner)s)
    )
