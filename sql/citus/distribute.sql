-- Spreads a migrated, still empty or already filled warehouse over a Citus cluster. Run once, as the owner, on the
-- coordinator, after `create extension citus` and citus_add_node(), the coordinator's own among them. README.md beside this
-- file says what is proven.
-- One transaction: a step that Citus refuses leaves the warehouse as it was.
begin;

-- Citus refuses a foreign key from a local table to a distributed one, even for the moment between two steps.
alter table warehouse.fingerprints drop constraint fingerprints_article_id_fkey;
alter table warehouse.article_words drop constraint article_words_article_id_fkey;

-- Citus refuses identity columns that are no bigint. Tables that hold the number may stay as they are.
alter table warehouse.actor_instruments alter column pair_no type bigint;

-- What questions and the loader join on changing keys: a whole copy on every node. Statements over these alone are planned
-- by PostgreSQL itself, on the node that is asked. What is led to comes first.
select create_reference_table('warehouse.sources');
select create_reference_table('warehouse.actors');
select create_reference_table('warehouse.actor_roles');
select create_reference_table('warehouse.actor_memberships');
select create_reference_table('warehouse.instruments');
select create_reference_table('warehouse.event_types');
select create_reference_table('warehouse.statuses');
select create_reference_table('warehouse.articles');
select create_reference_table('warehouse.article_versions');
select create_reference_table('warehouse.article_states');
select create_reference_table('warehouse.syndications');
select create_reference_table('warehouse.corrections');
select create_reference_table('warehouse.outcomes');
select create_reference_table('warehouse.events');
select create_reference_table('warehouse.event_versions');
select create_reference_table('warehouse.resolutions');
select create_reference_table('warehouse.mentions');
select create_reference_table('warehouse.actor_instruments');
select create_reference_table('warehouse.acts');
select create_reference_table('warehouse.standings');
select create_reference_table('warehouse.day_tallies');
select create_reference_table('warehouse.claims');
select create_reference_table('warehouse.evidence');
select create_reference_table('staging.batches');
select create_reference_table('staging.captures');
select create_reference_table('staging.articles');
select create_reference_table('staging.mentions');
select create_reference_table('staging.events');
select create_reference_table('staging.merges');
select create_reference_table('staging.scopes');
select create_reference_table('quality.verdicts');
select create_reference_table('quality.results');
select create_reference_table('quality.quarantined_rows');
select create_reference_table('quality.decisions');
select create_reference_table('quality.overrides');

-- The bulk of the bytes, each by the first column of its key: the words of articles for search, their fingerprints, what was
-- captured, and what feeds said.
select create_distributed_table('warehouse.article_words', 'article_id', colocate_with => 'none');
select create_distributed_table('warehouse.fingerprints', 'article_id', colocate_with => 'warehouse.article_words');
select create_distributed_table('raw.captures', 'capture_id', colocate_with => 'none');
select create_distributed_table('raw.entries', 'entry_id', colocate_with => 'none');

alter table warehouse.fingerprints add constraint fingerprints_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.article_words add constraint article_words_article_id_fkey
foreign key (article_id) references warehouse.articles;

-- One row a run, one row a feed: they stay on the coordinator, known to the cluster so that views span both.
select citus_add_local_table_to_metadata('ops.ledger', cascade_via_foreign_keys => true);
select citus_add_local_table_to_metadata('ops.runs');
select citus_add_local_table_to_metadata('ops.faults');
select citus_add_local_table_to_metadata('raw.feeds');
select citus_add_local_table_to_metadata('raw.feed_state');
select citus_add_local_table_to_metadata('raw.robots');
select citus_add_local_table_to_metadata('raw.warc_files');

commit;
