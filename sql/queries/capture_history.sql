-- All page captures, of whatever day, of the addresses that were captured for a day; oldest first.
select
    capture_id, kind, source_id, feed_url, entry, requested_url, responded_url, fetched_at, status, content_type,
    sha256, warc_file, warc_offset, warc_length, day
from raw.captures
where
    kind = 'page'
    and url_sha256 in (select of_day.url_sha256 from raw.captures as of_day where of_day.day = %(day)s and of_day.kind = 'page')
order by fetched_at, capture_id
