-- Answers in milliseconds: what every question would otherwise unfold anew is kept unfolded, and views let a question's
-- conditions through to the indexes. Derived rows follow their facts within the publishing transaction, carry the same
-- recorded_at and superseded_at, and can be made anew at any time: warehouse.rebuild_derived().

-- ---------------------------------------------------------------- indexes
-- squawk-ignore require-concurrent-index-creation
create index event_versions_current_date on warehouse.event_versions (date_start, date_end, event_id)
where superseded_at = 'infinity';
-- squawk-ignore require-concurrent-index-creation
create index event_versions_conditions on warehouse.event_versions (date_start)
where superseded_at = 'infinity' and cardinality(conditions) > 0;
-- Publishing asks for closed mentions of an article, too.
-- squawk-ignore require-concurrent-index-creation
create index mentions_of_article on warehouse.mentions (article_id);
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.mentions_article;
-- And for articles whose own capture no longer gives them.
-- squawk-ignore require-concurrent-index-creation
create index article_states_capture on warehouse.article_states (capture_id);
-- Few rows are ever closed; with this index what was believed in the past is found as fast as what is believed now.
-- squawk-ignore require-concurrent-index-creation
create index mentions_closed on warehouse.mentions (published_at) where superseded_at <> 'infinity';

-- ---------------------------------------------------------------- what actors did about instruments
create table warehouse.actor_instruments (
    actor_code text not null,
    instrument text not null,
    pair_no integer not null generated always as identity unique,
    primary key (actor_code, instrument)
);
comment on table warehouse.actor_instruments is 'Grain: one actor and one instrument that warehouse.acts has a row of. Derived from event_versions.';
comment on column warehouse.actor_instruments.actor_code is 'The actor.';
comment on column warehouse.actor_instruments.instrument is 'The instrument.';
comment on column warehouse.actor_instruments.pair_no is 'Number of the pair: an index compares one number in half the time of two texts.';

create table warehouse.acts (
    event_id uuid not null,
    recorded_at timestamptz not null,
    actor_code text not null,
    instrument text not null,
    superseded_at timestamptz not null,
    date_start date not null,
    date_end date not null,
    confidence double precision not null,
    stance text not null,
    status text not null,
    rung smallint,
    factuality text not null,
    is_first boolean not null,
    pair_no integer not null,
    primary key (event_id, recorded_at, actor_code, instrument),
    check (superseded_at > recorded_at)
);
comment on table warehouse.acts is 'Grain: one actor in office and one instrument of one belief about one happening that is not denied. Bitemporal. Derived from event_versions; see warehouse.acts_of_versions.';
comment on column warehouse.acts.event_id is 'The happening.';
comment on column warehouse.acts.recorded_at is 'recorded_at of the event_versions row that it is derived from.';
comment on column warehouse.acts.actor_code is 'One of its actors that speaks for the country or body: not opposition, elect or former.';
comment on column warehouse.acts.instrument is 'One of its instruments.';
comment on column warehouse.acts.superseded_at is 'superseded_at of that row.';
comment on column warehouse.acts.date_start is 'First day of the act.';
comment on column warehouse.acts.date_end is 'Last day of the act.';
comment on column warehouse.acts.confidence is 'How sure the extraction is, 0 to 1.';
comment on column warehouse.acts.stance is 'The actor''s polarity towards the instrument.';
comment on column warehouse.acts.status is 'State of the instrument after the act.';
comment on column warehouse.acts.rung is 'Rung of that status, 1 to 7; null off the ladder.';
comment on column warehouse.acts.factuality is 'CT+, PR+, PS+ or Uu.';
comment on column warehouse.acts.is_first is 'Whether the actor is the first by code of those of the row: counts a happening once.';
comment on column warehouse.acts.pair_no is 'Number of actor and instrument: warehouse.actor_instruments.';
create index acts_latest on warehouse.acts (pair_no, date_start desc, date_end desc, confidence desc, event_id)
include (recorded_at, superseded_at, stance, status)
where stance <> 'neutral' and status <> 'denied';
create index acts_reached on warehouse.acts (pair_no, rung desc, date_start)
include (recorded_at, superseded_at)
where rung is not null and factuality in ('CT+', 'PR+');
create index acts_reversed on warehouse.acts (pair_no, date_start desc) include (recorded_at, superseded_at)
where status in ('rejected', 'suspended') and factuality in ('CT+', 'PR+');
create index acts_ladder on warehouse.acts (instrument, date_start, date_end, event_id)
where is_first and superseded_at = 'infinity';
create index acts_climbs on warehouse.acts (instrument, rung, date_start, date_end, event_id)
where is_first and superseded_at = 'infinity' and rung is not null;

