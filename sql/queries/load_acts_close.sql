-- Loader: close acts with the canonical rows that this publication closed.
-- param: batch_id uuid, recorded_at timestamptz, gone uuid[], row_nos integer[] (as load_event_versions_close)
update warehouse.acts as acts
set superseded_at = versions.superseded_at
from warehouse.event_versions as versions
where
    versions.event_id = acts.event_id
    and versions.recorded_at = acts.recorded_at
    and versions.superseded_at = %(recorded_at)s::timestamptz
    and acts.superseded_at = 'infinity'
    and versions.event_id in (
        select lost.event_id
        from unnest(%(gone)s::uuid[]) as lost (event_id)
        union
        select resolutions.event_id
        from warehouse.resolutions as resolutions
        where resolutions.batch_id = %(batch_id)s and resolutions.superseded_at = 'infinity'
        union
        select staged.event_id
        from staging.events as staged
        where staged.batch_id = %(batch_id)s and staged.row_no = any(%(row_nos)s::integer[])
    )
