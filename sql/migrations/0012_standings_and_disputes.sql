-- Positions in two thirds of the time, and contradictions that can be read: what is in force is kept as steps over the days, and
-- who says A against who says not A comes as one row a pair of happenings, the newest first.

-- ---------------------------------------------------------------- acts say what a position says
-- Emptied and filled again, with the indexes off meanwhile: new columns of every row, in the time of one pass.
-- squawk-ignore ban-truncate-cascade
truncate warehouse.acts, warehouse.actor_instruments;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_latest;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_reached;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_reversed;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_ladder;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_climbs;
alter table warehouse.acts
-- squawk-ignore adding-required-field
add column event_type text not null,
-- squawk-ignore adding-required-field
add column conditions text[] not null,
-- squawk-ignore adding-required-field
add column evidence_mention_id uuid not null;
comment on column warehouse.acts.event_type is 'The act: one of the 14 types.';
comment on column warehouse.acts.conditions is 'Conditions of the act; empty: none.';
comment on column warehouse.acts.evidence_mention_id is 'The report that speaks for the happening.';
create or replace view warehouse.acts_of_versions as
select
    versions.event_id,
    versions.recorded_at,
    actors.actor_code,
    instruments.instrument,
    versions.superseded_at,
    versions.date_start,
    versions.date_end,
    versions.confidence,
    versions.stance,
    versions.status,
    statuses.rung,
    versions.factuality,
    actors.place = 1 as is_first,
    versions.batch_id,
    versions.event_type,
    versions.conditions,
    versions.evidence_mention_id
from warehouse.event_versions as versions
inner join warehouse.statuses as statuses on versions.status = statuses.status
cross join lateral (
    -- Those out of office do not speak for the country.
    select array_agg(distinct codes.code order by codes.code) as codes
    from jsonb_to_recordset(versions.actors) as codes (code text, sector text)
    where codes.code is not null and coalesce(codes.sector, 'GOV') not in ('OPP', 'ELI')
) as offices
cross join lateral unnest(offices.codes) with ordinality as actors (actor_code, place)
cross join lateral (
    select distinct codes.instrument
    from unnest(versions.instruments) as codes (instrument)
) as instruments
where versions.factuality in ('CT+', 'PR+', 'PS+', 'Uu');
insert into warehouse.actor_instruments (actor_code, instrument)
select distinct plain.actor_code, plain.instrument from warehouse.acts_of_versions as plain;
insert into warehouse.acts (
    event_id, recorded_at, actor_code, instrument, superseded_at, date_start, date_end, confidence, stance, status,
    rung, factuality, is_first, pair_no, event_type, conditions, evidence_mention_id
)
select
    plain.event_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.date_start,
    plain.date_end, plain.confidence, plain.stance, plain.status, plain.rung, plain.factuality, plain.is_first,
    pairs.pair_no, plain.event_type, plain.conditions, plain.evidence_mention_id
from warehouse.acts_of_versions as plain
inner join warehouse.actor_instruments as pairs
    on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument;
-- squawk-ignore require-concurrent-index-creation
create index acts_latest on warehouse.acts (pair_no, date_start desc, date_end desc, confidence desc, event_id)
include (recorded_at, superseded_at, stance, status)
where stance <> 'neutral' and status <> 'denied';
-- squawk-ignore require-concurrent-index-creation
create index acts_reached on warehouse.acts (pair_no, rung desc, date_start)
include (recorded_at, superseded_at)
where rung is not null and factuality in ('CT+', 'PR+');
-- squawk-ignore require-concurrent-index-creation
create index acts_reversed on warehouse.acts (pair_no, date_start desc) include (recorded_at, superseded_at)
where status in ('rejected', 'suspended') and factuality in ('CT+', 'PR+');
-- squawk-ignore require-concurrent-index-creation
create index acts_ladder on warehouse.acts (instrument, date_start, date_end, event_id)
where is_first and superseded_at = 'infinity';
-- squawk-ignore require-concurrent-index-creation
create index acts_climbs on warehouse.acts (instrument, rung, date_start, date_end, event_id)
where is_first and superseded_at = 'infinity' and rung is not null;
analyze warehouse.acts;

