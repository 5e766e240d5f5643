-- Which feeds are well, silent, failing or given up?
-- param: health text default null
select
    feeds.feed_id, feeds.source_name, feeds.health, feeds.answered_at, feeds.changed_at, feeds.next_fetch_at,
    feeds.failure_count, feeds.last_fault, feeds.entry_count, feeds.recent_fault_count, feeds.feed_url
from mart.feed_health as feeds
where %(health)s::text is null or feeds.health = %(health)s::text
order by feeds.health = 'well', feeds.source_name, feeds.feed_url