create table warehouse.day_tallies (
    actor_code text not null,
    day date not null,
    event_type text not null,
    instrument text not null,
    event_count bigint not null,
    denied_count bigint not null,
    month date not null generated always as (day - extract(day from day)::integer + 1) stored,
    primary key (actor_code, day, event_type, instrument)
);
comment on table warehouse.day_tallies is 'Grain: one day, act, instrument and actor. How many happenings are believed now: each publication adds what it added and takes off what it closed. Derived from event_versions; see warehouse.tallies_of_versions.';
comment on column warehouse.day_tallies.actor_code is 'One of the actors.';
comment on column warehouse.day_tallies.day is 'First day of the act.';
comment on column warehouse.day_tallies.event_type is 'The act.';
comment on column warehouse.day_tallies.instrument is 'One of the instruments.';
comment on column warehouse.day_tallies.event_count is 'Happenings that are not denied; 0 is possible.';
comment on column warehouse.day_tallies.denied_count is 'Happenings that are said not to be so; 0 is possible.';
comment on column warehouse.day_tallies.month is 'First day of the month of the act.';
create index day_tallies_day on warehouse.day_tallies (day);
create index day_tallies_month on warehouse.day_tallies (instrument, month);

create view warehouse.tallies_of_versions as
select
    versions.date_start as day,
    versions.event_type,
    instruments.instrument,
    actors.actor_code,
    count(*) filter (where versions.factuality not in ('CT-', 'PR-', 'PS-')) as event_count,
    count(*) filter (where versions.factuality in ('CT-', 'PR-', 'PS-')) as denied_count
from warehouse.event_versions as versions
cross join lateral unnest(versions.instruments) as instruments (instrument)
cross join lateral unnest(versions.actor_codes) as actors (actor_code)
where versions.superseded_at = 'infinity'
group by versions.date_start, versions.event_type, instruments.instrument, actors.actor_code;
comment on view warehouse.tallies_of_versions is 'Grain: as warehouse.day_tallies, worked out from the facts: what that table must hold, zeros apart.';

create view warehouse.acts_of_versions as
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
    versions.batch_id
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
comment on view warehouse.acts_of_versions is 'Grain: as warehouse.acts, worked out from the facts: what that table must hold.';

-- ---------------------------------------------------------------- what reports claim for and against
create table warehouse.claims (
    mention_id uuid not null,
    recorded_at timestamptz not null,
    actor_code text not null,
    instrument text not null,
    superseded_at timestamptz not null,
    is_for boolean not null,
    date_start date not null,
    date_end date not null,
    primary key (mention_id, recorded_at, actor_code, instrument),
    check (superseded_at > recorded_at)
);
comment on table warehouse.claims is 'Grain: one actor in office and one instrument of one belief about one report that takes a side. Bitemporal. Derived from mentions; see warehouse.claims_of_mentions.';
comment on column warehouse.claims.mention_id is 'The report.';
comment on column warehouse.claims.recorded_at is 'recorded_at of the mentions row that it is derived from.';
comment on column warehouse.claims.actor_code is 'One of its actors that speaks for the country or body.';
comment on column warehouse.claims.instrument is 'One of its instruments.';
comment on column warehouse.claims.superseded_at is 'superseded_at of that row.';
comment on column warehouse.claims.is_for is 'Whether it says that the actor is for the instrument; not doing what one supports is against, not doing what one opposes is for.';
comment on column warehouse.claims.date_start is 'First day of the act.';
comment on column warehouse.claims.date_end is 'Last day of the act.';
create index claims_pair on warehouse.claims (actor_code, instrument, is_for, date_start)
where superseded_at = 'infinity';
-- Acts that lasted, or whose day is known by the quarter or year only: few, and too long to be found by their first day.
create index claims_long on warehouse.claims (date_end)
where superseded_at = 'infinity' and date_end - date_start > 31;

create view warehouse.claims_of_mentions as
select
    mentions.mention_id,
    mentions.recorded_at,
    actors.actor_code,
    instruments.instrument,
    mentions.superseded_at,
    (mentions.stance in ('support', 'conditional'))
    = (mentions.factuality in ('CT+', 'PR+', 'PS+') and mentions.status <> 'denied') as is_for,
    mentions.date_start,
    mentions.date_end,
    mentions.batch_id
from warehouse.mentions as mentions
cross join lateral (
    select distinct codes.code as actor_code
    from jsonb_to_recordset(mentions.actors) as codes (code text, sector text)
    where codes.code is not null and coalesce(codes.sector, 'GOV') not in ('OPP', 'ELI')
) as actors
cross join lateral (
    select distinct codes.instrument
    from unnest(mentions.instruments) as codes (instrument)
) as instruments
where mentions.stance in ('support', 'conditional', 'oppose') and mentions.factuality <> 'Uu';
comment on view warehouse.claims_of_mentions is 'Grain: as warehouse.claims, worked out from the facts: what that table must hold.';

create function warehouse.rebuild_derived()
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
        rung, factuality, is_first, pair_no
    )
    select
        plain.event_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.date_start,
        plain.date_end, plain.confidence, plain.stance, plain.status, plain.rung, plain.factuality, plain.is_first,
        pairs.pair_no
    from warehouse.acts_of_versions as plain
    inner join warehouse.actor_instruments as pairs
        on plain.actor_code = pairs.actor_code and plain.instrument = pairs.instrument;
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
'Makes acts, actor_instruments, day_tallies and claims anew from event_versions and mentions. For the owner: after a repair by hand, or when drift_of_derived shows rows.';

create function warehouse.drift_of_derived()
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
                    plain.factuality, plain.is_first, pairs.pair_no
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
                    plain.factuality, plain.is_first, pairs.pair_no
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
'Do acts, actor_instruments, day_tallies and claims hold just what follows from the facts? One row a derived table; both counts are 0 when they do.';

