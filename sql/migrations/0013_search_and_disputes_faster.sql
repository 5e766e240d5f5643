-- Search looks at thousands of articles to show twenty, a dispute at thousands of reports to show a hundred: what they ask
-- of each is in an index now, and no longer in a wide row that has to be fetched.

-- squawk-ignore require-concurrent-index-creation
create unique index article_states_believed
on warehouse.article_states (article_id) include (version_id, published_at, source_id)
where superseded_at = 'infinity';
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.article_states_current;

-- ---------------------------------------------------------------- what reports claim, and whose voice it is
-- Derived rows: made anew with the new columns, so that no old one has to be changed. A loader of the version before
-- is refused from here on (its transaction is rolled back), and a reader whose snapshot is older sees no claims.
truncate warehouse.claims;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.claims_pair;
-- squawk-ignore require-concurrent-index-deletion
drop index warehouse.claims_long;
alter table warehouse.claims
-- squawk-ignore adding-required-field
add column event_id uuid not null,
-- squawk-ignore adding-required-field
add column event_type text not null,
-- squawk-ignore adding-required-field
add column article_id uuid not null,
-- squawk-ignore adding-required-field
add column source_id text not null,
-- squawk-ignore adding-required-field
add column published_at timestamptz not null,
add column voice text;
comment on column warehouse.claims.event_id is 'The event that linking gave the report; merges are in resolutions.';
comment on column warehouse.claims.event_type is 'The act: one of the 14 types.';
comment on column warehouse.claims.article_id is 'The article that reports.';
comment on column warehouse.claims.source_id is 'Its outlet.';
comment on column warehouse.claims.published_at is 'When it did (UTC).';
comment on column warehouse.claims.voice is 'Who says it: the speaker''s name, without one the kind of source in brackets; null for an anonymous source, since two may be two.';

create or replace view warehouse.claims_of_mentions as
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
    mentions.batch_id,
    mentions.event_id,
    mentions.event_type,
    mentions.article_id,
    mentions.source_id,
    mentions.published_at,
    case
        when mentions.speaker is not null then mentions.speaker
        when mentions.source_kind <> 'anonymous' then '(' || mentions.source_kind || ')'
    end as voice
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

insert into warehouse.claims (
    mention_id, recorded_at, actor_code, instrument, superseded_at, is_for, date_start, date_end, event_id, event_type,
    article_id, source_id, published_at, voice
)
select
    plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.is_for,
    plain.date_start, plain.date_end, plain.event_id, plain.event_type, plain.article_id, plain.source_id,
    plain.published_at, plain.voice
from warehouse.claims_of_mentions as plain;
-- squawk-ignore require-concurrent-index-creation
create index claims_pair on warehouse.claims (actor_code, instrument, is_for, date_start)
where superseded_at = 'infinity';
-- squawk-ignore require-concurrent-index-creation
create index claims_long on warehouse.claims (date_end)
where superseded_at = 'infinity' and date_end - date_start > 31;
-- Refusing one's own share while backing the scheme: asked of every happening that seems to be contradicted.
-- squawk-ignore require-concurrent-index-creation
create index claims_refused on warehouse.claims (event_id, actor_code, instrument) include (article_id)
where superseded_at = 'infinity' and not is_for and event_type = 'REJECT';
-- squawk-ignore require-concurrent-index-creation
create index claims_backed on warehouse.claims (article_id, actor_code, instrument) include (event_id)
where superseded_at = 'infinity' and is_for and event_type = 'SUPPORT';
analyze warehouse.claims;

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
        mention_id, recorded_at, actor_code, instrument, superseded_at, is_for, date_start, date_end, event_id,
        event_type, article_id, source_id, published_at, voice
    )
    select
        plain.mention_id, plain.recorded_at, plain.actor_code, plain.instrument, plain.superseded_at, plain.is_for,
        plain.date_start, plain.date_end, plain.event_id, plain.event_type, plain.article_id, plain.source_id,
        plain.published_at, plain.voice
    from warehouse.claims_of_mentions as plain;
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
        );
end
$$;

