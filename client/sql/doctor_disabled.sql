-- $1 is the schema of the tracker and $2 that of caudal, as SQL writes them: each
-- table of which triggers do not fire, and each index that is not valid, unless it
-- is being built just now.  A trigger of a foreign key is called as the constraint.
SELECT 'trigger', format('%I.%I', n.nspname, c.relname),
	   string_agg(DISTINCT coalesce((SELECT k.conname FROM pg_constraint AS k WHERE k.oid = t.tgconstraint), t.tgname), ', ')
FROM pg_trigger AS t
	 JOIN pg_class AS c ON c.oid = t.tgrelid
	 JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.oid = to_regnamespace($1)
  AND t.tgenabled IN ('D', 'R')
GROUP BY n.nspname, c.relname
UNION ALL
SELECT 'index', format('%I.%I', n.nspname, x.relname), quote_ident(c.relname)
FROM pg_index AS i
	 JOIN pg_class AS c ON c.oid = i.indrelid
	 JOIN pg_class AS x ON x.oid = i.indexrelid
	 JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.oid IN (to_regnamespace($1), to_regnamespace($2))
  AND NOT i.indisvalid
  AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index AS p WHERE p.index_relid = i.indexrelid)
ORDER BY 1 DESC, 2
