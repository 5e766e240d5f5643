-- Loader: add offices of the lexicon that are not believed already.
-- param: roles jsonb (array of offices), version text, recorded_at timestamptz
insert into warehouse.actor_roles (
    person_id, actor_code, title, valid_from, recorded_at, valid_to, person_name, country_code, sector, is_spokesperson,
    origin, lexicon_version
)
select
    given.person_id,
    given.actor_code,
    given.title,
    given.valid_from,
    %(recorded_at)s::timestamptz,
    given.valid_to,
    given.person_name,
    given.country_code,
    given.sector,
    given.is_spokesperson,
    given.origin,
    %(version)s
from jsonb_to_recordset(%(roles)s::jsonb) as given (
    person_id text, actor_code text, title text, valid_from date, valid_to date, person_name text, country_code text,
    sector text, is_spokesperson boolean, origin text
)
where
    not exists (
        select 1
        from warehouse.actor_roles as known
        where
            known.person_id = given.person_id
            and known.actor_code = given.actor_code
            and known.title = given.title
            and known.valid_from = given.valid_from
            and known.superseded_at = 'infinity'
    )
order by given.person_id, given.valid_from
