-- The settings of caudal; and what was set for a database or a role under a name
-- that is none of them, with whom it was set for.
SELECT s.name, s.setting, s.source, NULL
FROM pg_settings AS s
WHERE s.name LIKE 'caudal.%'
UNION ALL
SELECT split_part(c.setting, '=', 1), substr(c.setting, strpos(c.setting, '=') + 1), NULL,
	   concat_ws(', ', d.datname, r.rolname)
FROM pg_db_role_setting AS s
	 CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
	 LEFT JOIN pg_database AS d ON d.oid = s.setdatabase
	 LEFT JOIN pg_roles AS r ON r.oid = s.setrole
WHERE c.setting LIKE 'caudal.%'
  AND (s.setdatabase = 0 OR d.datname = current_database())
  AND lower(split_part(c.setting, '=', 1)) NOT IN (SELECT k.name FROM pg_settings AS k)
ORDER BY 1, 2
