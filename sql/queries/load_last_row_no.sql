-- Loader: the highest number of a staged canonical row of a batch.
-- param: batch_id uuid, verdict_id uuid
select
    greatest(
        coalesce((select max(staged.row_no) from staging.events as staged where staged.batch_id = %(batch_id)s), 0),
        coalesce(
            (
                select max(held.row_no)
                from quality.quarantined_rows as held
                where held.verdict_id = %(verdict_id)s and held.target_table = 'events'
            ),
            0
        )
    ) as row_no
