-- What a publication is prepared in (staging), judged by (quality) and remembered by (ops).

-- ---------------------------------------------------------------- staging: no constraints, so that the gate sees bad rows
create unlogged table staging.batches (
    batch_id uuid primary key,
    staging_id uuid not null,
    run_id uuid not null,
    day date not null,
    code_version text not null,
    cleaner_version text not null,
    extractor_version text not null,
    linker_version text not null,
    ledger_position bigint not null,
    capture_count integer not null,
    article_count integer not null,
    mention_count integer not null,
    event_count integer not null,
    staged_at timestamptz not null default clock_timestamp()
);
comment on table staging.batches is 'Grain: one staged batch. Gone after a crash of the server: stage again.';
comment on column staging.batches.batch_id is 'Key of the batch.';
comment on column staging.batches.staging_id is 'Key of this staging of it: a verdict is about one staging, not about the next.';
comment on column staging.batches.run_id is 'Run that staged it: ops.runs.';
comment on column staging.batches.day is 'Day (UTC) that was processed.';
comment on column staging.batches.code_version is 'Version of the package.';
comment on column staging.batches.cleaner_version is 'Version of the cleaner.';
comment on column staging.batches.extractor_version is 'Version of the extractor.';
comment on column staging.batches.linker_version is 'Version of the linking.';
comment on column staging.batches.ledger_position is 'Highest position of ops.ledger that its linking knew of.';
comment on column staging.batches.capture_count is 'Rows written to staging.captures.';
comment on column staging.batches.article_count is 'Rows written to staging.articles.';
comment on column staging.batches.mention_count is 'Rows written to staging.mentions.';
comment on column staging.batches.event_count is 'Rows written to staging.events.';
comment on column staging.batches.staged_at is 'When (UTC).';

