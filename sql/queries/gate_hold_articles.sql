-- Gate: articles fall with their captures.
-- param: batch_id uuid, verdict_id uuid
insert into quality.quarantined_rows (verdict_id, target_table, row_no, row_key, reasons, row_data)
select
    %(verdict_id)s,
    'articles',
    staged.row_no,
    staged.article_id::text,
    array['its capture is held back'],
    to_jsonb(staged) - 'batch_id'
from staging.articles as staged
where
    staged.batch_id = %(batch_id)s
    and staged.capture_id in (
        select captures.capture_id
        from staging.captures as captures
        inner join quality.quarantined_rows as held on captures.row_no = held.row_no and held.target_table = 'captures'
        where captures.batch_id = %(batch_id)s and held.verdict_id = %(verdict_id)s
    )
on conflict (verdict_id, target_table, row_no) do nothing
