-- Loader: held rows whose key this batch published in valid form have come back by themselves.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
update quality.quarantined_rows as waiting
set resolved_at = %(recorded_at)s::timestamptz, resolution = 'published'
where
    waiting.resolved_at is null
    and waiting.verdict_id <> %(verdict_id)s
    and (waiting.target_table, waiting.row_key) in (
        select 'captures', staged.capture_id::text
        from staging.captures as staged
        where staged.batch_id = %(batch_id)s
        union all
        select 'articles', staged.article_id::text
        from staging.articles as staged
        where staged.batch_id = %(batch_id)s
        union all
        select 'mentions', staged.mention_id::text
        from staging.mentions as staged
        where staged.batch_id = %(batch_id)s
        union all
        select 'events', staged.event_id::text
        from staging.events as staged
        where staged.batch_id = %(batch_id)s
    )
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where
            held.verdict_id = %(verdict_id)s
            and held.target_table = waiting.target_table
            and held.row_key = waiting.row_key
    )
