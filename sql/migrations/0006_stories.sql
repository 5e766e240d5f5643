-- The same story again: fingerprints and syndication groups, what a correction changed, dated entries of live blogs.

-- ---------------------------------------------------------------- staging
alter table staging.articles
add column fingerprint_version text,
add column signature bytea,
add column bands integer[],
add column shingle_count integer,
add column live_entries jsonb;
alter table staging.mentions add column entry_position integer;
comment on column staging.articles.fingerprint_version is 'Candidate for warehouse.fingerprints.fingerprint_version: see there.';
comment on column staging.articles.signature is 'Candidate for warehouse.fingerprints.signature: see there.';
comment on column staging.articles.bands is 'Candidate for warehouse.fingerprints.bands: see there.';
comment on column staging.articles.shingle_count is 'Candidate for warehouse.fingerprints.shingle_count: see there.';
comment on column staging.articles.live_entries is 'Candidate for warehouse.article_states.live_entries: see there.';
comment on column staging.mentions.entry_position is 'Candidate for warehouse.mentions.entry_position: see there.';

-- What the gate looks at: the views of 0004 with four answers more.
create or replace view staging.checked_articles as
select
    staged.batch_id, staged.row_no, staged.is_latest, staged.canonical_url, staged.title, staged.body,
    staged.article_id, staged.version_id, staged.capture_id, staged.source_id, staged.fetched_at,
    staged.published_at, staged.date_source, staged.date_confidence, staged.published_raw, staged.modified_at,
    staged.authors, staged.language, staged.declared_language, staged.section, staged.flags, staged.row_hash,
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
    ) as has_capture,
    staged.signature is not null as has_fingerprint,
    coalesce(
        staged.signature is null
        or (
            octet_length(staged.signature) = 256
            and cardinality(staged.bands) in (0, 32)
            and staged.shingle_count >= 0
            and staged.fingerprint_version <> ''
        ),
        false
    ) as is_fingerprint_whole,
    not exists (
        select 1
        from (
            select
                entries.start,
                entries.text_start,
                entries."end",
                entries.published_at,
                lag(entries."end", 1, -1) over (order by entries.start) as end_before
            from jsonb_to_recordset(staged.live_entries)
                as entries (start integer, text_start integer, "end" integer, published_at timestamptz)
        ) as entries
        where
            not coalesce(
                entries.start > entries.end_before
                and entries.start <= entries.text_start
                and entries.text_start < entries."end"
                and entries."end" <= length(staged.body)
                and (
                    entries.published_at is null
                    or entries.published_at between '2014-01-01 00:00+00' and staged.fetched_at + interval '1 day'
                ),
                false
            )
    ) as are_entries_true
from staging.articles as staged;

create or replace view staging.checked_mentions as
select
    staged.batch_id, staged.row_no, staged.mention_id, staged.event_id, staged.article_id, staged.version_id,
    staged.capture_id, staged.source_id, staged.published_at, staged.event_type, staged.instruments,
    staged.actor_codes, staged.actors, staged.recipients, staged.providers, staged.status, staged.stance,
    staged.conditions, staged.factuality, staged.confirmation, staged.date_start, staged.date_end,
    staged.date_precision, staged.date_text, staged.magnitude_value, staged.magnitude_unit, staged.confidence,
    staged.outlet, staged.speaker, staged.source_kind, staged.quote_kind, staged.hops, staged.is_background,
    staged.field, staged.start_offset, staged.end_offset, staged.sentence_start, staged.sentence_end,
    staged.trigger_text, staged.sentence, staged.rule_id, staged.extractor, staged.row_hash,
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
    ) as are_conditions_known,
    -- Null = the article has no entry (or is not there, which has_article says).
    case
        when articles.live_entries is null or articles.live_entries = '[]' then staged.entry_position is null
        else coalesce(
            staged.field = 'text'
            and staged.sentence_start >= (articles.live_entries -> (staged.entry_position - 1) ->> 'start')::integer
            and staged.sentence_end <= (articles.live_entries -> (staged.entry_position - 1) ->> 'end')::integer
            and staged.published_at
            = coalesce(
                (articles.live_entries -> (staged.entry_position - 1) ->> 'published_at')::timestamptz, staged.published_at
            ),
            false
        )
    end as is_entry_true
