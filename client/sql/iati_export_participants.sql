SELECT e.award, p.role, CASE WHEN o.organization IS NULL THEN p.organization ELSE o.ref END, o.iati_type, o.name, o.labels, p.its_activity
FROM exported AS e
	 CROSS JOIN LATERAL (
		SELECT p.place, p.role, p.organization, p.its_activity
		FROM activity_organization AS p
		WHERE p.award = e.award
		UNION ALL
		SELECT w.place, w.role, w.organization, NULL
		FROM (VALUES (1, 1, e.funder), (2, 4, e.recipient)) AS w (place, role, organization)
		WHERE w.organization <> 'not-stated'
		  AND NOT EXISTS (SELECT FROM activity_organization AS p WHERE p.award = e.award)) AS p
	 LEFT JOIN named AS o ON o.organization = p.organization
ORDER BY e.award COLLATE "C", p.place
