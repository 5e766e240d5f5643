-- The newest days with page captures of some sources, newest first.
select distinct captures.day
from raw.captures as captures
where captures.kind = 'page' and captures.source_id = any(%(source_ids)s)
order by captures.day desc
limit %(row_limit)s
