-- The path of the user's sessions: whether caudal is on it, where the path comes
-- from, and which other table hides one of caudal's.
SELECT current_setting('search_path'),
	   n.nspname = ANY (pg_catalog.current_schemas(false)),
	   (SELECT s.source FROM pg_catalog.pg_settings AS s WHERE s.name = 'search_path'),
	   (SELECT string_agg(t.found::text, ', ' ORDER BY t.found::text)
		FROM (SELECT pg_catalog.to_regclass(w.name) AS found
			  FROM (VALUES ('exchange_rate'), ('rate_source')) AS w (name)) AS t
			 JOIN pg_catalog.pg_class AS c ON c.oid = t.found AND c.relnamespace <> n.oid)
FROM pg_catalog.pg_extension AS e
	 JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
WHERE e.extname = 'caudal'
