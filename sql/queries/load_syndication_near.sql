-- Loader: for each of the articles named those that share a band of its fingerprint and were published near it: they may
-- be one text. Near = within `days`.
-- param: article_ids uuid[], days integer
select distinct states.article_id, others.article_id as other_id
from warehouse.article_states as states
inner join warehouse.fingerprints as asked
    on states.article_id = asked.article_id and states.version_id = asked.version_id
inner join warehouse.fingerprints as near
    on asked.bands && near.bands
    and asked.fingerprint_version = near.fingerprint_version
    and asked.article_id <> near.article_id
inner join warehouse.article_states as others
    on near.article_id = others.article_id and near.version_id = others.version_id and others.superseded_at = 'infinity'
where
    states.article_id = any(%(article_ids)s::uuid[])
    and states.superseded_at = 'infinity'
    and coalesce(others.published_at, others.fetched_at)
    between coalesce(states.published_at, states.fetched_at) - make_interval(days => %(days)s)
    and coalesce(states.published_at, states.fetched_at) + make_interval(days => %(days)s)
