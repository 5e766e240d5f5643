-- Command: positions for export, in an order that is the same everywhere (text compared byte by byte).
-- param: as_of date, known_at timestamptz
select *
from mart.positions_as_of(%(as_of)s::date, %(known_at)s::timestamptz) as found
order by found.actor_code collate "C", found.instrument collate "C"
