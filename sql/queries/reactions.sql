-- What was confirmed, denied, not denied or left without comment, beside the claim?
-- param: reaction text default null
select
    reactions.reaction, reactions.claimed_at, reactions.claim_source, reactions.claim_speaker, reactions.claim_sentence,
    reactions.reacted_at, reactions.reaction_source, reactions.reaction_speaker, reactions.reaction_sentence,
    reactions.event_id
from mart.reactions as reactions
where %(reaction)s::text is null or reactions.reaction = %(reaction)s::text
order by reactions.reacted_at, reactions.mention_id