select warehouse.rebuild_derived();

-- ---------------------------------------------------------------- words of articles
-- Taking the words out of a text takes ten times as long as all else about an article: beside the publication, not in it.
create table warehouse.article_words (
    article_id uuid not null references warehouse.articles,
    version_id uuid not null,
    recorded_at timestamptz not null,
    words_english tsvector not null,
    words_simple tsvector not null,
    primary key (article_id, version_id)
);
comment on table warehouse.article_words is 'Grain: the words of one wording of one article, for search. Derived from article_versions, in the order of publication: what was published after the newest row here is still to be taken.';
comment on column warehouse.article_words.article_id is 'The article.';
comment on column warehouse.article_words.version_id is 'The wording: warehouse.article_versions.';
comment on column warehouse.article_words.recorded_at is 'recorded_at of that wording.';
comment on column warehouse.article_words.words_english is 'Stems of title and the first 200,000 characters, English.';
comment on column warehouse.article_words.words_simple is 'Words of title and the first 200,000 characters as they are, for Ukrainian and other languages.';
insert into warehouse.article_words (article_id, version_id, recorded_at, words_english, words_simple)
select versions.article_id, versions.version_id, versions.recorded_at, versions.words_english, versions.words_simple
from warehouse.article_versions as versions;
create index article_words_recorded on warehouse.article_words (recorded_at);
create index article_words_english on warehouse.article_words using gin (words_english);
create index article_words_simple on warehouse.article_words using gin (words_simple);
-- squawk-ignore require-concurrent-index-creation
create index article_versions_recorded on warehouse.article_versions (recorded_at);
alter table warehouse.article_versions
-- squawk-ignore ban-drop-column
drop column words_english,
-- squawk-ignore ban-drop-column
drop column words_simple;
grant insert on warehouse.article_words to wh_loader;
do $$
begin
    if current_setting('server_version_num')::integer >= 170000 then
        execute 'grant maintain on warehouse.article_words, warehouse.acts, warehouse.actor_instruments, '
            'warehouse.claims, warehouse.day_tallies to wh_loader';
    end if;
end
$$;

-- ---------------------------------------------------------------- views that let conditions through
-- In two branches: a condition on event_id reaches an index in both, which it cannot through coalesce().
create or replace view mart.mentions as
select
    mentions.event_id,
    mentions.mention_id,
    mentions.article_id,
    mentions.version_id,
    mentions.capture_id,
    mentions.source_id,
    mentions.published_at,
    mentions.event_type,
    mentions.instruments,
    mentions.actor_codes,
    mentions.actors,
    mentions.recipients,
    mentions.providers,
    mentions.status,
    mentions.stance,
    mentions.conditions,
    mentions.factuality,
    mentions.confirmation,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    mentions.date_text,
    mentions.magnitude_value,
    mentions.magnitude_unit,
    mentions.confidence,
    mentions.outlet,
    mentions.speaker,
    mentions.source_kind,
    mentions.quote_kind,
    mentions.hops,
    mentions.is_background,
    mentions.field,
    mentions.start_offset,
    mentions.end_offset,
    mentions.sentence_start,
    mentions.sentence_end,
    mentions.trigger_text,
    mentions.sentence,
    mentions.rule_id,
    mentions.extractor,
    mentions.extractor_version,
    mentions.recorded_at,
    mentions.batch_id,
    mentions.entry_position
from warehouse.mentions as mentions
where
    mentions.superseded_at = 'infinity'
    and not exists (
        select 1
        from warehouse.resolutions as resolutions
        where resolutions.event_id = mentions.event_id and resolutions.superseded_at = 'infinity'
    )
union all
select
    resolutions.canonical_event_id,
    mentions.mention_id,
    mentions.article_id,
    mentions.version_id,
    mentions.capture_id,
    mentions.source_id,
    mentions.published_at,
    mentions.event_type,
    mentions.instruments,
    mentions.actor_codes,
    mentions.actors,
    mentions.recipients,
    mentions.providers,
    mentions.status,
    mentions.stance,
    mentions.conditions,
    mentions.factuality,
    mentions.confirmation,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    mentions.date_text,
    mentions.magnitude_value,
    mentions.magnitude_unit,
    mentions.confidence,
    mentions.outlet,
    mentions.speaker,
    mentions.source_kind,
    mentions.quote_kind,
    mentions.hops,
    mentions.is_background,
    mentions.field,
    mentions.start_offset,
    mentions.end_offset,
    mentions.sentence_start,
    mentions.sentence_end,
    mentions.trigger_text,
    mentions.sentence,
    mentions.rule_id,
    mentions.extractor,
    mentions.extractor_version,
    mentions.recorded_at,
    mentions.batch_id,
    mentions.entry_position
from warehouse.resolutions as resolutions
inner join warehouse.mentions as mentions
    on resolutions.event_id = mentions.event_id and mentions.superseded_at = 'infinity'
where resolutions.superseded_at = 'infinity';

