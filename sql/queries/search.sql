-- Which articles hold these words (web search syntax: quotes, or, -)?
-- param: words text
-- param: language text default english
-- param: since date default -infinity
-- param: until date default infinity
-- param: row_limit integer default 20
select found.published_at, found.source_id, found.title, found.headline, found.canonical_url, found.rank
from mart.search(
    %(words)s::text, %(language)s::text, %(since)s::date, %(until)s::date, %(row_limit)s::integer
) as found
order by found.rank desc, found.published_at desc nulls last, found.article_id
