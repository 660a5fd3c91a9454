-- $1 is the schema that a tracker may be in: its name as SQL writes it, whether
-- the user may use it, and the schemas of the other trackers.
WITH tracker AS (
	SELECT n.oid, n.nspname
	FROM pg_namespace AS n
		 JOIN pg_proc AS p ON p.pronamespace = n.oid AND p.proname = 'report_schema' AND p.pronargs = 0
		 JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = 'schema_version'
)
SELECT (SELECT quote_ident(t.nspname) FROM tracker AS t WHERE t.nspname = $1),
	   (SELECT has_schema_privilege(t.oid, 'USAGE') FROM tracker AS t WHERE t.nspname = $1),
	   (SELECT string_agg(quote_ident(t.nspname), ', ' ORDER BY t.nspname) FROM tracker AS t WHERE t.nspname <> $1)
