-- Loader: close evidence with the mentions that this publication closed.
-- param: batch_id uuid, recorded_at timestamptz
update warehouse.evidence as evidence
set superseded_at = mentions.superseded_at
from staging.scopes as scopes
inner join warehouse.mentions as mentions on scopes.article_id = mentions.article_id
where
    scopes.batch_id = %(batch_id)s
    and mentions.superseded_at = %(recorded_at)s::timestamptz
    and evidence.mention_id = mentions.mention_id
    and evidence.recorded_at = mentions.recorded_at
    and evidence.superseded_at = 'infinity'
