-- How far has an instrument come, when did it reach each rung, and when was it taken back?
-- param: instrument text default null
-- param: moves_only boolean default false
select
    ladder.instrument, ladder.date_start, ladder.actor_codes, ladder.event_type, ladder.status, ladder.rung,
    ladder.highest_before, ladder.move, ladder.factuality, ladder.sentence, ladder.event_id
from mart.ladder as ladder
where
    (%(instrument)s::text is null or ladder.instrument = upper(%(instrument)s::text))
    and (not %(moves_only)s::boolean or ladder.move in ('up', 'reversal', 'refusal'))
order by ladder.instrument, ladder.date_start, ladder.date_end, ladder.rung nulls last, ladder.event_id
