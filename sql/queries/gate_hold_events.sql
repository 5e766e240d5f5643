-- Gate: an event falls when its only evidence is held back: no staged mention is left and no other article reports it.
-- param: batch_id uuid, verdict_id uuid
insert into quality.quarantined_rows (verdict_id, target_table, row_no, row_key, reasons, row_data)
select
    %(verdict_id)s,
    'events',
    staged.row_no,
    staged.event_id::text,
    array['every mention of it is held back'],
    to_jsonb(staged) - 'batch_id'
from staging.events as staged
where
    staged.batch_id = %(batch_id)s
    and exists (
        select 1
        from staging.mentions as mentions
        where mentions.batch_id = %(batch_id)s and mentions.event_id = staged.event_id
    )
    and not exists (
        select 1
        from staging.mentions as mentions
        where
            mentions.batch_id = %(batch_id)s
            and mentions.event_id = staged.event_id
            and not exists (
                select 1
                from quality.quarantined_rows as held
                where
                    held.verdict_id = %(verdict_id)s
                    and held.target_table = 'mentions'
                    and held.row_no = mentions.row_no
            )
    )
    and not exists (
        select 1
        from (
            select staged.event_id as member_id
            union all
            select merged.event_id
            from warehouse.resolutions as merged
            where merged.canonical_event_id = staged.event_id and merged.superseded_at = 'infinity'
        ) as members
        inner join warehouse.mentions as known
            on members.member_id = known.event_id and known.superseded_at = 'infinity'
        where
            known.article_id not in (
                select articles.article_id
                from staging.articles as articles
                where articles.batch_id = %(batch_id)s
            )
    )
on conflict (verdict_id, target_table, row_no) do nothing
