-- What was received: the feeds and their state, the entries they list, the captures in the archive, and faults.
-- Run ids here carry no foreign key: the index can be rebuilt from the archive into an empty database.

create table raw.feeds (
    feed_url text primary key,
    feed_id text not null,
    source_id text not null,
    source_name text not null,
    source_type text not null,
    country_code text not null,
    language text not null,
    timezone text not null,
    kind text not null,
    silence_hours integer not null check (silence_hours > 0),
    is_enabled boolean not null,
    registered_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create index feeds_source on raw.feeds (source_id);

comment on table raw.feeds is 'Grain: one feed of the watch list, as the list last said. A feed that leaves the list keeps its row, disabled.';
comment on column raw.feeds.feed_url is 'Address the feed is asked for at.';
comment on column raw.feeds.feed_id is 'Its id in the watch list.';
comment on column raw.feeds.source_id is 'The outlet: registrable domain or slug.';
comment on column raw.feeds.source_name is 'The outlet''s name for people.';
comment on column raw.feeds.source_type is 'What the outlet is: media, official, agency, think tank and so on, as the list says.';
comment on column raw.feeds.country_code is 'ISO 3166-1 alpha-2, or EU, NATO, ZZ for unknown.';
comment on column raw.feeds.language is 'ISO 639 code of the feed''s language.';
comment on column raw.feeds.timezone is 'IANA zone that dates without one are read in.';
comment on column raw.feeds.kind is 'rss, atom, or a kind that waits for a reader.';
comment on column raw.feeds.silence_hours is 'Longest time without a new entry that is still ordinary, in hours.';
comment on column raw.feeds.is_enabled is 'Whether the list wants it polled.';
comment on column raw.feeds.registered_at is 'When the feed was first seen in a list (UTC).';
comment on column raw.feeds.updated_at is 'When its row last changed (UTC).';

create table raw.feed_state (
    feed_url text primary key,
    etag text not null default '',
    last_modified text not null default '',
    sha256 text not null default '',
    next_fetch_at timestamptz not null,
    failure_count integer not null default 0 check (failure_count >= 0),
    is_disabled boolean not null default false,
    last_fault text,
    polled_at timestamptz,
    answered_at timestamptz,
    changed_at timestamptz,
    entry_count integer not null default 0 check (entry_count >= 0)
);
create index feed_state_due on raw.feed_state (next_fetch_at);

comment on table raw.feed_state is 'Grain: one feed that was polled at least once: what to send and when to come back. Shared by all workers.';
comment on column raw.feed_state.feed_url is 'Address of the feed.';
comment on column raw.feed_state.etag is 'Validator for If-None-Match, as the server gave it; empty = none.';
comment on column raw.feed_state.last_modified is 'Validator for If-Modified-Since, as the server gave it; empty = none.';
comment on column raw.feed_state.sha256 is 'SHA-256 (hex) of the last payload whose entries were stored; an equal one is not parsed again.';
comment on column raw.feed_state.next_fetch_at is 'Not to be asked before this time (UTC): interval, back-off, or what Retry-After says, at most 24 h.';
comment on column raw.feed_state.failure_count is 'Failures in a row.';
comment on column raw.feed_state.is_disabled is 'True after many failures in a row: then asked once a week, until it answers.';
comment on column raw.feed_state.last_fault is 'Fault class of the last failure; null when the last poll succeeded.';
comment on column raw.feed_state.polled_at is 'When it was last asked (UTC).';
comment on column raw.feed_state.answered_at is 'When it last answered as it should, changed or not (UTC).';
comment on column raw.feed_state.changed_at is 'When its payload last differed from the one before (UTC).';
comment on column raw.feed_state.entry_count is 'Entries in the last payload that was parsed.';

create table raw.entries (
    entry_id uuid primary key,
    source_id text not null,
    feed_url text not null,
    url text not null,
    entry jsonb not null,
    entry_sha256 text not null,
    state text not null default 'pending' check (state in ('pending', 'captured', 'given_up')),
    attempt_count integer not null default 0 check (attempt_count >= 0),
    next_fetch_at timestamptz not null,
    first_seen_at timestamptz not null,
    changed_at timestamptz not null
);
create index entries_pending on raw.entries (source_id, next_fetch_at) where state = 'pending';

comment on table raw.entries is 'Grain: one page that a source''s feeds list. Written with the feed''s validators in one transaction, so that no page is forgotten when a run dies.';
comment on column raw.entries.entry_id is 'Key: source and the page''s address in one spelling.';
comment on column raw.entries.source_id is 'The outlet.';
comment on column raw.entries.feed_url is 'Feed that listed it first; only this one can change the entry.';
comment on column raw.entries.url is 'Address of the page, without tracking parameters.';
comment on column raw.entries.entry is 'The entry as the feed gave it: key, url, title, summary, published_at, published_raw, authors.';
comment on column raw.entries.entry_sha256 is 'SHA-256 (hex) of address, title, summary and raw date: another value means the page is fetched again.';
comment on column raw.entries.state is 'pending: the page is to be fetched; captured: it lies in the archive; given_up: it failed too often.';
comment on column raw.entries.attempt_count is 'Failed tries to fetch the page since the entry last changed.';
comment on column raw.entries.next_fetch_at is 'The page is not to be asked for before this time (UTC).';
comment on column raw.entries.first_seen_at is 'When a feed first listed the page (UTC); never changes.';
comment on column raw.entries.changed_at is 'When the entry last changed (UTC).';

create table raw.robots (
    origin text primary key,
    status integer not null,
    body text not null,
    fetched_at timestamptz not null
);

comment on table raw.robots is 'Grain: one origin whose robots.txt was asked for: the copy that is obeyed for a day.';
comment on column raw.robots.origin is 'Scheme, host and port.';
comment on column raw.robots.status is 'HTTP status of the answer; 0 = no answer.';
comment on column raw.robots.body is 'The text of robots.txt, cut to 100,000 characters.';
comment on column raw.robots.fetched_at is 'When it was asked for (UTC).';

create table raw.warc_files (
    warc_file text primary key,
    capture_count integer not null check (capture_count >= 0),
    byte_count bigint not null check (byte_count >= 0),
    indexed_at timestamptz not null default clock_timestamp()
);

comment on table raw.warc_files is 'Grain: one WARC file whose captures are all in raw.captures. A file of the archive that is missing here is an orphan.';
comment on column raw.warc_files.warc_file is 'Path below the archive''s root.';
comment on column raw.warc_files.capture_count is 'Captures in the file.';
comment on column raw.warc_files.byte_count is 'Size of the file in bytes.';
comment on column raw.warc_files.indexed_at is 'When it was indexed (UTC).';

create table raw.captures (
    capture_id uuid primary key,
    kind text not null check (kind in ('feed', 'page', 'robots')),
    source_id text not null,
    feed_url text,
    entry jsonb,
    requested_url text not null,
    responded_url text not null,
    url_sha256 text not null,
    fetched_at timestamptz not null,
    status integer not null,
    content_type text not null,
    sha256 text not null,
    fault text,
    warc_file text not null,
    warc_offset bigint not null check (warc_offset >= 0),
    warc_length bigint not null check (warc_length > 0),
    day date not null,
    run_id uuid not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create index captures_day on raw.captures (day, kind);
create index captures_url on raw.captures (url_sha256);
create index captures_file on raw.captures (warc_file);

comment on table raw.captures is 'Grain: one HTTP response in the archive.';
comment on column raw.captures.capture_id is 'Key: made of requested address, time and payload, so indexing a file twice adds nothing.';
comment on column raw.captures.kind is 'What it was asked for as: feed, page or robots.';
comment on column raw.captures.source_id is 'The outlet.';
comment on column raw.captures.feed_url is 'Feed that led to it; null for robots.txt.';
comment on column raw.captures.entry is 'The feed''s entry that led to a page, as in raw.entries; null otherwise.';
comment on column raw.captures.requested_url is 'Address that was asked for.';
comment on column raw.captures.responded_url is 'Address that answered, after redirects.';
comment on column raw.captures.url_sha256 is 'SHA-256 (hex) of requested_url: an address can be too long for an index row.';
comment on column raw.captures.fetched_at is 'When it was asked for (UTC).';
comment on column raw.captures.status is 'HTTP status.';
comment on column raw.captures.content_type is 'Content-Type as sent; empty = none.';
comment on column raw.captures.sha256 is 'SHA-256 (hex) of the payload after Content-Encoding was undone; of the raw payload where that failed.';
comment on column raw.captures.fault is 'Fault class of an answer that is not whole or not usable; null = none.';
comment on column raw.captures.warc_file is 'Path of the WARC file below the archive''s root.';
comment on column raw.captures.warc_offset is 'First byte of the response record in the file.';
comment on column raw.captures.warc_length is 'Length of the record in the file, in bytes, compressed.';
comment on column raw.captures.day is 'Day (UTC) it belongs to: the feed''s date, else a date in the address, else the day of the fetch.';
comment on column raw.captures.run_id is 'Run that fetched it.';
comment on column raw.captures.recorded_at is 'When the row was written (UTC).';

create table ops.faults (
    fault_id uuid primary key,
    run_id uuid not null,
    source_id text not null,
    url text not null,
    stage text not null,
    error_class text not null,
    detail text not null check (length(detail) <= 1000),
    sha256 text,
    recorded_at timestamptz not null
);
create index faults_time on ops.faults (recorded_at);
create index faults_source on ops.faults (source_id, recorded_at);

comment on table ops.faults is 'Grain: one input that could not be used as it came, in one run. The others of the run went on.';
comment on column ops.faults.fault_id is 'Key: made of run, address, stage, class and detail, so telling a fault twice adds nothing.';
comment on column ops.faults.run_id is 'Run that met it.';
comment on column ops.faults.source_id is 'The outlet.';
comment on column ops.faults.url is 'Address of the input.';
comment on column ops.faults.stage is 'Stage that met it: fetch, parse, clean and so on.';
comment on column ops.faults.error_class is 'Fault class, from the closed list of the code (pipeline.errors.FaultClass).';
comment on column ops.faults.detail is 'For people; at most 1,000 characters.';
comment on column ops.faults.sha256 is 'SHA-256 (hex) of the bytes at fault; null where there were none.';
comment on column ops.faults.recorded_at is 'When it was met (UTC).';

grant select, insert on raw.captures, raw.warc_files, ops.faults to wh_loader;
grant select, insert, update on raw.feeds, raw.feed_state, raw.entries, raw.robots to wh_loader;
