-- Which articles hold these words (web search syntax: quotes, or, -)?
-- param: words text
-- param: language text default english
-- param: row_limit integer default 20
select *
from mart.search_articles(%(words)s::text, %(language)s::text) as found
order by found.rank desc, found.published_at desc nulls last, found.article_id
limit %(row_limit)s::integer
