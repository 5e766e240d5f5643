-- Which captured pages are no articles, and why?
-- param: first date default -infinity
-- param: last date default infinity
-- param: reason text default null
select *
from mart.rejections as rejections
where
    rejections.day between %(first)s::date and %(last)s::date
    and (%(reason)s::text is null or rejections.reason = %(reason)s::text)
order by rejections.day, rejections.source_id, rejections.requested_url
