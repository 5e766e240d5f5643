-- These pages are in the archive; one whose entry has changed since it was asked for stays pending.
update raw.entries
set state = 'captured', attempt_count = 0
from unnest(%(ids)s::uuid [], %(digests)s::text []) as done (entry_id, entry_sha256)
where entries.entry_id = done.entry_id and entries.entry_sha256 = done.entry_sha256
