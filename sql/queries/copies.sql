-- Which texts ran in several outlets, who had them first, and who printed them when?
-- param: first date default -infinity
-- param: last date default infinity
select
    texts.first_source_id, texts.first_published_at, texts.title, texts.outlet_count, copies.source_id,
    copies.lag_after_first, copies.containment, copies.canonical_url
from mart.syndication as texts
inner join mart.copies as copies on texts.group_id = copies.group_id
where texts.first_published_at >= %(first)s::date and texts.first_published_at < %(last)s::date + 1
order by texts.first_published_at, texts.group_id, copies.published_at, copies.source_id
