-- Loader: close what was believed of copies that are none any more, or copies of something else.
-- param: article_ids uuid[], batch_id uuid, recorded_at timestamptz
update warehouse.syndications as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
where known.article_id = any(%(article_ids)s::uuid[]) and known.superseded_at = 'infinity'
