-- Whoever a name may be several of is nobody; then who reports, gives and receives.
WITH bad AS (
	DELETE FROM staged_activity AS a
	USING staged_organization AS s
	WHERE s.is_ambiguous AND s.key = coalesce('=' || a.reporter_ref, '~' || a.reporter_name)
	RETURNING a.line, s.spelled
)
INSERT INTO refused (line, "column", value, reason)
SELECT b.line, 'reporting-org', b.spelled, 'several organizations have this name' FROM bad AS b;

WITH bad AS (
	SELECT DISTINCT ON (p.activity) p.activity, p.line, s.spelled
	FROM staged_participant AS p
		 JOIN staged_organization AS s ON s.is_ambiguous AND s.key = coalesce('=' || p.ref, '~' || p.name)
	ORDER BY p.activity, p.place
), without AS (
	DELETE FROM staged_activity AS a USING bad AS b WHERE b.activity = a.activity
	RETURNING b.line, b.spelled
)
INSERT INTO refused (line, "column", value, reason)
SELECT w.line, 'participating-org', w.spelled, 'several organizations have this name' FROM without AS w;

WITH unclear AS (
	SELECT s.key, s.spelled FROM staged_organization AS s WHERE s.is_ambiguous
), bad AS (
	DELETE FROM staged_transaction AS t
	USING unclear AS u
	WHERE u.key IN (coalesce('=' || t.provider_ref, '~' || t.provider_name), coalesce('=' || t.receiver_ref, '~' || t.receiver_name))
	RETURNING t.line, 'transaction' AS element, u.spelled, t.activity
), bad_plan AS (
	DELETE FROM staged_plan AS t
	USING unclear AS u
	WHERE u.key IN (coalesce('=' || t.provider_ref, '~' || t.provider_name), coalesce('=' || t.receiver_ref, '~' || t.receiver_name))
	RETURNING t.line, 'planned-disbursement', u.spelled, t.activity
)
INSERT INTO refused (line, "column", value, reason)
SELECT b.line, b.element, b.spelled, 'several organizations have this name'
FROM (TABLE bad UNION ALL TABLE bad_plan) AS b
WHERE b.activity IN (SELECT a.activity FROM staged_activity AS a);

UPDATE staged_participant AS p
SET organization = s.organization
FROM staged_organization AS s
WHERE s.key = coalesce('=' || p.ref, '~' || p.name);

UPDATE staged_activity AS a
SET reporter = s.organization
FROM staged_organization AS s
WHERE s.key = coalesce('=' || a.reporter_ref, '~' || a.reporter_name);

-- Who carries the activity out receives, and who funds it gives.
CREATE INDEX ON staged_participant (activity);
UPDATE staged_activity AS a
SET recipient = coalesce((SELECT p.organization
						  FROM staged_participant AS p
						  WHERE p.activity = a.activity AND p.role IN (2, 3, 4)
						  ORDER BY p.role DESC, p.place
						  LIMIT 1),
						 a.reporter);
CREATE TEMPORARY TABLE staged_provider ON COMMIT DROP AS
SELECT DISTINCT ON (t.activity) t.activity, s.organization
FROM staged_transaction AS t
	 JOIN staged_activity AS a ON a.activity = t.activity
	 JOIN staged_organization AS s ON s.key = coalesce('=' || t.provider_ref, '~' || t.provider_name)
WHERE t.type IN (1, 9, 11, 13) AND s.organization <> a.recipient
ORDER BY t.activity, t.booked_on, s.organization;
CREATE INDEX ON staged_provider (activity);
UPDATE staged_activity AS a
SET funder = coalesce((SELECT p.organization
					   FROM staged_participant AS p
					   WHERE p.activity = a.activity AND p.role = 1 AND p.organization <> a.recipient
					   ORDER BY p.place
					   LIMIT 1),
					  nullif(a.reporter, a.recipient),
					  (SELECT p.organization FROM staged_provider AS p WHERE p.activity = a.activity),
					  'not-stated');

INSERT INTO organization (organization, name, country, kind)
SELECT 'not-stated', 'Not stated', 'ZZ', 'other'
WHERE EXISTS (SELECT FROM staged_activity AS a WHERE a.funder = 'not-stated')
   OR EXISTS (SELECT FROM staged_transaction AS t
			  WHERE CASE WHEN t.type IN (1, 9, 11, 13) THEN coalesce(t.provider_ref, t.provider_name) IS NULL
						 WHEN t.type <> 4 THEN coalesce(t.receiver_ref, t.receiver_name) IS NULL END)
ON CONFLICT DO NOTHING;
INSERT INTO label (list, code, language, label)
SELECT 'organization.organization', o.organization, 'es', 'No se indica'
FROM organization AS o
WHERE o.organization = 'not-stated'
ON CONFLICT DO NOTHING;
