-- What did the quality gate decide about each day, and which expectations failed?
-- param: first date default -infinity
-- param: last date default infinity
select
    gate.day, gate.validated_at, gate.decision, gate.reasons, gate.failed_count, gate.expectation_count,
    gate.published_at, findings.suite, findings.severity, findings.meaning, findings.unexpected_count, findings.details
from mart.gate as gate
left join mart.gate_findings as findings on gate.verdict_id = findings.verdict_id
where gate.day between %(first)s::date and %(last)s::date
order by gate.validated_at desc, findings.suite, findings.expectation_no