create unlogged table staging.captures (
    batch_id uuid not null, row_no integer not null,
    capture_id uuid, day date, source_id text, requested_url text, responded_url text,
    fetched_at timestamptz, http_status integer, content_type text, sha256 text, warc_file text, warc_offset bigint,
    warc_length bigint, outcome text, reason text, detail text, article_id uuid, version_id uuid, row_hash uuid
);
create unlogged table staging.articles (
    batch_id uuid not null, row_no integer not null,
    is_latest boolean, canonical_url text, title text, body text, article_id uuid, version_id uuid, capture_id uuid, source_id text, fetched_at timestamptz,
    published_at timestamptz, date_source text, date_confidence double precision, published_raw text, modified_at timestamptz,
    authors text[], language text, declared_language text, section text, flags text[], row_hash uuid
);
create unlogged table staging.mentions (
    batch_id uuid not null, row_no integer not null,
    mention_id uuid, event_id uuid, article_id uuid, version_id uuid, capture_id uuid, source_id text,
    published_at timestamptz,
    event_type text, instruments text[], actor_codes text[], actors jsonb, recipients text[], providers text[],
    status text, stance text, conditions text[], factuality text, confirmation text,
    date_start date, date_end date, date_precision text, date_text text,
    magnitude_value double precision, magnitude_unit text, confidence double precision,
    outlet text, speaker text, source_kind text, quote_kind text, hops integer, is_background boolean,
    field text, start_offset integer, end_offset integer, sentence_start integer, sentence_end integer,
    trigger_text text, sentence text, rule_id text, extractor text, row_hash uuid
);
create unlogged table staging.events (
    batch_id uuid not null, row_no integer not null,
    mention_set uuid, event_id uuid,
    event_type text, instruments text[], actor_codes text[], actors jsonb, recipients text[], providers text[],
    status text, stance text, conditions text[], factuality text, confirmation text,
    date_start date, date_end date, date_precision text, date_text text,
    magnitude_value double precision, magnitude_unit text, confidence double precision,
    evidence_mention_id uuid, row_hash uuid
);
create unlogged table staging.merges (
    batch_id uuid not null, event_id uuid, canonical_event_id uuid, reason text
);
create unlogged table staging.scopes (
    batch_id uuid not null, article_id uuid not null
);
create index on staging.scopes (batch_id, article_id);
create index on staging.captures (batch_id, capture_id);
create index on staging.articles (batch_id, article_id);
create index on staging.mentions (batch_id, mention_id);
create index on staging.mentions (batch_id, event_id);
create index on staging.events (batch_id, event_id);
create index on staging.merges (batch_id);
comment on table staging.captures is 'Grain: one capture that the batch read, with what became of it.';
comment on table staging.articles is 'Grain: one capture that gave an article.';
comment on table staging.mentions is 'Grain: one candidate mention, of the latest wording of its article.';
comment on table staging.events is 'Grain: one candidate canonical row of an event that the batch touches.';
comment on table staging.scopes is 'Grain: one article whose mentions a publication may close: those it really read in their latest wording, and those that are no article any more.';
comment on column staging.scopes.batch_id is 'Batch that is being published.';
comment on column staging.scopes.article_id is 'The article.';
comment on table staging.merges is 'Grain: one event found to be another.';
comment on column staging.articles.is_latest is 'Whether this is the latest capture of its article in the batch: only its wording becomes current.';
comment on column staging.articles.canonical_url is 'Candidate for warehouse.articles.canonical_url: see there.';
comment on column staging.articles.title is 'Candidate for warehouse.article_versions.title: see there.';
comment on column staging.articles.body is 'Candidate for warehouse.article_versions.body: see there.';
comment on column staging.events.mention_set is 'Digest of the sorted keys of the mentions that the canonical row was made from.';
comment on column staging.captures.batch_id is 'Batch that the row is a candidate of: staging.batches.';
comment on column staging.captures.row_no is 'Number of the row within table and batch, from 1: how the gate names a row whose key may be wrong.';
comment on column staging.captures.capture_id is 'Candidate for warehouse.outcomes.capture_id: see there.';
comment on column staging.captures.day is 'Candidate for warehouse.outcomes.day: see there.';
comment on column staging.captures.source_id is 'Candidate for warehouse.outcomes.source_id: see there.';
comment on column staging.captures.requested_url is 'Candidate for warehouse.outcomes.requested_url: see there.';
comment on column staging.captures.responded_url is 'Candidate for warehouse.outcomes.responded_url: see there.';
comment on column staging.captures.fetched_at is 'Candidate for warehouse.outcomes.fetched_at: see there.';
comment on column staging.captures.http_status is 'Candidate for warehouse.outcomes.http_status: see there.';
comment on column staging.captures.content_type is 'Candidate for warehouse.outcomes.content_type: see there.';
comment on column staging.captures.sha256 is 'Candidate for warehouse.outcomes.sha256: see there.';
comment on column staging.captures.warc_file is 'Candidate for warehouse.outcomes.warc_file: see there.';
comment on column staging.captures.warc_offset is 'Candidate for warehouse.outcomes.warc_offset: see there.';
comment on column staging.captures.warc_length is 'Candidate for warehouse.outcomes.warc_length: see there.';
comment on column staging.captures.outcome is 'Candidate for warehouse.outcomes.outcome: see there.';
comment on column staging.captures.reason is 'Candidate for warehouse.outcomes.reason: see there.';
comment on column staging.captures.detail is 'Candidate for warehouse.outcomes.detail: see there.';
comment on column staging.captures.article_id is 'Candidate for warehouse.outcomes.article_id: see there.';
comment on column staging.captures.version_id is 'Candidate for warehouse.outcomes.version_id: see there.';
comment on column staging.captures.row_hash is 'Digest of what the row says; compared with the published one.';
comment on column staging.articles.batch_id is 'Batch that the row is a candidate of: staging.batches.';
comment on column staging.articles.row_no is 'Number of the row within table and batch, from 1: how the gate names a row whose key may be wrong.';
comment on column staging.articles.article_id is 'Candidate for warehouse.article_states.article_id: see there.';
comment on column staging.articles.version_id is 'Candidate for warehouse.article_states.version_id: see there.';
comment on column staging.articles.capture_id is 'Candidate for warehouse.article_states.capture_id: see there.';
comment on column staging.articles.source_id is 'Candidate for warehouse.article_states.source_id: see there.';
comment on column staging.articles.fetched_at is 'Candidate for warehouse.article_states.fetched_at: see there.';
comment on column staging.articles.published_at is 'Candidate for warehouse.article_states.published_at: see there.';
comment on column staging.articles.date_source is 'Candidate for warehouse.article_states.date_source: see there.';
comment on column staging.articles.date_confidence is 'Candidate for warehouse.article_states.date_confidence: see there.';
comment on column staging.articles.published_raw is 'Candidate for warehouse.article_states.published_raw: see there.';
comment on column staging.articles.modified_at is 'Candidate for warehouse.article_states.modified_at: see there.';
comment on column staging.articles.authors is 'Candidate for warehouse.article_states.authors: see there.';
comment on column staging.articles.language is 'Candidate for warehouse.article_states.language: see there.';
comment on column staging.articles.declared_language is 'Candidate for warehouse.article_states.declared_language: see there.';
comment on column staging.articles.section is 'Candidate for warehouse.article_states.section: see there.';
comment on column staging.articles.flags is 'Candidate for warehouse.article_states.flags: see there.';
comment on column staging.articles.row_hash is 'Digest of what the row says; compared with the published one.';
comment on column staging.mentions.batch_id is 'Batch that the row is a candidate of: staging.batches.';
comment on column staging.mentions.row_no is 'Number of the row within table and batch, from 1: how the gate names a row whose key may be wrong.';
comment on column staging.mentions.mention_id is 'Candidate for warehouse.mentions.mention_id: see there.';
comment on column staging.mentions.event_id is 'Candidate for warehouse.mentions.event_id: see there.';
comment on column staging.mentions.article_id is 'Candidate for warehouse.mentions.article_id: see there.';
comment on column staging.mentions.version_id is 'Candidate for warehouse.mentions.version_id: see there.';
comment on column staging.mentions.capture_id is 'Candidate for warehouse.mentions.capture_id: see there.';
comment on column staging.mentions.source_id is 'Candidate for warehouse.mentions.source_id: see there.';
comment on column staging.mentions.published_at is 'Candidate for warehouse.mentions.published_at: see there.';
comment on column staging.mentions.event_type is 'Candidate for warehouse.mentions.event_type: see there.';
comment on column staging.mentions.instruments is 'Candidate for warehouse.mentions.instruments: see there.';
comment on column staging.mentions.actor_codes is 'Candidate for warehouse.mentions.actor_codes: see there.';
comment on column staging.mentions.actors is 'Candidate for warehouse.mentions.actors: see there.';
comment on column staging.mentions.recipients is 'Candidate for warehouse.mentions.recipients: see there.';
comment on column staging.mentions.providers is 'Candidate for warehouse.mentions.providers: see there.';
comment on column staging.mentions.status is 'Candidate for warehouse.mentions.status: see there.';
comment on column staging.mentions.stance is 'Candidate for warehouse.mentions.stance: see there.';
comment on column staging.mentions.conditions is 'Candidate for warehouse.mentions.conditions: see there.';
comment on column staging.mentions.factuality is 'Candidate for warehouse.mentions.factuality: see there.';
comment on column staging.mentions.confirmation is 'Candidate for warehouse.mentions.confirmation: see there.';
comment on column staging.mentions.date_start is 'Candidate for warehouse.mentions.date_start: see there.';
comment on column staging.mentions.date_end is 'Candidate for warehouse.mentions.date_end: see there.';
comment on column staging.mentions.date_precision is 'Candidate for warehouse.mentions.date_precision: see there.';
comment on column staging.mentions.date_text is 'Candidate for warehouse.mentions.date_text: see there.';
comment on column staging.mentions.magnitude_value is 'Candidate for warehouse.mentions.magnitude_value: see there.';
comment on column staging.mentions.magnitude_unit is 'Candidate for warehouse.mentions.magnitude_unit: see there.';
comment on column staging.mentions.confidence is 'Candidate for warehouse.mentions.confidence: see there.';
comment on column staging.mentions.outlet is 'Candidate for warehouse.mentions.outlet: see there.';
comment on column staging.mentions.speaker is 'Candidate for warehouse.mentions.speaker: see there.';
comment on column staging.mentions.source_kind is 'Candidate for warehouse.mentions.source_kind: see there.';
comment on column staging.mentions.quote_kind is 'Candidate for warehouse.mentions.quote_kind: see there.';
comment on column staging.mentions.hops is 'Candidate for warehouse.mentions.hops: see there.';
comment on column staging.mentions.is_background is 'Candidate for warehouse.mentions.is_background: see there.';
comment on column staging.mentions.field is 'Candidate for warehouse.mentions.field: see there.';
comment on column staging.mentions.start_offset is 'Candidate for warehouse.mentions.start_offset: see there.';
comment on column staging.mentions.end_offset is 'Candidate for warehouse.mentions.end_offset: see there.';
comment on column staging.mentions.sentence_start is 'Candidate for warehouse.mentions.sentence_start: see there.';
comment on column staging.mentions.sentence_end is 'Candidate for warehouse.mentions.sentence_end: see there.';
comment on column staging.mentions.trigger_text is 'Candidate for warehouse.mentions.trigger_text: see there.';
comment on column staging.mentions.sentence is 'Candidate for warehouse.mentions.sentence: see there.';
comment on column staging.mentions.rule_id is 'Candidate for warehouse.mentions.rule_id: see there.';
comment on column staging.mentions.extractor is 'Candidate for warehouse.mentions.extractor: see there.';
comment on column staging.mentions.row_hash is 'Digest of what the row says; compared with the published one.';
comment on column staging.events.batch_id is 'Batch that the row is a candidate of: staging.batches.';
comment on column staging.events.row_no is 'Number of the row within table and batch, from 1: how the gate names a row whose key may be wrong.';
comment on column staging.events.event_id is 'Candidate for warehouse.event_versions.event_id: see there.';
comment on column staging.events.event_type is 'Candidate for warehouse.event_versions.event_type: see there.';
comment on column staging.events.instruments is 'Candidate for warehouse.event_versions.instruments: see there.';
comment on column staging.events.actor_codes is 'Candidate for warehouse.event_versions.actor_codes: see there.';
comment on column staging.events.actors is 'Candidate for warehouse.event_versions.actors: see there.';
comment on column staging.events.recipients is 'Candidate for warehouse.event_versions.recipients: see there.';
comment on column staging.events.providers is 'Candidate for warehouse.event_versions.providers: see there.';
comment on column staging.events.status is 'Candidate for warehouse.event_versions.status: see there.';
comment on column staging.events.stance is 'Candidate for warehouse.event_versions.stance: see there.';
comment on column staging.events.conditions is 'Candidate for warehouse.event_versions.conditions: see there.';
comment on column staging.events.factuality is 'Candidate for warehouse.event_versions.factuality: see there.';
comment on column staging.events.confirmation is 'Candidate for warehouse.event_versions.confirmation: see there.';
comment on column staging.events.date_start is 'Candidate for warehouse.event_versions.date_start: see there.';
comment on column staging.events.date_end is 'Candidate for warehouse.event_versions.date_end: see there.';
comment on column staging.events.date_precision is 'Candidate for warehouse.event_versions.date_precision: see there.';
comment on column staging.events.date_text is 'Candidate for warehouse.event_versions.date_text: see there.';
comment on column staging.events.magnitude_value is 'Candidate for warehouse.event_versions.magnitude_value: see there.';
comment on column staging.events.magnitude_unit is 'Candidate for warehouse.event_versions.magnitude_unit: see there.';
comment on column staging.events.confidence is 'Candidate for warehouse.event_versions.confidence: see there.';
comment on column staging.events.evidence_mention_id is 'Candidate for warehouse.event_versions.evidence_mention_id: see there.';
comment on column staging.events.row_hash is 'Digest of what the row says; compared with the published one.';
comment on column staging.merges.batch_id is 'Batch that the row is a candidate of: staging.batches.';
comment on column staging.merges.event_id is 'Candidate for warehouse.resolutions.event_id: see there.';
comment on column staging.merges.canonical_event_id is 'Candidate for warehouse.resolutions.canonical_event_id: see there.';
comment on column staging.merges.reason is 'Candidate for warehouse.resolutions.reason: see there.';

