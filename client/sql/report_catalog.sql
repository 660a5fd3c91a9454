-- The reports that the caller may read: functions that return rows, and views
-- without a function.
SELECT r.name, r.schema, r.is_function, r.oid, r.comment
FROM (SELECT p.proname AS name, n.nspname AS schema, true AS is_function, p.oid, p.pronargs,
             coalesce((SELECT obj_description(c.oid, 'pg_class') FROM pg_class AS c
                       WHERE c.relnamespace = n.oid AND c.relname = p.proname),
                      obj_description(p.oid, 'pg_proc')) AS comment
      FROM pg_proc AS p
           JOIN pg_namespace AS n ON n.oid = p.pronamespace
      WHERE n.nspname = $1
        AND p.prokind = 'f' AND p.proretset
        AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')
      UNION ALL
      SELECT c.relname, n.nspname, false, c.oid, 0, obj_description(c.oid, 'pg_class')
      FROM pg_class AS c
           JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1
        AND c.relkind IN ('v', 'm')
        AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
        AND NOT EXISTS (SELECT FROM pg_proc AS p
                        WHERE p.pronamespace = n.oid AND p.proname = c.relname AND p.proretset)) AS r
WHERE $2::text IS NULL OR r.name = $2
ORDER BY r.name COLLATE "C", r.pronargs DESC
