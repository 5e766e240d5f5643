-- Dated offices and memberships, stored text search, official reactions, complete exports, and decisions about quarantine.

-- ---------------------------------------------------------------- who held which office, and who belongs to which body
create table warehouse.actor_roles (
    person_id text not null,
    actor_code text not null,
    title text not null,
    valid_from date not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    valid_to date,
    person_name text not null,
    country_code text not null,
    sector text not null,
    is_spokesperson boolean not null,
    origin text not null,
    lexicon_version text not null,
    superseded_by_version text,
    primary key (person_id, actor_code, title, valid_from, recorded_at),
    check (superseded_at > recorded_at),
    check (valid_to > valid_from)
);
create unique index actor_roles_current on warehouse.actor_roles (person_id, actor_code, title, valid_from)
where superseded_at = 'infinity';
create index actor_roles_name on warehouse.actor_roles (person_name) where superseded_at = 'infinity';
comment on table warehouse.actor_roles is 'Grain: one belief that a person held one office over one stretch of days. Bitemporal; follows the lexicon.';
comment on column warehouse.actor_roles.person_id is 'The person''s id in people.toml.';
comment on column warehouse.actor_roles.actor_code is 'Whom the office speaks for: a code of warehouse.actors, or the id of a body of bodies.toml.';
comment on column warehouse.actor_roles.title is 'The office: a key of titles.toml, such as president or foreign_minister.';
comment on column warehouse.actor_roles.valid_from is 'First day in office.';
comment on column warehouse.actor_roles.valid_to is 'First day after it (half-open); null = in office when the lexicon was compiled.';
comment on column warehouse.actor_roles.person_name is 'Full name, as speakers and actors of mentions carry it.';
comment on column warehouse.actor_roles.country_code is 'The person''s country, ISO 3166-1 alpha-3.';
comment on column warehouse.actor_roles.sector is 'Part of the polity that the office speaks from: GOV, LEG, MIL, OPP, ELI or IGO.';
comment on column warehouse.actor_roles.is_spokesperson is 'Whether the office only speaks for another.';
comment on column warehouse.actor_roles.origin is 'Where the dates can be looked up.';
comment on column warehouse.actor_roles.lexicon_version is 'Version of the lexicon that first said so: digest of all its offices and memberships.';
comment on column warehouse.actor_roles.recorded_at is 'Since when this warehouse believed the row (UTC).';
comment on column warehouse.actor_roles.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.actor_roles.superseded_by_version is 'Version of the lexicon that no longer says so; null while it is believed.';

create table warehouse.actor_memberships (
    body_id text not null,
    member_code text not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    valid_from date,
    valid_to date,
    body_name text not null,
    lexicon_version text not null,
    superseded_by_version text,
    primary key (body_id, member_code, recorded_at),
    check (superseded_at > recorded_at),
    check (valid_to > valid_from)
);
create unique index actor_memberships_current on warehouse.actor_memberships (body_id, member_code)
where superseded_at = 'infinity';
comment on table warehouse.actor_memberships is 'Grain: one belief that an actor belongs to a group that acts through its members. Bitemporal; follows the lexicon.';
comment on column warehouse.actor_memberships.body_id is 'The group''s id in bodies.toml.';
comment on column warehouse.actor_memberships.member_code is 'The member: a code of warehouse.actors.';
comment on column warehouse.actor_memberships.valid_from is 'First day of membership; null where the lexicon does not date it.';
comment on column warehouse.actor_memberships.valid_to is 'First day after it (half-open); null where it lasts, or is not dated.';
comment on column warehouse.actor_memberships.body_name is 'English name of the group.';
comment on column warehouse.actor_memberships.lexicon_version is 'Version of the lexicon that first said so.';
comment on column warehouse.actor_memberships.recorded_at is 'Since when this warehouse believed the row (UTC).';
comment on column warehouse.actor_memberships.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.actor_memberships.superseded_by_version is 'Version of the lexicon that no longer says so; null while it is believed.';

create view mart.actor_roles as
select
    roles.person_id,
    roles.person_name,
    roles.actor_code,
    coalesce(actors.name, roles.actor_code) as actor_name,
    roles.title,
    roles.sector,
    roles.is_spokesperson,
    roles.valid_from,
    roles.valid_to,
    roles.country_code,
    roles.origin,
    roles.lexicon_version
from warehouse.actor_roles as roles
left join warehouse.actors as actors on roles.actor_code = actors.actor_code
where roles.superseded_at = 'infinity';
comment on view mart.actor_roles is
'Who held which office, for whom, from when to when? Grain: one office of one person.';
comment on column mart.actor_roles.actor_name is 'English name of whom the office speaks for.';

create view mart.actor_memberships as
select
    memberships.body_id,
    memberships.body_name,
    memberships.member_code,
    coalesce(actors.name, memberships.member_code) as member_name,
    memberships.valid_from,
    memberships.valid_to,
    memberships.lexicon_version
from warehouse.actor_memberships as memberships
left join warehouse.actors as actors on memberships.member_code = actors.actor_code
where memberships.superseded_at = 'infinity';
comment on view mart.actor_memberships is
'Whom does a group stand for? Grain: one member of one group.';
comment on column mart.actor_memberships.member_name is 'English name of the member.';

