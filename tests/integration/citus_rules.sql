-- Stand-ins for four functions of Citus: each notes where a table goes and refuses what Citus refuses when it makes a table
-- of the cluster: kind of table, triggers, policies, identity columns, the distribution column, keys, and foreign keys. The
-- rules are those of Citus 12 and 13: `EnsureRelationCanBeDistributed`, `ErrorIfUnsupportedConstraint` and
-- `ErrorIfUnsupportedForeignConstraintExists` in its source, and the manual's page on SQL support.
create table public.placements (
    relation regclass primary key,
    kind text not null,
    distribution_column name,
    colocation text
);

create function public.refuse_unfit_table(relation regclass) returns void language plpgsql as $$
declare
    found_name text;
    kind "char";
    persistence "char";
begin
    if exists (select from public.placements where placements.relation = refuse_unfit_table.relation) then
        raise exception 'table % is already distributed', relation;
    end if;
    select c.relkind, c.relpersistence into kind, persistence from pg_class c where c.oid = relation;
    if kind not in ('r', 'p') or persistence = 't' then
        raise exception '% is no table that can be distributed', relation;
    end if;
    select tgname into found_name from pg_trigger where tgrelid = relation and not tgisinternal;
    if found then
        raise exception 'cannot distribute relation % because it has triggers: %', relation, found_name;
    end if;
    select polname into found_name from pg_policy where polrelid = relation;
    if found then
        raise exception 'policies on distributed tables are not supported: % of %', found_name, relation;
    end if;
    select rulename into found_name from pg_rewrite where ev_class = relation;
    if found then
        raise exception 'the rule system is not supported: % of %', found_name, relation;
    end if;
    select attname into found_name from pg_attribute
    where attrelid = relation and attidentity <> '' and atttypid <> 'bigint'::regtype and not attisdropped;
    if found then
        raise exception 'cannot complete operation on % with smallint/int identity column %', relation, found_name;
    end if;
    select i.inhparent::regclass::text into found_name from pg_inherits i
    where i.inhrelid = relation and i.inhparent not in (select placements.relation from public.placements);
    if found then
        raise exception '% is a partition of %, which is not distributed', relation, found_name;
    end if;
end
$$;

create function public.create_reference_table(relation regclass) returns void language plpgsql as $$
begin
    perform public.refuse_unfit_table(relation);
    if exists (
        select from pg_constraint where contype = 'f' and conrelid = relation
        and confrelid not in (select placements.relation from public.placements where kind = 'reference')
    ) then
        raise exception 'reference table % has a foreign key to one that is none', relation;
    end if;
    insert into public.placements values (relation, 'reference', null, null);
end
$$;

create function public.create_distributed_table(relation regclass, distribution_column text, colocate_with text default 'default')
returns void language plpgsql as $$
declare
    key_name text;
    target pg_attribute;
    beside public.placements;
begin
    perform public.refuse_unfit_table(relation);
    select * into target from pg_attribute
    where attrelid = relation and attname = distribution_column and not attisdropped;
    if not found then
        raise exception 'column % of % does not exist', distribution_column, relation;
    end if;
    if target.attgenerated <> '' then
        raise exception '% of % is generated: it cannot be the distribution column', distribution_column, relation;
    end if;
    if not exists (
        select from pg_opclass c join pg_am m on m.oid = c.opcmethod
        where m.amname = 'hash' and c.opcdefault and c.opcintype in (target.atttypid, 'anyenum'::regtype)
    ) then
        raise exception 'type % of % has no hash function', format_type(target.atttypid, null), distribution_column;
    end if;
    select c.relname into key_name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = relation and (i.indisunique or i.indisexclusion)
    -- What an index only includes is no part of its key.
    and not target.attnum = any ((i.indkey::smallint[])[0:i.indnkeyatts - 1]);
    if found then
        raise exception 'unique index % of % lacks its distribution column %', key_name, relation, distribution_column;
    end if;
    select k.conname into key_name from pg_constraint k
    where k.conrelid = relation and k.contype = 'x' and not exists (
        select from unnest(k.conkey, k.conexclop) as pairs (attnum, operator)
        join pg_operator o on o.oid = pairs.operator
        where pairs.attnum = target.attnum and o.oprname = '='
    );
    if found then
        raise exception 'exclusion constraint % of % does not compare % for equality', key_name, relation, distribution_column;
    end if;
    if exists (select from pg_constraint where contype = 'f' and confrelid = relation and conrelid <> relation
               and conrelid not in (select placements.relation from public.placements)) then
        raise exception 'a local table has a foreign key to %, which would be distributed', relation;
    end if;
    if colocate_with in ('none', 'default') then
        insert into public.placements values (relation, 'distributed', distribution_column, relation::text);
    else
        select * into beside from public.placements where placements.relation = colocate_with::regclass;
        if beside.colocation is null then
            raise exception '% would lie with %, which is not distributed', relation, colocate_with;
        end if;
        if target.atttypid <> (
            select atttypid from pg_attribute where attrelid = beside.relation and attname = beside.distribution_column
        ) then
            raise exception 'distribution columns of % and % are of different types', relation, colocate_with;
        end if;
        insert into public.placements values (relation, 'distributed', distribution_column, beside.colocation);
    end if;
    perform public.refuse_unfit_foreign_keys(relation);
end
$$;

create function public.refuse_unfit_foreign_keys(relation regclass) returns void language plpgsql as $$
declare
    key record;
begin
    for key in
        select
            k.conname, k.confdeltype, k.confupdtype, t.kind, mine.colocation = t.colocation as is_beside,
            array_position(k.conkey, a.attnum) as place, array_position(k.confkey, b.attnum) as other_place
        from pg_constraint k
        join public.placements mine on mine.relation = k.conrelid
        left join public.placements t on t.relation = k.confrelid
        left join pg_attribute a on a.attrelid = k.conrelid and a.attname = mine.distribution_column
        left join pg_attribute b on b.attrelid = k.confrelid and b.attname = t.distribution_column
        where k.contype = 'f' and k.conrelid = refuse_unfit_foreign_keys.relation and mine.kind = 'distributed'
    loop
        if key.kind is null or key.kind = 'local' then
            raise exception '% of % leads to a table that is neither distributed nor a reference table', key.conname, relation;
        end if;
        if key.kind = 'distributed' and (not key.is_beside or key.place is null or key.place is distinct from key.other_place) then
            raise exception '% of % does not lead along the distribution column of co-located tables', key.conname, relation;
        end if;
        if key.place is not null and (key.confdeltype in ('n', 'd') or key.confupdtype in ('n', 'd', 'c')) then
            raise exception '% of % would change the distribution column', key.conname, relation;
        end if;
    end loop;
end
$$;

create function public.citus_add_local_table_to_metadata(relation regclass, cascade_via_foreign_keys boolean default false)
returns void language plpgsql as $$
declare
    connected regclass;
begin
    if not cascade_via_foreign_keys and exists (
        select from pg_constraint where contype = 'f' and relation in (conrelid, confrelid)) then
        raise exception '% has foreign keys: add it with cascade_via_foreign_keys', relation;
    end if;
    for connected in
        with recursive reached as (
            select relation as table_id
            union
            select case when k.conrelid = reached.table_id then k.confrelid else k.conrelid end
            from reached
            join pg_constraint as k
                on k.contype = 'f' and cascade_via_foreign_keys and reached.table_id in (k.conrelid, k.confrelid)
        )
        select table_id from reached
    loop
        perform public.refuse_unfit_table(connected);
        insert into public.placements values (connected, 'local', null, null);
    end loop;
end
$$;
