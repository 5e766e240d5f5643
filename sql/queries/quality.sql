-- How good are the days: volume, rejections, verdict, rows held back?
-- param: first date default -infinity
-- param: last date default infinity
select
    days.day, days.decision, days.capture_count, days.article_count, days.rejection_count, days.rejection_share,
    days.failed_count, days.waiting_count, days.inserted_count, days.unchanged_count, days.quarantined_count, days.reasons
from mart.day_quality as days
where days.day between %(first)s::date and %(last)s::date
order by days.day desc
