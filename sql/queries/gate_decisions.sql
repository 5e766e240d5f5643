-- Gate: what people have decided about rows that are staged: the latest decision on each, a release only for what it saw.
-- param: batch_id uuid
with latest as (
    select distinct on (decisions.target_table, decisions.row_key)
        decisions.decision_id,
        decisions.target_table,
        decisions.row_key,
        decisions.row_hash,
        decisions.decision,
        decisions.reason,
        decisions.decided_by
    from quality.decisions as decisions
    order by decisions.target_table, decisions.row_key, decisions.decision_no desc
),

staged as (
    select 'captures' as target_table, captures.row_no, captures.capture_id::text as row_key, captures.row_hash
    from staging.captures as captures
    where captures.batch_id = %(batch_id)s
    union all
    select 'articles', articles.row_no, articles.article_id::text, articles.row_hash
    from staging.articles as articles
    where articles.batch_id = %(batch_id)s
    union all
    select 'mentions', mentions.row_no, mentions.mention_id::text, mentions.row_hash
    from staging.mentions as mentions
    where mentions.batch_id = %(batch_id)s
    union all
    select 'events', events.row_no, events.event_id::text, events.row_hash
    from staging.events as events
    where events.batch_id = %(batch_id)s
)

select
    latest.target_table, staged.row_no, staged.row_key, latest.decision, latest.reason, latest.decided_by,
    latest.decision_id
from latest
inner join staged on latest.target_table = staged.target_table and latest.row_key = staged.row_key
where latest.decision = 'drop' or latest.row_hash = staged.row_hash
order by latest.target_table, staged.row_no
