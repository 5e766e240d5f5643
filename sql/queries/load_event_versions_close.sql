-- Loader: close canonical rows that changed, that lost their last mention, or that merged into another event.
-- param: batch_id uuid, recorded_at timestamptz, gone uuid[] (without a mention), row_nos integer[] (staged rows to publish)
update warehouse.event_versions as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
where
    known.superseded_at = 'infinity'
    and known.event_id in (
        select lost.event_id
        from unnest(%(gone)s::uuid[]) as lost (event_id)
        union all
        select resolutions.event_id
        from warehouse.resolutions as resolutions
        where resolutions.batch_id = %(batch_id)s and resolutions.superseded_at = 'infinity'
        union all
        select staged.event_id
        from staging.events as staged
        inner join warehouse.event_versions as old
            on staged.event_id = old.event_id and old.superseded_at = 'infinity'
        where
            staged.batch_id = %(batch_id)s
            and staged.row_no = any(%(row_nos)s::integer[])
            and staged.row_hash <> old.row_hash
    )