create view mart.speakers as
select
    mentions.event_id,
    mentions.mention_id,
    mentions.source_id,
    mentions.published_at,
    mentions.event_type,
    mentions.actor_codes,
    mentions.instruments,
    names.speaker,
    roles.person_id,
    coalesce(roles.actor_code, actors.actor_code) as actor_code,
    coalesce(actors.name, roles.actor_code) as actor_name,
    roles.title,
    roles.sector,
    case
        when roles.person_id is null and actors.actor_code is not null then 'institution'
        when roles.person_id is null then 'unlisted'
        when roles.valid_from > (mentions.published_at at time zone 'UTC')::date then 'before'
        when roles.valid_to <= (mentions.published_at at time zone 'UTC')::date then 'former'
        else 'in office'
    end as tenure,
    roles.valid_from,
    roles.valid_to,
    mentions.sentence
from mart.mentions as mentions
cross join lateral unnest(string_to_array(mentions.speaker, '; ')) as names (speaker)
left join lateral (
    -- The office of that day; else the last one before it; else the first one after it.
    select known.person_id, known.actor_code, known.title, known.sector, known.valid_from, known.valid_to
    from warehouse.actor_roles as known
    where known.person_name = names.speaker and known.superseded_at = 'infinity'
    order by
        known.valid_from > (mentions.published_at at time zone 'UTC')::date,
        abs(known.valid_from - (mentions.published_at at time zone 'UTC')::date),
        known.title
    limit 1
) as roles on true
left join warehouse.actors as actors on coalesce(roles.actor_code, names.speaker) = actors.actor_code
where mentions.speaker is not null;
comment on view mart.speakers is
'Who spoke, and in which office on that day? Grain: one speaker of one report.';
comment on column mart.speakers.event_id is 'The happening, merges followed.';
comment on column mart.speakers.speaker is 'One of those whose words the report carries.';
comment on column mart.speakers.person_id is 'The person''s id in the lexicon; null for one it does not list.';
comment on column mart.speakers.actor_code is 'Whom that office speaks for, or the institution itself; null for a speaker the lexicon does not list.';
comment on column mart.speakers.actor_name is 'English name of that actor.';
comment on column mart.speakers.title is 'Office on the day of publication (UTC); out of office the one held last, before the first one that.';
comment on column mart.speakers.sector is 'Part of the polity that the office speaks from.';
comment on column mart.speakers.tenure is 'in office, former, before (a later office), institution (a government or body speaks), or unlisted (not in the lexicon).';

