-- Write fault rows; one that is known already is left as it is.
insert into ops.faults (fault_id, run_id, source_id, url, stage, error_class, detail, sha256, recorded_at)
values %s
on conflict (fault_id) do nothing
