-- What analysts read. Views show what is believed now; functions answer for any day, as believed at any time.
-- Functions run with the owner's rights, so an analyst needs no right beyond this schema; every name in them is qualified.

-- ---------------------------------------------------------------- events and their evidence
create view mart.mentions as
select
    coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id,
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
    mentions.batch_id
from warehouse.mentions as mentions
left join warehouse.resolutions as resolutions
    on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
where mentions.superseded_at = 'infinity';
comment on view mart.mentions is
'Which reports are believed now? Grain: one mention, under the event it belongs to by now. Never count these as events.';

create view mart.current_events as
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
    article_versions.title,
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
inner join warehouse.article_versions as article_versions
    on evidence.article_id = article_versions.article_id and evidence.version_id = article_versions.version_id
where versions.superseded_at = 'infinity';
comment on view mart.current_events is
'What has happened, by all that is believed now, and which sentence says so? Grain: one happening.';

create view mart.event_evidence as
select
    mentions.event_id,
    mentions.mention_id,
    mentions.published_at,
    mentions.source_id,
    coalesce(sources.name, mentions.source_id) as source_name,
    article_versions.title,
    articles.canonical_url,
    mentions.field,
    mentions.sentence,
    mentions.trigger_text,
    mentions.start_offset,
    mentions.end_offset,
    mentions.speaker,
    mentions.source_kind,
    mentions.quote_kind,
    mentions.outlet,
    mentions.hops,
    mentions.is_background,
    mentions.event_type,
    mentions.actor_codes,
    mentions.instruments,
    mentions.status,
    mentions.stance,
    mentions.conditions,
    mentions.factuality,
    mentions.confirmation,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    mentions.date_text,
    mentions.confidence,
    mentions.rule_id
from mart.mentions as mentions
inner join warehouse.articles as articles on mentions.article_id = articles.article_id
inner join warehouse.article_versions as article_versions
    on mentions.article_id = article_versions.article_id and mentions.version_id = article_versions.version_id
left join warehouse.sources as sources on mentions.source_id = sources.source_id;
comment on view mart.event_evidence is
'On whose word do we have an event, and what does each report say? Grain: one report of one event.';

create view mart.lineage as
select
    mentions.event_id,
    mentions.mention_id,
    mentions.article_id,
    mentions.version_id,
    articles.canonical_url,
    mentions.field,
    mentions.start_offset,
    mentions.end_offset,
    mentions.trigger_text,
    outcomes.requested_url,
    outcomes.responded_url,
    outcomes.fetched_at,
    outcomes.http_status,
    mentions.capture_id,
    outcomes.warc_file,
    outcomes.warc_offset,
    outcomes.warc_length,
    outcomes.sha256,
    outcomes.cleaner_version,
    mentions.extractor,
    mentions.extractor_version,
    mentions.rule_id,
    ledger.linker_version,
    ledger.code_version,
    mentions.batch_id,
    ledger.run_id,
    mentions.recorded_at
from mart.mentions as mentions
inner join warehouse.articles as articles on mentions.article_id = articles.article_id
left join warehouse.outcomes as outcomes
    on mentions.capture_id = outcomes.capture_id and outcomes.superseded_at = 'infinity'
left join ops.ledger as ledger on mentions.batch_id = ledger.batch_id;
comment on view mart.lineage is
'Which bytes, which code and which rule stand behind an event? Grain: one report of one event.';

create view mart.event_keys as
select
    events.event_id,
    coalesce(resolutions.canonical_event_id, events.event_id) as canonical_event_id,
    resolutions.reason,
    versions.event_id is not null as is_current
from warehouse.events as events
left join warehouse.resolutions as resolutions
    on events.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
left join warehouse.event_versions as versions
    on coalesce(resolutions.canonical_event_id, events.event_id) = versions.event_id
    and versions.superseded_at = 'infinity';
comment on view mart.event_keys is
'What has become of an event whose key I stored: merged, retracted, still believed? Grain: one key ever given.';

create view mart.first_reports as
select
    reports.event_id,
    reports.source_id,
    reports.published_at,
    reports.canonical_url,
    reports.report_count,
    row_number() over by_time as place,
    reports.published_at - first_value(reports.published_at) over by_time as lag_after_first,
    reports.is_copy
from (
    select distinct on (evidence.event_id, evidence.source_id)
        evidence.event_id,
        evidence.source_id,
        evidence.published_at,
        evidence.canonical_url,
        evidence.mention_id,
        count(*) over (partition by evidence.event_id, evidence.source_id) as report_count,
        evidence.hops > 0 and evidence.outlet is not null as is_copy
    from mart.event_evidence as evidence
    order by evidence.event_id, evidence.source_id, evidence.published_at, evidence.mention_id
) as reports
window by_time as (partition by reports.event_id order by reports.published_at, reports.source_id);
comment on view mart.first_reports is
'Who reported an event first, and how did it spread? Grain: one outlet that reported one event.';

