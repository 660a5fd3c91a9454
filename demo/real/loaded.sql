\pset border 0
\pset numericlocale on

\echo '   Transactions and filings, by SQL:'
\echo
SELECT file, unit, read, loaded, read - loaded AS refused
FROM loaded_file
ORDER BY file;

SELECT EXISTS (SELECT FROM refused_row) AS refused
\gset
\if :refused
\echo '   What was refused, and why:'
\echo
SELECT count(*) AS refused, file, reason,
	   min(line)::text AS first_line,
	   (array_agg(what ORDER BY line, what))[1] AS which
FROM refused_row
GROUP BY file, reason
ORDER BY file, reason;
\endif