from staging.mentions as staged
left join staging.articles as articles
    on staged.batch_id = articles.batch_id
    and staged.article_id = articles.article_id
    and staged.capture_id = articles.capture_id
    and staged.version_id = articles.version_id
    and articles.is_latest;

-- ---------------------------------------------------------------- warehouse
alter table warehouse.article_states add column live_entries jsonb not null default '[]';
comment on column warehouse.article_states.live_entries is
'Dated entries of a live blog in page order: array of objects start, text_start, end (code points into the body of version_id; the headline is [start, text_start)) and published_at (null when its time could not be read). Empty for any other article.';
alter table warehouse.mentions add column entry_position integer;
comment on column warehouse.mentions.entry_position is
'Entry of a live blog that it stands in, from 1, as in article_states.live_entries; published_at is then that entry''s. Null in any other article.';

create table warehouse.fingerprints (
    article_id uuid not null references warehouse.articles,
    version_id uuid not null,
    fingerprint_version text not null,
    signature bytea not null check (octet_length(signature) = 256),
    bands integer[] not null,
    shingle_count integer not null check (shingle_count >= 0),
    recorded_at timestamptz not null,
    batch_id uuid not null,
    primary key (article_id, version_id, fingerprint_version)
);
-- Without the list of pending entries, which every look-up would have to read through.
create index fingerprints_bands on warehouse.fingerprints using gin (bands) with (fastupdate = off);
comment on table warehouse.fingerprints is 'Grain: the fingerprint of one wording by one way of taking it. Never changes.';
comment on column warehouse.fingerprints.article_id is 'The article.';
comment on column warehouse.fingerprints.version_id is 'The wording: warehouse.article_versions.';
comment on column warehouse.fingerprints.fingerprint_version is 'How it was taken; only equal ones can be compared.';
comment on column warehouse.fingerprints.signature is 'MinHash: 64 unsigned 32-bit numbers, little endian.';
comment on column warehouse.fingerprints.bands is 'Keys of two values of the signature each: near texts share one. Empty for a text too short to tell, and for a live blog, which is nobody''s copy.';
comment on column warehouse.fingerprints.shingle_count is 'Distinct runs of four words in the text.';
comment on column warehouse.fingerprints.recorded_at is 'When it was first published here (UTC).';
comment on column warehouse.fingerprints.batch_id is 'Batch that did: ops.ledger.';

create table warehouse.syndications (
    article_id uuid not null references warehouse.articles,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    original_id uuid not null,
    group_id uuid not null,
    containment double precision not null check (containment between 0 and 1),
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (article_id, recorded_at),
    check (superseded_at > recorded_at),
    check (article_id not in (original_id, group_id))
);
create unique index syndications_current on warehouse.syndications (article_id) where superseded_at = 'infinity';
create index syndications_group on warehouse.syndications (group_id) where superseded_at = 'infinity';
create index syndications_original on warehouse.syndications (original_id) where superseded_at = 'infinity';
comment on table warehouse.syndications is 'Grain: one belief that an article carries a text which another article had up to 14 days before. Bitemporal. The first article of a group has no row here: its key is the others'' group_id.';
comment on column warehouse.syndications.article_id is 'The copy.';
comment on column warehouse.syndications.original_id is 'The earliest article that is one text with it.';
comment on column warehouse.syndications.group_id is 'First article of the group: where original_id leads when followed to its end.';
comment on column warehouse.syndications.containment is 'Share of the shorter of the two texts (runs of four words) that stands in the longer, 0 to 1.';
comment on column warehouse.syndications.recorded_at is 'Since when this warehouse believed so (UTC).';
comment on column warehouse.syndications.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.syndications.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.syndications.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';

