-- Whoever has a reference ($1: a name) that nobody has is new.  One name in two
-- ways of writing capitals is one organization.
WITH added AS (
	INSERT INTO organization (organization, name, country, kind, iati_type)
	SELECT DISTINCT ON (s.same) s.spelled, s.name, s.country, s.kind, s.type
	FROM staged_organization AS s
	WHERE s.organization IS NULL AND NOT s.is_ambiguous AND (s.ref IS NULL) = $1::boolean
	ORDER BY s.same, s.row, s.spelled
	RETURNING organization
)
UPDATE staged_organization AS s
SET organization = a.organization
FROM added AS a
	 JOIN staged_organization AS f ON f.spelled = a.organization AND (f.ref IS NULL) = $1::boolean
WHERE s.same = f.same AND s.organization IS NULL AND (s.ref IS NULL) = $1::boolean
