-- The path of sessions whose role has none of its own: that of the database,
-- else that of the server.
SELECT coalesce((SELECT substr(c.setting, strpos(c.setting, '=') + 1)
				 FROM pg_catalog.pg_db_role_setting AS s
					  JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase
					  CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
				 WHERE d.datname = current_database() AND s.setrole = 0 AND c.setting LIKE 'search\_path=%'),
				CASE WHEN p.source IN ('user', 'database user', 'client', 'session') THEN p.boot_val ELSE p.reset_val END)
FROM pg_catalog.pg_settings AS p
WHERE p.name = 'search_path'
