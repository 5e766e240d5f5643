-- Which positions changed between two days, from what to what?
-- param: day_from date
-- param: day_to date default today
-- param: known_at timestamptz default infinity
select *
from mart.changes_between(%(day_from)s::date, %(day_to)s::date, %(known_at)s::timestamptz) as changes
order by changes.actor_code, changes.instrument
