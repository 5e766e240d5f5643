-- Loader: close mentions that the articles of this batch no longer give, or give otherwise. Never touches other articles.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
update warehouse.mentions as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
from staging.scopes as scopes
where
    scopes.batch_id = %(batch_id)s
    and known.article_id = scopes.article_id
    and known.superseded_at = 'infinity'
    and not exists (
        select 1
        from staging.mentions as staged
        left join warehouse.resolutions as resolutions
            on known.event_id = resolutions.event_id and resolutions.superseded_at = 'infinity'
        left join warehouse.resolutions as onward
            on staged.event_id = onward.event_id and onward.superseded_at = 'infinity'
        where
            staged.batch_id = %(batch_id)s
            and staged.mention_id = known.mention_id
            and staged.row_hash = known.row_hash
            and coalesce(onward.canonical_event_id, staged.event_id)
            = coalesce(resolutions.canonical_event_id, known.event_id)
            and not exists (
                select 1
                from quality.quarantined_rows as held
                where held.verdict_id = %(verdict_id)s and held.target_table = 'mentions' and held.row_no = staged.row_no
            )
    )
