-- The captures of one kind that belong to a day, oldest first.
select
    capture_id, kind, source_id, feed_url, entry, requested_url, responded_url, fetched_at, status, content_type,
    sha256, warc_file, warc_offset, warc_length, day
from raw.captures
where day = %(day)s and kind = %(kind)s
order by fetched_at, capture_id
