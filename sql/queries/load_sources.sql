-- Loader: outlets of a batch, described as the watch list describes them; an equal row is not written.
-- param: batch_id uuid
insert into warehouse.sources as known (source_id, name, country_code, language_code, source_type)
select distinct on (captures.source_id)
    captures.source_id,
    coalesce(feeds.source_name, captures.source_id),
    feeds.country_code,
    feeds.language,
    feeds.source_type
from staging.captures as captures
left join raw.feeds as feeds on captures.source_id = feeds.source_id
where captures.batch_id = %(batch_id)s
order by captures.source_id asc, feeds.is_enabled desc nulls last, feeds.feed_url asc
on conflict (source_id) do update
set
    name = excluded.name,
    country_code = excluded.country_code,
    language_code = excluded.language_code,
    source_type = excluded.source_type
where
    excluded.country_code is not null
    and (known.name, known.country_code, known.language_code, known.source_type)
    is distinct from (excluded.name, excluded.country_code, excluded.language_code, excluded.source_type)