-- ---------------------------------------------------------------- what the gate looks at
-- Each view is a staged table with answers beside it that one row cannot give by itself; an answer is never null.
create view staging.checked_captures as
select
    staged.*,
    count(*) over (partition by staged.batch_id, staged.capture_id) as copies,
    coalesce(
        case staged.outcome
            when 'article' then staged.article_id is not null and staged.version_id is not null and staged.reason is null
            when 'rejection' then staged.reason is not null and staged.article_id is null
        end,
        false
    ) as is_consistent,
    coalesce(staged.fetched_at <= now() + interval '1 day', false) as is_fetched_by_now
from staging.captures as staged;

create view staging.checked_articles as
select
    staged.*,
    count(*) over (partition by staged.batch_id, staged.capture_id) as copies,
    coalesce(length(staged.title), 0) as title_length,
    coalesce(length(staged.body), 0) as body_length,
    coalesce(position(chr(65533) in staged.title || staged.body) = 0, false) as is_text_whole,
    coalesce(
        staged.published_at is null
        or staged.published_at between '2014-01-01 00:00+00' and staged.fetched_at + interval '1 day',
        false
    ) as is_date_plausible,
    exists (
        select 1
        from staging.captures as captures
        where
            captures.batch_id = staged.batch_id
            and captures.capture_id = staged.capture_id
            and captures.article_id = staged.article_id
            and captures.version_id = staged.version_id
    ) as has_capture
