-- Loader: add mentions that are not believed already.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
insert into warehouse.mentions (
    mention_id, recorded_at, event_id, article_id, version_id, capture_id, source_id, published_at,
    event_type, instruments, actor_codes, actors, recipients, providers, status, stance, conditions, factuality,
    confirmation, date_start, date_end, date_precision, date_text, magnitude_value, magnitude_unit, confidence,
    outlet, speaker, source_kind, quote_kind, hops, is_background, field, start_offset, end_offset, sentence_start,
    sentence_end, trigger_text, sentence, rule_id, extractor, extractor_version, row_hash, batch_id, entry_position
)
select
    staged.mention_id,
    %(recorded_at)s::timestamptz,
    staged.event_id,
    staged.article_id,
    staged.version_id,
    staged.capture_id,
    staged.source_id,
    staged.published_at,
    staged.event_type,
    staged.instruments,
    staged.actor_codes,
    staged.actors,
    staged.recipients,
    staged.providers,
    staged.status,
    staged.stance,
    staged.conditions,
    staged.factuality,
    staged.confirmation,
    staged.date_start,
    staged.date_end,
    staged.date_precision,
    staged.date_text,
    staged.magnitude_value,
    staged.magnitude_unit,
    staged.confidence,
    staged.outlet,
    staged.speaker,
    staged.source_kind,
    staged.quote_kind,
    staged.hops,
    staged.is_background,
    staged.field,
    staged.start_offset,
    staged.end_offset,
    staged.sentence_start,
    staged.sentence_end,
    staged.trigger_text,
    staged.sentence,
    staged.rule_id,
    staged.extractor,
    batches.extractor_version,
    staged.row_hash,
    staged.batch_id,
    staged.entry_position
from staging.mentions as staged
inner join staging.batches as batches on staged.batch_id = batches.batch_id
inner join staging.scopes as scopes on staged.batch_id = scopes.batch_id and staged.article_id = scopes.article_id
left join warehouse.mentions as known on staged.mention_id = known.mention_id and known.superseded_at = 'infinity'
where
    staged.batch_id = %(batch_id)s
    and known.mention_id is null
    and not exists (
        select 1
        from quality.quarantined_rows as held
        where held.verdict_id = %(verdict_id)s and held.target_table = 'mentions' and held.row_no = staged.row_no
    )
order by staged.row_no