-- ---------------------------------------------------------------- what is in force, from which day on
create table warehouse.standings (
    pair_no integer not null,
    day_from date not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null,
    rung smallint,
    primary key (pair_no, day_from, recorded_at) include (superseded_at, rung),
    check (superseded_at > recorded_at)
);
comment on table warehouse.standings is 'Grain: one belief that from a day on, until the next row of the pair, an actor stands at a rung of an instrument. Bitemporal. Derived from acts; see warehouse.standings_of_acts.';
comment on column warehouse.standings.pair_no is 'Number of actor and instrument: warehouse.actor_instruments.';
comment on column warehouse.standings.day_from is 'The first day.';
comment on column warehouse.standings.recorded_at is 'When this was first believed: recorded_at or superseded_at of the act that made it so.';
comment on column warehouse.standings.superseded_at is 'When it was believed no more; infinity: still.';
comment on column warehouse.standings.rung is 'Highest rung reached (CT+ or PR+) since the last rejection or suspension, 1 to 7; null from a rejection or suspension on.';

create view warehouse.standings_of_acts as
with days as (
    select
        acts.pair_no,
        acts.date_start,
        bool_or(acts.status in ('rejected', 'suspended')) as is_reset,
        max(acts.rung) as rung
    from warehouse.acts as acts
    where
        acts.superseded_at = 'infinity'
        and acts.factuality in ('CT+', 'PR+')
        and (acts.rung is not null or acts.status in ('rejected', 'suspended'))
    group by acts.pair_no, acts.date_start
),

spells as (
    select
        days.*,
        count(*) filter (where days.is_reset) over (partition by days.pair_no order by days.date_start) as spell
    from days
),

heights as (
    select
        spells.*,
        -- What is reached on the day of a refusal does not count: nothing tells which came last.
        max(spells.rung) filter (where not spells.is_reset) over so_far as highest,
        max(spells.rung) filter (where not spells.is_reset) over before_it as highest_before
    from spells
    window
        so_far as (partition by spells.pair_no, spells.spell order by spells.date_start),
        before_it as (
            partition by spells.pair_no, spells.spell order by spells.date_start
            rows between unbounded preceding and 1 preceding
        )
)

select
    heights.pair_no,
    heights.date_start as day_from,
    case when not heights.is_reset then heights.highest end as rung
from heights
where heights.is_reset or heights.highest_before is null or heights.highest > heights.highest_before;
comment on view warehouse.standings_of_acts is 'Grain: as warehouse.standings, worked out from acts as believed now: what that table must hold as believed now.';

