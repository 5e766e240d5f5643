-- Command: why pages of the last days are no articles.
-- param: first date
select
    rejections.reason,
    count(*) as page_count,
    count(distinct rejections.source_id) as source_count,
    max(rejections.day) as last_day,
    (array_agg(rejections.source_id order by rejections.day desc, rejections.source_id))[1] as last_source
from mart.rejections as rejections
where rejections.day >= %(first)s::date
group by rejections.reason
order by 2 desc, rejections.reason
