-- Arguments and columns of a report that is a function, by its oid.
WITH parts AS (
    SELECT a.place, a.name, a.type, coalesce(a.mode, 'i') AS mode, p.pronargs, p.pronargdefaults, p.prorettype,
           p.pronamespace, p.proname, count(*) FILTER (WHERE coalesce(a.mode, 'i') NOT IN ('o', 't')) OVER (ORDER BY a.place) AS input
    FROM pg_proc AS p
         CROSS JOIN LATERAL unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes::text[], p.proargnames)
             WITH ORDINALITY AS a (type, mode, name, place)
    WHERE p.oid = $1::oid
)
SELECT false AS is_column, a.place, a.name, format_type(a.type, NULL) AS type,
       a.input > a.pronargs - a.pronargdefaults AS has_default, NULL AS comment
FROM parts AS a
WHERE a.mode IN ('i', 'b', 'v')
UNION ALL
SELECT true, a.place, a.name, format_type(a.type, NULL), NULL,
       (SELECT col_description(c.oid, t.attnum)
        FROM pg_class AS c
             JOIN pg_attribute AS t ON t.attrelid = c.oid AND t.attname = a.name
        WHERE c.relnamespace = a.pronamespace AND c.relname = a.proname)
FROM parts AS a
WHERE a.mode IN ('o', 'b', 't')
UNION ALL
-- rows of a table or view
SELECT true, t.attnum, t.attname, format_type(t.atttypid, NULL), NULL, col_description(t.attrelid, t.attnum)
FROM pg_proc AS p
     JOIN pg_type AS y ON y.oid = p.prorettype
     JOIN pg_attribute AS t ON t.attrelid = y.typrelid AND t.attnum > 0 AND NOT t.attisdropped
WHERE p.oid = $1::oid
ORDER BY is_column, place
