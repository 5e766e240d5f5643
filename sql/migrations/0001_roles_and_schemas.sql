-- Roles, schemas and the register of runs. Needs no extension.
-- Runs as whoever connects (must be able to create roles); every later file runs as wh_owner.
do $$
declare
    role_name text;
begin
    foreach role_name in array array['wh_owner', 'wh_loader', 'wh_analyst'] loop
        begin
            if not exists (select from pg_roles where rolname = role_name) then
                execute format('create role %I nologin', role_name);
            end if;
        exception when duplicate_object or unique_violation then
            null; -- another database of the same server was migrated at the same moment
        end;
    end loop;
    if not pg_has_role(current_user, 'wh_owner', 'usage') then
        execute format('grant wh_owner to %I', current_user);
    end if;
end
$$;

create schema ops authorization wh_owner;
create schema raw authorization wh_owner;
create schema staging authorization wh_owner;
create schema warehouse authorization wh_owner;
create schema quality authorization wh_owner;
create schema mart authorization wh_owner;

comment on schema ops is 'Runs, the ledger of published batches, row balances, faults.';
comment on schema raw is 'What was received from outside and where its bytes lie; never edited.';
comment on schema staging is 'Candidates of a batch before the quality gate. Unlogged: empty after a crash, safe to empty.';
comment on schema warehouse is 'Published facts, append-only: a changed belief closes a row and adds one.';
comment on schema quality is 'Verdicts of the quality gate, and the rows that it held back.';
comment on schema mart is 'Views and functions for analysts: the only schema that an analyst needs.';

-- What is created later in these schemas by wh_owner is readable by the loader without further words.
alter default privileges for role wh_owner in schema ops, raw, staging, warehouse, quality, mart
grant select on tables to wh_loader;
alter default privileges for role wh_owner in schema mart grant select on tables to wh_analyst;
grant usage on schema ops, raw, staging, warehouse, quality, mart to wh_loader;
grant usage on schema mart to wh_analyst;

set local role wh_owner;

create table ops.runs (
    run_id uuid primary key,
    stage text not null,
    day date,
    dag_run text,
    try_number integer not null default 1 check (try_number >= 1),
    code_version text not null,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    state text not null default 'running' check (state in ('running', 'succeeded', 'failed', 'stopped')),
    check ((state = 'running') = (finished_at is null))
);
create index runs_day on ops.runs (day, stage);

comment on table ops.runs is 'Grain: one try of one stage. Rows that a run wrote carry its run_id or a batch_id that leads to it.';
comment on column ops.runs.run_id is 'Key of the try.';
comment on column ops.runs.stage is 'What ran: poll, sweep, process, publish, or the word that was typed.';
comment on column ops.runs.day is 'The day (UTC) that was worked on; null where the stage is not about one day.';
comment on column ops.runs.dag_run is 'The orchestrator''s id of the run; null when started by hand.';
comment on column ops.runs.try_number is 'Counts tries of one dag_run and day from 1: a batch of an older try is refused once a newer try has begun.';
comment on column ops.runs.code_version is 'Version of the package.';
comment on column ops.runs.started_at is 'When it began (UTC).';
comment on column ops.runs.finished_at is 'When it ended (UTC); null while it runs, and for ever when it was killed.';
comment on column ops.runs.state is 'running, succeeded, failed, or stopped by the quality gate.';

grant insert on ops.runs to wh_loader;
grant update (finished_at, state) on ops.runs to wh_loader;

reset role;
