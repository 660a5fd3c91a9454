-- Whoever is not known by a reference ($1: by a name) may be called so.
UPDATE staged_organization AS s
SET organization = CASE WHEN f.count = 1 THEN f.organization END, is_ambiguous = f.count > 1
FROM (SELECT k.key, count(DISTINCT w.organization) AS count, min(w.organization) AS organization
	  FROM staged_organization AS k
		   JOIN (SELECT o.organization::text, lower(o.name) AS spelled FROM organization AS o
				 UNION ALL
				 SELECT a.organization::text, lower(a.alias) FROM organization_alias AS a) AS w ON w.spelled = lower(k.spelled)
	  WHERE k.organization IS NULL AND (k.ref IS NULL) = $1::boolean
	  GROUP BY k.key) AS f
WHERE f.key = s.key