from staging.articles as staged;

create view staging.checked_mentions as
select
    staged.*,
    count(*) over (partition by staged.batch_id, staged.mention_id) as copies,
    articles.article_id is not null as has_article,
    exists (
        select 1
        from staging.events as events
        where events.batch_id = staged.batch_id and events.event_id = staged.event_id
    ) as has_event,
    coalesce(
        staged.trigger_text <> ''
        and staged.trigger_text = substr(
            case staged.field when 'title' then articles.title when 'text' then articles.body end,
            staged.start_offset + 1,
            greatest(staged.end_offset - staged.start_offset, 0)
        ),
        false
    ) as is_trigger_true,
    coalesce(
        staged.sentence = substr(
            case staged.field when 'title' then articles.title when 'text' then articles.body end,
            staged.sentence_start + 1,
            greatest(staged.sentence_end - staged.sentence_start, 0)
        )
        and staged.sentence_start between 0 and staged.start_offset
        and staged.sentence_end >= staged.end_offset,
        false
    ) as is_sentence_true,
    coalesce(staged.date_start <= staged.date_end, false) as is_interval,
    coalesce(
        staged.date_start >= '1991-08-24' and staged.date_end <= staged.published_at::date + 3653, false
    ) as is_date_plausible,
    coalesce(
        cardinality(staged.actor_codes) > 0
        and staged.actor_codes <@ array(select actors.actor_code from warehouse.actors as actors),
        false
    ) as are_actors_known,
    coalesce(
        staged.recipients || staged.providers <@ array(select actors.actor_code from warehouse.actors as actors), false
    ) as are_others_known,
    coalesce(
        cardinality(staged.instruments) > 0
        and staged.instruments <@ array(select instruments.instrument from warehouse.instruments as instruments),
        false
    ) as are_instruments_known,
    coalesce(
        staged.conditions
        <@ array['ceasefire', 'peace_deal', 'us_backstop', 'parliament', 'un_mandate', 'russian_consent', 'other'],
        false
    ) as are_conditions_known
