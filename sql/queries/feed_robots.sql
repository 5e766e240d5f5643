-- The copy of an origin's robots.txt.
select origin, status, body, fetched_at
from raw.robots
where origin = %(origin)s
