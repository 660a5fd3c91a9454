-- Activities are awards.  What they were before decides whether they changed.
LOCK TABLE award, amendment, tranche, budget, flow, activity IN SHARE ROW EXCLUSIVE MODE;

-- by the identifiers that references within the activity begin with
CREATE TEMPORARY TABLE staged_label ON COMMIT DROP AS
SELECT DISTINCT ON (s.list, s.code, s.language) s.*
FROM (SELECT t.activity, t.list,
			 CASE WHEN t.result IS NULL THEN a.award
				  WHEN t.indicator IS NULL THEN a.stem || '#R' || t.result
				  ELSE a.stem || '#R' || t.result || 'I' || t.indicator END AS code,
			 t.language, t.text AS label
	  FROM staged_text AS t
		   JOIN staged_activity AS a ON a.activity = t.activity) AS s
ORDER BY s.list, s.code, s.language, s.activity;
CREATE INDEX ON staged_label (code);
ANALYZE staged_label;

-- A record that was refused may be one that says who gives and receives, or
-- where: an award that is there keeps what it has of these.
CREATE TEMPORARY TABLE staged_kept ON COMMIT DROP AS
SELECT a.activity, w.award, w.funder, w.recipient
FROM staged_activity AS a
	 JOIN award AS w ON w.award = a.award
WHERE (SELECT g.is_incomplete FROM staged_guard AS g);
UPDATE staged_activity AS a
SET funder = k.funder, recipient = k.recipient
FROM staged_kept AS k
WHERE k.activity = a.activity;
DELETE FROM staged_participant AS p USING staged_kept AS k WHERE k.activity = p.activity;
INSERT INTO staged_participant (activity, line, place, role, its_activity, organization)
SELECT k.activity, 0, o.place, o.role, o.its_activity, o.organization
FROM staged_kept AS k JOIN activity_organization AS o ON o.award = k.award;
DELETE FROM staged_country AS c USING staged_kept AS k WHERE k.activity = c.activity;
INSERT INTO staged_country (activity, line, country, percentage)
SELECT k.activity, 0, o.country, o.percentage
FROM staged_kept AS k JOIN activity_country AS o ON o.award = k.award;

CREATE TEMPORARY TABLE staged_changed ON COMMIT DROP AS
SELECT a.activity
FROM staged_activity AS a
	 JOIN award AS w ON w.award = a.award
	 LEFT JOIN activity AS c ON c.award = a.award
WHERE c.award IS NULL
   OR (w.title, w.description, w.funder, w.recipient) IS DISTINCT FROM (a.title, a.description, a.funder, a.recipient)
   OR (c.reporter, c.secondary_reporter, c.language, c.default_currency, c.status, c.planned_start, c.actual_start, c.planned_end,
	   c.actual_end, c.hierarchy, c.humanitarian, c.updated_at)
	  IS DISTINCT FROM
	  (a.reporter, a.secondary, a.language, a.currency, a.status, a.planned_start, a.actual_start, a.planned_end,
	   a.actual_end, a.hierarchy, a.humanitarian, a.updated_at)
UNION
SELECT a.activity
FROM staged_activity AS a
	 JOIN (SELECT o.award::text, o.place, o.role, o.organization::text, o.its_activity::text
		   FROM activity_organization AS o
		   WHERE o.award IN (SELECT n.award FROM staged_activity AS n)
		   EXCEPT
		   SELECT n.award, p.place, p.role, p.organization, p.its_activity
		   FROM staged_participant AS p JOIN staged_activity AS n ON n.activity = p.activity) AS d ON d.award = a.award
UNION
SELECT p.activity
FROM staged_participant AS p
	 JOIN staged_activity AS n ON n.activity = p.activity
	 JOIN award AS w ON w.award = n.award
	 LEFT JOIN activity_organization AS o ON o.award = n.award AND o.place = p.place
