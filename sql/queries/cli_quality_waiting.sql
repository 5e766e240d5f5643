-- Command: rows that wait in quarantine, newest first, each once as it was held last; and how many there are in all.
-- param: row_limit integer
select
    waiting.day, waiting.target_table, waiting.row_key, waiting.reasons, waiting.quarantined_at,
    count(*) over () as waiting_count
from (
    select distinct on (held.target_table, coalesce(held.row_key, held.verdict_id || ' ' || held.row_no))
        held.day, held.target_table, held.row_key, held.reasons, held.quarantined_at
    from mart.quarantine as held
    where held.resolved_at is null
    order by
        held.target_table, coalesce(held.row_key, held.verdict_id || ' ' || held.row_no), held.quarantined_at desc
) as waiting
order by waiting.quarantined_at desc, waiting.target_table, waiting.row_key
limit %(row_limit)s::integer