from staging.mentions as staged
left join staging.articles as articles
    on staged.batch_id = articles.batch_id
    and staged.article_id = articles.article_id
    and staged.capture_id = articles.capture_id
    and staged.version_id = articles.version_id
    and articles.is_latest;

create view staging.checked_events as
select
    staged.*,
    count(*) over (partition by staged.batch_id, staged.event_id) as copies,
    exists (
        select 1
        from staging.mentions as mentions
        where mentions.batch_id = staged.batch_id and mentions.mention_id = staged.evidence_mention_id
    )
    or exists (
        select 1
        from warehouse.mentions as mentions
        where mentions.mention_id = staged.evidence_mention_id and mentions.superseded_at = 'infinity'
    ) as has_evidence,
    coalesce(staged.date_start <= staged.date_end, false) as is_interval,
    coalesce(staged.date_start >= '1991-08-24' and staged.date_end <= current_date + 7306, false) as is_date_plausible,
    coalesce(
        cardinality(staged.actor_codes) > 0
        and staged.actor_codes <@ array(select actors.actor_code from warehouse.actors as actors),
        false
    ) as are_actors_known,
    coalesce(
        cardinality(staged.instruments) > 0
        and staged.instruments <@ array(select instruments.instrument from warehouse.instruments as instruments),
        false
    ) as are_instruments_known
from staging.events as staged;

create view staging.checked_days as
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
    coalesce(captures.row_count::double precision / nullif(usual.capture_count, 0), 1) as volume_ratio
