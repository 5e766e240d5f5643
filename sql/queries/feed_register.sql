-- A feed of the watch list, as the list says now; a row that says the same is not touched.
insert into raw.feeds as known (
    feed_url, feed_id, source_id, source_name, source_type, country_code, language, timezone, kind, silence_hours,
    is_enabled
)
values (
    %(feed_url)s, %(feed_id)s, %(source_id)s, %(source_name)s, %(source_type)s, %(country_code)s, %(language)s,
    %(timezone)s, %(kind)s, %(silence_hours)s, %(is_enabled)s
)
on conflict (feed_url) do update set
    feed_id = excluded.feed_id,
    source_id = excluded.source_id,
    source_name = excluded.source_name,
    source_type = excluded.source_type,
    country_code = excluded.country_code,
    language = excluded.language,
    timezone = excluded.timezone,
    kind = excluded.kind,
    silence_hours = excluded.silence_hours,
    is_enabled = excluded.is_enabled,
    updated_at = clock_timestamp()
where
    (
        known.feed_id, known.source_id, known.source_name, known.source_type, known.country_code, known.language,
        known.timezone, known.kind, known.silence_hours, known.is_enabled
    )
    is distinct from
    (
        excluded.feed_id, excluded.source_id, excluded.source_name, excluded.source_type, excluded.country_code,
        excluded.language, excluded.timezone, excluded.kind, excluded.silence_hours, excluded.is_enabled
    )
