-- A warehouse of so many mentions over four years, as the news is: a few actors, instruments, outlets, days and
-- happenings have most of it; some reports are corrected or retracted, some happenings are merged, some days are loaded late.
-- Written inside the server: the rows are invented there ten times as fast as they could be sent.
-- param: mentions integer, reports_per_event integer, mentions_per_article integer, paragraphs integer
select setseed(0.42);
create schema bench;

create unlogged table bench.days as
select
    weights.day,
    weights.day_no,
    round(%(mentions)s * weights.weight / sum(weights.weight) over ())::integer as mention_count
from (
    select
        days.day::date as day,
        days.day_no,
        (case when extract(isodow from days.day) > 5 then 0.5 else 1.0 end) * (case when random() < 0.03 then 8 else 1 end)
        as weight
    from generate_series('2022-01-01'::timestamp, '2025-12-31', '1 day') with ordinality as days (day, day_no)
) as weights;

-- Actors and instruments by how often they are in the news: rank r has a share of about 1/r.
create unlogged table bench.actors as
select actors.actor_code, row_number() over (
    order by
        array_position(
            array['USA', 'GBR', 'FRA', 'UKR', 'RUS', 'DEU', 'EU', 'NATO', 'POL', 'ITA', 'TUR', 'CAN'], actors.actor_code
        ),
        actors.actor_code
) as rank
from warehouse.actors as actors
limit 60;
create unlogged table bench.instruments as
select instruments.instrument, row_number() over (order by instruments.instrument = 'TROOPS' desc, instruments.instrument) as rank
from warehouse.instruments as instruments;

-- Texts that articles are given in turn: words by how often they occur, as in a language.
create unlogged table bench.pool as
select
    texts.no,
    texts.body,
    left(texts.body, 140) as sentence,
    to_tsvector('pg_catalog.english'::regconfig, texts.body) as words
from (
    select
        numbers.no,
        (
            select string_agg('word' || floor(20000 ^ random())::integer || case when random() < 0.07 then '.' else '' end, ' ')
            from generate_series(1, 80 * %(paragraphs)s)
            where numbers.no >= 0
        ) as body
    from generate_series(0, 2999) as numbers (no)
) as texts;

create unlogged table bench.events as
select
    chosen.*,
    md5('event ' || chosen.event_no)::uuid as event_id,
    case
        when chosen.is_contrary then (array['REJECT', 'REJECT', 'SUSPEND', 'ACCUSE'])[1 + floor(random() * 4)::integer]
        else (array['PLEDGE', 'SUPPORT', 'CONSIDER', 'PROPOSE', 'SIGN', 'IMPLEMENT', 'REQUEST', 'CONSULT', 'CONSULT'])[
            1 + floor(random() * 9)::integer
        ]
    end as event_type,
    (array['CT+', 'PR+', 'PS+', 'CT-', 'Uu', 'CT+', 'CT+', 'CT+', 'CT+', 'CT+', 'CT+', 'CT+'])[1 + floor(random() * 12)::integer]
    as factuality
from (
    select
        drawn.*,
        -- What an actor says of an instrument holds for a quarter, but for one act in twelve.
        (hashtext(drawn.actor_codes[1] || drawn.instruments[1] || date_trunc('quarter', drawn.day)::text) %% 7 = 0)
        <> (random() < 0.08) as is_contrary
    from (
        select
            row_number() over () as event_no,
            days.day,
            days.day_no,
            places.place,
            array_remove(array[first.actor_code, nullif(second.actor_code, first.actor_code)], null) as actor_codes,
            array_remove(array[main.instrument, nullif(side.instrument, main.instrument)], null) as instruments,
            case when random() < 0.08 then '{ceasefire}'::text[] else '{}' end as conditions,
            random() as late
        from bench.days as days
        cross join lateral (
            select
                numbers.place,
                floor(60 ^ random())::integer as actor,
                case when random() < 0.25 then floor(60 ^ random())::integer end as actor_2,
                floor(20 ^ random())::integer as instrument,
                case when random() < 0.2 then floor(20 ^ random())::integer end as instrument_2
            from generate_series(1, greatest(days.mention_count / %(reports_per_event)s, 1)) as numbers (place)
        ) as places
        inner join bench.actors as first on places.actor = first.rank
        left join bench.actors as second on places.actor_2 = second.rank
        inner join bench.instruments as main on places.instrument = main.rank
        left join bench.instruments as side on places.instrument_2 = side.rank
    ) as drawn
) as chosen;
create unique index on bench.events (day_no, place);

create unlogged table bench.articles as
select
    numbers.article_no,
    days.day,
    md5('article ' || numbers.article_no)::uuid as article_id,
    md5('version ' || numbers.article_no)::uuid as version_id,
    md5('capture ' || numbers.article_no)::uuid as capture_id,
    'outlet-' || lpad(floor(200 ^ random())::integer::text, 3, '0') as source_id,
    days.day + random() * interval '23 hours 59 minutes' as published_at,
    -- One day in twenty is only read months later.
    days.day + interval '1 day' + interval '150 days' * (hashtext(days.day::text) %% 20 = 0)::integer as recorded_at
from bench.days as days
cross join lateral (
    select days.day_no * 1000000 + numbers.no as article_no
    from generate_series(1, days.mention_count / %(mentions_per_article)s + 1) as numbers (no)
) as numbers;
create unique index on bench.articles (article_no);

insert into warehouse.sources (source_id, name, country_code, language_code, source_type)
select 'outlet-' || lpad(numbers.no::text, 3, '0'), 'Outlet ' || numbers.no, 'GB', 'en', 'media'
from generate_series(1, 200) as numbers (no);

insert into warehouse.articles (article_id, canonical_url, source_id, recorded_at, batch_id)
select
    articles.article_id, 'https://' || articles.source_id || '.example/' || articles.article_no, articles.source_id,
    articles.recorded_at, md5(articles.day::text)::uuid
from bench.articles as articles;

insert into warehouse.article_versions (article_id, version_id, title, body, first_capture_id, recorded_at, batch_id)
select
    articles.article_id, articles.version_id, 'Report ' || articles.article_no, pool.body, articles.capture_id,
    articles.recorded_at, md5(articles.day::text)::uuid
from bench.articles as articles
inner join bench.pool as pool on abs(hashint8(articles.article_no)) %% 3000 = pool.no;

insert into warehouse.article_words (article_id, version_id, recorded_at, words_english, words_simple)
select articles.article_id, articles.version_id, articles.recorded_at, pool.words, pool.words
from bench.articles as articles
inner join bench.pool as pool on abs(hashint8(articles.article_no)) %% 3000 = pool.no;

insert into warehouse.article_states (
    article_id, recorded_at, version_id, capture_id, source_id, fetched_at, published_at, date_source, date_confidence,
    published_raw, authors, language, flags, cleaner_version, row_hash, batch_id
)
select
    articles.article_id, articles.recorded_at, articles.version_id, articles.capture_id, articles.source_id,
    articles.published_at + interval '20 minutes', articles.published_at, 'jsonld', 0.9, '', '{}', 'en', '{}', '1',
    articles.version_id, md5(articles.day::text)::uuid
from bench.articles as articles;

insert into warehouse.outcomes (
    capture_id, recorded_at, day, source_id, requested_url, responded_url, fetched_at, http_status, content_type, sha256,
    warc_file, warc_offset, warc_length, outcome, article_id, version_id, cleaner_version, row_hash, batch_id
)
select
    articles.capture_id, articles.recorded_at, articles.day, articles.source_id,
    'https://' || articles.source_id || '.example/' || articles.article_no,
    'https://' || articles.source_id || '.example/' || articles.article_no, articles.published_at + interval '20 minutes', 200,
    'text/html', repeat(md5(articles.article_no::text), 2), articles.day || '/part-1.warc.gz',
    articles.article_no %% 1000000 * 20000, 19000, 'article', articles.article_id, articles.version_id, '1',
    articles.version_id, md5(articles.day::text)::uuid
from bench.articles as articles;

insert into raw.captures (
    capture_id, kind, source_id, requested_url, responded_url, url_sha256, fetched_at, status, content_type, sha256,
    warc_file, warc_offset, warc_length, day, run_id
)
select
    outcomes.capture_id, 'page', outcomes.source_id, outcomes.requested_url, outcomes.responded_url, outcomes.sha256,
    outcomes.fetched_at, outcomes.http_status, outcomes.content_type, outcomes.sha256, outcomes.warc_file,
    outcomes.warc_offset, outcomes.warc_length, outcomes.day, outcomes.batch_id
from warehouse.outcomes as outcomes;

create unlogged table bench.mentions as
select
    drawn.mention_no,
    drawn.day_no * 1000000 + 1 + drawn.no / %(mentions_per_article)s as article_no,
    drawn.chance,
    events.*
from (
    select
        row_number() over () as mention_no,
        days.day_no as day_no,
        numbers.no,
        random() as chance,
        -- A happening's share falls with its place among those of its day.
        1 + floor(greatest(days.mention_count / %(reports_per_event)s, 1) * random() ^ 3)::integer as place
    from bench.days as days
    cross join lateral generate_series(1, days.mention_count) as numbers (no)
) as drawn
inner join bench.events as events on drawn.day_no = events.day_no and drawn.place = events.place;

-- The current belief, and for one in twelve what was believed before a correction; one in a hundred was retracted.
insert into warehouse.mentions (
    mention_id, recorded_at, superseded_at, event_id, article_id, version_id, capture_id, source_id, published_at,
    event_type, instruments, actor_codes, actors, recipients, providers, status, stance, conditions, factuality,
    confirmation, date_start, date_end, date_precision, confidence, speaker, source_kind, quote_kind, hops,
    is_background, field, start_offset, end_offset, sentence_start, sentence_end, trigger_text, sentence, rule_id,
    extractor, extractor_version, row_hash, batch_id
)
select
    md5('mention ' || mentions.mention_no)::uuid,
    articles.recorded_at + beliefs.since,
    case beliefs.until when 'infinity' then 'infinity' else articles.recorded_at + beliefs.until::interval end,
    mentions.event_id, articles.article_id, articles.version_id, articles.capture_id, articles.source_id,
    articles.published_at, mentions.event_type, mentions.instruments, mentions.actor_codes,
    (
        select jsonb_agg(
            jsonb_build_object(
                'code', codes.code, 'sector', case when mentions.chance < 0.05 then 'OPP' else 'GOV' end, 'name', null
            )
        )
        from unnest(mentions.actor_codes) as codes (code)
    ),
    '{UKR}', '{}',
    case mentions.event_type
        when 'PLEDGE' then 'pledged' when 'SIGN' then 'signed' when 'IMPLEMENT' then 'implemented'
        when 'REJECT' then 'rejected' when 'SUSPEND' then 'suspended' when 'PROPOSE' then 'proposed'
        when 'REQUEST' then 'proposed' else 'discussed'
    end,
    case
        when mentions.event_type in ('REJECT', 'SUSPEND', 'ACCUSE') then 'oppose'
        when mentions.event_type = 'CONSULT' then 'neutral'
        when mentions.event_type = 'CONSIDER' then 'undecided'
        when cardinality(mentions.conditions) > 0 then 'conditional'
        else 'support'
    end,
    mentions.conditions, case when mentions.chance > 0.98 then 'CT-' when beliefs.is_old then 'PS+' else mentions.factuality end,
    case when mentions.chance > 0.97 then 'denied' else 'none' end,
    mentions.day, mentions.day + (mentions.event_no %% 10 = 0)::integer, 'day', 0.8,
    case when mentions.chance < 0.5 then 'Speaker ' || floor(mentions.chance * 1000) end,
    case when mentions.chance < 0.5 then 'named' when mentions.chance < 0.75 then 'anonymous' else 'unattributed' end,
    'indirect', 0, false, 'text', 100, 112, 60, 200, 'will send it', pool.sentence, 'bench.rule', 'rules', '1',
    md5('mention ' || mentions.mention_no)::uuid, md5(mentions.day::text)::uuid