create view mart.attributed as
select
    mentions.event_id,
    count(*) as report_count,
    -- "Example Wire" in a copy and the outlet of that name are one: letters and digits are compared.
    count(
        distinct regexp_replace(
            lower(coalesce(mentions.outlet, sources.name, mentions.source_id)), '[^[:alnum:]]', '', 'g'
        )
    ) as origin_count,
    count(*) filter (where mentions.source_kind in ('named', 'spokesperson', 'document')) as on_record_count,
    count(*) filter (where mentions.source_kind = 'anonymous') as anonymous_count,
    count(*) filter (where mentions.source_kind = 'unattributed') as unattributed_count,
    count(*) filter (where mentions.confirmation = 'confirmed') as confirmed_count,
    count(*) filter (where mentions.confirmation = 'denied' or mentions.factuality in ('CT-', 'PR-', 'PS-')) as denied_count,
    count(*) filter (where mentions.confirmation = 'not_denied') as not_denied_count,
    array_agg(distinct mentions.speaker order by mentions.speaker) filter (where mentions.speaker is not null) as speakers,
    bool_and(mentions.source_kind in ('anonymous', 'unattributed'))
    and bool_or(mentions.source_kind = 'anonymous') as is_only_anonymous
from mart.mentions as mentions
left join warehouse.sources as sources on mentions.source_id = sources.source_id
group by mentions.event_id;
comment on view mart.attributed is
'Does an event rest on names or on anonymous sources, and was it confirmed or denied? Grain: one happening.';

create view mart.contradictions as
with claims as (
    select
        mentions.event_id,
        mentions.mention_id,
        mentions.article_id,
        actors.code as actor_code,
        instruments.instrument,
        polarity.is_for,
        mentions.event_type,
        mentions.date_start,
        mentions.date_end,
        mentions.source_id,
        mentions.published_at,
        mentions.speaker,
        mentions.source_kind,
        mentions.factuality,
        mentions.confirmation,
        mentions.sentence
    from mart.mentions as mentions
    cross join lateral jsonb_to_recordset(mentions.actors) as actors (code text, sector text)
    cross join lateral unnest(mentions.instruments) as instruments (instrument)
    cross join lateral (
        -- Not doing what one supports, and doing what one opposes, come to the same.
        select
            (mentions.stance in ('support', 'conditional'))
            = (mentions.factuality in ('CT+', 'PR+', 'PS+') and mentions.status <> 'denied') as is_for
    ) as polarity
    where
        mentions.stance in ('support', 'conditional', 'oppose')
        and mentions.factuality <> 'Uu'
        -- Those out of office do not speak for the country.
        and coalesce(actors.sector, 'GOV') not in ('OPP', 'ELI')
),

own_shares as (
    -- Refusing one's own share while backing the scheme, by the codebook REJECT and SUPPORT of one article.
    select distinct
        backings.actor_code, backings.instrument, backings.event_id as event_id_for, refusals.event_id as event_id_against
    from claims as backings
    inner join claims as refusals
        on backings.article_id = refusals.article_id
        and backings.actor_code = refusals.actor_code
        and backings.instrument = refusals.instrument
    where
        backings.is_for and backings.event_type = 'SUPPORT'
        and not refusals.is_for and refusals.event_type = 'REJECT'
)

select distinct on (
    claims.actor_code, claims.instrument, claims.event_id, denials.event_id, claims.source_id, denials.source_id
)
    claims.actor_code,
    claims.instrument,
    claims.event_id as event_id_for,
    denials.event_id as event_id_against,
    claims.date_start as date_for,
    denials.date_start as date_against,
    claims.source_id as source_for,
    denials.source_id as source_against,
    claims.speaker as speaker_for,
    denials.speaker as speaker_against,
    claims.factuality as factuality_for,
    denials.factuality as factuality_against,
    claims.confirmation as confirmation_for,
    claims.sentence as sentence_for,
    denials.sentence as sentence_against,
    greatest(claims.published_at, denials.published_at) as contradicted_at
from claims
inner join claims as denials
    on claims.actor_code = denials.actor_code
    and claims.instrument = denials.instrument
    and claims.is_for
    and not denials.is_for
    -- A week: later it is a change of mind, which mart.ladder and mart.positions_as_of show.
    and denials.date_start <= claims.date_end + 7
    and denials.date_end >= claims.date_start - 7
