-- Loader: add canonical rows that are not believed already.
-- param: batch_id uuid, recorded_at timestamptz, row_nos integer[] (staged rows to publish)
insert into warehouse.event_versions (
    event_id, recorded_at, event_type, instruments, actor_codes, actors, recipients, providers, status, stance, conditions,
    factuality, confirmation, date_start, date_end, date_precision, date_text, magnitude_value, magnitude_unit, confidence,
    evidence_mention_id, linker_version, row_hash, batch_id
)
select
    staged.event_id,
    %(recorded_at)s::timestamptz,
    staged.event_type,
    staged.instruments,
    staged.actor_codes,
    staged.actors,
    staged.recipients,
    staged.providers,
    staged.status,
    staged.stance,
    staged.conditions,
    staged.factuality,
    staged.confirmation,
    staged.date_start,
    staged.date_end,
    staged.date_precision,
    staged.date_text,
    staged.magnitude_value,
    staged.magnitude_unit,
    staged.confidence,
    staged.evidence_mention_id,
    batches.linker_version,
    staged.row_hash,
    staged.batch_id
from staging.events as staged
inner join staging.batches as batches on staged.batch_id = batches.batch_id
left join warehouse.event_versions as known on staged.event_id = known.event_id and known.superseded_at = 'infinity'
where
    staged.batch_id = %(batch_id)s
    and staged.row_no = any(%(row_nos)s::integer[])
    and known.event_id is null
order by staged.row_no