create function warehouse.settle_standings(
    moment timestamptz, pair_nos integer[], first_days date[], last_days date[], horizons date[]
)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
    -- Every lookup is by a key: a plan that was made while the tables were small must not read them through.
    -- From the last refusal before what changed to the first one after it: all else stays as it was.
    with spans as materialized (
        select
            changed.pair_no,
            coalesce((
                select max(acts.date_start)
                from warehouse.acts as acts
                where
                    acts.pair_no = changed.pair_no
                    and acts.date_start < changed.first_day
                    and acts.status in ('rejected', 'suspended')
                    and acts.factuality in ('CT+', 'PR+')
                    and acts.recorded_at <= settle_standings.moment
                    and acts.superseded_at > settle_standings.moment
            ), '-infinity') as opened,
            coalesce((
                select min(acts.date_start)
                from warehouse.acts as acts
                where
                    acts.pair_no = changed.pair_no
                    and acts.date_start > changed.last_day
                    and acts.date_start <= changed.horizon
                    and acts.status in ('rejected', 'suspended')
                    and acts.factuality in ('CT+', 'PR+')
                    and acts.recorded_at <= settle_standings.moment
                    and acts.superseded_at > settle_standings.moment
            ), changed.horizon + 1) as closed
        from unnest(
            settle_standings.pair_nos, settle_standings.first_days, settle_standings.last_days, settle_standings.horizons
        ) as changed (pair_no, first_day, last_day, horizon)
    ),
    resets as (
        select distinct spans.pair_no, acts.date_start as day
        from spans
        inner join warehouse.acts as acts
            on spans.pair_no = acts.pair_no and acts.date_start > spans.opened and acts.date_start < spans.closed
        where
            acts.status in ('rejected', 'suspended')
            and acts.factuality in ('CT+', 'PR+')
            and acts.recorded_at <= settle_standings.moment
            and acts.superseded_at > settle_standings.moment
    ),
    spells as (
        select
            starts.pair_no, starts.day as opened,
            lead(starts.day, 1, starts.closed) over (partition by starts.pair_no order by starts.day) as closed
        from (
            select spans.pair_no, spans.opened as day, spans.closed
            from spans
            union all
            select resets.pair_no, resets.day, spans.closed
            from resets
            inner join spans on resets.pair_no = spans.pair_no
        ) as starts
    ),
    reached as (
        select
            spells.pair_no, found.day, rungs.rung,
            max(rungs.rung) over (partition by spells.pair_no, spells.opened order by found.day) as highest
        from spells
        cross join warehouse.statuses as rungs
        cross join lateral (
            select min(acts.date_start) as day
            from warehouse.acts as acts
            where
                acts.pair_no = spells.pair_no
                and acts.rung = rungs.rung
                and acts.factuality in ('CT+', 'PR+')
                and acts.date_start > spells.opened
                and acts.date_start < spells.closed
                and acts.recorded_at <= settle_standings.moment
                and acts.superseded_at > settle_standings.moment
        ) as found
        where rungs.rung is not null and found.day is not null
    ),
    steps as materialized (
        select reached.pair_no, reached.day, reached.rung
        from reached
        where reached.rung = reached.highest
        union all
        select resets.pair_no, resets.day, null
        from resets
    ),
    closing as (
        update warehouse.standings as known
        set superseded_at = settle_standings.moment
        from spans
        where
            known.pair_no = spans.pair_no
            and known.superseded_at = 'infinity'
            and known.day_from > spans.opened
            and known.day_from < spans.closed
            -- Not by `not exists`: the planner thinks that there are few, and compares each with each.
            and (known.pair_no, known.day_from, coalesce(known.rung, 0)) not in (
                select steps.pair_no, steps.day, coalesce(steps.rung, 0)
                from steps
            )
    )
    insert into warehouse.standings (pair_no, day_from, recorded_at, superseded_at, rung)
    select steps.pair_no, steps.day, settle_standings.moment, 'infinity', steps.rung
    from steps
    where
        not exists (
            select 1
            from warehouse.standings as known
            where
                known.pair_no = steps.pair_no
                and known.day_from = steps.day
                and known.superseded_at = 'infinity'
                and known.rung is not distinct from steps.rung
        );
end
$$;
comment on function warehouse.settle_standings is
'Brings standings to what acts say as believed at a moment, given that acts of these pairs changed between these days at that moment, that nothing after the horizon was known then, and that standings hold no later belief. Publishing calls it, and rebuild_derived for every moment in turn.';

create function warehouse.rebuild_standings()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    change record;
begin
    perform pg_advisory_xact_lock(hashtext('warehouse.publish'));
    delete from warehouse.standings;
    -- Acts that were only just made are unknown to the planner, who would look through all of them for each belief.
    analyze warehouse.acts;
    -- As the publications did, one after the other.
    for change in
        select
            changed.moment, array_agg(changed.pair_no) as pair_nos, array_agg(changed.first_day) as first_days,
            array_agg(changed.last_day) as last_days, array_agg(changed.horizon) as horizons
        from (
            select
                moments.moment, acts.pair_no, min(acts.date_start) as first_day, max(acts.date_start) as last_day,
                -- Without it each belief would look through all acts that were not known yet.
                max(max(acts.date_start)) over (partition by acts.pair_no order by moments.moment) as horizon
            from warehouse.acts as acts
            cross join lateral (
                values (acts.recorded_at), (nullif(acts.superseded_at, 'infinity'))
            ) as moments (moment)
            where
                moments.moment is not null
                and acts.factuality in ('CT+', 'PR+')
                and (acts.rung is not null or acts.status in ('rejected', 'suspended'))
            group by moments.moment, acts.pair_no
        ) as changed
        group by changed.moment
        order by changed.moment
    loop
        perform warehouse.settle_standings(
            change.moment, change.pair_nos, change.first_days, change.last_days, change.horizons
        );
    end loop;
end
$$;
comment on function warehouse.rebuild_standings is
'Makes standings anew from acts, belief by belief. For the owner; rebuild_derived calls it.';