where
    -- One voice in one article qualifies what it says; without a name, two anonymous sources may be two.
    not (
        claims.article_id = denials.article_id
        and claims.speaker is not distinct from denials.speaker
        and (claims.speaker is not null or (claims.source_kind = denials.source_kind and claims.source_kind <> 'anonymous'))
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
comment on view mart.contradictions is
'Who says an actor is for an instrument, and who says within a week that it is not? Grain: an outlet''s claim that it is beside an outlet''s claim that it is not.';

create view mart.ladder as
with committed as (
    -- Since when an actor has stood behind an instrument: proposed or higher.
    select instruments.instrument, actors.code as actor_code, min(versions.date_start) as since
    from warehouse.event_versions as versions
    inner join warehouse.statuses as statuses on versions.status = statuses.status and statuses.rung >= 3
    cross join lateral unnest(versions.instruments) as instruments (instrument)
    cross join lateral jsonb_to_recordset(versions.actors) as actors (code text, sector text)
    where
        versions.superseded_at = 'infinity'
        and versions.factuality in ('CT+', 'PR+')
        and coalesce(actors.sector, 'GOV') not in ('OPP', 'ELI')
    group by instruments.instrument, actors.code
)

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
            select 1
            from committed
            where
                committed.instrument = steps.instrument
                and committed.actor_code = any(steps.codes_in_office)
                and committed.since < steps.date_start
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
        instruments.instrument,
        events.date_start,
        events.date_end,
        events.actor_codes,
        offices.codes_in_office,
        events.event_type,
        events.status,
        statuses.rung,
        max(statuses.rung) over (
            partition by instruments.instrument
            order by events.date_start, events.date_end, statuses.rung nulls last, events.event_id
            rows between unbounded preceding and 1 preceding
        ) as highest_before,
        events.factuality,
        events.event_id,
        events.sentence,
        events.canonical_url
    from mart.current_events as events
    cross join lateral unnest(events.instruments) as instruments (instrument)
    inner join warehouse.statuses as statuses on events.status = statuses.status
    cross join lateral (
        select array_agg(actors.code) as codes_in_office
        from jsonb_to_recordset(events.actors) as actors (code text, sector text)
        where coalesce(actors.sector, 'GOV') not in ('OPP', 'ELI')
    ) as offices
    -- What only those out of office did moves no instrument.
    where events.factuality in ('CT+', 'PR+', 'PS+', 'Uu') and offices.codes_in_office is not null
) as steps;
comment on view mart.ladder is
'How far has an instrument come, when did it reach each rung, and when was it taken back? Grain: one event on one instrument; what only opposition, elect or former officials did is left out.';

create view mart.pledge_conditions as
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
cross join lateral unnest(events.conditions) as conditions (condition);
comment on view mart.pledge_conditions is
'What are commitments made to wait for? Grain: one condition of one event.';

create view mart.daily_counts as
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
comment on view mart.daily_counts is
'How many happenings a day, by act, instrument and actor? Grain: one day, act, instrument and actor; do not sum over these.';

create view mart.monthly_counts as
select
    date_trunc('month', versions.date_start)::date as month,
    versions.event_type,
    instruments.instrument,
    actors.actor_code,
    count(*) filter (where versions.factuality not in ('CT-', 'PR-', 'PS-')) as event_count,
    count(*) filter (where versions.factuality in ('CT-', 'PR-', 'PS-')) as denied_count
from warehouse.event_versions as versions
cross join lateral unnest(versions.instruments) as instruments (instrument)
cross join lateral unnest(versions.actor_codes) as actors (actor_code)
where versions.superseded_at = 'infinity'
group by date_trunc('month', versions.date_start), versions.event_type, instruments.instrument, actors.actor_code;
comment on view mart.monthly_counts is
'How many happenings a month, by act, instrument and actor? Grain: one month, act, instrument and actor; do not sum over these.';

