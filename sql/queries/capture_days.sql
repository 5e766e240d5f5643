-- Days of an interval, both ends included, that have page captures; oldest first.
select distinct captures.day
from raw.captures as captures
where captures.kind = 'page' and captures.day between %(first)s and %(last)s
order by captures.day
