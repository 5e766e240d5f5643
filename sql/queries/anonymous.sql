-- Which events rest on anonymous sources only, and which have a name behind them?
-- param: only_anonymous boolean default false
-- param: first date default -infinity
-- param: last date default infinity
select
    events.date_start, events.who, events.event_type, events.instruments, attributed.on_record_count,
    attributed.anonymous_count, attributed.unattributed_count, attributed.origin_count, attributed.is_only_anonymous,
    attributed.speakers, events.sentence, events.event_id
from mart.current_events as events
cross join lateral (
    select found.*
    from mart.attributed as found
    where found.event_id = events.event_id
    -- Keeps the condition inside, where it reaches an index; else all reports ever would be counted first.
    offset 0
) as attributed
where
    events.date_end >= %(first)s::date
    and events.date_start <= %(last)s::date
    and (not %(only_anonymous)s::boolean or attributed.is_only_anonymous)
order by events.date_start, events.event_id
