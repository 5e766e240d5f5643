-- Loader: wordings of the batch's articles that followed each other and whose difference is not written down yet.
-- param: batch_id uuid
with steps as (
    select distinct
        outcomes.article_id,
        lag(outcomes.version_id) over (
            partition by outcomes.article_id order by outcomes.fetched_at, outcomes.capture_id
        ) as previous_version_id,
        outcomes.version_id
    from warehouse.outcomes as outcomes
    where
        outcomes.superseded_at = 'infinity'
        and outcomes.article_id in (
            select articles.article_id
            from staging.articles as articles
            where articles.batch_id = %(batch_id)s
        )
)

select
    steps.article_id,
    steps.previous_version_id,
    steps.version_id,
    old.title as old_title,
    old.body as old_body,
    new.title as new_title,
    new.body as new_body
from steps
inner join warehouse.article_versions as old
    on steps.article_id = old.article_id and steps.previous_version_id = old.version_id
inner join warehouse.article_versions as new
    on steps.article_id = new.article_id and steps.version_id = new.version_id
left join warehouse.corrections as known
    on steps.article_id = known.article_id
    and steps.previous_version_id = known.previous_version_id
    and steps.version_id = known.version_id
    and known.position = 1
where steps.previous_version_id <> steps.version_id and known.article_id is null
order by steps.article_id, steps.previous_version_id, steps.version_id
