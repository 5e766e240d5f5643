-- Loader: what is believed of the articles named and of all articles in their groups.
-- param: article_ids uuid[]
with groups as (
    select copies.group_id
    from warehouse.syndications as copies
    where copies.article_id = any(%(article_ids)s::uuid[]) and copies.superseded_at = 'infinity'
    union
    select firsts.article_id
    from unnest(%(article_ids)s::uuid[]) as firsts (article_id)
)

select copies.article_id, copies.original_id, copies.group_id, copies.containment
from groups
inner join warehouse.syndications as copies on groups.group_id = copies.group_id and copies.superseded_at = 'infinity'
