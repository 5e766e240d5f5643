-- Loader: pairs of an article and an earlier one that may be one text: they share a band and were published within `days`,
-- and one of them is named. Of earlier articles with one signature only the first of these days is given: they differ in a
-- word or two at most, and a thousand prints of one notice would be half a million pairs.
-- param: article_ids uuid[], days integer
with texts as (
    select distinct prints.fingerprint_version, prints.signature, prints.bands
    from warehouse.article_states as states
    inner join warehouse.fingerprints as prints
        on states.article_id = prints.article_id and states.version_id = prints.version_id
    where states.article_id = any(%(article_ids)s::uuid[]) and states.superseded_at = 'infinity'
),

-- Numbers in place of texts and moments: the join below may pass a million rows.
near as materialized (
    select
        states.article_id,
        coalesce(states.published_at, states.fetched_at) as told_at,
        dense_rank() over (order by coalesce(states.published_at, states.fetched_at), states.article_id) as place,
        dense_rank() over (order by prints.fingerprint_version, prints.signature) as text_no,
        dense_rank() over (order by texts.fingerprint_version, texts.signature) as beside_no,
        texts.signature = prints.signature as is_same,
        states.article_id = any(%(article_ids)s::uuid[]) as is_named
    from texts
    inner join warehouse.fingerprints as prints
        on texts.bands && prints.bands and texts.fingerprint_version = prints.fingerprint_version
    inner join warehouse.article_states as states
        on prints.article_id = states.article_id
        and prints.version_id = states.version_id
        and states.superseded_at = 'infinity'
),

firsts as (
    select
        greatest(named.place, near.place) as later_place,
        case when near.place < named.place then near.text_no else named.text_no end as earlier_text_no,
        min(least(named.place, near.place)) as earlier_place
    from near as named
    inner join near on named.beside_no = near.beside_no and named.place <> near.place
    where
        named.is_named
        and named.is_same
        and near.told_at between named.told_at - make_interval(days => %(days)s)
        and named.told_at + make_interval(days => %(days)s)
    group by later_place, earlier_text_no
),

articles as (
    select distinct near.place, near.article_id
    from near
)

select later.article_id, earlier.article_id as other_id
from firsts
inner join articles as later on firsts.later_place = later.place
inner join articles as earlier on firsts.earlier_place = earlier.place
