-- Index captures; a capture that is known already is left as it is.
insert into raw.captures (
    capture_id, kind, source_id, feed_url, entry, requested_url, responded_url, url_sha256, fetched_at, status,
    content_type, sha256, fault, warc_file, warc_offset, warc_length, day, run_id
)
values %s
on conflict (capture_id) do nothing