from staging.batches as batches
cross join lateral (
    select
        count(*) as row_count,
        count(*) filter (where staged.outcome = 'rejection') as rejection_count
    from staging.captures as staged
    where staged.batch_id = batches.batch_id
) as captures
cross join lateral (
    select count(*) as row_count, count(*) filter (where staged.published_at is null) as undated_count
    from staging.articles as staged
    where staged.batch_id = batches.batch_id
) as articles
cross join lateral (
    select count(*) as row_count from staging.mentions as staged where staged.batch_id = batches.batch_id
) as mentions
cross join lateral (
    select count(*) as row_count from staging.events as staged where staged.batch_id = batches.batch_id
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

comment on view staging.checked_captures is 'Grain: one staged capture, with what the gate asks of it.';
comment on view staging.checked_articles is 'Grain: one staged article, with what the gate asks of it.';
comment on view staging.checked_mentions is 'Grain: one staged mention, with what the gate asks of it.';
comment on view staging.checked_events is 'Grain: one staged canonical row, with what the gate asks of it.';
comment on view staging.checked_days is 'Grain: one staged batch as a whole.';
-- ---------------------------------------------------------------- quality
create table quality.verdicts (
    verdict_id uuid primary key,
    batch_id uuid not null,
    staging_id uuid not null,
    day date not null,
    decision text not null check (decision in ('accept', 'quarantine', 'stop')),
    reasons text[] not null,
    expectation_count integer not null check (expectation_count >= 0),
    failed_count integer not null check (failed_count >= 0),
    validator text not null,
    validated_at timestamptz not null default clock_timestamp()
);
create index verdicts_batch on quality.verdicts (batch_id, validated_at desc);
create index verdicts_day on quality.verdicts (day);
comment on table quality.verdicts is 'Grain: one judgement of the quality gate on one staging of a batch.';
comment on column quality.verdicts.verdict_id is 'Key.';
comment on column quality.verdicts.batch_id is 'Batch that was judged.';
comment on column quality.verdicts.staging_id is 'Staging of it that was judged: staging.batches.';
comment on column quality.verdicts.day is 'Day (UTC) of the batch.';
comment on column quality.verdicts.decision is 'accept: all may be published; quarantine: all but the rows named; stop: nothing.';
comment on column quality.verdicts.reasons is 'Why it was stopped or what was held back, in words; empty when all was well.';
comment on column quality.verdicts.expectation_count is 'Expectations that were evaluated.';
comment on column quality.verdicts.failed_count is 'Expectations that failed, warnings included.';
comment on column quality.verdicts.validator is 'What judged, with its version.';
comment on column quality.verdicts.validated_at is 'When (UTC).';

create table quality.results (
    verdict_id uuid not null references quality.verdicts,
    suite text not null,
    expectation_no integer not null,
    expectation text not null,
    column_name text,
    severity text not null check (severity in ('stop', 'quarantine', 'warn')),
    is_success boolean not null,
    element_count bigint,
    unexpected_count bigint,
    meaning text not null,
    details jsonb not null,
    primary key (verdict_id, suite, expectation_no)
);
comment on table quality.results is 'Grain: one expectation in one verdict.';
comment on column quality.results.verdict_id is 'The verdict.';
comment on column quality.results.suite is 'Suite: the file in expectations/ without its ending.';
comment on column quality.results.expectation_no is 'Place of the expectation in its suite, from 1.';
comment on column quality.results.expectation is 'Kind of expectation in Great Expectations'' words.';
comment on column quality.results.column_name is 'Column it is about; null when it is about the table.';
comment on column quality.results.severity is 'What a failure does: stop the batch, quarantine the rows, or warn.';
comment on column quality.results.is_success is 'Whether it held.';
comment on column quality.results.element_count is 'Rows it looked at; null when it is about the table.';
comment on column quality.results.unexpected_count is 'Rows that broke it; null when it is about the table.';
comment on column quality.results.meaning is 'What it asks for, in words.';
comment on column quality.results.details is 'Observed value and a few of the values that broke it.';

create table quality.quarantined_rows (
    verdict_id uuid not null references quality.verdicts,
    target_table text not null check (target_table in ('captures', 'articles', 'mentions', 'events')),
    row_no integer not null,
    row_key text,
    reasons text[] not null check (cardinality(reasons) > 0),
    row_data jsonb not null,
    quarantined_at timestamptz not null default clock_timestamp(),
    resolved_at timestamptz,
    resolution text check (resolution in ('released', 'dropped', 'published')),
    resolution_note text,
    primary key (verdict_id, target_table, row_no),
    check ((resolved_at is null) = (resolution is null))
);
create index quarantined_rows_open on quality.quarantined_rows (target_table, row_key) where resolved_at is null;
comment on table quality.quarantined_rows is 'Grain: one staged row that a verdict held back, whole.';
comment on column quality.quarantined_rows.verdict_id is 'The verdict.';
comment on column quality.quarantined_rows.target_table is 'Staged table: captures, articles, mentions or events.';
comment on column quality.quarantined_rows.row_no is 'Its number there.';
comment on column quality.quarantined_rows.row_key is 'Its key; null when the key itself was missing.';
comment on column quality.quarantined_rows.reasons is 'Expectations it broke, in words.';
comment on column quality.quarantined_rows.row_data is 'The row as it was staged.';
comment on column quality.quarantined_rows.quarantined_at is 'When (UTC).';
comment on column quality.quarantined_rows.resolved_at is 'When it was dealt with (UTC); null while it waits.';
comment on column quality.quarantined_rows.resolution is 'published (a later batch brought the same key in valid form), released or dropped (by a person).';
comment on column quality.quarantined_rows.resolution_note is 'Why, when a person decided.';

-- ---------------------------------------------------------------- ops
create table ops.ledger (
    batch_id uuid primary key,
    position bigint generated always as identity unique,
    run_id uuid not null,
    day date not null,
    code_version text not null,
    cleaner_version text not null,
    extractor_version text not null,
    linker_version text not null,
    changed_from date,
    changed_to date,
    published_at timestamptz not null,
    check ((changed_from is null) = (changed_to is null))
);
create index ledger_day on ops.ledger (day);
comment on table ops.ledger is 'Grain: one published batch. Written in the transaction that made its rows visible: a batch is in here or it is not published.';
comment on column ops.ledger.batch_id is 'Key of the batch; every published row carries one.';
comment on column ops.ledger.position is 'Order of publication; given under the publication lock.';
comment on column ops.ledger.run_id is 'Run that published it: ops.runs.';
comment on column ops.ledger.day is 'Day (UTC) that was processed.';
comment on column ops.ledger.code_version is 'Version of the package.';
comment on column ops.ledger.cleaner_version is 'Version of the cleaner.';
comment on column ops.ledger.extractor_version is 'Version of the extractor.';
comment on column ops.ledger.linker_version is 'Version of the linking.';
comment on column ops.ledger.changed_from is 'First day of an act whose mentions the batch added or closed; null when it changed none.';
comment on column ops.ledger.changed_to is 'Last such day; null when it changed none.';
comment on column ops.ledger.published_at is 'When (UTC): recorded_at of the rows it wrote.';

create table ops.load_audits (
    batch_id uuid not null references ops.ledger,
    target_table text not null,
    staged_count bigint not null check (staged_count >= 0),
    inserted_count bigint not null check (inserted_count >= 0),
    unchanged_count bigint not null check (unchanged_count >= 0),
    quarantined_count bigint not null check (quarantined_count >= 0),
    superseded_count bigint not null check (superseded_count >= 0),
    primary key (batch_id, target_table),
    constraint every_staged_row_is_accounted_for
    check (staged_count = inserted_count + unchanged_count + quarantined_count)
);
comment on table ops.load_audits is 'Grain: the balance of one staged table in one batch. A batch that does not balance is not published.';
comment on column ops.load_audits.batch_id is 'The batch: ops.ledger.';
comment on column ops.load_audits.target_table is 'captures, articles, mentions or events.';
comment on column ops.load_audits.staged_count is 'Rows that were staged.';
comment on column ops.load_audits.inserted_count is 'Staged rows that added a row to the warehouse.';
comment on column ops.load_audits.unchanged_count is 'Staged rows that the warehouse already held, or holds a newer one of.';
comment on column ops.load_audits.quarantined_count is 'Staged rows that were held back, those that fell with another row included.';
comment on column ops.load_audits.superseded_count is 'Rows of the warehouse that were closed.';

-- ---------------------------------------------------------------- who may
grant insert, delete on all tables in schema staging to wh_loader;
grant insert on all tables in schema quality to wh_loader;
grant update (resolved_at, resolution, resolution_note) on quality.quarantined_rows to wh_loader;
grant insert on ops.ledger, ops.load_audits to wh_loader;
do $$
begin
    -- So that the loader may ANALYZE what it has filled; before version 17 only the owner (and autovacuum) can.
    if current_setting('server_version_num')::integer >= 170000 then
        execute 'grant maintain on all tables in schema staging, warehouse to wh_loader';
    end if;
end
$$;
