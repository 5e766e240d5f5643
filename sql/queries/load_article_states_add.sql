-- Loader: add what is believed of articles, where that is not believed already.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into warehouse.article_states (
    article_id, recorded_at, version_id, capture_id, source_id, fetched_at, published_at, date_source, date_confidence,
    published_raw, modified_at, authors, language, declared_language, section, flags, cleaner_version, row_hash, batch_id,
    live_entries
)
select
    staged.article_id,
    %(recorded_at)s::timestamptz,
    staged.version_id,
    staged.capture_id,
    staged.source_id,
    staged.fetched_at,
    staged.published_at,
    staged.date_source,
    staged.date_confidence,
    staged.published_raw,
    staged.modified_at,
    staged.authors,
    staged.language,
    staged.declared_language,
    staged.section,
    staged.flags,
    batches.cleaner_version,
    staged.row_hash,
    staged.batch_id,
    coalesce(staged.live_entries, '[]')
from staging.articles as staged
inner join staging.batches as batches on staged.batch_id = batches.batch_id
left join warehouse.article_states as known on staged.article_id = known.article_id and known.superseded_at = 'infinity'
where
    staged.batch_id = %(batch_id)s
    and staged.is_latest
    and known.article_id is null
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'articles' and held.row_no = staged.row_no
    )
