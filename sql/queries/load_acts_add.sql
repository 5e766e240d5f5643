-- Loader: the acts of canonical rows that this publication added, as warehouse.acts_of_versions makes them.
-- param: batch_id uuid, recorded_at timestamptz, row_nos integer[] (staged rows to publish)
with plain as materialized (
    select made.*
    from staging.events as staged
    inner join warehouse.acts_of_versions as made
        on staged.event_id = made.event_id and made.recorded_at = %(recorded_at)s::timestamptz
    where staged.batch_id = %(batch_id)s and staged.row_no = any(%(row_nos)s::integer[])
),

added as (
    insert into warehouse.actor_instruments (actor_code, instrument)
    select distinct plain.actor_code, plain.instrument
    from plain
    where
        not exists (
            select 1
            from warehouse.actor_instruments as known
            where known.actor_code = plain.actor_code and known.instrument = plain.instrument
        )
    returning actor_code, instrument, pair_no
),

pairs as (
    -- The table is seen as it was before.
    select known.actor_code, known.instrument, known.pair_no
    from warehouse.actor_instruments as known
    union all
    select added.actor_code, added.instrument, added.pair_no
    from added
)

insert into warehouse.acts (
    event_id, recorded_at, actor_code, instrument, superseded_at, date_start, date_end, confidence, stance, status, rung,
    factuality, is_first, pair_no, event_type, conditions, evidence_mention_id
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
    plain.is_first,
    pairs.pair_no,
    plain.event_type,
    plain.conditions,
    plain.evidence_mention_id
from plain
inner join pairs on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument
