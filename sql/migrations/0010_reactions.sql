-- Reactions find their claim through the acts of actor and instrument: the latest before it, not the first of a week.

-- squawk-ignore require-concurrent-index-creation
create index acts_current on warehouse.acts (actor_code, instrument, date_start desc, event_id)
where superseded_at = 'infinity';

create or replace view mart.reactions as
select
    reactions.event_id,
    reactions.reaction,
    claims.event_id as claim_event_id,
    claims.source_id as claim_source,
    claims.published_at as claimed_at,
    claims.speaker as claim_speaker,
    claims.source_kind as claim_source_kind,
    claims.sentence as claim_sentence,
    reactions.source_id as reaction_source,
    reactions.published_at as reacted_at,
    reactions.speaker as reaction_speaker,
    reactions.sentence as reaction_sentence,
    reactions.mention_id
from (
    select
        mentions.*,
        case
            when mentions.confirmation <> 'none' then mentions.confirmation
            when mentions.factuality in ('CT-', 'PR-', 'PS-') then 'denied'
        end as reaction
    from mart.mentions as mentions
) as reactions
left join lateral (
    -- Linking may or may not have put the denial beside what it denies: the same happening first, then the same act of
    -- the same actor about the same instrument within a week.
    select
        found.event_id, found.source_id, found.published_at, found.speaker, found.source_kind, found.sentence
    from (
        select
            1 as choice, versions.event_id, claim.mention_id, claim.source_id, claim.published_at, claim.speaker,
            claim.source_kind, claim.sentence
        from warehouse.event_versions as versions
        inner join warehouse.mentions as claim
            on versions.evidence_mention_id = claim.mention_id and claim.superseded_at = 'infinity'
        where
            versions.event_id = reactions.event_id
            and versions.superseded_at = 'infinity'
            and versions.factuality not in ('CT-', 'PR-', 'PS-')
            and claim.mention_id <> reactions.mention_id
            and claim.published_at <= reactions.published_at
        union all
        select
            2, nearest.event_id, nearest.mention_id, nearest.source_id, nearest.published_at, nearest.speaker,
            nearest.source_kind, nearest.sentence
        from unnest(reactions.actor_codes) as actors (actor_code)
        cross join unnest(reactions.instruments) as topics (instrument)
        cross join lateral (
            select
                acts.event_id, claim.mention_id, claim.source_id, claim.published_at, claim.speaker, claim.source_kind,
                claim.sentence
            from warehouse.acts as acts
            inner join warehouse.event_versions as versions
                on acts.event_id = versions.event_id and acts.recorded_at = versions.recorded_at
            inner join warehouse.mentions as claim
                on versions.evidence_mention_id = claim.mention_id and claim.superseded_at = 'infinity'
            where
                acts.actor_code = actors.actor_code
                and acts.instrument = topics.instrument
                and acts.superseded_at = 'infinity'
                and acts.date_start between reactions.date_start - 7 and reactions.date_start + 7
                and acts.event_id <> reactions.event_id
                and versions.event_type = reactions.event_type
                and claim.mention_id <> reactions.mention_id
                and claim.published_at <= reactions.published_at
            order by acts.date_start desc, acts.event_id
            limit 1
        ) as nearest
    ) as found
    order by found.choice, found.published_at desc, found.mention_id
    limit 1
) as claims on true
where reactions.reaction is not null;
comment on view mart.reactions is
'Was a report confirmed, denied, not denied or left without comment, and in which words? Grain: one report that carries an official reaction or a denial, beside the latest sentence before it that claims it.';
comment on column mart.reactions.claim_event_id is 'Happening of the claim: the same, or the latest act before it of the same kind, actor in office and instrument within a week; null when there is none.';
comment on column mart.reactions.claimed_at is 'When the report of the claim was published (UTC): not after the reaction.';
comment on column mart.reactions.claim_source is 'Outlet whose sentence claims it: that of the sentence that speaks for the happening of the claim.';
comment on index warehouse.acts_current is 'Finds the latest act of an actor about an instrument before a day, whatever its stance.';
