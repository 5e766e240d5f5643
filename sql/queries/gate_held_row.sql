-- Gate: held rows whose keys begin with some characters, each as it was held last.
-- param: key_start text, target_table text (null = any), row_limit integer
select
    held.target_table,
    held.row_key,
    held.row_no,
    held.verdict_id,
    held.reasons,
    held.row_data ->> 'row_hash' as row_hash,
    held.day
from (
    select distinct on (rows.target_table, rows.row_key)
        rows.target_table, rows.row_key, rows.row_no, rows.verdict_id, rows.reasons, rows.row_data, verdicts.day
    from quality.quarantined_rows as rows
    inner join quality.verdicts as verdicts on rows.verdict_id = verdicts.verdict_id
    where
        starts_with(rows.row_key, %(key_start)s::text)
        and (%(target_table)s::text is null or rows.target_table = %(target_table)s::text)
    order by rows.target_table, rows.row_key, rows.quarantined_at desc
) as held
order by held.target_table, held.row_key
limit %(row_limit)s::integer
