-- Gate: rows that a verdict leaves out because a person dropped them do not wait in quarantine.
-- param: batch_id uuid, verdict_id uuid
update quality.quarantined_rows as held
set resolved_at = held.quarantined_at, resolution = 'dropped', resolution_note = latest.reason
from (
    select distinct on (decisions.target_table, decisions.row_key)
        decisions.target_table, decisions.row_key, decisions.decision, decisions.reason
    from quality.decisions as decisions
    order by decisions.target_table, decisions.row_key, decisions.decision_no desc
) as latest
where
    held.verdict_id = %(verdict_id)s
    and held.resolved_at is null
    and latest.decision = 'drop'
    and held.target_table = latest.target_table
    and held.row_key = latest.row_key
