-- What the cleaner noticed on pages, for people: every flag of an article, and how the publishers' layouts hold up.

create view mart.article_flags as
select
    states.article_id,
    states.source_id,
    articles.canonical_url,
    split_part(flags.flag, ': ', 1) as flag_class,
    substr(flags.flag, length(split_part(flags.flag, ': ', 1)) + 3) as detail,
    states.fetched_at,
    states.published_at,
    states.cleaner_version
from warehouse.article_states as states
inner join warehouse.articles as articles on states.article_id = articles.article_id
cross join lateral unnest(states.flags) as flags (flag)
where states.superseded_at = 'infinity';
comment on view mart.article_flags is
'What was odd about an article''s page, and which layout was it read by? Grain: one flag of one article as it is believed now.';
comment on column mart.article_flags.article_id is 'The article.';
comment on column mart.article_flags.source_id is 'Outlet.';
comment on column mart.article_flags.canonical_url is 'Its address.';
comment on column mart.article_flags.flag_class is 'text, date, bad_charset and truncated: what did not stop the article. canonical: a declared address that is not believed. layout: which of the publisher''s layouts the body was read by, or could not be.';
comment on column mart.article_flags.detail is 'The rest of the flag, in words.';
comment on column mart.article_flags.fetched_at is 'When its page was captured (UTC).';
comment on column mart.article_flags.published_at is 'When the outlet says it was published (UTC); null when no date could be trusted.';
comment on column mart.article_flags.cleaner_version is 'Version of the cleaner that first said so.';

create view mart.layout_health as
with readings as (
    select
        flags.source_id,
        flags.fetched_at,
        flags.canonical_url,
        split_part(flags.detail, ' ', 1) as layout_name,
        substring(flags.detail from 'holds ([0-9]+)%')::numeric / 100 as held_share
    from mart.article_flags as flags
    where flags.flag_class = 'layout'
)

select
    readings.source_id,
    date_trunc('month', readings.fetched_at at time zone 'UTC')::date as month,
    readings.layout_name,
    count(*) as page_count,
    count(*) filter (where readings.held_share is null) as followed_count,
    count(*) filter (where readings.held_share = 0) as missing_count,
    count(*) filter (where readings.held_share > 0) as short_count,
    round(count(*) filter (where readings.held_share is null)::numeric / count(*), 3) as followed_share,
    (array_agg(readings.canonical_url order by readings.fetched_at desc) filter (where readings.held_share is not null))[1]
        as example_url
from readings
group by readings.source_id, date_trunc('month', readings.fetched_at at time zone 'UTC'), readings.layout_name;
comment on view mart.layout_health is
'Do the publishers'' layouts still fit their pages? Grain: one outlet, month of capture and layout. Where one no longer does, articles are read by the general readers: nothing is lost, but the layout is due.';
comment on column mart.layout_health.source_id is 'Outlet.';
comment on column mart.layout_health.month is 'First day of the month in which the pages were captured (UTC).';
comment on column mart.layout_health.layout_name is 'Table of pipeline/clean/layouts.toml; the newest that the capture can have where none was found.';
comment on column mart.layout_health.page_count is 'Articles of pages for which there is a layout.';
comment on column mart.layout_health.followed_count is 'Of these, read by the layout.';
comment on column mart.layout_health.missing_count is 'Of these, pages on which its element was not found.';
comment on column mart.layout_health.short_count is 'Of these, pages on which it held too little of what the general readers found.';
comment on column mart.layout_health.followed_share is 'followed_count / page_count, 0 to 1: a fall from one month to the next is a redesign.';
comment on column mart.layout_health.example_url is 'Latest page that was not read by it; null when all were.';
