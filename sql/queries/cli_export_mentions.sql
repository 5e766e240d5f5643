-- Command: mentions for export, in an order that is the same everywhere.
-- param: as_of date, known_at timestamptz
select *
from mart.mentions_as_of(%(as_of)s::date, %(known_at)s::timestamptz) as found
order by found.published_at, found.mention_id
