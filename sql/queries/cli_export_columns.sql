-- Command: the columns of an exported table in their order, with type and meaning.
-- param: record text (a type of the mart)
select columns.attname as name, format_type(columns.atttypid, columns.atttypmod) as type,
    col_description(columns.attrelid, columns.attnum) as meaning
from pg_catalog.pg_attribute as columns
where columns.attrelid = %(record)s::regclass and columns.attnum > 0 and not columns.attisdropped
order by columns.attnum
