-- Loader: add to the daily counts what this publication added, and take off what it closed.
-- param: batch_id uuid, recorded_at timestamptz, gone uuid[], row_nos integer[] (as load_event_versions_close)
insert into warehouse.day_tallies as known (actor_code, day, event_type, instrument, event_count, denied_count)
select
    actors.actor_code,
    changes.date_start,
    changes.event_type,
    instruments.instrument,
    coalesce(sum(changes.step) filter (where not changes.is_denied), 0),
    coalesce(sum(changes.step) filter (where changes.is_denied), 0)
from (
    select
        versions.date_start,
        versions.event_type,
        versions.instruments,
        versions.actor_codes,
        versions.factuality in ('CT-', 'PR-', 'PS-') as is_denied,
        case when versions.superseded_at = 'infinity' then 1 else -1 end as step
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
    inner join warehouse.event_versions as versions on touched.event_id = versions.event_id
    where
        (versions.recorded_at = %(recorded_at)s::timestamptz and versions.superseded_at = 'infinity')
        or (versions.superseded_at = %(recorded_at)s::timestamptz)
) as changes
cross join lateral unnest(changes.instruments) as instruments (instrument)
cross join lateral unnest(changes.actor_codes) as actors (actor_code)
group by actors.actor_code, changes.date_start, changes.event_type, instruments.instrument
on conflict (actor_code, day, event_type, instrument) do update
set
    event_count = known.event_count + excluded.event_count,
    denied_count = known.denied_count + excluded.denied_count
where excluded.event_count <> 0 or excluded.denied_count <> 0
