-- What did each publication add, leave, hold back and close?
-- param: first date default -infinity
-- param: last date default infinity
select *
from mart.loads as loads
where loads.day between %(first)s::date and %(last)s::date
order by loads.position desc, loads.target_table
