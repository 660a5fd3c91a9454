-- Where the reports of a tracker are.  Who may read them alone may not ask the
-- tracker; but they depend on its functions.
SELECT DISTINCT n.nspname
FROM pg_proc AS p
     JOIN pg_namespace AS n ON n.oid = p.pronamespace
     JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_proc'::regclass
     JOIN pg_proc AS t ON t.oid = d.refobjid
     JOIN pg_namespace AS s ON s.oid = t.pronamespace
WHERE p.proname = 'grant_status' AND t.proname = 'award_terms' AND s.nspname = $1
