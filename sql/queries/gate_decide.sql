-- Gate: write down what a person decided about a held row.
-- param: decision_id uuid, target_table text, row_key text, row_hash uuid, decision text, reason text, decided_by text
insert into quality.decisions (decision_id, target_table, row_key, row_hash, decision, reason, decided_by)
values (
    %(decision_id)s, %(target_table)s, %(row_key)s, %(row_hash)s::uuid, %(decision)s, %(reason)s, %(decided_by)s
)