from bench.mentions as mentions
inner join bench.articles as articles on mentions.article_no = articles.article_no
inner join bench.pool as pool on mentions.mention_no %% 3000 = pool.no
cross join lateral (
    select
        interval '0' as since,
        case
            when mentions.mention_no %% 12 = 0 then '10 days'
            when mentions.mention_no %% 100 = 1 then '20 days'
            else 'infinity'
        end as until,
        mentions.mention_no %% 12 = 0 as is_old
    union all
    select interval '10 days', 'infinity', false
    where mentions.mention_no %% 12 = 0
) as beliefs;

create unlogged table bench.evidence as
select distinct on (mentions.event_id) mentions.event_id, mentions.mention_id, mentions.recorded_at
from warehouse.mentions as mentions
where mentions.superseded_at = 'infinity'
order by mentions.event_id, mentions.published_at, mentions.mention_id;

insert into warehouse.events (event_id, recorded_at, batch_id)
select evidence.event_id, evidence.recorded_at, evidence.mention_id
from bench.evidence as evidence;

-- One happening in fifty turned out to be the day's first one.
insert into warehouse.resolutions (event_id, recorded_at, canonical_event_id, reason, batch_id)
select events.event_id, evidence.recorded_at + interval '5 days', winners.event_id, 'the same happening', events.event_id
from bench.events as events
inner join bench.evidence as evidence on events.event_id = evidence.event_id
inner join bench.events as winners on events.day_no = winners.day_no and winners.place = 1
inner join bench.evidence as known on winners.event_id = known.event_id
where events.place > 1 and abs(hashtext(events.event_id::text)) %% 50 = 0;

insert into warehouse.event_versions (
    event_id, recorded_at, superseded_at, event_type, instruments, actor_codes, actors, recipients, providers, status,
    stance, conditions, factuality, confirmation, date_start, date_end, date_precision, confidence, evidence_mention_id,
    linker_version, row_hash, batch_id
)
select
    mentions.event_id, evidence.recorded_at + beliefs.since,
    case
        when beliefs.until <> 'infinity' then evidence.recorded_at + beliefs.until::interval
        when resolutions.event_id is not null
            then greatest(resolutions.recorded_at, evidence.recorded_at + beliefs.since + interval '1 day')
        else 'infinity'
    end,
    mentions.event_type, mentions.instruments, mentions.actor_codes, mentions.actors, mentions.recipients, mentions.providers,
    mentions.status, mentions.stance, mentions.conditions, case when beliefs.is_old then 'PS+' else mentions.factuality end,
    mentions.confirmation, mentions.date_start, mentions.date_end, mentions.date_precision, mentions.confidence,
    mentions.mention_id, '1', mentions.event_id, mentions.batch_id
from bench.evidence as evidence
inner join warehouse.mentions as mentions on evidence.mention_id = mentions.mention_id and mentions.superseded_at = 'infinity'
left join warehouse.resolutions as resolutions on evidence.event_id = resolutions.event_id
cross join lateral (
    select
        interval '0' as since,
        case when hashtext(evidence.event_id::text) %% 10 < 3 then '3 days' else 'infinity' end as until,
        hashtext(evidence.event_id::text) %% 10 < 3 as is_old
    union all
    select interval '3 days', 'infinity', false
    where hashtext(evidence.event_id::text) %% 10 < 3
) as beliefs;

drop schema bench cascade;
