-- Loader: fingerprints of wordings that were never published before.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into warehouse.fingerprints (
    article_id, version_id, fingerprint_version, signature, bands, shingle_count, recorded_at, batch_id
)
select distinct on (staged.article_id, staged.version_id)
    staged.article_id,
    staged.version_id,
    staged.fingerprint_version,
    staged.signature,
    staged.bands,
    staged.shingle_count,
    %(recorded_at)s::timestamptz,
    staged.batch_id
from staging.articles as staged
where
    staged.batch_id = %(batch_id)s
    and staged.signature is not null
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'articles' and held.row_no = staged.row_no
    )
order by staged.article_id, staged.version_id, staged.fetched_at, staged.capture_id
on conflict (article_id, version_id, fingerprint_version) do nothing