create function mart.office_holders(on_day date, known_at timestamptz default 'infinity')
returns table (
    actor_code text, actor_name text, title text, person_name text, sector text, valid_from date, valid_to date
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        roles.actor_code, coalesce(actors.name, roles.actor_code), roles.title, roles.person_name, roles.sector,
        roles.valid_from, roles.valid_to
    from warehouse.actor_roles as roles
    left join warehouse.actors as actors on roles.actor_code = actors.actor_code
    where
        roles.valid_from <= office_holders.on_day
        and (roles.valid_to is null or roles.valid_to > office_holders.on_day)
        and roles.recorded_at <= office_holders.known_at
        and (roles.superseded_at > office_holders.known_at or roles.superseded_at = 'infinity')
    order by roles.actor_code, roles.title, roles.person_name;
end
$$;
comment on function mart.office_holders is
'Who held which office on a day, as this warehouse believed at a time? One row an office and holder.';

-- ---------------------------------------------------------------- full-text search
-- Only the first 200,000 characters: a tsvector holds a megabyte, and a text that does not fit would fail to load.
-- The constant names of the configurations make the expressions immutable. Adding them rewrites the table, about a
-- thousand articles a second; the pipeline waits for its migration anyway, and the index is made in the same pass.
alter table warehouse.article_versions
add column words_english tsvector
-- squawk-ignore adding-field-with-default
generated always as (to_tsvector('pg_catalog.english'::regconfig, left(title || ' ' || body, 200000))) stored,
add column words_simple tsvector
-- squawk-ignore adding-field-with-default
generated always as (to_tsvector('pg_catalog.simple'::regconfig, left(title || ' ' || body, 200000))) stored;
comment on column warehouse.article_versions.words_english is 'Stems of title and the first 200,000 characters, English: for search.';
comment on column warehouse.article_versions.words_simple is 'Words of title and the first 200,000 characters as they are, for Ukrainian and other languages: for search.';
-- squawk-ignore require-concurrent-index-creation
create index article_versions_words_english on warehouse.article_versions using gin (words_english);
-- squawk-ignore require-concurrent-index-creation
create index article_versions_words_simple on warehouse.article_versions using gin (words_simple);

create function mart.search(
    query text, language text default 'english', since date default '-infinity', until date default 'infinity',
    row_limit integer default 50
)
returns table (
    article_id uuid, published_at timestamptz, source_id text, title text, headline text, canonical_url text, rank real
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
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
        -- Two branches, so that each can use the index of its column.
        select versions.article_id, versions.version_id, versions.title, versions.body, versions.words_english as words
        from warehouse.article_versions as versions
        where is_english and versions.words_english @@ wanted
        union all
        select versions.article_id, versions.version_id, versions.title, versions.body, versions.words_simple
        from warehouse.article_versions as versions
        where not is_english and versions.words_simple @@ wanted
    ),
    best as (
        select
            states.article_id, states.published_at, states.source_id, found.title, found.body, articles.canonical_url,
            ts_rank(found.words, wanted) as rank
        from found
        inner join warehouse.article_states as states
            on found.article_id = states.article_id
            and found.version_id = states.version_id
            and states.superseded_at = 'infinity'
        inner join warehouse.articles as articles on states.article_id = articles.article_id
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
        best.article_id, best.published_at, best.source_id, best.title,
        ts_headline(
            dictionary, translate(best.body, e'\n\r\t', '   '), wanted,
            'StartSel=**, StopSel=**, MaxWords=30, MinWords=10, MaxFragments=2'
        ),
        best.canonical_url, best.rank
    from best
    order by best.rank desc, best.published_at desc nulls last, best.article_id;
end
$$;
comment on function mart.search is
'Which articles hold these words, best first (web search syntax: quotes, or, -)? language: english stems; ukrainian or simple compares words as they are. since and until are days of publication (UTC), both included. headline marks what was found with **. Current wordings only.';

create or replace function mart.search_articles(words text, language text default 'english')
returns table (
    article_id uuid, published_at timestamptz, source_id text, title text, excerpt text, canonical_url text, rank real
)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select found.*
    from mart.search(
        search_articles.words, case when language = 'english' then 'english' else 'simple' end, row_limit => null
    ) as found;
end
$$;
comment on function mart.search_articles is
'Which articles hold these words, all of them? As mart.search without limits; language: english stems, anything else compares words as they are.';

-- ---------------------------------------------------------------- claim and official reaction
create view mart.reactions as
select
    reactions.event_id,
    reactions.reaction,
    claims.event_id as claim_event_id,
    claims.source_id as claim_source,
    claims.published_at as claimed_at,
    claims.speaker as claim_speaker,
    claims.source_kind as claim_source_kind,
    claims.sentence as claim_sentence,
    reactions.source_id as reaction_source,
    reactions.published_at as reacted_at,
    reactions.speaker as reaction_speaker,
    reactions.sentence as reaction_sentence,
    reactions.mention_id
from (
    select
        mentions.*,
        case
            when mentions.confirmation <> 'none' then mentions.confirmation
            when mentions.factuality in ('CT-', 'PR-', 'PS-') then 'denied'
        end as reaction
    from mart.mentions as mentions
) as reactions
left join lateral (
    -- Linking may or may not have put the denial beside what it denies: the same happening first, then the same act of
    -- the same actor about the same instrument within a week.
    select versions.event_id, claim.source_id, claim.published_at, claim.speaker, claim.source_kind, claim.sentence
    from warehouse.event_versions as versions
    inner join warehouse.mentions as claim
        on versions.evidence_mention_id = claim.mention_id and claim.superseded_at = 'infinity'
    where
        versions.superseded_at = 'infinity'
        and versions.event_type = reactions.event_type
        and versions.date_start between reactions.date_start - 7 and reactions.date_start + 7
        and versions.factuality not in ('CT-', 'PR-', 'PS-')
        and claim.mention_id <> reactions.mention_id
        and claim.published_at <= reactions.published_at
        and (
            versions.event_id = reactions.event_id
            or (versions.actor_codes && reactions.actor_codes and versions.instruments && reactions.instruments)
        )
    order by versions.event_id = reactions.event_id desc, claim.published_at, claim.mention_id
    limit 1
) as claims on true
where reactions.reaction is not null;
comment on view mart.reactions is
'Was a report confirmed, denied, not denied or left without comment, and in which words? Grain: one report that carries an official reaction or a denial, beside the sentence that claims it.';
comment on column mart.reactions.event_id is 'The happening, merges followed.';
comment on column mart.reactions.reaction is 'confirmed, denied, not_denied or no_comment.';
comment on column mart.reactions.claim_event_id is 'Happening of the claim: the same, or that of the same act, actor and instrument within a week; null when there is none.';
comment on column mart.reactions.claim_source is 'Outlet whose sentence claims it.';
comment on column mart.reactions.claimed_at is 'When that report was published (UTC).';
comment on column mart.reactions.claim_speaker is 'Whose words the claim is; null when unattributed.';
comment on column mart.reactions.claim_source_kind is 'On whose word the claim is: named, spokesperson, anonymous and so on.';
comment on column mart.reactions.claim_sentence is 'Sentence of the claim.';
comment on column mart.reactions.reaction_source is 'Outlet that reports the reaction.';
comment on column mart.reactions.reacted_at is 'When it did (UTC).';
comment on column mart.reactions.reaction_speaker is 'Who reacts; null when unattributed.';
comment on column mart.reactions.reaction_sentence is 'Sentence of the reaction.';
comment on column mart.reactions.mention_id is 'The report that carries the reaction.';

-- ---------------------------------------------------------------- what is in force
create or replace function mart.positions_as_of(as_of date, known_at timestamptz default 'infinity')
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
        -- Nothing tells which came last on one day, so a refusal of the same day leaves nothing in force.
        select distinct on (acts.code, acts.instrument) acts.code, acts.instrument, acts.status
        from acts
        inner join warehouse.statuses as statuses on acts.status = statuses.status and statuses.rung is not null
        where acts.factuality in ('CT+', 'PR+') and (acts.last_reversed is null or acts.date_start > acts.last_reversed)
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
'Where did every actor stand on every instrument on a day, on whose word, as this warehouse believed at a time? The latest stance by the day of the act; denied and neutral acts are no position. status is that of the latest act; status_in_force is the highest rung that the actor has certainly or probably reached and not rejected or suspended on that day or later: null where nothing stands.';

-- ---------------------------------------------------------------- complete rows for export, any day, as believed at any time
-- The types carry the comments: results of functions have none.
create type mart.event_record as (
    event_id uuid, date_start date, date_end date, date_precision text, date_text text, who text, actor_codes text[],
    actors jsonb, recipients text[], providers text[], event_type text, plover_type text, cameo_root text,
    instruments text[], status text, rung smallint, stance text, conditions text[], factuality text, confirmation text,
    magnitude_value double precision, magnitude_unit text, confidence double precision, report_count bigint,
    source_count bigint, first_published_at timestamptz, sentence text, trigger_text text, speaker text,
    source_kind text, source_id text, published_at timestamptz, title text, canonical_url text,
    evidence_mention_id uuid, linker_version text, recorded_at timestamptz
);
comment on type mart.event_record is 'Grain: one happening, as mart.events_as_of gives it.';

create type mart.mention_record as (
    mention_id uuid, event_id uuid, source_id text, published_at timestamptz, title text, canonical_url text,
    field text, start_offset integer, end_offset integer, sentence_start integer, sentence_end integer,
    entry_position integer, trigger_text text, sentence text, outlet text, speaker text, source_kind text, quote_kind text, hops integer,
    is_background boolean, event_type text, instruments text[], actor_codes text[], actors jsonb, recipients text[],
    providers text[], status text, stance text, conditions text[], factuality text, confirmation text, date_start date,
    date_end date, date_precision text, date_text text, magnitude_value double precision, magnitude_unit text,
    confidence double precision, rule_id text, extractor text, extractor_version text, article_id uuid,
    version_id uuid, capture_id uuid, warc_file text, warc_offset bigint, warc_length bigint, sha256 text,
    recorded_at timestamptz
);
comment on type mart.mention_record is 'Grain: one report, as mart.mentions_as_of gives it.';

create type mart.position_record as (
    actor_code text, actor_name text, actor_type text, instrument text, stance text, status text, status_in_force text,
    event_type text, factuality text, conditions text[], date_start date, date_end date, event_id uuid, sentence text,
    speaker text, source_kind text, source_id text, published_at timestamptz, canonical_url text
);
comment on type mart.position_record is 'Grain: one actor on one instrument, as mart.positions_as_of gives it.';

comment on column mart.event_record.who is 'English names of the actors.';
comment on column mart.event_record.report_count is 'Reports believed at that time.';
comment on column mart.event_record.source_count is 'Outlets that reported it.';
comment on column mart.event_record.first_published_at is 'When the first report of it was published (UTC).';
comment on column mart.event_record.published_at is 'When the article of the sentence was published (UTC).';
comment on column mart.event_record.evidence_mention_id is 'The mention whose sentence speaks for the event.';
comment on column mart.mention_record.event_id is 'The happening, merges followed as far as they were known.';
comment on column mart.position_record.actor_name is 'English name of the actor.';
comment on column mart.position_record.instrument is 'The instrument.';
comment on column mart.position_record.stance is 'Stance of the actor''s latest act: support, oppose, conditional or undecided.';
comment on column mart.position_record.status is 'Status of that act.';
comment on column mart.position_record.status_in_force is 'Highest rung reached and not taken back on that day or later; null where nothing stands.';
comment on column mart.position_record.event_id is 'The happening that the position rests on.';
comment on column mart.position_record.published_at is 'When the article of the sentence was published (UTC).';

create function mart.events_as_of(as_of date default 'infinity', known_at timestamptz default 'infinity')
returns setof mart.event_record
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with reports as (
        select
            coalesce(resolutions.canonical_event_id, mentions.event_id) as event_id, mentions.published_at,
            mentions.source_id
        from warehouse.mentions as mentions
        left join warehouse.resolutions as resolutions
            on mentions.event_id = resolutions.event_id
            and resolutions.recorded_at <= events_as_of.known_at
            and (resolutions.superseded_at > events_as_of.known_at or resolutions.superseded_at = 'infinity')
        where
            mentions.recorded_at <= events_as_of.known_at
            and (mentions.superseded_at > events_as_of.known_at or mentions.superseded_at = 'infinity')
    ),
    spread as (
        select
            reports.event_id, count(*) as report_count, count(distinct reports.source_id) as source_count,
            min(reports.published_at) as first_published_at
        from reports
        group by reports.event_id
    )
    select
        versions.event_id, versions.date_start, versions.date_end, versions.date_precision, versions.date_text,
        (
            select string_agg(coalesce(actors.name, codes.actor_code), ', ' order by codes.place)
            from unnest(versions.actor_codes) with ordinality as codes (actor_code, place)
            left join warehouse.actors as actors on codes.actor_code = actors.actor_code
        ),
        versions.actor_codes, versions.actors, versions.recipients, versions.providers, versions.event_type,
        types.plover_type, types.cameo_root, versions.instruments, versions.status, statuses.rung, versions.stance,
        versions.conditions, versions.factuality, versions.confirmation, versions.magnitude_value,
        versions.magnitude_unit, versions.confidence, coalesce(spread.report_count, 0),
        coalesce(spread.source_count, 0), spread.first_published_at, evidence.sentence, evidence.trigger_text,
        evidence.speaker, evidence.source_kind, evidence.source_id, evidence.published_at, wordings.title,
        articles.canonical_url, versions.evidence_mention_id, versions.linker_version, versions.recorded_at
    from warehouse.event_versions as versions
    inner join warehouse.event_types as types on versions.event_type = types.event_type
    inner join warehouse.statuses as statuses on versions.status = statuses.status
    left join spread on versions.event_id = spread.event_id
    left join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id
        and evidence.recorded_at <= events_as_of.known_at
        and (evidence.superseded_at > events_as_of.known_at or evidence.superseded_at = 'infinity')
    left join warehouse.articles as articles on evidence.article_id = articles.article_id
    left join warehouse.article_versions as wordings
        on evidence.article_id = wordings.article_id and evidence.version_id = wordings.version_id
    where
        versions.date_start <= events_as_of.as_of
        and versions.recorded_at <= events_as_of.known_at
        and (versions.superseded_at > events_as_of.known_at or versions.superseded_at = 'infinity')
    order by versions.date_start, versions.event_id;
end
$$;
comment on function mart.events_as_of is
'What had happened by a day, with everything that is recorded of it, as this warehouse believed at a time? One row a happening whose act begins on that day or before.';

create function mart.mentions_as_of(as_of date default 'infinity', known_at timestamptz default 'infinity')
returns setof mart.mention_record
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        mentions.mention_id, coalesce(resolutions.canonical_event_id, mentions.event_id), mentions.source_id,
        mentions.published_at, wordings.title, articles.canonical_url, mentions.field, mentions.start_offset,
        mentions.end_offset, mentions.sentence_start, mentions.sentence_end, mentions.entry_position,
        mentions.trigger_text, mentions.sentence, mentions.outlet, mentions.speaker, mentions.source_kind, mentions.quote_kind, mentions.hops,
        mentions.is_background, mentions.event_type, mentions.instruments, mentions.actor_codes, mentions.actors,
        mentions.recipients, mentions.providers, mentions.status, mentions.stance, mentions.conditions,
        mentions.factuality, mentions.confirmation, mentions.date_start, mentions.date_end, mentions.date_precision,
        mentions.date_text, mentions.magnitude_value, mentions.magnitude_unit, mentions.confidence, mentions.rule_id,
        mentions.extractor, mentions.extractor_version, mentions.article_id, mentions.version_id, mentions.capture_id,
        outcomes.warc_file, outcomes.warc_offset, outcomes.warc_length, outcomes.sha256, mentions.recorded_at
    from warehouse.mentions as mentions
    left join warehouse.resolutions as resolutions
        on mentions.event_id = resolutions.event_id
        and resolutions.recorded_at <= mentions_as_of.known_at
        and (resolutions.superseded_at > mentions_as_of.known_at or resolutions.superseded_at = 'infinity')
    left join warehouse.articles as articles on mentions.article_id = articles.article_id
    left join warehouse.article_versions as wordings
        on mentions.article_id = wordings.article_id and mentions.version_id = wordings.version_id
    left join warehouse.outcomes as outcomes
        on mentions.capture_id = outcomes.capture_id
        and outcomes.recorded_at <= mentions_as_of.known_at
        and (outcomes.superseded_at > mentions_as_of.known_at or outcomes.superseded_at = 'infinity')
    where
        mentions.date_start <= mentions_as_of.as_of
        and mentions.recorded_at <= mentions_as_of.known_at
        and (mentions.superseded_at > mentions_as_of.known_at or mentions.superseded_at = 'infinity')
    order by mentions.published_at, mentions.mention_id;
end
$$;
comment on function mart.mentions_as_of is
'Which reports of acts up to a day were believed at a time, with everything that is recorded of them? One row a report; never count these as events.';

-- ---------------------------------------------------------------- decisions about quarantine
create table quality.decisions (
    decision_id uuid primary key,
    decision_no bigint generated always as identity unique,
    target_table text not null check (target_table in ('captures', 'articles', 'mentions', 'events')),
    row_key text not null,
    row_hash uuid,
    decision text not null check (decision in ('release', 'drop')),
    reason text not null check (length(btrim(reason)) > 0),
    decided_by text not null check (length(btrim(decided_by)) > 0),
    login text not null default session_user,
    decided_at timestamptz not null default clock_timestamp(),
    check (decision = 'drop' or row_hash is not null)
);
create index decisions_row on quality.decisions (target_table, row_key, decision_no desc);
comment on table quality.decisions is 'Grain: one decision of a person about one held row. Append-only; the latest one about a row counts.';
comment on column quality.decisions.decision_id is 'Key.';
comment on column quality.decisions.decision_no is 'Order of the decisions.';
comment on column quality.decisions.target_table is 'Staged table: captures, articles, mentions or events.';
comment on column quality.decisions.row_key is 'Key of the row there.';
comment on column quality.decisions.row_hash is 'Digest of what the row said: a release is for this very content, a drop for the key whatever it says.';
comment on column quality.decisions.decision is 'release: it enters although it breaks expectations; drop: it stays out although it may not.';
comment on column quality.decisions.reason is 'Why, in words.';
comment on column quality.decisions.decided_by is 'Who decided, as given.';
comment on column quality.decisions.login is 'Login that wrote it down.';
comment on column quality.decisions.decided_at is 'When (UTC).';

create table quality.overrides (
    verdict_id uuid not null references quality.verdicts,
    target_table text not null,
    row_no integer not null,
    row_key text not null,
    reasons text[] not null check (cardinality(reasons) > 0),
    decision_id uuid not null references quality.decisions,
    primary key (verdict_id, target_table, row_no)
);
comment on table quality.overrides is 'Grain: one staged row that a verdict let through although it broke expectations, because a person had released it.';
comment on column quality.overrides.verdict_id is 'The verdict.';
comment on column quality.overrides.target_table is 'Staged table: captures, articles, mentions or events.';
comment on column quality.overrides.row_no is 'Its number there.';
comment on column quality.overrides.row_key is 'Its key.';
comment on column quality.overrides.reasons is 'Expectations it broke, in words.';
comment on column quality.overrides.decision_id is 'The decision that released it.';

create function quality.refusal_of(held_verdict_id uuid, held_table text, held_row_no integer)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    destination constant text := case held_table
        when 'captures' then 'outcomes' when 'articles' then 'article_states' when 'events' then 'event_versions'
        when 'mentions' then 'mentions'
    end;
    version constant text := case held_table
        when 'events' then 'linker_version' when 'mentions' then 'extractor_version' else 'cleaner_version'
    end;
    held jsonb;
    columns text;
begin
    select found.row_data into held
    from quality.quarantined_rows as found
    where
        found.verdict_id = held_verdict_id and found.target_table = held_table and found.row_no = held_row_no;
    select string_agg(format('%I', targets.attname), ', ' order by targets.attnum) into columns
    from pg_attribute as targets
    inner join pg_attribute as staged
        on targets.attname = staged.attname and staged.attrelid = format('staging.%I', held_table)::regclass
    where
        targets.attrelid = format('warehouse.%I', destination)::regclass
        and targets.attnum > 0
        and targets.attname not in ('batch_id', 'recorded_at');
    if not coalesce(
        array(select jsonb_array_elements_text(held -> 'instruments'))
        <@ array(select instruments.instrument from warehouse.instruments as instruments)
        and array(select jsonb_array_elements_text(held -> 'conditions'))
        <@ array['ceasefire', 'peace_deal', 'us_backstop', 'parliament', 'un_mandate', 'russian_consent', 'other'],
        held_table not in ('mentions', 'events')
    ) then
        return 'an instrument or condition that is no code of the codebook could not be read back';
    end if;
    begin
        insert into warehouse.sources (source_id, name)
        select held ->> 'source_id', held ->> 'source_id'
        where held ->> 'source_id' is not null
        on conflict (source_id) do nothing;
        insert into warehouse.articles (article_id, canonical_url, source_id, recorded_at, batch_id)
        select (held ->> 'article_id')::uuid, held ->> 'canonical_url', held ->> 'source_id', now(), held_verdict_id
        where held_table = 'articles'
        on conflict (article_id) do nothing;
        insert into warehouse.article_versions (
            article_id, version_id, title, body, first_capture_id, recorded_at, batch_id
        )
        select
            (held ->> 'article_id')::uuid, (held ->> 'version_id')::uuid, held ->> 'title', held ->> 'body',
            (held ->> 'capture_id')::uuid, now(), held_verdict_id
        where held_table = 'articles'
        on conflict (article_id, version_id) do nothing;
        insert into warehouse.events (event_id, recorded_at, batch_id)
        select (held ->> 'event_id')::uuid, now(), held_verdict_id
        where held_table = 'events'
        on conflict (event_id) do nothing;
        -- Closed long ago, so that it meets no row of today.
        execute format(
            'insert into warehouse.%I (%s, %I, batch_id, recorded_at, superseded_at) '
            'select %s, %L, $2, ''1900-01-01'', ''1900-01-02'' from jsonb_populate_record(null::staging.%I, $1)',
            destination, columns, version, columns, 'trial', held_table
        ) using held, held_verdict_id;
        raise exception 'only a trial' using errcode = 'GU001';
    exception
        when sqlstate 'GU001' then
            return null;
        when integrity_constraint_violation or data_exception then
            return sqlerrm;
    end;
end
$$;
comment on function quality.refusal_of is
'Why the warehouse itself would refuse a held row: what its constraints say when it is inserted for trial; null when it would take it. Leaves nothing behind.';

create view mart.quarantine_decisions as
select
    decisions.decision_no,
    decisions.decided_at,
    decisions.decided_by,
    decisions.decision,
    decisions.reason,
    decisions.target_table,
    decisions.row_key,
    decisions.login,
    decisions.decision_id
from quality.decisions as decisions;
comment on view mart.quarantine_decisions is
'Who released or dropped which held row, when and why? Grain: one decision.';

create view mart.quarantine_overrides as
select
    verdicts.day,
    verdicts.validated_at,
    overrides.target_table,
    overrides.row_key,
    overrides.reasons,
    decisions.decided_by,
    decisions.reason,
    overrides.verdict_id,
    overrides.decision_id
from quality.overrides as overrides
inner join quality.verdicts as verdicts on overrides.verdict_id = verdicts.verdict_id
inner join quality.decisions as decisions on overrides.decision_id = decisions.decision_id;
comment on view mart.quarantine_overrides is
'Which rows were let through although they broke expectations, by whose decision? Grain: one row in one judgement.';
comment on column mart.quarantine_overrides.day is 'Day (UTC) of the batch.';

-- ---------------------------------------------------------------- quality over time
create view mart.gate_results as
select
    verdicts.day,
    verdicts.validated_at,
    verdicts.decision,
    results.suite,
    results.expectation_no,
    results.column_name,
    results.severity,
    results.meaning,
    results.is_success,
    results.element_count,
    results.unexpected_count,
    results.details,
    verdicts.batch_id,
    verdicts.verdict_id
from quality.results as results
inner join quality.verdicts as verdicts on results.verdict_id = verdicts.verdict_id;
comment on view mart.gate_results is
'What did each expectation say in each judgement, those that held included? Grain: one expectation in one judgement.';
comment on column mart.gate_results.day is 'Day (UTC) of the batch.';

create view mart.day_quality as
select
    days.day,
    latest.validated_at,
    latest.decision,
    latest.reasons,
    latest.expectation_count,
    latest.failed_count,
    coalesce(outcomes.capture_count, 0) as capture_count,
    coalesce(outcomes.article_count, 0) as article_count,
    coalesce(outcomes.rejection_count, 0) as rejection_count,
    outcomes.rejection_count::double precision / nullif(outcomes.capture_count, 0) as rejection_share,
    coalesce(held.waiting_count, 0) as waiting_count,
    coalesce(published.inserted_count, 0) as inserted_count,
    coalesce(published.unchanged_count, 0) as unchanged_count,
    coalesce(published.quarantined_count, 0) as quarantined_count,
    latest.verdict_id
from (
    select outcomes.day from warehouse.outcomes as outcomes where outcomes.superseded_at = 'infinity'
    union
    select verdicts.day from quality.verdicts as verdicts
) as days
left join (
    select distinct on (verdicts.day) verdicts.*
    from quality.verdicts as verdicts
    order by verdicts.day, verdicts.validated_at desc, verdicts.verdict_id desc
) as latest on days.day = latest.day
left join (
    select
        outcomes.day,
        count(*) as capture_count,
        count(*) filter (where outcomes.outcome = 'article') as article_count,
        count(*) filter (where outcomes.outcome = 'rejection') as rejection_count
    from warehouse.outcomes as outcomes
    where outcomes.superseded_at = 'infinity'
    group by outcomes.day
) as outcomes on days.day = outcomes.day
left join (
    select verdicts.day, count(distinct (held.target_table, held.row_key)) as waiting_count
    from quality.quarantined_rows as held
    inner join quality.verdicts as verdicts on held.verdict_id = verdicts.verdict_id
    where held.resolved_at is null
    group by verdicts.day
) as held on days.day = held.day
left join (
    select distinct on (ledger.day)
        ledger.day, audits.inserted_count, audits.unchanged_count, audits.quarantined_count
    from ops.ledger as ledger
    inner join (
        select
            audits.batch_id,
            sum(audits.inserted_count)::bigint as inserted_count,
            sum(audits.unchanged_count)::bigint as unchanged_count,
            sum(audits.quarantined_count)::bigint as quarantined_count
        from ops.load_audits as audits
        group by audits.batch_id
    ) as audits on ledger.batch_id = audits.batch_id
    order by ledger.day, ledger.position desc
) as published on days.day = published.day;
comment on view mart.day_quality is
'How good is what we have of a day: volume, rejections, verdict, rows held back, and what the last publication did? Grain: one day.';
comment on column mart.day_quality.day is 'Day (UTC).';
comment on column mart.day_quality.validated_at is 'When the day was last judged (UTC); null when never.';
comment on column mart.day_quality.decision is 'Its last verdict: accept, quarantine or stop.';
comment on column mart.day_quality.capture_count is 'Pages of that day that were processed.';
comment on column mart.day_quality.article_count is 'Of these, articles.';
comment on column mart.day_quality.rejection_count is 'Of these, rejections.';
comment on column mart.day_quality.rejection_share is 'Rejections a capture, 0 to 1; null without captures.';
comment on column mart.day_quality.waiting_count is 'Rows that wait in quarantine.';
comment on column mart.day_quality.inserted_count is 'Rows that the last publication of the day added, all tables.';
comment on column mart.day_quality.unchanged_count is 'Rows that it found there already.';
comment on column mart.day_quality.quarantined_count is 'Rows that it left out.';
comment on column mart.day_quality.verdict_id is 'The last verdict; null when never judged.';

-- ---------------------------------------------------------------- the day as a whole
create or replace view staging.checked_days as
select
    batches.batch_id,
    batches.day,
    1 as row_no,
    captures.row_count as capture_count,
    articles.row_count as article_count,
    mentions.row_count as mention_count,
    events.row_count as event_count,
    captures.row_count = batches.capture_count
    and articles.row_count = batches.article_count
    and mentions.row_count = batches.mention_count
    and events.row_count = batches.event_count as is_complete,
    captures.row_count = articles.row_count + captures.rejection_count as is_accounted_for,
    coalesce(captures.rejection_count::double precision / nullif(captures.row_count, 0), 0) as rejection_share,
    coalesce(articles.undated_count::double precision / nullif(articles.row_count, 0), 0) as undated_share,
    coalesce(mentions.row_count::double precision / nullif(articles.row_count, 0), 0) as mentions_per_article,
    coalesce(captures.row_count::double precision / nullif(usual.capture_count, 0), 1) as volume_ratio,
    coalesce(events.row_count::double precision / nullif(articles.row_count, 0), 0) as events_per_article,
    coalesce(checked.unknown_count::double precision / nullif(checked.row_count, 0), 0) as unknown_actor_share,
    coalesce(checked.untrue_count::double precision / nullif(checked.row_count, 0), 0) as untrue_offset_share,
    checked.orphan_count + articles.orphan_count as orphan_count,
    coalesce(events.unproven_count::double precision / nullif(events.row_count, 0), 0) as unproven_share,
    coalesce(articles.outside_count::double precision / nullif(articles.dated_count, 0), 0) as outside_window_share,
    -- A report that stands twice is held back as a row; these would mean that the batch was put together wrongly.
    captures.row_count - captures.key_count
    + articles.row_count - articles.key_count
    + events.row_count - events.key_count as doubled_key_count
from staging.batches as batches
cross join lateral (
    select
        count(*) as row_count,
        -- A missing key is another expectation's matter.
        count(distinct staged.capture_id) + count(*) filter (where staged.capture_id is null) as key_count,
        count(*) filter (where staged.outcome = 'rejection') as rejection_count
    from staging.captures as staged
    where staged.batch_id = batches.batch_id
) as captures
cross join lateral (
    select
        count(*) as row_count,
        count(distinct staged.capture_id) + count(*) filter (where staged.capture_id is null) as key_count,
        count(*) filter (where staged.published_at is null) as undated_count,
        count(*) filter (where staged.published_at is not null) as dated_count,
        -- Three days: zones, and feeds that date a story by its last change.
        count(*) filter (
            where staged.published_at not between
            ((batches.day - 3)::timestamp at time zone 'UTC') and ((batches.day + 4)::timestamp at time zone 'UTC')
        ) as outside_count,
        count(*) filter (where not staged.has_capture) as orphan_count
    from staging.checked_articles as staged
    where staged.batch_id = batches.batch_id
) as articles
cross join lateral (
    select count(*) as row_count from staging.mentions as staged where staged.batch_id = batches.batch_id
) as mentions
cross join lateral (
    select
        count(*) as row_count,
        count(*) filter (where not staged.are_actors_known) as unknown_count,
        count(*) filter (where not (staged.is_trigger_true and staged.is_sentence_true)) as untrue_count,
        count(*) filter (where not (staged.has_article and staged.has_event)) as orphan_count
    from staging.checked_mentions as staged
    where staged.batch_id = batches.batch_id
) as checked
cross join lateral (
    select
        count(*) as row_count,
        count(distinct staged.event_id) + count(*) filter (where staged.event_id is null) as key_count,
        count(*) filter (where not staged.has_evidence) as unproven_count
    from staging.checked_events as staged
    where staged.batch_id = batches.batch_id
) as events
cross join lateral (
    -- The same weekday of the four weeks before; a week without any capture is no evidence of the usual.
    select avg(weeks.row_count) as capture_count
    from (
        select count(*) as row_count
        from warehouse.outcomes as outcomes
        where
            outcomes.day in (batches.day - 7, batches.day - 14, batches.day - 21, batches.day - 28)
            and outcomes.superseded_at = 'infinity'
        group by outcomes.day
    ) as weeks
) as usual;

-- ---------------------------------------------------------------- columns in words
-- Every other column of the mart means what it means in the table that it comes from.
do $$
declare
    unexplained record;
begin
    for unexplained in
        select distinct on (shown.relname, columns.attname)
            shown.relname as shown_name, columns.attname as column_name, origins.explanation
        from pg_catalog.pg_class as shown
        inner join pg_catalog.pg_attribute as columns on shown.oid = columns.attrelid and columns.attnum > 0
        inner join (
            select
                attributes.attname, pg_catalog.col_description(tables.oid, attributes.attnum) as explanation,
                array_position(
                    array[
                        'actor_roles', 'actor_memberships', 'event_versions', 'mentions', 'outcomes', 'articles',
                        'article_versions', 'verdicts', 'results', 'decisions', 'overrides', 'actors', 'event_types',
                        'statuses'
                    ]::name[],
                    tables.relname
                ) as preference,
                tables.relname
            from pg_catalog.pg_class as tables
            inner join pg_catalog.pg_attribute as attributes on tables.oid = attributes.attrelid and attributes.attnum > 0
            where
                tables.relkind = 'r'
                and tables.relnamespace::regnamespace::text in ('warehouse', 'quality')
        ) as origins
            on columns.attname = origins.attname and origins.preference is not null and origins.explanation is not null
        where
            shown.relkind in ('v', 'c')
            and shown.relnamespace = 'mart'::regnamespace
            and pg_catalog.col_description(shown.oid, columns.attnum) is null
        -- Offices only explain themselves and the views of them.
        order by
            shown.relname, columns.attname,
            (origins.relname in ('actor_roles', 'actor_memberships'))
            <> (shown.relname in ('actor_roles', 'actor_memberships', 'speakers')),
            origins.preference
    loop
        execute format(
            'comment on column mart.%I.%I is %L', unexplained.shown_name, unexplained.column_name, unexplained.explanation
        );
    end loop;
end
$$;

-- ---------------------------------------------------------------- who may
grant insert on warehouse.actor_roles, warehouse.actor_memberships to wh_loader;
grant update (superseded_at, superseded_by_version) on warehouse.actor_roles, warehouse.actor_memberships to wh_loader;
grant insert on quality.overrides to wh_loader;
-- Not login and decided_at: nobody decides in another's name or at another time.
grant insert (decision_id, target_table, row_key, row_hash, decision, reason, decided_by) on quality.decisions to wh_loader;
revoke execute on function quality.refusal_of from public;
grant execute on function quality.refusal_of to wh_loader;
grant select on all tables in schema mart to wh_analyst;
revoke execute on all functions in schema mart from public;
grant execute on all functions in schema mart to wh_loader, wh_analyst;
