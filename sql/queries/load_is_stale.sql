-- Loader: batches that changed mentions near those of this one since its linking looked; none = it may be published.
-- Near = acts within 7 days, the widest distance over which reports are linked (codebook).
-- param: batch_id uuid
with own as (
    select batches.ledger_position, min(near.date_start) - 7 as day_from, max(near.date_end) + 7 as day_to
    from staging.batches as batches
    inner join (
        select staged.date_start, staged.date_end
        from staging.mentions as staged
        where staged.batch_id = %(batch_id)s
        union all
        select known.date_start, known.date_end
        from staging.articles as articles
        inner join warehouse.mentions as known
            on articles.article_id = known.article_id and known.superseded_at = 'infinity'
        where articles.batch_id = %(batch_id)s
    ) as near on true
    where batches.batch_id = %(batch_id)s
    group by batches.ledger_position
)

select ledger.batch_id, ledger.day, ledger.position
from ops.ledger as ledger
inner join own on ledger.position > own.ledger_position
where ledger.changed_from <= own.day_to and ledger.changed_to >= own.day_from
order by ledger.position
