-- Days with page captures that no published batch has read.
select distinct captures.day
from raw.captures as captures
left join warehouse.outcomes as outcomes on captures.capture_id = outcomes.capture_id
where captures.kind = 'page' and outcomes.capture_id is null
order by captures.day
