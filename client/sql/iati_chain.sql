-- An award is out of another where all the money that came in says so.
WITH origin AS (
	SELECT f.award, min(f.provider_activity::text) AS origin
	FROM flow AS f
		 JOIN award AS w ON w.award = f.award AND w.passes_on IS NULL
		 JOIN award AS o ON o.award = f.provider_activity
	WHERE f.withdrawn_on IS NULL AND f.type IN (1, 11, 13)
	  AND f.provider_activity IS NOT NULL AND f.provider_activity <> f.award
	  AND (f.award IN (SELECT a.award FROM staged_activity AS a) OR f.provider_activity IN (SELECT a.award FROM staged_activity AS a))
	GROUP BY f.award
	HAVING count(DISTINCT f.provider_activity::text) = 1
)
UPDATE award AS w
SET passes_on = o.origin
FROM origin AS o
WHERE w.award = o.award;
