-- Loader: the reports that speak for the canonical rows that this publication added, where they did not before.
-- param: batch_id uuid, recorded_at timestamptz, row_nos integer[] (staged rows to publish)
insert into warehouse.evidence (
    mention_id, recorded_at, superseded_at, source_id, published_at, source_kind, speaker, canonical_url, sentence
)
select
    mentions.mention_id,
    mentions.recorded_at,
    mentions.superseded_at,
    mentions.source_id,
    mentions.published_at,
    mentions.source_kind,
    mentions.speaker,
    articles.canonical_url,
    mentions.sentence
from staging.events as staged
inner join warehouse.event_versions as versions
    on staged.event_id = versions.event_id and versions.recorded_at = %(recorded_at)s::timestamptz
inner join warehouse.mentions as mentions
    on versions.evidence_mention_id = mentions.mention_id and mentions.superseded_at = 'infinity'
inner join warehouse.articles as articles on mentions.article_id = articles.article_id
where staged.batch_id = %(batch_id)s and staged.row_no = any(%(row_nos)s::integer[])
on conflict (mention_id, recorded_at) do nothing