create or replace function warehouse.rebuild_derived()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    -- As a publication: nobody may publish meanwhile.
    perform pg_advisory_xact_lock(hashtext('warehouse.publish'));
    delete from warehouse.acts;
    delete from warehouse.claims;
    delete from warehouse.actor_instruments;
    insert into warehouse.actor_instruments (actor_code, instrument)
    select distinct plain.actor_code, plain.instrument from warehouse.acts_of_versions as plain;
    insert into warehouse.acts (
        event_id, recorded_at, actor_code, instrument, superseded_at, date_start, date_end, confidence, stance, status,
        rung, factuality, is_first, pair_no, event_type, conditions, evidence_mention_id
    )
    select
        plain.event_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.date_start,
        plain.date_end, plain.confidence, plain.stance, plain.status, plain.rung, plain.factuality, plain.is_first,
        pairs.pair_no, plain.event_type, plain.conditions, plain.evidence_mention_id
    from warehouse.acts_of_versions as plain
    inner join warehouse.actor_instruments as pairs
        on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument;
    perform warehouse.rebuild_standings();
    delete from warehouse.day_tallies;
    insert into warehouse.day_tallies (actor_code, day, event_type, instrument, event_count, denied_count)
    select
        plain.actor_code, plain.day, plain.event_type, plain.instrument, plain.event_count, plain.denied_count
    from warehouse.tallies_of_versions as plain;
    insert into warehouse.claims (
        mention_id, recorded_at, actor_code, instrument, superseded_at, is_for, date_start, date_end
    )
    select
        plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.is_for,
        plain.date_start, plain.date_end
    from warehouse.claims_of_mentions as plain;
end
$$;
comment on function warehouse.rebuild_derived is
'Makes acts, actor_instruments, standings, day_tallies and claims anew from event_versions and mentions. For the owner: after a repair by hand, or when drift_of_derived shows rows.';

create or replace function warehouse.drift_of_derived()
returns table (target_table text, missing_count bigint, surplus_count bigint)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        'acts', (
            select count(*)
            from (
                select
                    plain.event_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at,
                    plain.date_start, plain.date_end, plain.confidence, plain.stance, plain.status, plain.rung,
                    plain.factuality, plain.is_first, pairs.pair_no, plain.event_type, plain.conditions,
                    plain.evidence_mention_id
                from warehouse.acts_of_versions as plain
                left join warehouse.actor_instruments as pairs
                    on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument
                except all
                select acts.* from warehouse.acts as acts
            ) as missing
        ), (
            select count(*)
            from (
                select acts.* from warehouse.acts as acts
                except all
                select
                    plain.event_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at,
                    plain.date_start, plain.date_end, plain.confidence, plain.stance, plain.status, plain.rung,
                    plain.factuality, plain.is_first, pairs.pair_no, plain.event_type, plain.conditions,
                    plain.evidence_mention_id
                from warehouse.acts_of_versions as plain
                left join warehouse.actor_instruments as pairs
                    on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument
            ) as surplus
        )
    union all
    select
        'actor_instruments', (
            select count(*)
            from (
                select acts.actor_code, acts.instrument from warehouse.acts as acts
                except
                select pairs.actor_code, pairs.instrument from warehouse.actor_instruments as pairs
            ) as missing
        ), (
            select count(*)
            from (
                select pairs.actor_code, pairs.instrument from warehouse.actor_instruments as pairs
                except
                select acts.actor_code, acts.instrument from warehouse.acts as acts
            ) as surplus
        )
    union all
    select
        'standings', (
            select count(*)
            from (
                select plain.pair_no, plain.day_from, plain.rung from warehouse.standings_of_acts as plain
                except all
                select standings.pair_no, standings.day_from, standings.rung
                from warehouse.standings as standings
                where standings.superseded_at = 'infinity'
            ) as missing
        ), (
            select count(*)
            from (
                select standings.pair_no, standings.day_from, standings.rung
                from warehouse.standings as standings
                where standings.superseded_at = 'infinity'
                except all
                select plain.pair_no, plain.day_from, plain.rung from warehouse.standings_of_acts as plain
            ) as surplus
        )
    union all
    select
        'day_tallies', (
            select count(*)
            from (
                select
                    plain.actor_code, plain.day, plain.event_type, plain.instrument, plain.event_count,
                    plain.denied_count
                from warehouse.tallies_of_versions as plain
                except
                select
                    tallies.actor_code, tallies.day, tallies.event_type, tallies.instrument, tallies.event_count,
                    tallies.denied_count
                from warehouse.day_tallies as tallies
            ) as missing
        ), (
            select count(*)
            from (
                select
                    tallies.actor_code, tallies.day, tallies.event_type, tallies.instrument, tallies.event_count,
                    tallies.denied_count
                from warehouse.day_tallies as tallies
                where (tallies.event_count, tallies.denied_count) <> (0, 0)
                except
                select
                    plain.actor_code, plain.day, plain.event_type, plain.instrument, plain.event_count,
                    plain.denied_count
                from warehouse.tallies_of_versions as plain
            ) as surplus
        )
    union all
    select
        'claims', (
            select count(*)
            from (
                select
                    plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at,
                    plain.is_for, plain.date_start, plain.date_end
                from warehouse.claims_of_mentions as plain
                except all
                select claims.* from warehouse.claims as claims
            ) as missing
        ), (
            select count(*)
            from (
                select claims.* from warehouse.claims as claims
                except all
                select
                    plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at,
                    plain.is_for, plain.date_start, plain.date_end
                from warehouse.claims_of_mentions as plain
            ) as surplus
        );
