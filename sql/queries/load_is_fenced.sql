-- Loader: a newer try of the same run, if one has begun; none = this try may publish.
-- param: batch_id uuid
select newer.run_id, newer.try_number
from staging.batches as batches
inner join ops.runs as own on batches.run_id = own.run_id
inner join ops.runs as newer
    on own.dag_run = newer.dag_run
    and own.stage = newer.stage
    and own.day is not distinct from newer.day
    and own.try_number < newer.try_number
where batches.batch_id = %(batch_id)s
order by newer.try_number
limit 1
