-- Command: what each expectation said in the last judgement of each day.
-- param: first date
select
    results.suite,
    results.meaning,
    results.severity,
    max(results.expectation_no) as expectation_no,
    count(*) as judged_count,
    count(*) filter (where not results.is_success) as failed_count,
    coalesce(sum(results.unexpected_count), 0)::bigint as broken_count,
    max(results.day) filter (where not results.is_success) as last_failed
from mart.gate_results as results
inner join mart.day_quality as days on results.verdict_id = days.verdict_id
where results.day >= %(first)s::date
group by results.suite, results.meaning, results.severity
order by
    array_position(array['captures', 'articles', 'mentions', 'events', 'day'], results.suite), 4, results.meaning
