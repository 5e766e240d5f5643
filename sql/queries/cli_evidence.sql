-- Every report of one event (merged keys lead to the surviving one), with the address of its bytes.
-- param: event_id uuid
select
    evidence.event_id, evidence.mention_id, evidence.published_at, evidence.source_name, evidence.speaker,
    evidence.source_kind, evidence.outlet, evidence.sentence, evidence.trigger_text, evidence.field,
    evidence.start_offset, evidence.end_offset, evidence.event_type, evidence.actor_codes, evidence.instruments,
    evidence.status, evidence.factuality, evidence.date_start, evidence.date_end, evidence.date_precision,
    evidence.canonical_url, lineage.warc_file, lineage.warc_offset, lineage.warc_length, lineage.sha256,
    lineage.article_id, lineage.version_id, evidence.rule_id, evidence.confidence
from mart.event_evidence as evidence
inner join mart.lineage as lineage on evidence.event_id = lineage.event_id and evidence.mention_id = lineage.mention_id
where
    evidence.event_id = (
        select keys.canonical_event_id
        from mart.event_keys as keys
        where keys.event_id = %(event_id)s::uuid
    )
order by evidence.published_at, evidence.mention_id
