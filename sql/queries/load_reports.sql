-- Loader: all mentions believed now of the events named, merged events followed.
-- param: event_ids uuid[]
with members as (
    select named.event_id, named.event_id as member_id
    from unnest(%(event_ids)s::uuid[]) as named (event_id)
    union all
    select resolutions.canonical_event_id, resolutions.event_id
    from warehouse.resolutions as resolutions
    where resolutions.canonical_event_id = any(%(event_ids)s::uuid[]) and resolutions.superseded_at = 'infinity'
)

select
    members.event_id as canonical_event_id,
    mentions.*
from members
inner join warehouse.mentions as mentions
    on members.member_id = mentions.event_id and mentions.superseded_at = 'infinity'
order by mentions.published_at, mentions.mention_id
