-- Loader: bring standings to what acts say now, for the actors and instruments of which this publication changed any.
-- param: batch_id uuid, recorded_at timestamptz, gone uuid[], row_nos integer[] (as load_event_versions_close)
select
    warehouse.settle_standings(
        %(recorded_at)s::timestamptz, array_agg(changed.pair_no), array_agg(changed.first_day), array_agg(changed.last_day),
        array_agg('infinity'::date)
    )
from (
    select
        acts.pair_no,
        min(acts.date_start) as first_day,
        max(acts.date_start) as last_day
    from (
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
    ) as touched
    inner join warehouse.acts as acts on touched.event_id = acts.event_id
    where
        (acts.recorded_at = %(recorded_at)s::timestamptz or acts.superseded_at = %(recorded_at)s::timestamptz)
        and acts.factuality in ('CT+', 'PR+')
        and (acts.rung is not null or acts.status in ('rejected', 'suspended'))
    group by acts.pair_no
) as changed
having count(*) > 0
