-- Loader: evidence that this publication closed and believes otherwise now, for happenings whose canonical row stays.
-- param: batch_id uuid, recorded_at timestamptz
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
from staging.scopes as scopes
inner join warehouse.mentions as closed
    on scopes.article_id = closed.article_id and closed.superseded_at = %(recorded_at)s::timestamptz
inner join warehouse.evidence as known on closed.mention_id = known.mention_id and closed.recorded_at = known.recorded_at
inner join warehouse.mentions as mentions
    on closed.mention_id = mentions.mention_id and mentions.recorded_at = %(recorded_at)s::timestamptz
inner join warehouse.articles as articles on mentions.article_id = articles.article_id
where scopes.batch_id = %(batch_id)s