-- ---------------------------------------------------------------- any day, as believed at any time
create function mart.events_known_at(known_at timestamptz)
returns table (
    event_id uuid, date_start date, date_end date, date_precision text, actor_codes text[], event_type text,
    instruments text[], status text, stance text, conditions text[], factuality text, confirmation text, sentence text,
    source_id text, canonical_url text, published_at timestamptz, recorded_at timestamptz, superseded_at timestamptz
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        versions.event_id, versions.date_start, versions.date_end, versions.date_precision, versions.actor_codes,
        versions.event_type, versions.instruments, versions.status, versions.stance, versions.conditions,
        versions.factuality, versions.confirmation, evidence.sentence, evidence.source_id, articles.canonical_url,
        evidence.published_at, versions.recorded_at, versions.superseded_at
    from warehouse.event_versions as versions
    left join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= events_known_at.known_at
        and (evidence.superseded_at > events_known_at.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    where
        versions.recorded_at <= events_known_at.known_at
        and (versions.superseded_at > events_known_at.known_at or versions.superseded_at = 'infinity');
end
$$;
comment on function mart.events_known_at is
'What did this warehouse believe at a past moment? One row a happening, as it was then, with the sentence it then rested on.';

create function mart.positions_as_of(as_of date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, actor_name text, actor_type text, instrument text, stance text, status text, status_in_force text,
    event_type text, factuality text, conditions text[], date_start date, date_end date, event_id uuid, sentence text, speaker text,
    source_kind text, source_id text, published_at timestamptz, canonical_url text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with acts as (
        select
            actors.code, instruments.instrument, versions.stance, versions.status, versions.event_type,
            versions.factuality, versions.conditions, versions.date_start, versions.date_end, versions.event_id,
            versions.evidence_mention_id, versions.confidence,
            max(versions.date_start) filter (
                where versions.status in ('rejected', 'suspended') and versions.factuality in ('CT+', 'PR+')
            ) over (partition by actors.code, instruments.instrument) as last_reversed
        from warehouse.event_versions as versions
        cross join lateral jsonb_to_recordset(versions.actors) as actors (code text, sector text)
        cross join lateral unnest(versions.instruments) as instruments (instrument)
        where
            versions.recorded_at <= positions_as_of.known_at
            and (versions.superseded_at > positions_as_of.known_at or versions.superseded_at = 'infinity')
            and versions.date_start <= positions_as_of.as_of
            and versions.status <> 'denied'
            and versions.factuality in ('CT+', 'PR+', 'PS+', 'Uu')
            -- Those out of office do not speak for the country.
            and coalesce(actors.sector, 'GOV') not in ('OPP', 'ELI')
    ),
    latest as (
        select distinct on (acts.code, acts.instrument) acts.*
        from acts
        where acts.stance <> 'neutral'
        order by
            acts.code, acts.instrument, acts.date_start desc, acts.date_end desc, acts.confidence desc, acts.event_id
    ),
    standing as (
        -- A refusal of the same day stands beside the act: it may be of the own share alone.
        select distinct on (acts.code, acts.instrument) acts.code, acts.instrument, acts.status
        from acts
        inner join warehouse.statuses as statuses on acts.status = statuses.status and statuses.rung is not null
        where acts.factuality in ('CT+', 'PR+') and (acts.last_reversed is null or acts.date_start >= acts.last_reversed)
        order by acts.code, acts.instrument, statuses.rung desc
    )
    select
        latest.code, coalesce(actors.name, latest.code), actors.actor_type, latest.instrument, latest.stance,
        latest.status, standing.status, latest.event_type, latest.factuality, latest.conditions, latest.date_start,
        latest.date_end, latest.event_id, evidence.sentence, evidence.speaker, evidence.source_kind, evidence.source_id,
        evidence.published_at, articles.canonical_url
    from latest
    left join standing on latest.code = standing.code and latest.instrument = standing.instrument
    left join warehouse.actors as actors on latest.code = actors.actor_code
    left join warehouse.mentions as evidence
        on latest.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= positions_as_of.known_at
        and (evidence.superseded_at > positions_as_of.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    order by latest.code, latest.instrument;
end
$$;
comment on function mart.positions_as_of is
'Where did every actor stand on every instrument on a day, on whose word, as this warehouse believed at a time? The latest stance by the day of the act; denied and neutral acts are no position. status is that of the latest act; status_in_force is the highest rung that the actor has certainly or probably reached and not rejected or suspended since: null where nothing stands.';

create function mart.known_by(as_of date, known_at timestamptz default 'infinity')
returns table (
    event_id uuid, first_published_at timestamptz, first_source_id text, report_count bigint, source_count bigint,
    date_start date, actor_codes text[], event_type text, instruments text[], status text, factuality text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with reports as (
        select
            coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id, mentions.published_at,
            mentions.source_id, mentions.mention_id
        from warehouse.mentions as mentions
        left join warehouse.resolutions as resolutions
            on mentions.event_id = resolutions.event_id
            and resolutions.recorded_at <= known_by.known_at
            and (resolutions.superseded_at > known_by.known_at or resolutions.superseded_at = 'infinity')
        where
            mentions.published_at < (known_by.as_of + 1)::timestamp at time zone 'UTC'
            and mentions.recorded_at <= known_by.known_at
            and (mentions.superseded_at > known_by.known_at or mentions.superseded_at = 'infinity')
    ),
    spread as (
        select
            reports.event_id, min(reports.published_at) as first_published_at,
            (array_agg(reports.source_id order by reports.published_at, reports.mention_id))[1] as first_source_id,
            count(*) as report_count, count(distinct reports.source_id) as source_count
        from reports
        group by reports.event_id
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
    order by spread.first_published_at, spread.event_id;
end
$$;
comment on function mart.known_by is
'What could be known from the press by the end of a day (UTC), and who had it first? One row a happening that had been reported.';

create function mart.changes_between(day_from date, day_to date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, instrument text, stance_before text, stance_after text, status_before text, status_after text,
    event_id_before uuid, event_id_after uuid, date_start date, sentence text, canonical_url text
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        coalesce(later.actor_code, earlier.actor_code), coalesce(later.instrument, earlier.instrument), earlier.stance,
        later.stance, earlier.status, later.status, earlier.event_id, later.event_id, later.date_start, later.sentence,
        later.canonical_url
    from mart.positions_as_of(changes_between.day_from, changes_between.known_at) as earlier
    full join mart.positions_as_of(changes_between.day_to, changes_between.known_at) as later
        on earlier.actor_code = later.actor_code and earlier.instrument = later.instrument
    where (earlier.stance, earlier.status) is distinct from (later.stance, later.status)
    order by 1, 2;
end
$$;
comment on function mart.changes_between is
'Which positions changed between two days, from what to what, and which sentence says so? One row an actor and instrument that changed.';

create function mart.search_articles(words text, language text default 'english')
returns table (
    article_id uuid, published_at timestamptz, source_id text, title text, excerpt text, canonical_url text, rank real
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    dictionary regconfig := case when language = 'english' then 'english' else 'simple' end;
    wanted tsquery := websearch_to_tsquery(dictionary, words);
begin
    return query
    select
        states.article_id, states.published_at, states.source_id, versions.title,
        ts_headline(dictionary, versions.body, wanted, 'MaxWords=30, MinWords=10'), articles.canonical_url,
        ts_rank(to_tsvector(dictionary, versions.title || ' ' || versions.body), wanted)
    from warehouse.article_states as states
    inner join warehouse.article_versions as versions
        on states.article_id = versions.article_id and states.version_id = versions.version_id
    inner join warehouse.articles as articles on states.article_id = articles.article_id
    where
        states.superseded_at = 'infinity'
        and to_tsvector(dictionary, versions.title || ' ' || versions.body) @@ wanted
    order by 7 desc, states.published_at desc nulls last, states.article_id;
end
$$;
comment on function mart.search_articles is
'Which articles hold these words (web search syntax: quotes, or, -)? language: english stems; anything else compares words as they are.';

-- ---------------------------------------------------------------- what was watched, and how well
create view mart.rejections as
select
    outcomes.capture_id,
    outcomes.day,
    outcomes.source_id,
    outcomes.reason,
    outcomes.detail,
    outcomes.requested_url,
    outcomes.responded_url,
    outcomes.http_status,
    outcomes.fetched_at,
    outcomes.warc_file,
    outcomes.warc_offset,
    outcomes.cleaner_version
from warehouse.outcomes as outcomes
where outcomes.outcome = 'rejection' and outcomes.superseded_at = 'infinity';
comment on view mart.rejections is 'Which captured pages are no articles, and why? Grain: one capture.';

create view mart.day_coverage as
select
    coalesce(captured.day, processed.day) as day,
    coalesce(captured.source_id, processed.source_id) as source_id,
    coalesce(captured.capture_count, 0) as capture_count,
    coalesce(processed.processed_count, 0) as processed_count,
    coalesce(processed.article_count, 0) as article_count,
    coalesce(processed.rejection_count, 0) as rejection_count,
    coalesce(processed.mention_count, 0) as mention_count,
    coalesce(captured.capture_count, 0) <= coalesce(processed.processed_count, 0) as is_processed
from (
    select captures.day, captures.source_id, count(*) as capture_count
    from raw.captures as captures
    where captures.kind = 'page'
    group by captures.day, captures.source_id
) as captured
full join (
    select
        outcomes.day,
        outcomes.source_id,
        count(*) as processed_count,
        count(*) filter (where outcomes.outcome = 'article') as article_count,
        count(*) filter (where outcomes.outcome = 'rejection') as rejection_count,
        sum(found.mention_count)::bigint as mention_count
    from warehouse.outcomes as outcomes
    cross join lateral (
        select count(*) as mention_count
        from warehouse.mentions as mentions
        where
            mentions.article_id = outcomes.article_id
            and mentions.capture_id = outcomes.capture_id
            and mentions.superseded_at = 'infinity'
    ) as found
    where outcomes.superseded_at = 'infinity'
    group by outcomes.day, outcomes.source_id
) as processed
    on captured.day = processed.day and captured.source_id = processed.source_id;
comment on view mart.day_coverage is
'What do we have of a day from an outlet: nothing captured, nothing processed, or no news? A day and outlet that are missing here have no data, which is not the same as no events. Grain: one day of one outlet.';

create view mart.feed_health as
select
    feeds.feed_id,
    feeds.source_id,
    feeds.source_name,
    feeds.feed_url,
    feeds.is_enabled,
    state.polled_at,
    state.answered_at,
    state.changed_at,
    state.next_fetch_at,
    coalesce(state.failure_count, 0) as failure_count,
    state.last_fault,
    coalesce(state.is_disabled, false) as is_disabled,
    coalesce(state.entry_count, 0) as entry_count,
    feeds.silence_hours,
    case
        when not feeds.is_enabled then 'off'
        when state.polled_at is null then 'never polled'
        when coalesce(state.is_disabled, false) then 'given up'
        when state.failure_count > 0 then 'failing'
        when state.changed_at is null or state.changed_at < now() - make_interval(hours => feeds.silence_hours) then 'silent'
        else 'well'
    end as health,
    (
        select count(*)
        from ops.faults as faults
        where faults.source_id = feeds.source_id and faults.recorded_at > now() - interval '7 days'
    ) as recent_fault_count
from raw.feeds as feeds
left join raw.feed_state as state on feeds.feed_url = state.feed_url;
comment on view mart.feed_health is
'Which feeds are well, silent for longer than is usual, failing or given up? Grain: one feed of the watch list.';

create view mart.faults as
select
    faults.recorded_at,
    faults.stage,
    faults.error_class,
    faults.source_id,
    faults.url,
    faults.detail,
    faults.run_id
from ops.faults as faults;
comment on view mart.faults is 'Which inputs could not be used as they came? Grain: one input in one run.';

create view mart.gate as
select
    verdicts.day,
    verdicts.validated_at,
    verdicts.decision,
    verdicts.reasons,
    verdicts.expectation_count,
    verdicts.failed_count,
    ledger.published_at,
    verdicts.batch_id,
    verdicts.verdict_id
from quality.verdicts as verdicts
left join ops.ledger as ledger
    on verdicts.batch_id = ledger.batch_id and verdicts.validated_at <= ledger.published_at;
comment on view mart.gate is 'What did the quality gate decide about each day, and why? Grain: one judgement.';

create view mart.gate_findings as
select
    verdicts.day,
    verdicts.validated_at,
    verdicts.decision,
    results.suite,
    results.expectation_no,
    results.severity,
    results.meaning,
    results.element_count,
    results.unexpected_count,
    results.details,
    verdicts.batch_id,
    verdicts.verdict_id
from quality.results as results
inner join quality.verdicts as verdicts on results.verdict_id = verdicts.verdict_id
where not results.is_success;
comment on view mart.gate_findings is 'Which expectations failed, warnings included? Grain: one failed expectation in one judgement.';

create view mart.quarantine as
select
    held.target_table,
    held.row_key,
    held.reasons,
    verdicts.day,
    held.quarantined_at,
    held.resolved_at,
    held.resolution,
    held.resolution_note,
    held.row_data,
    held.verdict_id,
    held.row_no
from quality.quarantined_rows as held
inner join quality.verdicts as verdicts on held.verdict_id = verdicts.verdict_id;
comment on view mart.quarantine is 'Which rows are or were held back, and why? Grain: one row in one judgement.';

create view mart.loads as
select
    ledger.position,
    ledger.day,
    ledger.published_at,
    audits.target_table,
    audits.staged_count,
    audits.inserted_count,
    audits.unchanged_count,
    audits.quarantined_count,
    audits.superseded_count,
    ledger.code_version,
    ledger.batch_id,
    ledger.run_id
from ops.ledger as ledger
inner join ops.load_audits as audits on ledger.batch_id = audits.batch_id;
comment on view mart.loads is 'What did each publication add, leave, hold back and close? Grain: one table in one publication.';

create view mart.article_versions as
select
    versions.article_id,
    versions.version_id,
    articles.canonical_url,
    versions.title,
    versions.body,
    captures.fetched_at as first_fetched_at,
    states.published_at,
    states.language,
    states.version_id is not distinct from versions.version_id as is_current
from warehouse.article_versions as versions
inner join warehouse.articles as articles on versions.article_id = articles.article_id
left join warehouse.article_states as states
    on versions.article_id = states.article_id and states.superseded_at = 'infinity'
left join warehouse.outcomes as captures
    on versions.first_capture_id = captures.capture_id and captures.superseded_at = 'infinity';
comment on view mart.article_versions is
'What wordings has an article had, and which one counts now? Grain: one wording of one article.';

create view mart.sources as
select sources.source_id, sources.name, sources.country_code, sources.language_code, sources.source_type
from warehouse.sources as sources;
comment on view mart.sources is 'Which outlets are watched? Grain: one outlet.';

create view mart.actors as
select actors.actor_code, actors.actor_type, actors.name
from warehouse.actors as actors;
comment on view mart.actors is 'What do actor codes stand for? Grain: one code.';

create view mart.instruments as
select instruments.instrument, instruments.name, instruments.obligation
from warehouse.instruments as instruments;
comment on view mart.instruments is 'What do instrument codes stand for? Grain: one code.';

create view mart.event_types as
select
    event_types.event_type, event_types.meaning, event_types.family, event_types.plover_type, event_types.cameo_root,
    event_types.cameo_codes
from warehouse.event_types as event_types;
comment on view mart.event_types is 'What do types of act stand for, and what are they in PLOVER and CAMEO? Grain: one type.';

create view mart.statuses as
select statuses.status, statuses.rung, statuses.meaning
from warehouse.statuses as statuses;
comment on view mart.statuses is 'What are the rungs of the ladder? Grain: one status.';

-- ---------------------------------------------------------------- columns in words
comment on column mart.mentions.event_id is 'The happening, merges followed.';
comment on column mart.event_evidence.event_id is 'The happening, merges followed.';
comment on column mart.lineage.event_id is 'The happening, merges followed.';
comment on column mart.first_reports.event_id is 'The happening, merges followed.';
comment on column mart.attributed.event_id is 'The happening, merges followed.';
comment on column mart.current_events.who is 'English names of the actors.';
comment on column mart.current_events.first_published_at is 'When the first report of it was published (UTC).';
comment on column mart.current_events.report_count is 'Reports believed now.';
comment on column mart.current_events.source_count is 'Outlets that report it.';
comment on column mart.current_events.published_at is 'When the article of the sentence was published (UTC).';
comment on column mart.event_evidence.source_name is 'Name of the outlet.';
comment on column mart.event_keys.event_id is 'Any key ever given.';
comment on column mart.event_keys.canonical_event_id is 'The happening it leads to; itself when it was not merged.';
comment on column mart.event_keys.reason is 'Why it was merged; null when it was not.';
comment on column mart.event_keys.is_current is 'Whether the happening is still believed: false = no report of it is left.';
comment on column mart.first_reports.published_at is 'When the outlet first reported it (UTC).';
comment on column mart.first_reports.canonical_url is 'Article in which it did.';
comment on column mart.first_reports.report_count is 'Reports of it by the outlet.';
comment on column mart.first_reports.place is '1 = first outlet.';
comment on column mart.first_reports.lag_after_first is 'Time after the first outlet.';
comment on column mart.first_reports.is_copy is 'Whether the outlet passes on the report of another medium that it names.';
comment on column mart.attributed.report_count is 'Reports believed now.';
comment on column mart.attributed.origin_count is 'Media that the reports go back to: copies of one wire story count once.';
comment on column mart.attributed.on_record_count is 'Reports on the word of a named person, a spokesperson or a document.';
comment on column mart.attributed.anonymous_count is 'Reports on the word of anonymous sources.';
comment on column mart.attributed.unattributed_count is 'Reports that name no source.';
comment on column mart.attributed.confirmed_count is 'Reports that carry an official confirmation.';
comment on column mart.attributed.denied_count is 'Reports that deny it, or carry an official denial.';
comment on column mart.attributed.not_denied_count is 'Reports of officials who did not deny it.';
comment on column mart.attributed.speakers is 'Whose words the reports carry.';
comment on column mart.attributed.is_only_anonymous is 'Whether nobody says it under a name.';
comment on column mart.contradictions.actor_code is 'The actor that the claims are about.';
comment on column mart.contradictions.instrument is 'The instrument that the claims are about.';
comment on column mart.contradictions.event_id_for is 'Happening of the claim that it is for it.';
comment on column mart.contradictions.event_id_against is 'Happening of the claim that it is not; the same when one report denies what another asserts.';
comment on column mart.contradictions.date_for is 'First day of the act in the claim for.';
comment on column mart.contradictions.date_against is 'First day of the act in the claim against.';
comment on column mart.contradictions.source_for is 'Outlet of the claim for.';
comment on column mart.contradictions.source_against is 'Outlet of the claim against.';
comment on column mart.contradictions.speaker_for is 'Whose words the claim for is; null when unattributed.';
comment on column mart.contradictions.speaker_against is 'Whose words the claim against is; null when unattributed.';
comment on column mart.contradictions.factuality_for is 'Factuality of the claim for.';
comment on column mart.contradictions.factuality_against is 'Factuality of the claim against.';
comment on column mart.contradictions.confirmation_for is 'Official reaction in the claim for.';
comment on column mart.contradictions.sentence_for is 'Sentence of the claim for.';
comment on column mart.contradictions.sentence_against is 'Sentence of the claim against.';
comment on column mart.contradictions.contradicted_at is 'When the later of the two was published (UTC).';
comment on column mart.ladder.instrument is 'The instrument.';
comment on column mart.ladder.rung is 'Rung of the status, 1 to 7; null off the ladder.';
comment on column mart.ladder.highest_before is 'Highest rung that the instrument had reached before; null at first.';
comment on column mart.ladder.move is 'up (a rung not reached before), same, below, reversal (rejected, suspended or denied by an actor that stood behind it before), or refusal (by another).';
comment on column mart.pledge_conditions.condition is 'What it waits for: ceasefire, peace_deal, us_backstop, parliament, un_mandate, russian_consent, other.';
comment on column mart.pledge_conditions.who is 'English names of the actors.';
comment on column mart.daily_counts.day is 'First day of the act.';
comment on column mart.daily_counts.instrument is 'One of its instruments.';
comment on column mart.daily_counts.actor_code is 'One of its actors.';
comment on column mart.daily_counts.event_count is 'Happenings that are not denied.';
comment on column mart.daily_counts.denied_count is 'Happenings that are said not to be so.';
comment on column mart.monthly_counts.month is 'First day of the month of the act.';
comment on column mart.monthly_counts.instrument is 'One of its instruments.';
comment on column mart.monthly_counts.actor_code is 'One of its actors.';
comment on column mart.monthly_counts.event_count is 'Happenings that are not denied.';
comment on column mart.monthly_counts.denied_count is 'Happenings that are said not to be so.';
comment on column mart.day_coverage.day is 'Day (UTC).';
comment on column mart.day_coverage.capture_count is 'Pages of that day in the archive.';
comment on column mart.day_coverage.processed_count is 'Pages of that day that were processed.';
comment on column mart.day_coverage.article_count is 'Of these, articles.';
comment on column mart.day_coverage.rejection_count is 'Of these, rejections.';
comment on column mart.day_coverage.mention_count is 'Reports found in the articles.';
comment on column mart.day_coverage.is_processed is 'Whether everything that is archived was processed.';
comment on column mart.feed_health.failure_count is 'Failures in a row; 0 when well or never polled.';
comment on column mart.feed_health.entry_count is 'Entries in the last payload; 0 when there was none.';
comment on column mart.feed_health.is_disabled is 'Whether it is asked only once a week, after many failures in a row.';
comment on column mart.feed_health.health is 'well, silent (no change for longer than silence_hours), failing, given up, never polled, or off.';
comment on column mart.feed_health.recent_fault_count is 'Faults of its outlet in the last seven days.';
comment on column mart.gate.published_at is 'When the batch was published (UTC); null when it was not.';
comment on column mart.gate_findings.day is 'Day (UTC) of the batch.';
comment on column mart.quarantine.day is 'Day (UTC) of the batch.';
comment on column mart.article_versions.first_fetched_at is 'When the wording was first captured (UTC).';
comment on column mart.article_versions.published_at is 'When the outlet says the article was published (UTC); null when no date could be trusted.';
comment on column mart.article_versions.language is 'ISO 639-1 code found in the text; und when undetermined.';
comment on column mart.article_versions.is_current is 'Whether it is the wording of the latest capture.';

-- Every other column means what it means in the table that it comes from.
do $$
declare
    unexplained record;
begin
    for unexplained in
        select distinct on (views.relname, columns.attname)
            views.relname as view_name, columns.attname as column_name, origins.explanation
        from pg_catalog.pg_class as views
        inner join pg_catalog.pg_attribute as columns on views.oid = columns.attrelid and columns.attnum > 0
        inner join (
            select
                attributes.attname, pg_catalog.col_description(tables.oid, attributes.attnum) as explanation,
                array_position(
                    array[
                        'event_versions', 'mentions', 'outcomes', 'articles', 'article_versions', 'ledger', 'load_audits',
                        'feeds', 'feed_state', 'faults', 'verdicts', 'results', 'quarantined_rows', 'sources', 'actors',
                        'instruments', 'event_types', 'statuses'
                    ]::name[],
                    tables.relname
                ) as preference,
                tables.relname
            from pg_catalog.pg_class as tables
            inner join pg_catalog.pg_attribute as attributes on tables.oid = attributes.attrelid and attributes.attnum > 0
            where
                tables.relkind = 'r'
                and tables.relnamespace::regnamespace::text in ('warehouse', 'ops', 'raw', 'quality')
        ) as origins
            on columns.attname = origins.attname and origins.preference is not null and origins.explanation is not null
        where
            views.relkind = 'v'
            and views.relnamespace = 'mart'::regnamespace
            and pg_catalog.col_description(views.oid, columns.attnum) is null
        -- A view of one table's name comes from that table.
        order by views.relname, columns.attname, (origins.relname = views.relname) desc, origins.preference
    loop
        execute format(
            'comment on column mart.%I.%I is %L', unexplained.view_name, unexplained.column_name, unexplained.explanation
        );
    end loop;
end
$$;

-- ---------------------------------------------------------------- who may
grant select on all tables in schema mart to wh_analyst;
revoke execute on all functions in schema mart from public;
grant execute on all functions in schema mart to wh_loader, wh_analyst;
