-- Positions in two thirds of the time: an actor's latest act is read from an index alone, and what its evidence says from a
-- narrow table instead of from wide reports and their articles.

-- squawk-ignore require-concurrent-index-creation
create index acts_last on warehouse.acts (pair_no, date_start desc, date_end desc, confidence desc, event_id)
include (recorded_at, superseded_at, stance, status, event_type, factuality, conditions, evidence_mention_id)
where stance <> 'neutral' and status <> 'denied';
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.acts_latest;

create table warehouse.evidence (
    mention_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null,
    source_id text not null,
    published_at timestamptz not null,
    source_kind text not null,
    speaker text,
    canonical_url text not null,
    sentence text not null,
    primary key (mention_id, recorded_at),
    check (superseded_at > recorded_at)
);
comment on table warehouse.evidence is 'Grain: one belief about a report that speaks for a happening, or did. Bitemporal. Derived from mentions, articles and event_versions; see warehouse.evidence_of_versions.';
comment on column warehouse.evidence.mention_id is 'The report: evidence_mention_id of event_versions and acts.';
comment on column warehouse.evidence.recorded_at is 'recorded_at of the mentions row that it is derived from.';
comment on column warehouse.evidence.superseded_at is 'superseded_at of that row.';
comment on column warehouse.evidence.source_id is 'The outlet that reports.';
comment on column warehouse.evidence.published_at is 'When it did (UTC).';
comment on column warehouse.evidence.source_kind is 'Who is cited: named, anonymous and so on, as in mentions.';
comment on column warehouse.evidence.speaker is 'Who says it, where a name is given.';
comment on column warehouse.evidence.canonical_url is 'Address of the article.';
comment on column warehouse.evidence.sentence is 'The sentence that reports the act.';
alter table warehouse.evidence
alter column canonical_url set statistics 0,
alter column sentence set statistics 0;

create view warehouse.evidence_of_versions as
select
    mentions.mention_id,
    mentions.recorded_at,
    mentions.superseded_at,
    mentions.source_id,
    mentions.published_at,
    mentions.source_kind,
    mentions.speaker,
    articles.canonical_url,
    mentions.sentence
from warehouse.mentions as mentions
inner join warehouse.articles as articles on mentions.article_id = articles.article_id
where
    mentions.mention_id in (
        select versions.evidence_mention_id
        from warehouse.event_versions as versions
    );
comment on view warehouse.evidence_of_versions is 'Grain: as warehouse.evidence, worked out from mentions, articles and event_versions: what that table may hold.';

insert into warehouse.evidence (
    mention_id, recorded_at, superseded_at, source_id, published_at, source_kind, speaker, canonical_url, sentence
)
select
    plain.mention_id, plain.recorded_at, plain.superseded_at, plain.source_id, plain.published_at,
    plain.source_kind, plain.speaker, plain.canonical_url, plain.sentence
from warehouse.evidence_of_versions as plain;
analyze warehouse.evidence;

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
    delete from warehouse.evidence;
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
        mention_id, recorded_at, actor_code, instrument, superseded_at, is_for, date_start, date_end, event_id,
        event_type, article_id, source_id, published_at, voice
    )
    select
        plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.is_for,
        plain.date_start, plain.date_end, plain.event_id, plain.event_type, plain.article_id, plain.source_id,
        plain.published_at, plain.voice
    from warehouse.claims_of_mentions as plain;
    insert into warehouse.evidence (
        mention_id, recorded_at, superseded_at, source_id, published_at, source_kind, speaker, canonical_url, sentence
    )
    select
        plain.mention_id, plain.recorded_at, plain.superseded_at, plain.source_id, plain.published_at,
        plain.source_kind, plain.speaker, plain.canonical_url, plain.sentence
    from warehouse.evidence_of_versions as plain;
end
$$;

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
                    plain.is_for, plain.date_start, plain.date_end, plain.event_id, plain.event_type,
                    plain.article_id, plain.source_id, plain.published_at, plain.voice
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
                    plain.is_for, plain.date_start, plain.date_end, plain.event_id, plain.event_type,
                    plain.article_id, plain.source_id, plain.published_at, plain.voice
                from warehouse.claims_of_mentions as plain
            ) as surplus
        )
    union all
    select
        -- Missing: a belief about a report while it spoke for a happening. One that did so before or after may stay.
        'evidence', (
            select count(*)
            from (
                select
                    plain.mention_id, plain.recorded_at, plain.superseded_at, plain.source_id, plain.published_at,
                    plain.source_kind, plain.speaker, plain.canonical_url, plain.sentence
                from warehouse.event_versions as versions
                inner join warehouse.evidence_of_versions as plain
                    on versions.evidence_mention_id = plain.mention_id
                    and versions.recorded_at < plain.superseded_at
                    and versions.superseded_at > plain.recorded_at
                except
                select evidence.* from warehouse.evidence as evidence
            ) as missing
        ), (
            select count(*)
            from (
                select evidence.* from warehouse.evidence as evidence
                except all
                select
                    plain.mention_id, plain.recorded_at, plain.superseded_at, plain.source_id, plain.published_at,
                    plain.source_kind, plain.speaker, plain.canonical_url, plain.sentence
                from warehouse.evidence_of_versions as plain
            ) as surplus
        );
end
$$;

-- ---------------------------------------------------------------- what is asked
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
        evidence.source_kind, evidence.source_id, evidence.published_at, evidence.canonical_url
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
    left join warehouse.evidence as evidence
        on latest.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= positions_as_of.known_at
        and (evidence.superseded_at > positions_as_of.known_at or evidence.superseded_at = 'infinity')
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
        earlier.event_id, later.event_id, later.date_start, evidence.sentence, evidence.canonical_url
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
        select acts.stance, acts.status, acts.event_id, acts.date_start, acts.evidence_mention_id
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
    left join warehouse.evidence as evidence
        on later.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= changes_between.known_at
        and (evidence.superseded_at > changes_between.known_at or evidence.superseded_at = 'infinity')
    where (earlier.stance, earlier.status) is distinct from (later.stance, later.status)
    order by pairs.actor_code, pairs.instrument;
end
$$;

grant insert on warehouse.evidence to wh_loader;
grant update (superseded_at) on warehouse.evidence to wh_loader;
