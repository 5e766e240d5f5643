-- Pages of these sources that are to be fetched now, the newest entry first.
select entry_id, source_id, feed_url, entry, attempt_count
from raw.entries
where state = 'pending' and source_id = any(%(sources)s) and next_fetch_at <= %(now)s
order by first_seen_at desc, entry ->> 'published_at' desc nulls last, entry_id
