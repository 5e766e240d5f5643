-- Who held which office on a day?
-- param: on_day date default today
-- param: actor text default null
select holders.actor_code, holders.title, holders.person_name, holders.sector, holders.valid_from, holders.valid_to
from mart.office_holders(%(on_day)s::date) as holders
where %(actor)s::text is null or holders.actor_code = upper(%(actor)s::text)
order by holders.actor_code, holders.title, holders.person_name
