-- Do the publishers' layouts still fit their pages, month by month?
-- param: source text default null
select *
from mart.layout_health as health
where %(source)s::text is null or health.source_id = %(source)s::text
order by health.source_id, health.month, health.layout_name
