-- Loader: add memberships of the lexicon that are not believed already.
-- param: memberships jsonb (array of memberships), version text, recorded_at timestamptz
insert into warehouse.actor_memberships (
    body_id, member_code, recorded_at, valid_from, valid_to, body_name, lexicon_version
)
select
    given.body_id,
    given.member_code,
    %(recorded_at)s::timestamptz,
    given.valid_from,
    given.valid_to,
    given.body_name,
    %(version)s
from jsonb_to_recordset(%(memberships)s::jsonb) as given (
    body_id text, member_code text, valid_from date, valid_to date, body_name text
)
where
    not exists (
        select 1
        from warehouse.actor_memberships as known
        where
            known.body_id = given.body_id
            and known.member_code = given.member_code
            and known.superseded_at = 'infinity'
    )
order by given.body_id, given.member_code