create table warehouse.corrections (
    article_id uuid not null references warehouse.articles,
    previous_version_id uuid not null,
    version_id uuid not null,
    position integer not null check (position > 0),
    field text not null check (field in ('title', 'text')),
    kind text not null check (kind in ('added', 'removed', 'reworded')),
    line integer not null check (line > 0),
    old_text text not null,
    new_text text not null,
    recorded_at timestamptz not null,
    batch_id uuid not null,
    primary key (article_id, previous_version_id, version_id, position)
);
comment on table warehouse.corrections is 'Grain: one headline or paragraph that differs between two wordings of an article that followed each other. Never changes.';
comment on column warehouse.corrections.article_id is 'The article.';
comment on column warehouse.corrections.previous_version_id is 'The wording before: warehouse.article_versions.';
comment on column warehouse.corrections.version_id is 'The wording after.';
comment on column warehouse.corrections.position is 'Place among the differences of the two, from 1.';
comment on column warehouse.corrections.field is 'title, or text (the body).';
comment on column warehouse.corrections.kind is 'added, removed or reworded.';
comment on column warehouse.corrections.line is 'Paragraph of the new text, from 1, that it is or that it stood before.';
comment on column warehouse.corrections.old_text is 'The paragraph before; empty when it was added.';
comment on column warehouse.corrections.new_text is 'The paragraph after; empty when it was removed.';
comment on column warehouse.corrections.recorded_at is 'When it was first published here (UTC).';
comment on column warehouse.corrections.batch_id is 'Batch that did: ops.ledger.';

-- ---------------------------------------------------------------- mart
create or replace view mart.mentions as
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
    mentions.batch_id,
    mentions.entry_position
from warehouse.mentions as mentions
left join warehouse.resolutions as resolutions
    on mentions.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
where mentions.superseded_at = 'infinity';
comment on column mart.mentions.entry_position is 'Entry of a live blog that it stands in, from 1 (mart.live_entries); null in any other article.';

create view mart.live_entries as
select
    states.article_id,
    states.version_id,
    entries.position,
    articles.canonical_url,
    states.source_id,
    (entries.entry ->> 'published_at')::timestamptz as published_at,
    rtrim(substr(versions.body, bounds.start_offset + 1, bounds.text_offset - bounds.start_offset), e'\n') as headline,
    substr(versions.body, bounds.text_offset + 1, bounds.end_offset - bounds.text_offset) as entry_text,
    bounds.start_offset,
    bounds.end_offset,
    (
        select count(*)
        from warehouse.mentions as mentions
        where
            mentions.article_id = states.article_id
            and mentions.entry_position = entries.position
            and mentions.superseded_at = 'infinity'
    ) as mention_count
from warehouse.article_states as states
inner join warehouse.articles as articles on states.article_id = articles.article_id
inner join warehouse.article_versions as versions
    on states.article_id = versions.article_id and states.version_id = versions.version_id
cross join lateral jsonb_array_elements(states.live_entries) with ordinality as entries (entry, position)
cross join lateral (
    select
        (entries.entry ->> 'start')::integer as start_offset,
        (entries.entry ->> 'text_start')::integer as text_offset,
        (entries.entry ->> 'end')::integer as end_offset
) as bounds
where states.superseded_at = 'infinity' and states.live_entries <> '[]';
comment on view mart.live_entries is
'What did a live blog say, and when? Grain: one entry of the current wording of one live blog.';
comment on column mart.live_entries.article_id is 'The live blog.';
comment on column mart.live_entries.version_id is 'Its current wording, which the offsets point into.';
comment on column mart.live_entries.position is 'Place on the page, from 1.';
comment on column mart.live_entries.canonical_url is 'Address of the live blog.';
comment on column mart.live_entries.source_id is 'Outlet.';
comment on column mart.live_entries.published_at is 'When the entry was published (UTC); null when its time could not be read.';
comment on column mart.live_entries.headline is 'Its headline; empty when it has none.';
comment on column mart.live_entries.entry_text is 'Its text without the headline, a paragraph a line.';
comment on column mart.live_entries.start_offset is 'First code point of the entry, headline included, in the body.';
comment on column mart.live_entries.end_offset is 'One past its last code point.';
comment on column mart.live_entries.mention_count is 'Reports found in it.';

