-- Loader: the last judgement of the gate on this very staging of a batch.
-- param: batch_id uuid
select verdicts.verdict_id, verdicts.decision, verdicts.reasons
from quality.verdicts as verdicts
inner join staging.batches as batches
    on verdicts.batch_id = batches.batch_id and verdicts.staging_id = batches.staging_id
where verdicts.batch_id = %(batch_id)s
order by verdicts.validated_at desc, verdicts.verdict_id desc
limit 1
