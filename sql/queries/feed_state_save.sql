-- Remember the state of a feed.
insert into raw.feed_state (
    feed_url, next_fetch_at, etag, last_modified, sha256, failure_count, is_disabled, last_fault, polled_at,
    answered_at, changed_at, entry_count
)
values (
    %(feed_url)s, %(next_fetch_at)s, %(etag)s, %(last_modified)s, %(sha256)s, %(failure_count)s, %(is_disabled)s,
    %(last_fault)s, %(polled_at)s, %(answered_at)s, %(changed_at)s, %(entry_count)s
)
on conflict (feed_url) do update set
    next_fetch_at = excluded.next_fetch_at,
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    sha256 = excluded.sha256,
    failure_count = excluded.failure_count,
    is_disabled = excluded.is_disabled,
    last_fault = excluded.last_fault,
    polled_at = excluded.polled_at,
    answered_at = excluded.answered_at,
    changed_at = excluded.changed_at,
    entry_count = excluded.entry_count
