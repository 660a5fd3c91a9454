-- What the file says of who they are.
ANALYZE staged_organization;

UPDATE organization AS o
SET iati_type = s.type
FROM staged_organization AS s
WHERE s.organization = o.organization AND o.iati_type IS NULL AND s.type IS NOT NULL;

-- The name that an organization has stays; what a file calls it in a language is
-- its label there, and, where it is another, a name that it is found by.
WITH other AS (
	SELECT DISTINCT ON (s.organization, n.language, n.text) s.organization, n.language, n.text, n.row, o.name
	FROM staged_name AS n
		 JOIN staged_organization AS s ON s.key = coalesce('=' || n.ref, '~' || n.name)
		 JOIN organization AS o ON o.organization = s.organization
	WHERE n.text IS NOT NULL
	ORDER BY s.organization, n.language, n.text, n.row
), labels AS (
	INSERT INTO label (list, code, language, label)
	SELECT DISTINCT ON (o.organization, o.language) 'organization.organization', o.organization, o.language, o.text
	FROM other AS o
	ORDER BY o.organization, o.language, o.row
	ON CONFLICT DO NOTHING
)
INSERT INTO organization_alias (organization, alias, language)
SELECT DISTINCT ON (o.text, o.organization) o.organization, o.text, o.language
FROM other AS o
-- a longer one would not go into the index
WHERE o.text <> o.name AND length(o.text) <= 200
ORDER BY o.text, o.organization, o.row
ON CONFLICT DO NOTHING;
