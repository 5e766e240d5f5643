-- Loader: take the words out of wordings that were published since the last time, for search.
-- Publications follow one another, so what is older than the newest row is done. One at a time.
insert into warehouse.article_words (article_id, version_id, recorded_at, words_english, words_simple)
select
    versions.article_id,
    versions.version_id,
    versions.recorded_at,
    to_tsvector('pg_catalog.english'::regconfig, left(versions.title || ' ' || versions.body, 200000)),
    to_tsvector('pg_catalog.simple'::regconfig, left(versions.title || ' ' || versions.body, 200000))
from warehouse.article_versions as versions
where
    versions.recorded_at > (select coalesce(max(done.recorded_at), '-infinity') from warehouse.article_words as done)
order by versions.recorded_at, versions.article_id, versions.version_id
