-- Which events rest on anonymous sources only, and which have a name behind them?
-- param: only_anonymous boolean default false
select
    events.date_start, events.who, events.event_type, events.instruments, attributed.on_record_count,
    attributed.anonymous_count, attributed.unattributed_count, attributed.origin_count, attributed.is_only_anonymous,
    attributed.speakers, events.sentence, events.event_id
from mart.attributed as attributed
inner join mart.current_events as events on attributed.event_id = events.event_id
where not %(only_anonymous)s::boolean or attributed.is_only_anonymous
order by events.date_start, events.event_id
