-- One capture by its key.
select
    capture_id, kind, source_id, feed_url, entry, requested_url, responded_url, fetched_at, status, content_type,
    sha256, warc_file, warc_offset, warc_length, day
from raw.captures
where capture_id = %(capture_id)s