create or replace view mart.current_events as
select
    versions.event_id,
    versions.date_start,
    versions.date_end,
    versions.date_precision,
    -- As expressions, not joins: PostgreSQL then works them out only for the rows that a limit leaves.
    (
        select string_agg(coalesce(actors.name, codes.actor_code), ', ' order by codes.place)
        from unnest(versions.actor_codes) with ordinality as codes (actor_code, place)
        left join warehouse.actors as actors on codes.actor_code = actors.actor_code
    ) as who,
    versions.event_type,
    versions.instruments,
    versions.status,
    versions.stance,
    versions.conditions,
    versions.factuality,
    versions.confirmation,
    evidence.sentence,
    evidence.trigger_text,
    evidence.speaker,
    evidence.source_kind,
    evidence.source_id,
    articles.canonical_url,
    -- An expression too: joined over two columns that go together, the planner would expect far too few rows.
    (
        select article_versions.title
        from warehouse.article_versions as article_versions
        where article_versions.article_id = evidence.article_id and article_versions.version_id = evidence.version_id
    ) as title,
    evidence.published_at,
    (
        select min(mentions.published_at)
        from (
            select versions.event_id as member_id
            union all
            select resolutions.event_id
            from warehouse.resolutions as resolutions
            where resolutions.canonical_event_id = versions.event_id and resolutions.superseded_at = 'infinity'
        ) as members
        inner join warehouse.mentions as mentions
            on members.member_id = mentions.event_id and mentions.superseded_at = 'infinity'
    ) as first_published_at,
    (
        select count(*)
        from (
            select versions.event_id as member_id
            union all
            select resolutions.event_id
            from warehouse.resolutions as resolutions
            where resolutions.canonical_event_id = versions.event_id and resolutions.superseded_at = 'infinity'
        ) as members
        inner join warehouse.mentions as mentions
            on members.member_id = mentions.event_id and mentions.superseded_at = 'infinity'
    ) as report_count,
    (
        select count(distinct mentions.source_id)
        from (
            select versions.event_id as member_id
            union all
            select resolutions.event_id
            from warehouse.resolutions as resolutions
            where resolutions.canonical_event_id = versions.event_id and resolutions.superseded_at = 'infinity'
        ) as members
        inner join warehouse.mentions as mentions
            on members.member_id = mentions.event_id and mentions.superseded_at = 'infinity'
    ) as source_count,
    versions.actor_codes,
    versions.actors,
    versions.recipients,
    versions.providers,
    versions.magnitude_value,
    versions.magnitude_unit,
    versions.confidence,
    versions.evidence_mention_id,
    versions.recorded_at
from warehouse.event_versions as versions
inner join warehouse.mentions as evidence
    on versions.evidence_mention_id = evidence.mention_id and evidence.superseded_at = 'infinity'
inner join warehouse.articles as articles on evidence.article_id = articles.article_id
where versions.superseded_at = 'infinity';

create or replace view mart.daily_counts as
select
    tallies.day,
    tallies.event_type,
    tallies.instrument,
    tallies.actor_code,
    tallies.event_count,
    tallies.denied_count
from warehouse.day_tallies as tallies
where tallies.event_count <> 0 or tallies.denied_count <> 0;

create or replace view mart.monthly_counts as
select
    tallies.month,
    tallies.event_type,
    tallies.instrument,
    tallies.actor_code,
    sum(tallies.event_count)::bigint as event_count,
    sum(tallies.denied_count)::bigint as denied_count
from warehouse.day_tallies as tallies
where tallies.event_count <> 0 or tallies.denied_count <> 0
group by tallies.month, tallies.event_type, tallies.instrument, tallies.actor_code;

create or replace view mart.day_coverage as
select
    seen.day,
    seen.source_id,
    sum(seen.capture_count)::bigint as capture_count,
    sum(seen.processed_count)::bigint as processed_count,
    sum(seen.article_count)::bigint as article_count,
    sum(seen.rejection_count)::bigint as rejection_count,
    sum(seen.mention_count)::bigint as mention_count,
    sum(seen.capture_count) <= sum(seen.processed_count) as is_processed
from (
    select
        captures.day,
        captures.source_id,
        1 as capture_count,
        0 as processed_count,
        0 as article_count,
        0 as rejection_count,
        0::bigint as mention_count
    from raw.captures as captures
    where captures.kind = 'page'
    union all
    select
        outcomes.day,
        outcomes.source_id,
        0,
        1,
        (outcomes.outcome = 'article')::integer,
        (outcomes.outcome = 'rejection')::integer,
        (
            select count(*)
            from warehouse.mentions as mentions
            where
                mentions.article_id = outcomes.article_id
                and mentions.capture_id = outcomes.capture_id
                and mentions.superseded_at = 'infinity'
        )
    from warehouse.outcomes as outcomes
    where outcomes.superseded_at = 'infinity'
) as seen
group by seen.day, seen.source_id;

create or replace view mart.ladder as
select
    steps.instrument,
    steps.date_start,
    steps.date_end,
    steps.actor_codes,
    steps.event_type,
    steps.status,
    steps.rung,
    steps.highest_before,
    case
        when steps.rung is null and exists (
            -- One of the actors has stood behind the instrument before: proposed or higher.
            select 1
            from warehouse.acts as own
            inner join warehouse.acts as committed on own.pair_no = committed.pair_no
            where
                own.event_id = steps.event_id
                and own.recorded_at = steps.recorded_at
                and own.instrument = steps.instrument
                and committed.rung >= 3
                and committed.factuality in ('CT+', 'PR+')
                and committed.superseded_at = 'infinity'
                and committed.date_start < steps.date_start
        ) then 'reversal'
        when steps.rung is null then 'refusal'
        when steps.highest_before is null or steps.rung > steps.highest_before then 'up'
        when steps.rung = steps.highest_before then 'same'
        else 'below'
    end as move,
    steps.factuality,
    steps.event_id,
    steps.sentence,
    steps.canonical_url