WHERE (o.role, o.organization, o.its_activity) IS DISTINCT FROM (p.role, p.organization, p.its_activity)
UNION
SELECT a.activity
FROM staged_activity AS a
	 JOIN (SELECT o.award::text, o.country, o.percentage::numeric
		   FROM activity_country AS o
		   WHERE o.award IN (SELECT n.award FROM staged_activity AS n)
		   EXCEPT
		   SELECT n.award, p.country, p.percentage
		   FROM staged_country AS p JOIN staged_activity AS n ON n.activity = p.activity) AS d ON d.award = a.award
UNION
SELECT p.activity
FROM staged_country AS p
	 JOIN staged_activity AS n ON n.activity = p.activity
	 JOIN award AS w ON w.award = n.award
	 LEFT JOIN activity_country AS o ON o.award = n.award AND o.country = p.country
WHERE o.award IS NULL
UNION
SELECT s.activity
FROM staged_label AS s
	 JOIN staged_activity AS n ON n.activity = s.activity
	 JOIN award AS w ON w.award = n.award
	 LEFT JOIN label AS l ON (l.list, l.code, l.language) = (s.list, s.code, s.language)
WHERE s.list IN ('award.award', 'award.description') AND l.label IS DISTINCT FROM s.label;

UPDATE staged_activity AS a
SET is_new = false, is_changed = a.activity IN (SELECT c.activity FROM staged_changed AS c)
FROM award AS w
WHERE w.award = a.award;
-- which of them are new decides on plans
ANALYZE staged_activity;

INSERT INTO award (award, title, description, funder, recipient)
SELECT a.award, a.title, a.description, a.funder, a.recipient
FROM staged_activity AS a
WHERE a.is_new
ORDER BY a.activity;

UPDATE award AS w
SET title = a.title, description = a.description, funder = a.funder, recipient = a.recipient
FROM staged_activity AS a
WHERE w.award = a.award
  AND (w.title, w.description, w.funder, w.recipient) IS DISTINCT FROM (a.title, a.description, a.funder, a.recipient);

INSERT INTO activity AS c (award, reporter, secondary_reporter, language, default_currency, status,
						   planned_start, actual_start, planned_end, actual_end, hierarchy, humanitarian, updated_at)
SELECT a.award, a.reporter, a.secondary, a.language, a.currency, a.status,
	   a.planned_start, a.actual_start, a.planned_end, a.actual_end, a.hierarchy, a.humanitarian, a.updated_at
FROM staged_activity AS a
WHERE a.is_new OR a.is_changed
ORDER BY a.activity
ON CONFLICT (award) DO UPDATE
	SET reporter = excluded.reporter, secondary_reporter = excluded.secondary_reporter, language = excluded.language,
		default_currency = excluded.default_currency, status = excluded.status, planned_start = excluded.planned_start,
		actual_start = excluded.actual_start, planned_end = excluded.planned_end, actual_end = excluded.actual_end,
		hierarchy = excluded.hierarchy, humanitarian = excluded.humanitarian, updated_at = excluded.updated_at;

-- lists are as the file has them
DELETE FROM activity_organization AS o
USING staged_activity AS a
WHERE o.award = a.award AND a.is_changed;
INSERT INTO activity_organization (award, place, role, organization, its_activity)
SELECT a.award, p.place, p.role, p.organization, p.its_activity
FROM staged_participant AS p
	 JOIN staged_activity AS a ON a.activity = p.activity
WHERE a.is_new OR a.is_changed
ORDER BY a.activity, p.place;

DELETE FROM activity_country AS o
USING staged_activity AS a
WHERE o.award = a.award AND a.is_changed;
INSERT INTO activity_country (award, country, percentage)
SELECT DISTINCT ON (a.activity, c.country) a.award, c.country, c.percentage
FROM staged_country AS c
	 JOIN staged_activity AS a ON a.activity = c.activity
WHERE a.is_new OR a.is_changed
ORDER BY a.activity, c.country, c.line;

INSERT INTO label AS l (list, code, language, label)
SELECT s.list, s.code, s.language, s.label
FROM staged_label AS s
WHERE s.list IN ('award.award', 'award.description')
ON CONFLICT (list, code, language) DO UPDATE SET label = excluded.label WHERE l.label <> excluded.label;
