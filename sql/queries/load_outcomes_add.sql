-- Loader: add what captures turned out to be, where that is not believed already.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into warehouse.outcomes (
    capture_id, recorded_at, day, source_id, requested_url, responded_url, fetched_at, http_status, content_type, sha256,
    warc_file, warc_offset, warc_length, outcome, reason, detail, article_id, version_id, cleaner_version, row_hash, batch_id
)
select
    staged.capture_id,
    %(recorded_at)s::timestamptz,
    staged.day,
    staged.source_id,
    staged.requested_url,
    staged.responded_url,
    staged.fetched_at,
    staged.http_status,
    staged.content_type,
    staged.sha256,
    staged.warc_file,
    staged.warc_offset,
    staged.warc_length,
    staged.outcome,
    staged.reason,
    staged.detail,
    staged.article_id,
    staged.version_id,
    batches.cleaner_version,
    staged.row_hash,
    staged.batch_id
from staging.captures as staged
inner join staging.batches as batches on staged.batch_id = batches.batch_id
left join warehouse.outcomes as known on staged.capture_id = known.capture_id and known.superseded_at = 'infinity'
where
    staged.batch_id = %(batch_id)s
    and known.capture_id is null
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'captures' and held.row_no = staged.row_no
    )
