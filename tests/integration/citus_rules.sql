-- Stand-ins for three functions of Citus: each notes where a table goes and refuses what Citus would refuse.
create table public.placements (
    relation regclass primary key,
    kind text not null,
    distribution_column name,
    colocation text
);

create function public.create_reference_table(relation regclass) returns void language plpgsql as $$
begin
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
begin
    select c.relname into key_name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = relation and i.indisunique and not exists (
        select from pg_attribute a where a.attrelid = relation and a.attname = distribution_column
        and a.attnum = any (i.indkey)
    );
    if found then
        raise exception 'unique index % of % lacks its distribution column %', key_name, relation, distribution_column;
    end if;
    if exists (select from pg_constraint where contype = 'f' and confrelid = relation and conrelid <> relation
               and conrelid not in (select placements.relation from public.placements)) then
        raise exception 'a local table has a foreign key to %, which would be distributed', relation;
    end if;
    insert into public.placements values (relation, 'distributed', distribution_column,
        case when colocate_with in ('none', 'default') then relation::text
             else (select colocation from public.placements where placements.relation = colocate_with::regclass) end);
    if (select colocation is null from public.placements p where p.relation = create_distributed_table.relation) then
        raise exception '% would lie with %, which is not distributed', relation, colocate_with;
    end if;
end
$$;

create function public.citus_add_local_table_to_metadata(relation regclass, cascade_via_foreign_keys boolean default false)
returns void language plpgsql as $$
begin
    if not cascade_via_foreign_keys and exists (
        select from pg_constraint where contype = 'f' and relation in (conrelid, confrelid)) then
        raise exception '% has foreign keys: add it with cascade_via_foreign_keys', relation;
    end if;
    insert into public.placements
    with recursive connected as (
        select relation as table_id
        union
        select case when k.conrelid = connected.table_id then k.confrelid else k.conrelid end
        from connected
        join pg_constraint as k
            on k.contype = 'f' and cascade_via_foreign_keys and connected.table_id in (k.conrelid, k.confrelid)
    )
    select table_id, 'local', null, null from connected;
end
$$;