create view mart.copies as
select
    syndications.group_id,
    syndications.article_id,
    syndications.original_id,
    syndications.containment,
    states.source_id,
    coalesce(states.published_at, states.fetched_at) as published_at,
    articles.canonical_url,
    firsts.source_id as first_source_id,
    coalesce(firsts.published_at, firsts.fetched_at) as first_published_at,
    coalesce(states.published_at, states.fetched_at)
    - coalesce(firsts.published_at, firsts.fetched_at) as lag_after_first,
    syndications.recorded_at
from warehouse.syndications as syndications
inner join warehouse.article_states as states
    on syndications.article_id = states.article_id and states.superseded_at = 'infinity'
inner join warehouse.articles as articles on syndications.article_id = articles.article_id
inner join warehouse.article_states as firsts
    on syndications.group_id = firsts.article_id and firsts.superseded_at = 'infinity'
where syndications.superseded_at = 'infinity';
comment on view mart.copies is
'Which articles are copies of a wire story or of one another, and whose text is it? Grain: one article that is not the first of its group.';
comment on column mart.copies.group_id is 'First article of the group.';
comment on column mart.copies.article_id is 'The copy.';
comment on column mart.copies.original_id is 'The earliest article that is one text with it; the first of the group, or a copy of that.';
comment on column mart.copies.containment is 'Share of the shorter of the two texts that stands in the longer, 0 to 1.';
comment on column mart.copies.source_id is 'Outlet that carries the copy.';
comment on column mart.copies.published_at is 'When it did (UTC); when it was fetched where the page has no date.';
comment on column mart.copies.canonical_url is 'Address of the copy.';
comment on column mart.copies.first_source_id is 'Outlet that was first.';
comment on column mart.copies.first_published_at is 'When it was (UTC).';
comment on column mart.copies.lag_after_first is 'Time after the first outlet.';
comment on column mart.copies.recorded_at is 'Since when this warehouse believes so (UTC).';

create view mart.syndication as
select
    copies.group_id,
    copies.first_source_id,
    copies.first_published_at,
    articles.canonical_url,
    versions.title,
    copies.copy_count,
    -- The first outlet may print its own text twice.
    cardinality(copies.sources) as outlet_count,
    copies.sources as source_ids,
    copies.least_containment,
    copies.last_published_at
from (
    select
        found.group_id,
        min(found.first_source_id) as first_source_id,
        min(found.first_published_at) as first_published_at,
        count(*) as copy_count,
        array(
            select distinct unnest(array_agg(found.source_id) || min(found.first_source_id)) as source_id
            order by source_id
        ) as sources,
        min(found.containment) as least_containment,
        max(found.published_at) as last_published_at
    from mart.copies as found
    group by found.group_id
) as copies
inner join warehouse.articles as articles on copies.group_id = articles.article_id
inner join warehouse.article_states as states
    on copies.group_id = states.article_id and states.superseded_at = 'infinity'
inner join warehouse.article_versions as versions
    on states.article_id = versions.article_id and states.version_id = versions.version_id;
comment on view mart.syndication is
'Which texts ran in several places, who had them first, and how far did they go? Grain: one group of articles that are one text.';
comment on column mart.syndication.group_id is 'Article that was first.';
comment on column mart.syndication.first_source_id is 'Its outlet.';
comment on column mart.syndication.first_published_at is 'When it was published (UTC).';
comment on column mart.syndication.canonical_url is 'Its address.';
comment on column mart.syndication.title is 'Its headline.';
comment on column mart.syndication.copy_count is 'Other articles with its text.';
comment on column mart.syndication.outlet_count is 'Outlets that carry the text, the first included.';
comment on column mart.syndication.source_ids is 'These outlets.';
comment on column mart.syndication.least_containment is 'Of the copy that differs most, 0 to 1.';
comment on column mart.syndication.last_published_at is 'When the last copy was published (UTC).';

create view mart.syndication_history as
select
    syndications.article_id,
    articles.canonical_url,
    syndications.original_id,
    syndications.group_id,
    syndications.containment,
    syndications.recorded_at,
    syndications.superseded_at
