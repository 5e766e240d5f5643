-- Loader: when the articles named were published, and the bodies of those of them that are to be compared.
-- param: article_ids uuid[], compared_ids uuid[]
select
    states.article_id,
    coalesce(states.published_at, states.fetched_at) as told_at,
    case when states.article_id = any(%(compared_ids)s::uuid[]) then versions.body end as body
from warehouse.article_states as states
inner join warehouse.article_versions as versions
    on states.article_id = versions.article_id and states.version_id = versions.version_id
where states.article_id = any(%(article_ids)s::uuid[]) and states.superseded_at = 'infinity'
