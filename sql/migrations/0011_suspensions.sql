-- A suspension is a reversal: it takes back what stood, even when the warehouse has no report of the promise.

create or replace view mart.ladder as
select
    steps.instrument,
    steps.date_start,
    steps.date_end,
    steps.actor_codes,
    steps.event_type,
    steps.status,
    steps.rung,
    steps.highest_before,
    case
        -- Nobody suspends what it does not give, whether or not a report of the promise is at hand.
        when steps.status = 'suspended' then 'reversal'
        when steps.rung is null and exists (
            -- One of the actors has stood behind the instrument before: proposed or higher.
            select 1
            from warehouse.acts as own
            inner join warehouse.acts as committed on own.pair_no = committed.pair_no
            where
                own.event_id = steps.event_id
                and own.recorded_at = steps.recorded_at
                and own.instrument = steps.instrument
                and committed.rung >= 3
                and committed.factuality in ('CT+', 'PR+')
                and committed.superseded_at = 'infinity'
                and committed.date_start < steps.date_start
        ) then 'reversal'
        when steps.rung is null then 'refusal'
        when steps.highest_before is null or steps.rung > steps.highest_before then 'up'
        when steps.rung = steps.highest_before then 'same'
        else 'below'
    end as move,
    steps.factuality,
    steps.event_id,
    steps.sentence,
    steps.canonical_url
from (
    select
        acts.instrument,
        acts.date_start,
        acts.date_end,
        versions.actor_codes,
        acts.recorded_at,
        versions.event_type,
        acts.status,
        acts.rung,
        before.highest_before,
        acts.factuality,
        acts.event_id,
        evidence.sentence,
        articles.canonical_url
    from warehouse.acts as acts
    -- By one column: over two that go together the planner expects far too few rows, and reads everything.
    inner join warehouse.event_versions as versions
        on acts.event_id = versions.event_id and versions.superseded_at = 'infinity'
    inner join warehouse.mentions as evidence
        on versions.evidence_mention_id = evidence.mention_id and evidence.superseded_at = 'infinity'
    inner join warehouse.articles as articles on evidence.article_id = articles.article_id
    left join lateral (
        select statuses.rung as highest_before
        from warehouse.statuses as statuses
        where
            statuses.rung is not null
            and exists (
                select 1
                from warehouse.acts as earlier
                where
                    earlier.instrument = acts.instrument
                    and earlier.rung = statuses.rung
                    and earlier.is_first
                    and earlier.superseded_at = 'infinity'
                    and (earlier.date_start, earlier.date_end, earlier.rung, earlier.event_id)
                    < (acts.date_start, acts.date_end, coalesce(acts.rung, 8), acts.event_id)
            )
        order by statuses.rung desc
        limit 1
    ) as before on true
    where acts.is_first and acts.superseded_at = 'infinity'
) as steps;
comment on column mart.ladder.move is
'up (a rung not reached before), same, below, reversal (suspended; or rejected or denied by an actor that stood behind it before), or refusal (rejected or denied by another).';