from warehouse.syndications as syndications
inner join warehouse.articles as articles on syndications.article_id = articles.article_id;
comment on view mart.syndication_history is
'Whose copy was an article held to be, and when did that change? Grain: one belief about one copy.';
comment on column mart.syndication_history.article_id is 'The copy.';
comment on column mart.syndication_history.canonical_url is 'Its address.';
comment on column mart.syndication_history.original_id is 'The earliest article that was held to be one text with it.';
comment on column mart.syndication_history.group_id is 'First article of the group, as was believed.';
comment on column mart.syndication_history.containment is 'Share of the shorter of the two texts that stands in the longer, 0 to 1.';
comment on column mart.syndication_history.recorded_at is 'Since when this warehouse believed so (UTC).';
comment on column mart.syndication_history.superseded_at is 'Until when it did; infinity = it still does.';

create or replace view mart.first_reports as
select
    reports.event_id,
    reports.source_id,
    reports.published_at,
    articles.canonical_url,
    reports.report_count,
    row_number() over by_time as place,
    reports.published_at - first_value(reports.published_at) over by_time as lag_after_first,
    reports.is_copy,
    reports.article_id,
    reports.story_id,
    dense_rank() over (partition by reports.event_id order by reports.story_begun_at, reports.story_id) as story_place
from (
    select
        found.*,
        min(found.published_at) over (partition by found.event_id, found.story_id) as story_begun_at
    from (
        select distinct on (mentions.event_id, mentions.source_id)
            mentions.event_id,
            mentions.source_id,
            mentions.published_at,
            mentions.article_id,
            count(*) over (partition by mentions.event_id, mentions.source_id) as report_count,
            (mentions.hops > 0 and mentions.outlet is not null) or syndications.article_id is not null as is_copy,
            coalesce(syndications.group_id, mentions.article_id) as story_id
        from mart.mentions as mentions
        left join warehouse.syndications as syndications
            on mentions.article_id = syndications.article_id and syndications.superseded_at = 'infinity'
        order by mentions.event_id, mentions.source_id, mentions.published_at, mentions.mention_id
    ) as found
) as reports
inner join warehouse.articles as articles on reports.article_id = articles.article_id
window by_time as (partition by reports.event_id order by reports.published_at, reports.source_id);
comment on column mart.first_reports.is_copy is
'Whether the outlet passes on the report of another medium that it names, or prints a text that another article had first.';
comment on column mart.first_reports.article_id is 'Article in which the outlet first reported it.';
comment on column mart.first_reports.story_id is 'First article of the syndication group of that article; the article itself when it is in none.';
comment on column mart.first_reports.story_place is 'Place of that text among the texts that report it, a syndicated one counted once; 1 = first.';

create view mart.spread as
select
    reports.event_id,
    min(reports.published_at) as first_published_at,
    max(reports.published_at) as last_published_at,
    (array_agg(reports.source_id order by reports.published_at, reports.source_id))[1] as first_source_id,
    count(*) as report_count,
    count(distinct reports.article_id) as article_count,
    count(distinct reports.source_id) as outlet_count,
    count(distinct reports.story_id) as story_count,
    count(distinct reports.article_id) filter (where reports.is_copy) as copy_count,
    count(distinct reports.source_id) filter (where not reports.is_copy) as own_outlet_count
from (
    select
        mentions.event_id,
        mentions.published_at,
        mentions.source_id,
        mentions.article_id,
        coalesce(syndications.group_id, mentions.article_id) as story_id,
        syndications.article_id is not null as is_copy
    from mart.mentions as mentions
    left join warehouse.syndications as syndications
        on mentions.article_id = syndications.article_id and syndications.superseded_at = 'infinity'
) as reports
group by reports.event_id;
comment on view mart.spread is
'How far did the report of a happening go, and on how many texts of its own does it rest? Grain: one happening.';
comment on column mart.spread.event_id is 'The happening, merges followed.';
comment on column mart.spread.first_published_at is 'When the first report of it was published (UTC).';
comment on column mart.spread.last_published_at is 'When the last one was (UTC).';
comment on column mart.spread.first_source_id is 'Outlet of the first report.';
comment on column mart.spread.report_count is 'Reports believed now.';
comment on column mart.spread.article_count is 'Articles that they stand in.';
comment on column mart.spread.outlet_count is 'Outlets that report it.';
comment on column mart.spread.story_count is 'Different texts that report it: a syndicated one counts once.';
comment on column mart.spread.copy_count is 'Articles that print a text which another article had first.';
comment on column mart.spread.own_outlet_count is 'Outlets with at least one report in a text that is no copy.';