from (
    select
        acts.instrument,
        acts.date_start,
        acts.date_end,
        versions.actor_codes,
        acts.recorded_at,
        versions.event_type,
        acts.status,
        acts.rung,
        before.highest_before,
        acts.factuality,
        acts.event_id,
        evidence.sentence,
        articles.canonical_url
    from warehouse.acts as acts
    -- By one column: over two that go together the planner expects far too few rows, and reads everything.
    inner join warehouse.event_versions as versions
        on acts.event_id = versions.event_id and versions.superseded_at = 'infinity'
    inner join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id and evidence.superseded_at = 'infinity'
    inner join warehouse.articles as articles on evidence.article_id = articles.article_id
    left join lateral (
        select statuses.rung as highest_before
        from warehouse.statuses as statuses
        where
            statuses.rung is not null
            and exists (
                select 1
                from warehouse.acts as earlier
                where
                    earlier.instrument = acts.instrument
                    and earlier.rung = statuses.rung
                    and earlier.is_first
                    and earlier.superseded_at = 'infinity'
                    and (earlier.date_start, earlier.date_end, earlier.rung, earlier.event_id)
                    < (acts.date_start, acts.date_end, coalesce(acts.rung, 8), acts.event_id)
            )
        order by statuses.rung desc
        limit 1
    ) as before on true
    where acts.is_first and acts.superseded_at = 'infinity'
) as steps;

create view mart.climbs as
select
    acts.instrument,
    acts.rung,
    acts.status,
    acts.date_start,
    acts.date_end,
    versions.actor_codes,
    versions.event_type,
    acts.factuality,
    acts.event_id,
    evidence.sentence,
    articles.canonical_url
from warehouse.instruments as instruments
cross join warehouse.statuses as statuses
cross join lateral (
    select found.*
    from warehouse.acts as found
    where
        found.instrument = instruments.instrument
        and found.rung = statuses.rung
        and found.is_first
        and found.superseded_at = 'infinity'
    order by found.date_start, found.date_end, found.event_id
    limit 1
) as acts
inner join warehouse.event_versions as versions
    on acts.event_id = versions.event_id and versions.superseded_at = 'infinity'
inner join warehouse.mentions as evidence
    on versions.evidence_mention_id = evidence.mention_id and evidence.superseded_at = 'infinity'
inner join warehouse.articles as articles on evidence.article_id = articles.article_id;
comment on view mart.climbs is
'When did an instrument first reach each rung, by whose act? Grain: one rung of one instrument. Gives in a moment what mart.ladder shows among all its steps.';
comment on column mart.climbs.instrument is 'The instrument.';
comment on column mart.climbs.rung is 'Rung of the status, 1 to 7.';
comment on column mart.climbs.status is 'State of the instrument after the act: a rung of mart.statuses.';
comment on column mart.climbs.date_start is 'First day of the act.';
comment on column mart.climbs.date_end is 'Last day of the act.';
comment on column mart.climbs.actor_codes is 'Who acted.';
comment on column mart.climbs.event_type is 'The act: one of the 14 types.';
comment on column mart.climbs.factuality is 'CT+, PR+, PS+ or Uu.';
comment on column mart.climbs.event_id is 'The happening.';
comment on column mart.climbs.sentence is 'The sentence that says so.';
comment on column mart.climbs.canonical_url is 'Address of the article.';

create or replace view mart.pledge_conditions as
select
    conditions.condition,
    events.event_id,
    events.date_start,
    events.who,
    events.actor_codes,
    events.event_type,
    events.instruments,
    events.stance,
    events.status,
    events.factuality,
    events.sentence,
    events.canonical_url
from mart.current_events as events
cross join lateral unnest(events.conditions) as conditions (condition)
where cardinality(events.conditions) > 0;

