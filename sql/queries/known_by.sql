-- What could be known from the press by the end of a day, and who had it first?
-- param: as_of date default today
-- param: known_at timestamptz default infinity
-- param: since date default -infinity
select *
from mart.known_by(%(as_of)s::date, %(known_at)s::timestamptz, %(since)s::date) as known
order by known.first_published_at, known.event_id
