-- Command: expectations that failed in the last judgement of each day, the gravest first.
-- param: first date, row_limit integer
select
    results.day, results.suite, results.severity, results.meaning, results.unexpected_count, results.element_count,
    results.details -> 'examples' as examples, results.details ->> 'error' as error
from mart.gate_results as results
inner join mart.day_quality as days on results.verdict_id = days.verdict_id
where not results.is_success and results.day >= %(first)s::date
order by
    array_position(array['stop', 'quarantine', 'warn'], results.severity), results.day desc, results.suite,
    results.expectation_no
limit %(row_limit)s::integer
