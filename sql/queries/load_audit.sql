-- Loader: the balance of a batch, counted from what is really there; a check refuses what does not add up.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz, row_nos integer[] (canonical rows that were to be published),
--     closed_captures, closed_articles, closed_mentions, closed_events bigint (rows closed)
with held as (
    select held_rows.target_table, held_rows.row_no
    from quality.quarantined_rows as held_rows
    where held_rows.verdict_id = %(verdict_id)s
),

fates as (
    select
        'captures' as target_table,
        held.row_no is not null as is_held,
        known.recorded_at = %(recorded_at)s::timestamptz as is_inserted,
        known.recorded_at < %(recorded_at)s::timestamptz and known.row_hash = staged.row_hash as is_unchanged
    from staging.captures as staged
    left join held on staged.row_no = held.row_no and held.target_table = 'captures'
    left join warehouse.outcomes as known on staged.capture_id = known.capture_id and known.superseded_at = 'infinity'
    where staged.batch_id = %(batch_id)s
    union all
    select
        'articles',
        held.row_no is not null,
        staged.is_latest and known.recorded_at = %(recorded_at)s::timestamptz,
        not staged.is_latest or known.recorded_at < %(recorded_at)s::timestamptz
    from staging.articles as staged
    left join held on staged.row_no = held.row_no and held.target_table = 'articles'
    left join warehouse.article_states as known on staged.article_id = known.article_id and known.superseded_at = 'infinity'
    where staged.batch_id = %(batch_id)s
    union all
    select
        'mentions',
        held.row_no is not null,
        known.recorded_at = %(recorded_at)s::timestamptz,
        scopes.article_id is null or (known.recorded_at < %(recorded_at)s::timestamptz and known.row_hash = staged.row_hash)
    from staging.mentions as staged
    left join held on staged.row_no = held.row_no and held.target_table = 'mentions'
    left join staging.scopes as scopes on staged.batch_id = scopes.batch_id and staged.article_id = scopes.article_id
    left join warehouse.mentions as known on staged.mention_id = known.mention_id and known.superseded_at = 'infinity'
    where staged.batch_id = %(batch_id)s
    union all
    select
        'events',
        held.row_no is not null,
        staged.row_no = any(%(row_nos)s::integer[]) and known.recorded_at = %(recorded_at)s::timestamptz,
        staged.row_no <> all(%(row_nos)s::integer[])
        or (known.recorded_at < %(recorded_at)s::timestamptz and known.row_hash = staged.row_hash)
    from staging.events as staged
    left join held on staged.row_no = held.row_no and held.target_table = 'events'
    left join warehouse.event_versions as known on staged.event_id = known.event_id and known.superseded_at = 'infinity'
    where staged.batch_id = %(batch_id)s
),

closed (target_table, closed_count) as (
    values
    ('captures', %(closed_captures)s::bigint),
    ('articles', %(closed_articles)s::bigint),
    ('mentions', %(closed_mentions)s::bigint),
    ('events', %(closed_events)s::bigint)
)

insert into ops.load_audits (
    batch_id, target_table, staged_count, inserted_count, unchanged_count, quarantined_count, superseded_count
)
select
    %(batch_id)s,
    closed.target_table,
    count(fates.target_table),
    count(*) filter (where not fates.is_held and fates.is_inserted),
    count(*) filter (where not fates.is_held and fates.is_unchanged),
    count(*) filter (where fates.is_held),
    closed.closed_count
from closed
left join fates on closed.target_table = fates.target_table
group by closed.target_table, closed.closed_count