-- ---------------------------------------------------------------- who contradicts whom, without fetching the reports
create or replace function mart.disputes_between(
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
            claims.mention_id, claims.actor_code, claims.instrument, claims.is_for, claims.date_start, claims.date_end,
            claims.event_id, claims.article_id, claims.source_id, claims.published_at, claims.voice
        from warehouse.claims as claims
        where
            claims.superseded_at = 'infinity'
            and claims.is_for
            and claims.date_start between disputes_between.first and disputes_between.last
            and (disputes_between.actor is null or claims.actor_code = disputes_between.actor)
            and (disputes_between.about is null or claims.instrument = disputes_between.about)
        union all
        select
            short.mention_id, short.actor_code, short.instrument, short.is_for, short.date_start, short.date_end,
            short.event_id, short.article_id, short.source_id, short.published_at, short.voice
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
            long.mention_id, long.actor_code, long.instrument, long.is_for, long.date_start, long.date_end,
            long.event_id, long.article_id, long.source_id, long.published_at, long.voice
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
    reports as materialized (
        select
            sides.actor_code, sides.instrument, sides.is_for, sides.date_start, sides.date_end, sides.mention_id,
            sides.article_id, sides.source_id, sides.published_at, sides.voice,
            coalesce(resolutions.canonical_event_id, sides.event_id) as event_id
        from sides
        left join warehouse.resolutions as resolutions
            on sides.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
    ),
    bundles as materialized (
        -- Numbered by actor, instrument and happening, and by side and days within: numbers are compared fastest.
        select
            sorted.*,
            dense_rank() over (order by sorted.actor_code, sorted.instrument, sorted.event_id) as act_no,
            row_number() over (
                order by
                    sorted.actor_code, sorted.instrument, sorted.event_id, sorted.is_for, sorted.date_start,
                    sorted.date_end
            ) as bundle_no
        from (
            select
                reports.actor_code, reports.instrument, reports.event_id, reports.is_for, reports.date_start,
                reports.date_end, count(*) as report_count
            from reports
            group by
                reports.actor_code, reports.instrument, reports.event_id, reports.is_for, reports.date_start,
                reports.date_end
        ) as sorted
    ),
    qualified as materialized (
        -- One voice in one article qualifies what it says; without a name, two anonymous sources may be two.
        select pro.bundle_no as bundle_for, contra.bundle_no as bundle_against, voices.pair_count
        from (
            select
                reports_for.actor_code, reports_for.instrument, reports_for.event_id as event_id_for,
                reports_for.date_start as start_for, reports_for.date_end as end_for,
                reports_against.event_id as event_id_against, reports_against.date_start as start_against,
                reports_against.date_end as end_against, count(*) as pair_count
            from reports as reports_for
            -- Joined by the article, which tells most, not by what may be the same in all rows.
            inner join reports as reports_against
                on reports_for.article_id = reports_against.article_id
                and reports_for.voice = reports_against.voice
                and reports_for.actor_code is not distinct from reports_against.actor_code
                and reports_for.instrument is not distinct from reports_against.instrument
            where reports_for.is_for and not reports_against.is_for
            group by 1, 2, 3, 4, 5, 6, 7, 8
        ) as voices
        inner join bundles as pro
            on voices.event_id_for = pro.event_id
            and voices.start_for = pro.date_start
            and voices.end_for = pro.date_end
            and voices.actor_code is not distinct from pro.actor_code
            and voices.instrument is not distinct from pro.instrument
            and pro.is_for
        inner join bundles as contra
            on voices.event_id_against = contra.event_id
            and voices.start_against = contra.date_start
            and voices.end_against = contra.date_end
            and voices.actor_code is not distinct from contra.actor_code
            and voices.instrument is not distinct from contra.instrument
            and not contra.is_for
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
        inner join warehouse.claims as refusals
            on refused.member_id = refusals.event_id
            and refused.actor_code = refusals.actor_code
            and refused.instrument = refusals.instrument
            and refusals.superseded_at = 'infinity'
            and not refusals.is_for
            and refusals.event_type = 'REJECT'
        inner join warehouse.claims as backings
            on refusals.article_id = backings.article_id
            and refused.actor_code = backings.actor_code
            and refused.instrument = backings.instrument
            and backings.superseded_at = 'infinity'
            and backings.is_for
            and backings.event_type = 'SUPPORT'
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
            acts.act_no, reports.is_for, count(*) as report_count, count(distinct reports.source_id) as source_count
        from (
            select distinct bundles.act_no, bundles.actor_code, bundles.instrument, bundles.event_id
            from bundles
            where
                bundles.act_no in (
                    select shown.act_for from shown
                    union
                    select shown.act_against from shown
                )
        ) as acts
        inner join reports
            on acts.event_id = reports.event_id
            and acts.actor_code = reports.actor_code
            and acts.instrument = reports.instrument
        group by acts.act_no, reports.is_for
    ),
    told as materialized (
        -- What is shown, with the first report of each.
        select distinct on (bundles.bundle_no)
            bundles.bundle_no, bundles.actor_code, bundles.instrument, bundles.event_id, bundles.date_start,
            bundles.date_end, reports.mention_id
        from bundles
        inner join reports
            on bundles.event_id = reports.event_id
            and bundles.actor_code = reports.actor_code
            and bundles.instrument = reports.instrument
            and bundles.is_for = reports.is_for
            and bundles.date_start = reports.date_start
            and bundles.date_end = reports.date_end
        where
            bundles.bundle_no in (
                select shown.bundle_for from shown
                union
                select shown.bundle_against from shown
            )
        order by bundles.bundle_no, reports.published_at, reports.mention_id
    )
    select
        pro.actor_code, pro.instrument, pro.event_id, contra.event_id, pro.date_start, contra.date_start,
        counts_for.report_count, counts_against.report_count, counts_for.source_count, counts_against.source_count,
        mentions_for.source_id, mentions_against.source_id, mentions_for.speaker, mentions_against.speaker,
        mentions_for.factuality, mentions_against.factuality, mentions_for.confirmation, mentions_for.sentence,
        mentions_against.sentence, greatest(mentions_for.published_at, mentions_against.published_at)
    from shown
    inner join told as pro on shown.bundle_for = pro.bundle_no
    inner join told as contra on shown.bundle_against = contra.bundle_no
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
            and reports_for.event_id = pro.event_id
            and reports_for.actor_code = pro.actor_code
            and reports_for.instrument = pro.instrument
            and reports_for.is_for
            and reports_for.date_start = pro.date_start
            and reports_for.date_end = pro.date_end
            and reports_against.event_id = contra.event_id
            and reports_against.actor_code = contra.actor_code
            and reports_against.instrument = contra.instrument
            and not reports_against.is_for
            and reports_against.date_start = contra.date_start
            and reports_against.date_end = contra.date_end
            and (
                reports_for.article_id = reports_against.article_id and reports_for.voice = reports_against.voice
            ) is not true
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
