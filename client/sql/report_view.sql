-- Columns of a report that is a view, by its oid.
SELECT true AS is_column, t.attnum, t.attname, format_type(t.atttypid, NULL), NULL, col_description(t.attrelid, t.attnum)
FROM pg_attribute AS t
WHERE t.attrelid = $1::oid AND t.attnum > 0 AND NOT t.attisdropped
ORDER BY t.attnum
