-- Who is named in the file, each once, and who that is.  By a reference or else
-- by a name, as find_organization() finds it; whoever is not found is new.
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
		   min(n.row) AS row
	FROM staged_name AS n
	GROUP BY 1
)
SELECT DISTINCT ON (k.key) k.key, k.ref, coalesce(k.ref, k.name) AS spelled, coalesce(n.called, k.name, k.ref) AS name, n.type,
	   coalesce(n.row, 0) AS row, NULL::text AS organization, false AS is_ambiguous, false AS is_new
FROM (SELECT coalesce('=' || u.ref, '~' || u.name) AS key, u.ref, u.name FROM used AS u) AS k
	 LEFT JOIN named AS n ON n.key = k.key
WHERE k.key IS NOT NULL
ORDER BY k.key;

UPDATE staged_organization AS s
SET organization = o.organization
FROM organization AS o
WHERE o.organization = s.spelled;

-- references first: a name may be that of one that is new by its reference
UPDATE staged_organization AS s
SET organization = CASE WHEN f.count = 1 THEN f.organization END, is_ambiguous = f.count > 1
FROM (SELECT k.key, count(DISTINCT w.organization) AS count, min(w.organization) AS organization
	  FROM staged_organization AS k
		   JOIN (SELECT o.organization::text, lower(o.name) AS spelled FROM organization AS o
				 UNION ALL
				 SELECT a.organization::text, lower(a.alias) FROM organization_alias AS a) AS w ON w.spelled = lower(k.spelled)
	  WHERE k.organization IS NULL AND k.ref IS NOT NULL
	  GROUP BY k.key) AS f
WHERE f.key = s.key;

-- The country is that of the register of an identifier of org-id.guide, where it
-- begins with a code of ISO 3166; XM and XI of IATI's own are none.
WITH added AS (
	INSERT INTO organization (organization, name, country, kind, iati_type)
	SELECT s.ref, s.name,
		   CASE WHEN s.ref ~ ('^(A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]'
							 || '|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]|H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]'
							 || '|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA|R[EOSUW]'
							 || '|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|XK|Y[ET]|Z[AMW])-.')
				THEN left(s.ref, 2) ELSE 'ZZ' END,
		   CASE WHEN s.type IN (10, 11, 15) THEN 'public' WHEN s.type BETWEEN 21 AND 24 THEN 'community' WHEN s.type = 40 THEN 'multilateral'
				WHEN s.type = 60 THEN 'foundation' WHEN s.type BETWEEN 70 AND 73 THEN 'company' WHEN s.type = 80 THEN 'academic' ELSE 'other' END,
		   s.type
	FROM staged_organization AS s
	WHERE s.ref IS NOT NULL AND s.organization IS NULL AND NOT s.is_ambiguous
	ORDER BY s.row, s.ref
	RETURNING organization
)
UPDATE staged_organization AS s
SET organization = a.organization, is_new = true
FROM added AS a
WHERE a.organization = s.ref;

UPDATE staged_organization AS s
SET organization = CASE WHEN f.count = 1 THEN f.organization END, is_ambiguous = f.count > 1
FROM (SELECT k.key, count(DISTINCT w.organization) AS count, min(w.organization) AS organization
	  FROM staged_organization AS k
		   JOIN (SELECT o.organization::text, lower(o.name) AS spelled FROM organization AS o
				 UNION ALL
				 SELECT a.organization::text, lower(a.alias) FROM organization_alias AS a) AS w ON w.spelled = lower(k.spelled)
	  WHERE k.organization IS NULL AND k.ref IS NULL
	  GROUP BY k.key) AS f
WHERE f.key = s.key;

-- One name in two ways of writing capitals is one organization.
WITH added AS (
	INSERT INTO organization (organization, name, country, kind, iati_type)
	SELECT DISTINCT ON (lower(s.spelled)) s.spelled, s.spelled, 'ZZ',
		   CASE WHEN s.type IN (10, 11, 15) THEN 'public' WHEN s.type BETWEEN 21 AND 24 THEN 'community' WHEN s.type = 40 THEN 'multilateral'
				WHEN s.type = 60 THEN 'foundation' WHEN s.type BETWEEN 70 AND 73 THEN 'company' WHEN s.type = 80 THEN 'academic' ELSE 'other' END,
		   s.type
	FROM staged_organization AS s
	WHERE s.ref IS NULL AND s.organization IS NULL AND NOT s.is_ambiguous
	ORDER BY lower(s.spelled), s.row, s.spelled
	RETURNING organization
)
UPDATE staged_organization AS s
SET organization = a.organization, is_new = true
FROM added AS a
WHERE lower(a.organization) = lower(s.spelled) AND s.organization IS NULL AND s.ref IS NULL;

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
