-- Loader: remember that a batch is published, and which days of acts it changed.
-- param: batch_id uuid, recorded_at timestamptz
insert into ops.ledger (
    batch_id, run_id, day, code_version, cleaner_version, extractor_version, linker_version, changed_from, changed_to,
    published_at
)
select
    batches.batch_id,
    batches.run_id,
    batches.day,
    batches.code_version,
    batches.cleaner_version,
    batches.extractor_version,
    batches.linker_version,
    changed.changed_from,
    changed.changed_to,
    %(recorded_at)s::timestamptz
from staging.batches as batches
cross join (
    select min(mentions.date_start) as changed_from, max(mentions.date_end) as changed_to
    from warehouse.mentions as mentions
    inner join staging.scopes as scopes on mentions.article_id = scopes.article_id
    where
        scopes.batch_id = %(batch_id)s
        and (mentions.recorded_at = %(recorded_at)s::timestamptz or mentions.superseded_at = %(recorded_at)s::timestamptz)
) as changed
where batches.batch_id = %(batch_id)s
