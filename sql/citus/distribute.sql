-- Spreads a migrated, still empty or already filled warehouse over a Citus cluster. Run once, as the owner, on the
-- coordinator, after `create extension citus` and citus_add_node(). README.md beside this file says what is proven.
-- One transaction: a step that Citus refuses leaves the warehouse as it was.
begin;

-- Citus refuses a foreign key from a local table to a distributed one, even for the moment between two steps.
alter table warehouse.article_versions drop constraint article_versions_article_id_fkey;
alter table warehouse.article_states drop constraint article_states_article_id_fkey;
alter table warehouse.fingerprints drop constraint fingerprints_article_id_fkey;
alter table warehouse.syndications drop constraint syndications_article_id_fkey;
alter table warehouse.corrections drop constraint corrections_article_id_fkey;
alter table warehouse.article_words drop constraint article_words_article_id_fkey;
alter table warehouse.event_versions drop constraint event_versions_event_id_fkey;
alter table warehouse.resolutions drop constraint resolutions_event_id_fkey;

-- Citus refuses identity columns that are no bigint. Tables that hold the number may stay as they are.
alter table warehouse.actor_instruments alter column pair_no type bigint;

-- Small and joined to everything: a whole copy on every node.
select create_reference_table('warehouse.sources');
select create_reference_table('warehouse.actors');
select create_reference_table('warehouse.actor_roles');
select create_reference_table('warehouse.actor_memberships');
select create_reference_table('warehouse.actor_instruments');
select create_reference_table('warehouse.day_tallies');
select create_reference_table('warehouse.standings');
select create_reference_table('warehouse.instruments');
select create_reference_table('warehouse.event_types');
select create_reference_table('warehouse.statuses');

-- Facts, each by the first column of its key. What is joined on one key lies on one node.
select create_distributed_table('warehouse.articles', 'article_id');
select create_distributed_table('warehouse.article_versions', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.article_states', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.fingerprints', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.syndications', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.corrections', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.article_words', 'article_id', colocate_with => 'warehouse.articles');
select create_distributed_table('warehouse.events', 'event_id', colocate_with => 'none');
select create_distributed_table('warehouse.event_versions', 'event_id', colocate_with => 'warehouse.events');
select create_distributed_table('warehouse.acts', 'event_id', colocate_with => 'warehouse.events');
select create_distributed_table('warehouse.resolutions', 'event_id', colocate_with => 'warehouse.events');
select create_distributed_table('warehouse.mentions', 'mention_id', colocate_with => 'none');
select create_distributed_table('warehouse.claims', 'mention_id', colocate_with => 'warehouse.mentions');
select create_distributed_table('raw.captures', 'capture_id', colocate_with => 'none');
select create_distributed_table('warehouse.outcomes', 'capture_id', colocate_with => 'raw.captures');
select create_distributed_table('raw.entries', 'entry_id', colocate_with => 'none');

alter table warehouse.article_versions add constraint article_versions_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.article_states add constraint article_states_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.fingerprints add constraint fingerprints_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.syndications add constraint syndications_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.corrections add constraint corrections_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.article_words add constraint article_words_article_id_fkey
foreign key (article_id) references warehouse.articles;
alter table warehouse.event_versions add constraint event_versions_event_id_fkey
foreign key (event_id) references warehouse.events;
alter table warehouse.resolutions add constraint resolutions_event_id_fkey
foreign key (event_id) references warehouse.events;

-- One batch, one row a run, one row a feed: they stay on the coordinator, known to the cluster so that views span both.
select citus_add_local_table_to_metadata('staging.batches');
select citus_add_local_table_to_metadata('staging.captures');
select citus_add_local_table_to_metadata('staging.articles');
select citus_add_local_table_to_metadata('staging.mentions');
select citus_add_local_table_to_metadata('staging.events');
select citus_add_local_table_to_metadata('staging.merges');
select citus_add_local_table_to_metadata('staging.scopes');
select citus_add_local_table_to_metadata('quality.verdicts', cascade_via_foreign_keys => true);
select citus_add_local_table_to_metadata('ops.ledger', cascade_via_foreign_keys => true);
select citus_add_local_table_to_metadata('ops.runs');
select citus_add_local_table_to_metadata('ops.faults');
select citus_add_local_table_to_metadata('raw.feeds');
select citus_add_local_table_to_metadata('raw.feed_state');
select citus_add_local_table_to_metadata('raw.robots');
select citus_add_local_table_to_metadata('raw.warc_files');

commit;
