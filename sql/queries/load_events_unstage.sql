-- Loader: take canonical rows out of staging that were made from other mentions than the events have; held rows stay.
-- param: batch_id uuid, verdict_id uuid, event_ids uuid[]
delete from staging.events as staged
where
    staged.batch_id = %(batch_id)s
    and staged.event_id = any(%(event_ids)s::uuid[])
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'events' and held.row_no = staged.row_no
    )
