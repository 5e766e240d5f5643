-- Loader: keys of events that were never published before.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into warehouse.events (event_id, recorded_at, batch_id)
select found.event_id, %(recorded_at)s::timestamptz, %(batch_id)s
from (
    select staged.event_id
    from staging.mentions as staged
    inner join staging.scopes as scopes on staged.batch_id = scopes.batch_id and staged.article_id = scopes.article_id
    where
        staged.batch_id = %(batch_id)s
        and not exists (
            select 1
            from quality.quarantined_rows as held
            where held.verdict_id = %(verdict_id)s and held.target_table = 'mentions' and held.row_no = staged.row_no
        )
    union
    select merges.canonical_event_id
    from staging.merges as merges
    where merges.batch_id = %(batch_id)s
    union
    select merges.event_id
    from staging.merges as merges
    where merges.batch_id = %(batch_id)s
) as found
where found.event_id is not null
on conflict (event_id) do nothing
