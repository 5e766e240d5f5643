-- Loader: articles whose mentions this publication may close: read in what is now their current wording, or gone.
-- An article that is held back, or that is known from a later capture, keeps what is believed of it.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into staging.scopes (batch_id, article_id)
select staged.batch_id, staged.article_id
from staging.articles as staged
inner join warehouse.article_states as known
    on staged.article_id = known.article_id and staged.version_id = known.version_id and known.superseded_at = 'infinity'
where
    staged.batch_id = %(batch_id)s
    and staged.is_latest
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'articles' and held.row_no = staged.row_no
    )
union
select %(batch_id)s, gone.article_id
from staging.captures as captures
inner join warehouse.article_states as gone on captures.capture_id = gone.capture_id
where
    captures.batch_id = %(batch_id)s
    and gone.superseded_at = %(recorded_at)s::timestamptz
    and not exists (
        select 1
        from warehouse.article_states as known
        where known.article_id = gone.article_id and known.superseded_at = 'infinity'
    )
