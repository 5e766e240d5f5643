-- Command: how good the last days are, newest first.
-- param: row_limit integer
select
    days.day, days.decision, days.validated_at, days.reasons, days.expectation_count, days.failed_count,
    days.capture_count, days.article_count, days.rejection_count, days.rejection_share, days.waiting_count,
    days.inserted_count, days.unchanged_count, days.quarantined_count
from mart.day_quality as days
order by days.day desc
limit %(row_limit)s::integer
