-- Loader: merges of a batch whose evidence was not held back, each led on to where its winner leads by now.
-- param: batch_id uuid, verdict_id uuid
select merges.event_id as loser, coalesce(onward.canonical_event_id, merges.canonical_event_id) as winner, merges.reason
from staging.merges as merges
left join warehouse.resolutions as onward
    on merges.canonical_event_id = onward.event_id and onward.superseded_at = 'infinity'
where
    merges.batch_id = %(batch_id)s
    and not exists (
        select 1
        from staging.mentions as staged
        inner join quality.quarantined_rows as held on staged.row_no = held.row_no
        where
            staged.batch_id = merges.batch_id
            and staged.event_id = merges.canonical_event_id
            and held.verdict_id = %(verdict_id)s
            and held.target_table = 'mentions'
    )
order by merges.event_id
