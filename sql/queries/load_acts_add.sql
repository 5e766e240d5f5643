-- Loader: the acts of canonical rows that this publication added, as warehouse.acts_of_versions makes them.
-- param: batch_id uuid, recorded_at timestamptz, row_nos integer[] (staged rows to publish)
with added as (
    insert into warehouse.acts (
        event_id, recorded_at, actor_code, instrument, superseded_at, date_start, date_end, confidence, stance, status,
        rung, factuality, is_first
    )
    select
        plain.event_id,
        plain.recorded_at,
        plain.actor_code,
        plain.instrument,
        plain.superseded_at,
        plain.date_start,
        plain.date_end,
        plain.confidence,
        plain.stance,
        plain.status,
        plain.rung,
        plain.factuality,
        plain.is_first
    from staging.events as staged
    inner join warehouse.acts_of_versions as plain
        on staged.event_id = plain.event_id and plain.recorded_at = %(recorded_at)s::timestamptz
    where staged.batch_id = %(batch_id)s and staged.row_no = any(%(row_nos)s::integer[])
    returning actor_code, instrument
)

insert into warehouse.actor_instruments (actor_code, instrument)
select distinct added.actor_code, added.instrument
from added
on conflict (actor_code, instrument) do nothing
