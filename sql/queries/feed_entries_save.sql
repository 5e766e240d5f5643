-- Entries of a feed: new ones and changed ones become pending, unchanged ones are not touched. Only the feed that listed
-- a page first can change its entry: two feeds that word it differently would make it pending at every poll.
insert into raw.entries as known (
    entry_id, source_id, feed_url, url, entry, entry_sha256, next_fetch_at, first_seen_at, changed_at
)
values %s
on conflict (entry_id) do update set
    feed_url = excluded.feed_url,
    url = excluded.url,
    entry = excluded.entry,
    entry_sha256 = excluded.entry_sha256,
    state = 'pending',
    attempt_count = 0,
    next_fetch_at = excluded.next_fetch_at,
    changed_at = excluded.changed_at
where known.entry_sha256 <> excluded.entry_sha256 and known.feed_url = excluded.feed_url
