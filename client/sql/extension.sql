-- $1 is the extension: its version, that of the server's files, whether an update
-- leads from one to the other, its schema, and whether the user may use that.
SELECT e.extversion, a.default_version,
	   CASE WHEN a.name IS NOT NULL THEN	-- without files the function is an error
			EXISTS (SELECT
					FROM pg_extension_update_paths(a.name) AS p
					WHERE p.source = e.extversion AND p.target = a.default_version AND p.path IS NOT NULL) END,
	   quote_ident(n.nspname), has_schema_privilege(n.oid, 'USAGE'), n.nspname
FROM (VALUES ($1::name)) AS wanted (name)
	 LEFT JOIN pg_available_extensions AS a ON a.name = wanted.name
	 LEFT JOIN pg_extension AS e ON e.extname = wanted.name
	 LEFT JOIN pg_namespace AS n ON n.oid = e.extnamespace
