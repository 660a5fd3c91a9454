-- The results as Markdown.

CREATE VIEW result AS
SELECT measure AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms, min(ms) AS least, max(ms) AS most, count(*) AS rounds
FROM timing GROUP BY measure;

CREATE VIEW measured AS
SELECT name, what, ms FROM measure JOIN result USING (name);

-- milliseconds with three significant digits or none after the point
CREATE FUNCTION shown(ms float8) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN round(ms::numeric, CASE WHEN ms < 1 THEN 4 WHEN ms < 100 THEN 1 ELSE 0 END)::text;

\pset tuples_only on
\pset format unaligned

SELECT E'| what | ms | against | ms | ratio | bar | |\n|---|--:|---|--:|--:|---|---|';
SELECT format('| %s | %s | %s | %s | %s | %s | %s |', a_what || less_said, shown(a), b_what || against_less_said, shown(b),
	CASE WHEN faster THEN format('%s × faster', round((b / a)::numeric, 1)) ELSE format('%s ×', round((a / b)::numeric, 2)) END,
	CASE WHEN bar IS NULL THEN '' WHEN faster THEN format('at least %s × faster', bar) ELSE format('at most %s ×', bar) END,
	CASE WHEN bar IS NULL THEN '' WHEN CASE WHEN faster THEN b / a >= bar ELSE a / b <= bar END THEN 'met' ELSE '**missed**' END)
FROM comparison AS c
JOIN measured AS m (measure, a_what, a_ms) USING (measure)
JOIN measured AS n (against, b_what, b_ms) USING (against)
LEFT JOIN measured AS k (less, less_what, less_ms) USING (less)
LEFT JOIN measured AS l (against_less, against_less_what, against_less_ms) USING (against_less),
LATERAL (SELECT a_ms - coalesce(less_ms, 0) AS a, b_ms - coalesce(against_less_ms, 0) AS b,
	coalesce(', less ' || less_what, '') AS less_said, coalesce(', less ' || against_less_what, '') AS against_less_said) AS net
ORDER BY c.place;

SELECT E'\n## Times\n\n| what | median ms | least | most | rounds |\n|---|--:|--:|--:|--:|';
SELECT format('| %s | %s | %s | %s | %s |', what, shown(ms), shown(least), shown(most), rounds)
FROM measure JOIN result USING (name)
ORDER BY place;

SELECT E'\n## Sizes\n\n| index | rows | kB |\n|---|--:|--:|';
SELECT format('| %s on %s | %s | %s |', amname, format_type(atttypid, NULL), to_char(:index_rows, 'FM9,999,999'), pg_relation_size(c.oid) / 1024)
FROM pg_class AS c
JOIN pg_am AS am ON am.oid = relam
JOIN pg_index ON indexrelid = c.oid
JOIN pg_attribute AS a ON attrelid = indrelid AND attnum = indkey[0]
WHERE relname ~ '^indexed_'
ORDER BY amname DESC, 1;
