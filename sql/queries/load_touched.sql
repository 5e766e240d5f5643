-- Loader: events that this publication touches, with the digest of the mentions that they have now; null = none left.
-- A merged event is named as what it leads to. `row_no` is that of the staged canonical row when it was made from just these.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
with touched as (
    select mentions.event_id
    from warehouse.mentions as mentions
    inner join staging.scopes as scopes on mentions.article_id = scopes.article_id
    where
        scopes.batch_id = %(batch_id)s
        and (mentions.recorded_at = %(recorded_at)s::timestamptz or mentions.superseded_at = %(recorded_at)s::timestamptz)
    union
    select staged.event_id
    from staging.events as staged
    where staged.batch_id = %(batch_id)s
    union
    select resolutions.event_id
    from warehouse.resolutions as resolutions
    where resolutions.batch_id = %(batch_id)s
),

canonical as (
    select distinct coalesce(resolutions.canonical_event_id, touched.event_id) as event_id
    from touched
    left join warehouse.resolutions as resolutions
        on touched.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
),

members as (
    select canonical.event_id, canonical.event_id as member_id
    from canonical
    union all
    select resolutions.canonical_event_id, resolutions.event_id
    from warehouse.resolutions as resolutions
    inner join canonical on resolutions.canonical_event_id = canonical.event_id
    where resolutions.superseded_at = 'infinity'
),

sets as (
    select
        members.event_id,
        count(mentions.mention_id) as mention_count,
        substr(
            encode(
                sha256(convert_to(string_agg(mentions.mention_id::text, ',' order by mentions.mention_id), 'UTF8')), 'hex'
            ),
            1, 32
        )::uuid as mention_set
    from members
    left join warehouse.mentions as mentions
        on members.member_id = mentions.event_id and mentions.superseded_at = 'infinity'
    group by members.event_id
)

select sets.event_id, sets.mention_count, sets.mention_set, staged.row_no
from sets
left join staging.events as staged
    on sets.event_id = staged.event_id
    and sets.mention_set = staged.mention_set
    and staged.batch_id = %(batch_id)s
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'events' and held.row_no = staged.row_no
    )
order by sets.event_id
