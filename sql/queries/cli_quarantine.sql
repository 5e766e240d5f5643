-- Command: held rows, each once as it was held last, with the latest decision about it.
-- param: day date, target_table text, key_start text (each null = any), with_resolved boolean
select
    held.day,
    held.target_table,
    held.row_key,
    held.reasons,
    held.quarantined_at,
    case
        when held.resolution is null then 'waiting'
        when held.resolution = 'published' or decisions.decision is null then held.resolution
        when decisions.decision = 'drop' then 'dropped'
        else 'released'
    end as state,
    held.resolution_note,
    decisions.decision,
    decisions.decided_by,
    decisions.decided_at,
    decisions.reason as decision_reason,
    held.row_data
from (
    -- A row without a key is itself alone.
    select distinct on (rows.target_table, coalesce(rows.row_key, rows.verdict_id || ' ' || rows.row_no)) rows.*
    from mart.quarantine as rows
    where
        (%(day)s::date is null or rows.day = %(day)s::date)
        and (%(target_table)s::text is null or rows.target_table = %(target_table)s::text)
        and (%(key_start)s::text is null or starts_with(rows.row_key, %(key_start)s::text))
    order by
        rows.target_table, coalesce(rows.row_key, rows.verdict_id || ' ' || rows.row_no), rows.quarantined_at desc
) as held
left join lateral (
    select latest.decision, latest.decided_by, latest.decided_at, latest.reason
    from mart.quarantine_decisions as latest
    where latest.target_table = held.target_table and latest.row_key = held.row_key
    order by latest.decision_no desc
    limit 1
) as decisions on true
where %(with_resolved)s::boolean or held.resolved_at is null
order by held.day, held.target_table, held.row_key
