-- Loader: articles whose place among copies has to be asked for anew: those that this publication changed or took away,
-- those whose fingerprint is new, and those that were held to be copies of any of them.
-- param: batch_id uuid, recorded_at timestamptz
with named as (
    select articles.article_id
    from staging.articles as articles
    where articles.batch_id = %(batch_id)s
    union
    select outcomes.article_id
    from staging.captures as captures
    inner join warehouse.outcomes as outcomes on captures.capture_id = outcomes.capture_id
    where captures.batch_id = %(batch_id)s and outcomes.article_id is not null
),

changed as (
    select states.article_id
    from named
    inner join warehouse.article_states as states on named.article_id = states.article_id
    where states.recorded_at = %(recorded_at)s::timestamptz or states.superseded_at = %(recorded_at)s::timestamptz
    union
    select prints.article_id
    from named
    inner join warehouse.fingerprints as prints on named.article_id = prints.article_id
    where prints.recorded_at = %(recorded_at)s::timestamptz
)

select changed.article_id
from changed
union
select copies.article_id
from changed
inner join warehouse.syndications as copies
    on changed.article_id = copies.original_id and copies.superseded_at = 'infinity'
