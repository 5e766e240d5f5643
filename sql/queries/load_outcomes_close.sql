-- Loader: close what was believed of a capture and is now read otherwise.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
update warehouse.outcomes as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
from staging.captures as staged
where
    staged.batch_id = %(batch_id)s
    and known.capture_id = staged.capture_id
    and known.superseded_at = 'infinity'
    and known.row_hash <> staged.row_hash
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'captures' and held.row_no = staged.row_no
    )
