-- Gate: keep rows of one staged table that broke expectations, whole and with the reasons.
-- param: batch_id uuid, verdict_id uuid, target_table text, held jsonb (array of row_no, reasons)
insert into quality.quarantined_rows (verdict_id, target_table, row_no, row_key, reasons, row_data)
select
    %(verdict_id)s,
    %(target_table)s,
    staged.row_no,
    staged.{key}::text,
    array(select jsonb_array_elements_text(held.reasons)),
    to_jsonb(staged) - 'batch_id'
from staging.{table} as staged
inner join jsonb_to_recordset(%(held)s::jsonb) as held (row_no integer, reasons jsonb) on staged.row_no = held.row_no
where staged.batch_id = %(batch_id)s
on conflict (verdict_id, target_table, row_no) do nothing
