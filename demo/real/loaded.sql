\pset border 0
\pset numericlocale on

\echo 'caudal: a demonstration with real rates, IATI activities and annual filings'
\echo
\echo '1. What was read, taken and refused.  The ECB''s file has a line for each day'
\echo '   and a column for each currency; it is counted in cells.'
\echo
SELECT file, unit, read, loaded, read - loaded AS refused
FROM loaded_file
ORDER BY file;

\echo '   What was refused, and why:'
\echo
\pset expanded on
\pset border 1
SELECT count(*) AS refused, file, reason,
	   min(line)::text AS first_line,
	   (array_agg(what ORDER BY line, what))[1] AS which
FROM refused_row
GROUP BY file, reason
ORDER BY file, reason;
