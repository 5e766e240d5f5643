-- Loader: close what was believed of an article and is now read otherwise, from a capture that is not older,
-- and articles whose own capture no longer gives them.
-- param: batch_id uuid, verdict_id uuid, recorded_at timestamptz
update warehouse.article_states as known
set superseded_at = %(recorded_at)s::timestamptz, superseded_by_batch_id = %(batch_id)s
where
    known.superseded_at = 'infinity'
    and (
        exists (
            select 1
            from staging.articles as staged
            where
                staged.batch_id = %(batch_id)s
                and staged.article_id = known.article_id
                and staged.is_latest
                and staged.row_hash <> known.row_hash
                and staged.fetched_at >= known.fetched_at
                and not exists (
                    select 1
                    from quality.quarantined_rows as held
                    where
                        held.verdict_id = %(verdict_id)s
                        and held.target_table = 'articles'
                        and held.row_no = staged.row_no
                )
        )
        or exists (
            select 1
            from staging.captures as read_again
            where
                read_again.batch_id = %(batch_id)s
                and read_again.capture_id = known.capture_id
                and read_again.article_id is distinct from known.article_id
                and not exists (
                    select 1
                    from staging.articles as staged
                    where staged.batch_id = %(batch_id)s and staged.article_id = known.article_id
                )
                and not exists (
                    select 1
                    from quality.quarantined_rows as held
                    where
                        held.verdict_id = %(verdict_id)s
                        and held.target_table = 'captures'
                        and held.row_no = read_again.row_no
                )
        )
    )
    and known.article_id in (
        select articles.article_id
        from staging.articles as articles
        where articles.batch_id = %(batch_id)s
        union all
        select outcomes.article_id
        from staging.captures as captures
        inner join warehouse.outcomes as outcomes on captures.capture_id = outcomes.capture_id
        where captures.batch_id = %(batch_id)s and outcomes.article_id is not null
    )
