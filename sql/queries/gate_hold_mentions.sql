-- Gate: mentions fall with their article or with their event.
-- param: batch_id uuid, verdict_id uuid
insert into quality.quarantined_rows (verdict_id, target_table, row_no, row_key, reasons, row_data)
select
    %(verdict_id)s,
    'mentions',
    staged.row_no,
    staged.mention_id::text,
    array_remove(
        array[
            case when articles.row_no is not null then 'its article is held back' end,
            case when events.row_no is not null then 'its event is held back' end
        ],
        null
    ),
    to_jsonb(staged) - 'batch_id'
from staging.mentions as staged
left join lateral (
    select articles.row_no
    from staging.articles as articles
    inner join quality.quarantined_rows as held
        on articles.row_no = held.row_no and held.target_table = 'articles' and held.verdict_id = %(verdict_id)s
    where articles.batch_id = %(batch_id)s and articles.is_latest and articles.article_id = staged.article_id
    limit 1
) as articles on true
left join lateral (
    select events.row_no
    from staging.events as events
    inner join quality.quarantined_rows as held
        on events.row_no = held.row_no and held.target_table = 'events' and held.verdict_id = %(verdict_id)s
    where events.batch_id = %(batch_id)s and events.event_id = staged.event_id
    limit 1
) as events on true
where staged.batch_id = %(batch_id)s and (articles.row_no is not null or events.row_no is not null)
on conflict (verdict_id, target_table, row_no) do nothing
