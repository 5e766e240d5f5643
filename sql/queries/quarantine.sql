-- Which rows wait in quarantine, and why?
-- param: with_resolved boolean default false
select
    held.day, held.target_table, held.row_key, held.reasons, held.quarantined_at, held.resolution, held.resolved_at,
    held.resolution_note, held.row_data
from mart.quarantine as held
where %(with_resolved)s::boolean or held.resolved_at is null
order by held.quarantined_at desc, held.target_table, held.row_no
