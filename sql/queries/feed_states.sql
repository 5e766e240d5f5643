-- What is known of these feeds from earlier polls.
select
    feed_url, next_fetch_at, etag, last_modified, sha256, failure_count, is_disabled, last_fault, polled_at,
    answered_at, changed_at, entry_count
from raw.feed_state
where feed_url = any(%(urls)s)
