-- The results as Markdown.

CREATE VIEW result AS
SELECT measure AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms, min(ms) AS least, max(ms) AS most, count(*) AS rounds
FROM timing GROUP BY measure;

-- milliseconds with three significant digits or none after the point
CREATE FUNCTION shown(ms float8) RETURNS text LANGUAGE sql IMMUTABLE
	RETURN round(ms::numeric, CASE WHEN ms < 1 THEN 4 WHEN ms < 100 THEN 1 ELSE 0 END)::text;

\pset tuples_only on
\pset format unaligned

SELECT E'| what | ms | against | ms | ratio | bar | |\n|---|--:|---|--:|--:|---|---|';
SELECT format('| %s | %s | %s | %s | %s | %s | %s |', m.what, shown(a.ms), n.what, shown(b.ms),
	CASE WHEN faster THEN format('%s × faster', round((b.ms / a.ms)::numeric, 1)) ELSE format('%s ×', round((a.ms / b.ms)::numeric, 2)) END,
	CASE WHEN bar IS NULL THEN '' WHEN faster THEN format('at least %s × faster', bar) ELSE format('at most %s ×', bar) END,
	CASE WHEN bar IS NULL THEN '' WHEN CASE WHEN faster THEN b.ms / a.ms >= bar ELSE a.ms / b.ms <= bar END THEN 'met' ELSE '**missed**' END)
FROM comparison AS c
JOIN measure AS m ON m.name = measure
JOIN measure AS n ON n.name = against
JOIN result AS a ON a.name = measure
JOIN result AS b ON b.name = against
ORDER BY c.place;

SELECT E'\n## Times\n\n| what | median ms | least | most | rounds |\n|---|--:|--:|--:|--:|';
SELECT format('| %s | %s | %s | %s | %s |', what, shown(ms), shown(least), shown(most), rounds)
FROM measure JOIN result USING (name)
ORDER BY place;
