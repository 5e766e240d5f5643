-- Gate: rows that each suite judges.
-- param: batch_id uuid
select 'captures' as suite, count(*) as row_count from staging.captures where batch_id = %(batch_id)s
union all
select 'articles', count(*) from staging.articles where batch_id = %(batch_id)s
union all
select 'mentions', count(*) from staging.mentions where batch_id = %(batch_id)s
union all
select 'events', count(*) from staging.events where batch_id = %(batch_id)s
union all
select 'day', count(*) from staging.batches where batch_id = %(batch_id)s
