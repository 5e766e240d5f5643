-- Loader: close offices that the lexicon no longer knows, or knows otherwise.
-- param: roles jsonb (array of offices), version text, recorded_at timestamptz
update warehouse.actor_roles as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_version = %(version)s
where
    known.superseded_at = 'infinity'
    and not exists (
        select 1
        from jsonb_to_recordset(%(roles)s::jsonb) as given (
            person_id text, actor_code text, title text, valid_from date, valid_to date, person_name text,
            country_code text, sector text, is_spokesperson boolean, origin text
        )
        where
            given.person_id = known.person_id
            and given.actor_code = known.actor_code
            and given.title = known.title
            and given.valid_from = known.valid_from
            and (
                given.valid_to, given.person_name, given.country_code, given.sector, given.is_spokesperson, given.origin
            )
            is not distinct from (
                known.valid_to, known.person_name, known.country_code, known.sector, known.is_spokesperson, known.origin
            )
    )
