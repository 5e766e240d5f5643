-- What do we have of each day from each outlet: nothing captured, nothing processed, or no news?
-- param: first date default -infinity
-- param: last date default infinity
-- param: source text default null
select *
from mart.day_coverage as coverage
where
    coverage.day between %(first)s::date and %(last)s::date
    and (%(source)s::text is null or coverage.source_id = %(source)s::text)
order by coverage.day, coverage.source_id
