-- Gate: held rows of a key that a person decided about wait no longer.
-- param: target_table text, row_key text, resolution text, reason text
update quality.quarantined_rows as held
set resolved_at = clock_timestamp(), resolution = %(resolution)s, resolution_note = %(reason)s
where held.target_table = %(target_table)s and held.row_key = %(row_key)s and held.resolved_at is null
