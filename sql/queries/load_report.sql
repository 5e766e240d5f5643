-- Loader: what the publication of a batch did, table by table.
-- param: batch_id uuid
select
    audits.target_table,
    audits.staged_count,
    audits.inserted_count,
    audits.unchanged_count,
    audits.quarantined_count,
    audits.superseded_count
from ops.load_audits as audits
where audits.batch_id = %(batch_id)s
order by audits.target_table
