-- $1 is the schema of the tracker, as SQL writes it: tables with row security, all
-- tables, those without, whether it binds the user, and whether plans are compiled.
SELECT count(*) FILTER (WHERE c.relrowsecurity), count(*),
	   string_agg(quote_ident(c.relname), ', ' ORDER BY c.relname) FILTER (WHERE NOT c.relrowsecurity),
	   bool_or(row_security_active(c.oid)),
	   (SELECT s.reset_val = 'on' FROM pg_settings AS s WHERE s.name = 'jit')
FROM pg_class AS c
WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p')
