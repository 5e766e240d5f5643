-- Feeds that have left the watch list keep their row, disabled.
update raw.feeds
set is_enabled = false, updated_at = clock_timestamp()
where is_enabled and not feed_url = any(%(urls)s)