create or replace view mart.attributed as
select
    mentions.event_id,
    count(*) as report_count,
    -- "Example Wire" in a copy and the outlet of that name are one: letters and digits are compared.
    count(
        distinct regexp_replace(
            lower(coalesce(mentions.outlet, originals.name, sources.name, mentions.source_id)), '[^[:alnum:]]', '', 'g'
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
left join warehouse.syndications as syndications
    on mentions.article_id = syndications.article_id and syndications.superseded_at = 'infinity'
left join warehouse.articles as firsts on syndications.group_id = firsts.article_id
left join warehouse.sources as originals on firsts.source_id = originals.source_id
group by mentions.event_id;
comment on column mart.attributed.origin_count is
'Media that the reports go back to: the one that a report names, else the outlet that had its text first, else its own. Copies of one wire story count once.';

create view mart.corrections as
select
    steps.article_id,
    articles.canonical_url,
    steps.source_id,
    steps.seen_at,
    steps.previous_seen_at,
    corrections.position,
    corrections.field,
    corrections.kind,
    corrections.line,
    corrections.old_text,
    corrections.new_text,
    steps.previous_version_id,
    steps.version_id
from (
    select
        outcomes.article_id,
        outcomes.source_id,
        outcomes.version_id,
        outcomes.fetched_at as seen_at,
        lag(outcomes.version_id) over by_time as previous_version_id,
        lag(outcomes.fetched_at) over by_time as previous_seen_at
    from warehouse.outcomes as outcomes
    where outcomes.superseded_at = 'infinity' and outcomes.article_id is not null
    window by_time as (partition by outcomes.article_id order by outcomes.fetched_at, outcomes.capture_id)
) as steps
inner join warehouse.corrections as corrections
    on steps.article_id = corrections.article_id
    and steps.previous_version_id = corrections.previous_version_id
    and steps.version_id = corrections.version_id
inner join warehouse.articles as articles on steps.article_id = articles.article_id;
comment on view mart.corrections is
'What did an outlet change in an article after it was out, and since when is that seen? Grain: one headline or paragraph that changed between two captures.';
comment on column mart.corrections.article_id is 'The article.';
comment on column mart.corrections.canonical_url is 'Its address.';
comment on column mart.corrections.source_id is 'Outlet.';
comment on column mart.corrections.seen_at is 'When the new wording was fetched (UTC): the change is older.';
comment on column mart.corrections.previous_seen_at is 'When the old wording was last fetched (UTC): the change is younger.';
comment on column mart.corrections.position is 'Place among the changes of that step, from 1.';
comment on column mart.corrections.field is 'title, or text (the body).';
comment on column mart.corrections.kind is 'added, removed or reworded.';
comment on column mart.corrections.line is 'Paragraph of the new text, from 1, that it is or that it stood before.';
comment on column mart.corrections.old_text is 'The paragraph before; empty when it was added.';
comment on column mart.corrections.new_text is 'The paragraph after; empty when it was removed.';
comment on column mart.corrections.previous_version_id is 'The wording before: mart.article_versions.';
comment on column mart.corrections.version_id is 'The wording after: mart.article_versions.';

-- ---------------------------------------------------------------- who may
grant insert on warehouse.fingerprints, warehouse.syndications, warehouse.corrections to wh_loader;
grant update (superseded_at, superseded_by_batch_id) on warehouse.syndications to wh_loader;
do $$
begin
    -- As in 0004: so that the loader may ANALYZE what it has filled.
    if current_setting('server_version_num')::integer >= 170000 then
        execute 'grant maintain on warehouse.fingerprints, warehouse.syndications, warehouse.corrections to wh_loader';
    end if;
end
$$;
