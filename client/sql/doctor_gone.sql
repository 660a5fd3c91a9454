-- Of what the migrations have made, that which is not there any more: its kind, how
-- many, and the first names.  Before it stands WITH script (text, schema): the
-- statements of the migrations that the tracker has had, and where they made what
-- they make.  What was on a table that is gone is not named as well.
, made AS (
	SELECT s.schema, lower(m.part[1]) AS kind, m.part[2] AS name, NULL AS on_table
	FROM script AS s
		 CROSS JOIN LATERAL regexp_matches(s.text, '^CREATE (TABLE|VIEW|FUNCTION) (\w+)', 'gw') AS m (part)
	UNION ALL
	-- those with a name of their own are rules, as constraints are
	SELECT s.schema, 'index', m.part[1], NULL
	FROM script AS s
		 CROSS JOIN LATERAL regexp_matches(s.text, '^CREATE UNIQUE INDEX "([^"]+)"', 'gw') AS m (part)
	UNION ALL
	SELECT s.schema, 'trigger', m.part[1], m.part[2]
	FROM script AS s
		 CROSS JOIN LATERAL regexp_matches(s.text, '^CREATE TRIGGER (\w+) [^;]* ON (\w+)\s', 'gw') AS m (part)
	UNION ALL
	SELECT s.schema, 'constraint', m.part[1], NULL
	FROM script AS s
		 CROSS JOIN LATERAL regexp_matches(s.text, '\mCONSTRAINT "([^"]+)"', 'g') AS m (part)
), gone AS (
	SELECT m.kind, coalesce(m.on_table || '.', '') || m.name AS name
	FROM (SELECT DISTINCT * FROM made) AS m
	WHERE NOT CASE m.kind
			  WHEN 'table' THEN EXISTS (SELECT FROM pg_class AS c
										WHERE c.relname = m.name AND c.relnamespace = m.schema AND c.relkind IN ('r', 'p', 'f'))
			  WHEN 'view' THEN EXISTS (SELECT FROM pg_class AS c
									   WHERE c.relname = m.name AND c.relnamespace = m.schema AND c.relkind IN ('v', 'm'))
			  WHEN 'index' THEN EXISTS (SELECT FROM pg_class AS c
										WHERE c.relname = m.name AND c.relnamespace = m.schema AND c.relkind IN ('i', 'I'))
			  WHEN 'function' THEN EXISTS (SELECT FROM pg_proc AS p WHERE p.proname = m.name AND p.pronamespace = m.schema)
			  WHEN 'trigger' THEN NOT EXISTS (SELECT FROM pg_class AS c WHERE c.relname = m.on_table AND c.relnamespace = m.schema)
				  OR EXISTS (SELECT FROM pg_trigger AS t
								  JOIN pg_class AS c ON c.oid = t.tgrelid
							 WHERE t.tgname = m.name AND c.relname = m.on_table AND c.relnamespace = m.schema)
			  ELSE EXISTS (SELECT FROM pg_constraint AS c WHERE c.conname = m.name AND c.connamespace = m.schema)
			  END
)
SELECT g.kind, count(*),
	   array_to_string((array_agg(g.name ORDER BY g.name))[1:8], ', ') || CASE WHEN count(*) > 8 THEN ', ...' ELSE '' END
FROM gone AS g
WHERE g.kind NOT IN ('constraint', 'index') OR NOT EXISTS (SELECT FROM gone AS t WHERE t.kind = 'table')
GROUP BY g.kind
ORDER BY array_position(ARRAY['table', 'view', 'function', 'trigger', 'constraint', 'index'], g.kind)
