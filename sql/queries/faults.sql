-- Which inputs could not be used as they came, newest first?
-- param: error_class text default null
-- param: row_limit integer default 100
select *
from mart.faults as faults
where %(error_class)s::text is null or faults.error_class = %(error_class)s::text
order by faults.recorded_at desc, faults.url
limit %(row_limit)s::integer
