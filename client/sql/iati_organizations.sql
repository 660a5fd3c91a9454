-- Who is named in the file, each once: by a reference or else by a name.  The
-- statements after these say who that is, as find_organization() finds it, and add
-- whoever is not found.
LOCK TABLE organization IN SHARE ROW EXCLUSIVE MODE;

CREATE TEMPORARY TABLE staged_organization ON COMMIT DROP AS
WITH used AS (
	SELECT a.reporter_ref AS ref, a.reporter_name AS name FROM staged_activity AS a
	UNION
	SELECT p.ref, p.name FROM staged_participant AS p
	UNION
	SELECT t.provider_ref, t.provider_name FROM staged_transaction AS t
	UNION
	SELECT t.receiver_ref, t.receiver_name FROM staged_transaction AS t
	UNION
	SELECT p.provider_ref, p.provider_name FROM staged_plan AS p
	UNION
	SELECT p.receiver_ref, p.receiver_name FROM staged_plan AS p
), named AS (
	SELECT coalesce('=' || n.ref, '~' || n.name) AS key,
		   (array_agg(n.text ORDER BY n.row) FILTER (WHERE n.text IS NOT NULL))[1] AS called,
		   (array_agg(n.type ORDER BY n.row) FILTER (WHERE n.type IS NOT NULL))[1] AS type,
		   min(n.country) AS country,
		   min(n.row) AS row
	FROM staged_name AS n
	GROUP BY 1
)
SELECT DISTINCT ON (k.key) k.key, k.ref, coalesce(k.ref, k.name) AS spelled,
	   coalesce(n.called, k.name, k.ref) AS name, n.country, n.type,
	   CASE WHEN n.type IN (10, 11, 15) THEN 'public' WHEN n.type BETWEEN 21 AND 24 THEN 'community' WHEN n.type = 40 THEN 'multilateral'
			WHEN n.type = 60 THEN 'foundation' WHEN n.type BETWEEN 70 AND 73 THEN 'company' WHEN n.type = 80 THEN 'academic' ELSE 'other' END AS kind,
	   n.row, coalesce(k.ref, lower(k.name)) AS same, NULL::text AS organization, false AS is_ambiguous
FROM (SELECT coalesce('=' || u.ref, '~' || u.name) AS key, u.ref, u.name FROM used AS u) AS k
	 JOIN named AS n ON n.key = k.key
WHERE k.key IS NOT NULL
ORDER BY k.key;

UPDATE staged_organization AS s
SET organization = o.organization
FROM organization AS o
WHERE o.organization = s.spelled;