end
$$;
comment on function warehouse.drift_of_derived is
'Do acts, actor_instruments, standings (as believed now), day_tallies and claims hold just what follows from the facts? One row a derived table; both counts are 0 when they do.';

select warehouse.rebuild_standings();

do $$
begin
    if current_setting('server_version_num')::integer >= 170000 then
        execute 'grant maintain on warehouse.standings to wh_loader';
    end if;
end
$$;

-- ---------------------------------------------------------------- any day, as believed at any time
create or replace function mart.positions_as_of(as_of date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, actor_name text, actor_type text, instrument text, stance text, status text, status_in_force text,
    event_type text, factuality text, conditions text[], date_start date, date_end date, event_id uuid, sentence text, speaker text,
    source_kind text, source_id text, published_at timestamptz, canonical_url text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    -- Every lookup is by a key, whatever the day: planning it once a session saves a twentieth.
    return query
    select
        pairs.actor_code, coalesce(actors.name, pairs.actor_code), actors.actor_type, pairs.instrument, latest.stance,
        latest.status, standing_statuses.status, latest.event_type, latest.factuality, latest.conditions,
        latest.date_start, latest.date_end, latest.event_id, evidence.sentence, evidence.speaker,
        evidence.source_kind, evidence.source_id, evidence.published_at, articles.canonical_url
    from warehouse.actor_instruments as pairs
    cross join lateral (
        select
            acts.event_id, acts.stance, acts.status, acts.event_type, acts.factuality, acts.conditions,
            acts.date_start, acts.date_end, acts.evidence_mention_id
        from warehouse.acts as acts
        where
            acts.pair_no = pairs.pair_no
            and acts.stance <> 'neutral'
            and acts.status <> 'denied'
            and acts.date_start <= positions_as_of.as_of
            and acts.recorded_at <= positions_as_of.known_at
            and (acts.superseded_at > positions_as_of.known_at or acts.superseded_at = 'infinity')
        order by acts.date_start desc, acts.date_end desc, acts.confidence desc, acts.event_id
        limit 1
    ) as latest
    left join lateral (
        select standings.rung
        from warehouse.standings as standings
        where
            standings.pair_no = pairs.pair_no
            and standings.day_from <= positions_as_of.as_of
            -- Not as a condition of the index: after a range of days it takes three times as long.
            and (standings.recorded_at <= positions_as_of.known_at) is true
            and (standings.superseded_at > positions_as_of.known_at or standings.superseded_at = 'infinity')
        order by standings.day_from desc
        limit 1
    ) as standing on true
    left join warehouse.statuses as standing_statuses on standing.rung = standing_statuses.rung
    left join warehouse.actors as actors on pairs.actor_code = actors.actor_code
    left join warehouse.mentions as evidence
        on latest.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= positions_as_of.known_at
        and (evidence.superseded_at > positions_as_of.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    order by pairs.actor_code, pairs.instrument;
end
$$;

-- ---------------------------------------------------------------- who contradicts whom, one row a pair of happenings
-- Without them the planner takes a third of all acts for long ones, and reads past the index that holds the few.
create statistics warehouse.claims_length on (date_end - date_start) from warehouse.claims;
analyze warehouse.claims;

create function mart.disputes_between(
    first date, last date, actor text default null, about text default null, row_limit integer default 100
)
returns table (
    actor_code text, instrument text, event_id_for uuid, event_id_against uuid, date_for date, date_against date,
    report_count_for bigint, report_count_against bigint, source_count_for bigint, source_count_against bigint,
    source_for text, source_against text, speaker_for text, speaker_against text, factuality_for text,
    factuality_against text, confirmation_for text, sentence_for text, sentence_against text, contradicted_at timestamptz
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    earliest date;
    latest date;
begin
    -- As mart.contradictions_between. But the reports of one happening that give the same days are counted, not paired,
    -- until it is known which happenings are shown: in a burst, thousands of reports would make millions of pairs.
    select min(claims.date_start) - 7, max(claims.date_end) + 7 into earliest, latest
    from warehouse.claims as claims
    where
        claims.superseded_at = 'infinity'
        and claims.is_for
        and claims.date_start between disputes_between.first and disputes_between.last
        and (disputes_between.actor is null or claims.actor_code = disputes_between.actor)
        and (disputes_between.about is null or claims.instrument = disputes_between.about);
    return query
    with sides as (
        select
            claims.mention_id, claims.actor_code, claims.instrument, claims.is_for,
            claims.date_start, claims.date_end
        from warehouse.claims as claims
        where
            claims.superseded_at = 'infinity'
            and claims.is_for
            and claims.date_start between disputes_between.first and disputes_between.last
            and (disputes_between.actor is null or claims.actor_code = disputes_between.actor)
            and (disputes_between.about is null or claims.instrument = disputes_between.about)
        union all
        select
            short.mention_id, short.actor_code, short.instrument, short.is_for, short.date_start,
            short.date_end
        from warehouse.claims as short
        where
            short.superseded_at = 'infinity'
            and not short.is_for
            and short.date_start between earliest - 31 and latest
            and short.date_end >= earliest
            and short.date_end - short.date_start <= 31
            and (disputes_between.actor is null or short.actor_code = disputes_between.actor)
            and (disputes_between.about is null or short.instrument = disputes_between.about)
        union all
        select
            long.mention_id, long.actor_code, long.instrument, long.is_for, long.date_start,
            long.date_end
        from warehouse.claims as long
        where
            long.superseded_at = 'infinity'
            and not long.is_for
            and long.date_start <= latest
            and long.date_end >= earliest
            and long.date_end - long.date_start > 31
            and (disputes_between.actor is null or long.actor_code = disputes_between.actor)
            and (disputes_between.about is null or long.instrument = disputes_between.about)
    ),
    told as (
        select
            sides.actor_code, sides.instrument, sides.is_for, sides.date_start, sides.date_end, sides.mention_id,
            mentions.article_id, mentions.source_id, mentions.published_at, mentions.speaker, mentions.source_kind,
            coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id
        from sides
        -- By one column: over two that go together the planner expects one row, and compares each with each from there on.
        inner join warehouse.mentions as mentions
            on sides.mention_id = mentions.mention_id and mentions.superseded_at = 'infinity'
        left join warehouse.resolutions as resolutions
            on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
    ),
    reports as materialized (
        -- Numbered by actor, instrument and happening, and by side and days within: numbers are compared fastest.
        select
            told.*,
            dense_rank() over (order by told.actor_code, told.instrument, told.event_id) as act_no,
            dense_rank() over (
                order by told.actor_code, told.instrument, told.event_id, told.is_for, told.date_start, told.date_end
            ) as bundle_no
        from told
    ),
    bundles as materialized (
        select distinct on (reports.bundle_no)
            reports.bundle_no, reports.act_no, reports.actor_code, reports.instrument, reports.event_id, reports.is_for,
            reports.date_start, reports.date_end, reports.mention_id,
            count(*) over (partition by reports.bundle_no) as report_count
        from reports
        order by reports.bundle_no, reports.published_at, reports.mention_id
    ),
    qualified as materialized (
        -- One voice in one article qualifies what it says; without a name, two anonymous sources may be two.
        select pro.bundle_no as bundle_for, contra.bundle_no as bundle_against, count(*) as pair_count
        from reports as pro
        -- Joined by the article, which tells most, not by what may be the same in all rows.
        inner join reports as contra
            on pro.article_id = contra.article_id
            and pro.actor_code is not distinct from contra.actor_code
            and pro.instrument is not distinct from contra.instrument
        where
            pro.is_for
            and not contra.is_for
            and pro.speaker is not distinct from contra.speaker
            and (
                pro.speaker is not null
                or (pro.source_kind = contra.source_kind and pro.source_kind <> 'anonymous')
            )
        group by pro.bundle_no, contra.bundle_no
    ),
    exhausted as materialized (
        -- No pair of reports is left but those.
        select qualified.bundle_for, qualified.bundle_against
        from qualified
        inner join bundles as pro on qualified.bundle_for = pro.bundle_no
        inner join bundles as contra on qualified.bundle_against = contra.bundle_no
        where qualified.pair_count = pro.report_count * contra.report_count
    ),
    near as (
        select
            pro.act_no as act_for, contra.act_no as act_against, pro.bundle_no as bundle_for,
            contra.bundle_no as bundle_against, greatest(pro.date_start, contra.date_start) as newer_day
        from bundles as pro
        inner join bundles as contra
            on pro.actor_code = contra.actor_code
            and pro.instrument = contra.instrument
            and contra.date_start <= pro.date_end + 7
            and contra.date_end >= pro.date_start - 7
        where
            pro.is_for
            and not contra.is_for
            -- As a set, here and below: as a join, the planner would compare each with each.
            and (pro.bundle_no, contra.bundle_no) not in (
                select exhausted.bundle_for, exhausted.bundle_against
                from exhausted
            )
    ),
    own_shares as materialized (
        -- Refusing one's own share while backing the scheme, by the codebook REJECT and SUPPORT of one article.
        select distinct
            refused.act_no as act_against, refused.actor_code, refused.instrument,
            coalesce(resolutions.canonical_event_id, backings.event_id) as event_id_for
        from (
            select found.act_no, found.actor_code, found.instrument, members.member_id
            from (
                select distinct bundles.act_no, bundles.event_id, bundles.actor_code, bundles.instrument
                from bundles
                where not bundles.is_for
            ) as found
            cross join lateral (
                select found.event_id as member_id
                union all
                select merged.event_id
                from warehouse.resolutions as merged
                where merged.canonical_event_id = found.event_id and merged.superseded_at = 'infinity'
            ) as members
        ) as refused
        inner join warehouse.mentions as refusals
            on refused.member_id = refusals.event_id
            and refusals.superseded_at = 'infinity'
            and refusals.event_type = 'REJECT'
        inner join warehouse.claims as against
            on refusals.mention_id = against.mention_id
            and refusals.recorded_at = against.recorded_at
            and refused.actor_code = against.actor_code
            and refused.instrument = against.instrument
            and not against.is_for
        inner join warehouse.mentions as backings
            on refusals.article_id = backings.article_id
            and backings.superseded_at = 'infinity'
            and backings.event_type = 'SUPPORT'
        inner join warehouse.claims as pro
            on backings.mention_id = pro.mention_id
            and backings.recorded_at = pro.recorded_at
            and refused.actor_code = pro.actor_code
            and refused.instrument = pro.instrument
            and pro.is_for
        left join warehouse.resolutions as resolutions
            on backings.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
    ),
    shares as materialized (
        select distinct bundles.act_no as act_for, own_shares.act_against
        from own_shares
        inner join bundles
            on own_shares.actor_code = bundles.actor_code
            and own_shares.instrument = bundles.instrument
            and own_shares.event_id_for = bundles.event_id
    ),
    newest as (
        -- So many that the wanted number of happenings is among them, however many bundles each has.
        select near.*
        from near
        where (near.act_for, near.act_against) not in (select shares.act_for, shares.act_against from shares)
        order by near.newer_day desc, near.act_for, near.act_against, near.bundle_for, near.bundle_against
        limit disputes_between.row_limit * (
            select max(sides.bundle_count) filter (where sides.is_for)
                * max(sides.bundle_count) filter (where not sides.is_for)
            from (
                select bundles.is_for, count(*) as bundle_count
                from bundles
                group by bundles.act_no, bundles.is_for
            ) as sides
        )
    ),
    shown as materialized (
        select pairs.*
        from (
            select distinct on (newest.act_for, newest.act_against) newest.*
            from newest
            order by
                newest.act_for, newest.act_against, newest.newer_day desc, newest.bundle_for, newest.bundle_against
        ) as pairs
        order by pairs.newer_day desc, pairs.act_for, pairs.act_against
        limit disputes_between.row_limit
    ),
    counts as materialized (
        select
            reports.act_no, reports.is_for, count(*) as report_count, count(distinct reports.source_id) as source_count
        from reports
        where
            reports.act_no in (
                select shown.act_for from shown
                union
                select shown.act_against from shown
            )
        group by reports.act_no, reports.is_for
    )
    select
        pro.actor_code, pro.instrument, pro.event_id, contra.event_id, pro.date_start, contra.date_start,
        counts_for.report_count, counts_against.report_count, counts_for.source_count, counts_against.source_count,
        mentions_for.source_id, mentions_against.source_id, mentions_for.speaker, mentions_against.speaker,
        mentions_for.factuality, mentions_against.factuality, mentions_for.confirmation, mentions_for.sentence,
        mentions_against.sentence, greatest(mentions_for.published_at, mentions_against.published_at)
    from shown
    inner join bundles as pro on shown.bundle_for = pro.bundle_no
    inner join bundles as contra on shown.bundle_against = contra.bundle_no
    inner join counts as counts_for on shown.act_for = counts_for.act_no and counts_for.is_for
    inner join counts as counts_against on shown.act_against = counts_against.act_no and not counts_against.is_for
    left join qualified
        on shown.bundle_for = qualified.bundle_for and shown.bundle_against = qualified.bundle_against
    left join lateral (
        -- Where one voice says both, the first reports of two voices.
        select reports_for.mention_id as mention_id_for, reports_against.mention_id as mention_id_against
        from reports as reports_for
        cross join reports as reports_against
        where
            qualified.pair_count is not null
            and reports_for.bundle_no = shown.bundle_for
            and reports_against.bundle_no = shown.bundle_against
            and not (
                reports_for.article_id = reports_against.article_id
                and reports_for.speaker is not distinct from reports_against.speaker
                and (
                    reports_for.speaker is not null
                    or (
                        reports_for.source_kind = reports_against.source_kind
                        and reports_for.source_kind <> 'anonymous'
                    )
                )
            )
        order by
            reports_for.published_at, reports_against.published_at, reports_for.mention_id, reports_against.mention_id
        limit 1
    ) as voices on true
    inner join warehouse.mentions as mentions_for
        on mentions_for.mention_id = coalesce(voices.mention_id_for, pro.mention_id)
        and mentions_for.superseded_at = 'infinity'
    inner join warehouse.mentions as mentions_against
        on mentions_against.mention_id = coalesce(voices.mention_id_against, contra.mention_id)
        and mentions_against.superseded_at = 'infinity'
    order by shown.newer_day desc, shown.act_for, shown.act_against;
end
$$;
comment on function mart.disputes_between is
'Which happenings contradict each other: of acts that began between two days (both included), whose reports say that an actor is for an instrument, and which say within a week that it is not? One row a pair of happenings, the newest first, with the first report of each side and how many reports and outlets say so; at most row_limit rows (null: all). mart.contradictions_between gives the same pair by pair of outlets.';

-- ---------------------------------------------------------------- what the planner must know
-- Most happenings have few reports and some have hundreds: a sample finds the latter, and the planner would take each
-- happening for one of them, and read ten million reports through where it needs six thousand.
alter table warehouse.mentions alter column event_id set (n_distinct = -0.2);

-- ---------------------------------------------------------------- what the planner need not know
-- A large publication ends with `analyze`, and a sixth of its time went into columns that no plan depends on: sentences,
-- offsets, digests, versions of programs, JSON.
alter table warehouse.mentions
alter column actors set statistics 0,
alter column trigger_text set statistics 0,
alter column sentence set statistics 0,
alter column start_offset set statistics 0,
alter column end_offset set statistics 0,
alter column sentence_start set statistics 0,
alter column sentence_end set statistics 0,
alter column date_text set statistics 0,
alter column rule_id set statistics 0,
alter column extractor set statistics 0,
alter column extractor_version set statistics 0,
alter column row_hash set statistics 0;
alter table warehouse.event_versions
alter column actors set statistics 0,
alter column linker_version set statistics 0,
alter column row_hash set statistics 0;
alter table warehouse.article_states
alter column authors set statistics 0,
alter column published_raw set statistics 0,
alter column cleaner_version set statistics 0,
alter column row_hash set statistics 0;
alter table warehouse.acts
alter column conditions set statistics 0,
alter column event_type set statistics 0,
alter column evidence_mention_id set statistics 0;

-- ---------------------------------------------------------------- who may
grant insert on warehouse.standings to wh_loader;
grant update (superseded_at) on warehouse.standings to wh_loader;
revoke execute on all functions in schema mart from public;
grant execute on all functions in schema mart to wh_loader, wh_analyst;
revoke execute on function warehouse.settle_standings, warehouse.rebuild_standings from public;
grant execute on function warehouse.settle_standings to wh_loader;