-- ---------------------------------------------------------------- any day, as believed at any time
create or replace function mart.positions_as_of(as_of date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, actor_name text, actor_type text, instrument text, stance text, status text, status_in_force text,
    event_type text, factuality text, conditions text[], date_start date, date_end date, event_id uuid, sentence text, speaker text,
    source_kind text, source_id text, published_at timestamptz, canonical_url text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
    return query
    select
        pairs.actor_code, coalesce(actors.name, pairs.actor_code), actors.actor_type, pairs.instrument, versions.stance,
        versions.status, standing_statuses.status, versions.event_type, versions.factuality, versions.conditions,
        versions.date_start, versions.date_end, versions.event_id, evidence.sentence, evidence.speaker,
        evidence.source_kind, evidence.source_id, evidence.published_at, articles.canonical_url
    from warehouse.actor_instruments as pairs
    cross join lateral (
        select acts.event_id, acts.recorded_at
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
        select max(acts.date_start) as last_day
        from warehouse.acts as acts
        where
            acts.pair_no = pairs.pair_no
            and acts.status in ('rejected', 'suspended')
            and acts.factuality in ('CT+', 'PR+')
            and acts.date_start <= positions_as_of.as_of
            and acts.recorded_at <= positions_as_of.known_at
            and (acts.superseded_at > positions_as_of.known_at or acts.superseded_at = 'infinity')
    ) as reversals on true
    left join lateral (
        -- Nothing tells which came last on one day, so a refusal of the same day leaves nothing in force.
        select acts.rung
        from warehouse.acts as acts
        where
            acts.pair_no = pairs.pair_no
            and acts.rung is not null
            and acts.factuality in ('CT+', 'PR+')
            and acts.date_start <= positions_as_of.as_of
            and acts.date_start > coalesce(reversals.last_day, '-infinity')
            and acts.recorded_at <= positions_as_of.known_at
            and (acts.superseded_at > positions_as_of.known_at or acts.superseded_at = 'infinity')
        order by acts.rung desc
        limit 1
    ) as standing on true
    left join warehouse.statuses as standing_statuses on standing.rung = standing_statuses.rung
    inner join warehouse.event_versions as versions
        on latest.event_id = versions.event_id and latest.recorded_at = versions.recorded_at
    left join warehouse.actors as actors on pairs.actor_code = actors.actor_code
    left join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= positions_as_of.known_at
        and (evidence.superseded_at > positions_as_of.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    order by pairs.actor_code, pairs.instrument;
end
$$;

create or replace function mart.changes_between(day_from date, day_to date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, instrument text, stance_before text, stance_after text, status_before text, status_after text,
    event_id_before uuid, event_id_after uuid, date_start date, sentence text, canonical_url text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
    -- As positions_as_of on both days, but only what changed is looked up.
    return query
    select
        pairs.actor_code, pairs.instrument, earlier.stance, later.stance, earlier.status, later.status,
        earlier.event_id, later.event_id, later.date_start, evidence.sentence, articles.canonical_url
    from warehouse.actor_instruments as pairs
    left join lateral (
        select acts.stance, acts.status, acts.event_id
        from warehouse.acts as acts
        where
            acts.pair_no = pairs.pair_no
            and acts.stance <> 'neutral'
            and acts.status <> 'denied'
            and acts.date_start <= changes_between.day_from
            and acts.recorded_at <= changes_between.known_at
            and (acts.superseded_at > changes_between.known_at or acts.superseded_at = 'infinity')
        order by acts.date_start desc, acts.date_end desc, acts.confidence desc, acts.event_id
        limit 1
    ) as earlier on true
    left join lateral (
        select acts.stance, acts.status, acts.event_id, acts.recorded_at, acts.date_start
        from warehouse.acts as acts
        where
            acts.pair_no = pairs.pair_no
            and acts.stance <> 'neutral'
            and acts.status <> 'denied'
            and acts.date_start <= changes_between.day_to
            and acts.recorded_at <= changes_between.known_at
            and (acts.superseded_at > changes_between.known_at or acts.superseded_at = 'infinity')
        order by acts.date_start desc, acts.date_end desc, acts.confidence desc, acts.event_id
        limit 1
    ) as later on true
    left join warehouse.event_versions as versions
        on later.event_id = versions.event_id and later.recorded_at = versions.recorded_at
    left join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= changes_between.known_at
        and (evidence.superseded_at > changes_between.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    where (earlier.stance, earlier.status) is distinct from (later.stance, later.status)
    order by pairs.actor_code, pairs.instrument;
end
$$;

-- One argument more at the end; calls with two stay as they are.
-- squawk-ignore ban-drop-function
drop function mart.known_by(date, timestamptz);
create function mart.known_by(as_of date, known_at timestamptz default 'infinity', since date default '-infinity')
returns table (
    event_id uuid, first_published_at timestamptz, first_source_id text, report_count bigint, source_count bigint,
    date_start date, actor_codes text[], event_type text, instruments text[], status text, factuality text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    opened constant timestamptz := case
        when since = '-infinity' then '-infinity' else since::timestamp at time zone 'UTC'
    end;
    closed constant timestamptz := case
        when as_of = 'infinity' then 'infinity' else (as_of + 1)::timestamp at time zone 'UTC'
    end;
begin
    return query
    with reported as (
        -- What is believed now, and what was then and is not now: each has an index of its own.
        select mentions.event_id
        from warehouse.mentions as mentions
        where
            mentions.published_at >= opened
            and mentions.published_at < closed
            and mentions.superseded_at = 'infinity'
            and mentions.recorded_at <= known_by.known_at
        union
        select mentions.event_id
        from warehouse.mentions as mentions
        where
            mentions.published_at >= opened
            and mentions.published_at < closed
            and mentions.superseded_at <> 'infinity'
            and mentions.superseded_at > known_by.known_at
            and mentions.recorded_at <= known_by.known_at
    ),
    heads as (
        select distinct coalesce(resolutions.canonical_event_id, reported.event_id) as event_id
        from reported
        left join warehouse.resolutions as resolutions
            on reported.event_id = resolutions.event_id
            and resolutions.recorded_at <= known_by.known_at
            and (resolutions.superseded_at > known_by.known_at or resolutions.superseded_at = 'infinity')
    ),
    members as (
        select heads.event_id, heads.event_id as member_id
        from heads
        union all
        select heads.event_id, resolutions.event_id
        from heads
        inner join warehouse.resolutions as resolutions
            on heads.event_id = resolutions.canonical_event_id
            and resolutions.recorded_at <= known_by.known_at
            and (resolutions.superseded_at > known_by.known_at or resolutions.superseded_at = 'infinity')
    ),
    spread as (
        select
            members.event_id, min(mentions.published_at) as first_published_at,
            (array_agg(mentions.source_id order by mentions.published_at, mentions.mention_id))[1] as first_source_id,
            count(*) as report_count, count(distinct mentions.source_id) as source_count
        from members
        inner join warehouse.mentions as mentions
            on members.member_id = mentions.event_id
            and mentions.published_at < closed
            and mentions.recorded_at <= known_by.known_at
            and (mentions.superseded_at > known_by.known_at or mentions.superseded_at = 'infinity')
        group by members.event_id
    )
    select
        spread.event_id, spread.first_published_at, spread.first_source_id, spread.report_count, spread.source_count,
        versions.date_start, versions.actor_codes, versions.event_type, versions.instruments, versions.status,
        versions.factuality
    from spread
    inner join warehouse.event_versions as versions
        on spread.event_id = versions.event_id
        and versions.recorded_at <= known_by.known_at
        and (versions.superseded_at > known_by.known_at or versions.superseded_at = 'infinity')
    where spread.first_published_at >= opened
    order by spread.first_published_at, spread.event_id;
end
$$;
comment on function mart.known_by is
'What could be known from the press by the end of a day (UTC), and who had it first? One row a happening that had been reported; with `since`, only those first reported on that day or later.';

create function mart.contradictions_between(
    first date, last date, actor text default null, about text default null
)
returns setof mart.contradictions
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    earliest date;
    latest date;
begin
    -- The days in which a denial must lie to be within a week of any of the claims.
    select min(claims.date_start) - 7, max(claims.date_end) + 7 into earliest, latest
    from warehouse.claims as claims
    where
        claims.superseded_at = 'infinity'
        and claims.is_for
        and claims.date_start between contradictions_between.first and contradictions_between.last
        and (contradictions_between.actor is null or claims.actor_code = contradictions_between.actor)
        and (contradictions_between.about is null or claims.instrument = contradictions_between.about);
    return query
    with claims as materialized (
        select
            claims.actor_code, claims.instrument, claims.date_start, claims.date_end, mentions.mention_id,
            mentions.article_id, mentions.source_id, mentions.published_at, mentions.speaker, mentions.source_kind,
            mentions.factuality, mentions.confirmation, mentions.sentence,
            coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id
        from warehouse.claims as claims
        inner join warehouse.mentions as mentions
            on claims.mention_id = mentions.mention_id and claims.recorded_at = mentions.recorded_at
        left join warehouse.resolutions as resolutions
            on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
        where
            claims.superseded_at = 'infinity'
            and claims.is_for
            and claims.date_start between contradictions_between.first and contradictions_between.last
            and (contradictions_between.actor is null or claims.actor_code = contradictions_between.actor)
            and (contradictions_between.about is null or claims.instrument = contradictions_between.about)
    ),
    near as (
        select short.mention_id, short.recorded_at, short.actor_code, short.instrument, short.date_start, short.date_end
        from warehouse.claims as short
        where
            short.superseded_at = 'infinity'
            and not short.is_for
            and short.date_start between earliest - 31 and latest
            and short.date_end >= earliest
            and short.date_end - short.date_start <= 31
            and (contradictions_between.actor is null or short.actor_code = contradictions_between.actor)
            and (contradictions_between.about is null or short.instrument = contradictions_between.about)
        union all
        select long.mention_id, long.recorded_at, long.actor_code, long.instrument, long.date_start, long.date_end
        from warehouse.claims as long
        where
            long.superseded_at = 'infinity'
            and not long.is_for
            and long.date_start <= latest
            and long.date_end >= earliest
            and long.date_end - long.date_start > 31
            and (contradictions_between.actor is null or long.actor_code = contradictions_between.actor)
            and (contradictions_between.about is null or long.instrument = contradictions_between.about)
    ),
    denials as materialized (
        select
            near.actor_code, near.instrument, near.date_start, near.date_end, mentions.mention_id, mentions.article_id,
            mentions.source_id, mentions.published_at, mentions.speaker, mentions.source_kind, mentions.factuality,
            mentions.confirmation, mentions.sentence,
            coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id
        from near
        inner join warehouse.mentions as mentions
            on near.mention_id = mentions.mention_id and near.recorded_at = mentions.recorded_at
        left join warehouse.resolutions as resolutions
            on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
    ),
    own_shares as materialized (
        -- Refusing one's own share while backing the scheme, by the codebook REJECT and SUPPORT of one article.
        select distinct
            refused.actor_code, refused.instrument, refused.event_id as event_id_against,
            coalesce(resolutions.canonical_event_id, backings.event_id) as event_id_for
        from (
            select found.event_id, found.actor_code, found.instrument, members.member_id
            from (
                select distinct denials.event_id, denials.actor_code, denials.instrument
                from denials
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
    )
    select distinct on (
        claims.actor_code, claims.instrument, claims.event_id, denials.event_id, claims.source_id, denials.source_id
    )
        claims.actor_code, claims.instrument, claims.event_id, denials.event_id, claims.date_start, denials.date_start,
        claims.source_id, denials.source_id, claims.speaker, denials.speaker, claims.factuality, denials.factuality,
        claims.confirmation, claims.sentence, denials.sentence, greatest(claims.published_at, denials.published_at)
    from claims
    inner join denials
        on claims.actor_code = denials.actor_code
        and claims.instrument = denials.instrument
        and denials.date_start <= claims.date_end + 7
        and denials.date_end >= claims.date_start - 7
    where
        -- One voice in one article qualifies what it says; without a name, two anonymous sources may be two.
        not (
            claims.article_id = denials.article_id
            and claims.speaker is not distinct from denials.speaker
            and (
                claims.speaker is not null
                or (claims.source_kind = denials.source_kind and claims.source_kind <> 'anonymous')
            )
        )
        and not exists (
            select 1
            from own_shares
            where
                own_shares.actor_code = claims.actor_code
                and own_shares.instrument = claims.instrument
                and own_shares.event_id_for = claims.event_id
                and own_shares.event_id_against = denials.event_id
        )
    order by
        claims.actor_code, claims.instrument, claims.event_id, denials.event_id, claims.source_id, denials.source_id,
        claims.published_at, denials.published_at, claims.mention_id, denials.mention_id;
end
$$;
comment on function mart.contradictions_between is
'Who says, of acts that began between two days (both included), that an actor is for an instrument, and who says within a week that it is not? As mart.contradictions, of one actor or all, about one instrument or all; at once, where the view compares everything ever said.';

create or replace function mart.search(
    query text, language text default 'english', since date default '-infinity', until date default 'infinity',
    row_limit integer default 50
)
returns table (
    article_id uuid, published_at timestamptz, source_id text, title text, headline text, canonical_url text, rank real
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
    is_english constant boolean := lower(language) in ('english', 'en');
    dictionary constant regconfig := case when is_english then 'english' else 'simple' end;
    wanted constant tsquery := websearch_to_tsquery(dictionary, query);
begin
    if lower(language) not in ('english', 'en', 'ukrainian', 'uk', 'simple') then
        raise exception 'mart.search knows no language %', language
        using hint = 'Take english, or ukrainian (simple): words as they are.', errcode = 'invalid_parameter_value';
    end if;
    return query
    with found as (
        -- A branch for each index, and one for what was published a moment ago and is not in them yet.
        select words.article_id, words.version_id, words.words_english as words
        from warehouse.article_words as words
        where is_english and words.words_english @@ wanted
        union all
        select words.article_id, words.version_id, words.words_simple
        from warehouse.article_words as words
        where not is_english and words.words_simple @@ wanted
        union all
        select fresh.article_id, fresh.version_id, fresh.words
        from (
            select
                versions.article_id, versions.version_id,
                to_tsvector(dictionary, left(versions.title || ' ' || versions.body, 200000)) as words
            from warehouse.article_versions as versions
            where
                versions.recorded_at
                > (select coalesce(max(done.recorded_at), '-infinity') from warehouse.article_words as done)
        ) as fresh
        where fresh.words @@ wanted
    ),
    best as (
        select
            states.article_id, states.version_id, states.published_at, states.source_id,
            ts_rank(found.words, wanted) as rank
        from found
        inner join warehouse.article_states as states
            on found.article_id = states.article_id
            and found.version_id = states.version_id
            and states.superseded_at = 'infinity'
        where
            (states.published_at is null and search.since = '-infinity' and search.until = 'infinity')
            or (
                states.published_at >= search.since::timestamp at time zone 'UTC'
                and (
                    search.until = 'infinity'
                    or states.published_at < (search.until + 1)::timestamp at time zone 'UTC'
                )
            )
        order by rank desc, states.published_at desc nulls last, states.article_id
        limit search.row_limit
    )
    -- Headlines last: cutting one takes longer than finding ten articles.
    select
        best.article_id, best.published_at, best.source_id, versions.title,
        ts_headline(
            dictionary, translate(versions.body, e'\n\r\t', '   '), wanted,
            'StartSel=**, StopSel=**, MaxWords=30, MinWords=10, MaxFragments=2'
        ),
        articles.canonical_url, best.rank
    from best
    inner join warehouse.article_versions as versions
        on best.article_id = versions.article_id and best.version_id = versions.version_id
    inner join warehouse.articles as articles on best.article_id = articles.article_id
    order by best.rank desc, best.published_at desc nulls last, best.article_id;
end
$$;

-- ---------------------------------------------------------------- who may
grant insert on warehouse.acts, warehouse.actor_instruments, warehouse.claims, warehouse.day_tallies to wh_loader;
grant update (event_count, denied_count) on warehouse.day_tallies to wh_loader;
grant update (superseded_at) on warehouse.acts, warehouse.claims to wh_loader;
grant select on mart.climbs to wh_analyst;
revoke execute on all functions in schema mart from public;
grant execute on all functions in schema mart to wh_loader, wh_analyst;
revoke execute on function warehouse.rebuild_derived, warehouse.drift_of_derived from public;
