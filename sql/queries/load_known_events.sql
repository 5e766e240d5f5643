-- Loader: events with a mention whose act or publication touches the days named, merged events followed.
-- param: day_from date, day_to date
select distinct coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id
from warehouse.mentions as mentions
left join warehouse.resolutions as resolutions
    on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
where
    mentions.superseded_at = 'infinity'
    and (
        (mentions.date_start <= %(day_to)s and mentions.date_end >= %(day_from)s)
        or (
            mentions.published_at >= %(day_from)s::date::timestamp at time zone 'UTC'
            and mentions.published_at < (%(day_to)s::date + 1)::timestamp at time zone 'UTC'
        )
    )
