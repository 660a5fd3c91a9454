-- What only the whole file, or the database, tells of an activity.
ANALYZE staged_activity; ANALYZE staged_transaction; ANALYZE staged_participant; ANALYZE staged_name; ANALYZE staged_text;
ANALYZE staged_budget; ANALYZE staged_plan; ANALYZE staged_country; ANALYZE staged_result; ANALYZE staged_indicator; ANALYZE staged_value;

WITH second AS (
	DELETE FROM staged_activity AS a
	USING (SELECT s.activity, row_number() OVER (PARTITION BY s.award ORDER BY s.activity) AS number FROM staged_activity AS s) AS n
	WHERE n.activity = a.activity AND n.number > 1
	RETURNING a.line, a.award
)
INSERT INTO refused (line, "column", value, reason)
SELECT s.line, 'iati-identifier', s.award, 'a second activity with one identifier'
FROM second AS s;

-- Where the planned end was before the actual start it is an end no more.
UPDATE staged_activity AS a
SET first_day = coalesce(a.actual_start, a.planned_start, t.booked_on),
	last_day = coalesce(a.actual_end, CASE WHEN a.planned_end >= coalesce(a.actual_start, a.planned_start, t.booked_on) THEN a.planned_end END),
	stem = CASE WHEN length(a.award) <= 150 THEN a.award ELSE left(a.award, 110) || '~' || md5(a.award) END
FROM staged_activity AS s
	 LEFT JOIN (SELECT n.activity, min(n.booked_on) AS booked_on FROM staged_transaction AS n GROUP BY n.activity) AS t
		 ON t.activity = s.activity
WHERE s.activity = a.activity;

WITH bad AS (
	DELETE FROM staged_activity AS a
	WHERE a.first_day IS NULL OR a.last_day < a.first_day OR (a.actual_start IS NULL AND a.planned_end < a.planned_start)
	RETURNING a.line, a.award, a.first_day, coalesce(a.last_day, a.planned_end) AS last_day
)
INSERT INTO refused (line, "column", value, reason)
SELECT b.line, 'activity-date', CASE WHEN b.first_day IS NULL THEN b.award ELSE b.last_day::text END,
	   CASE WHEN b.first_day IS NULL THEN 'neither a start nor a transaction says when it begins'
			ELSE 'the activity ends before it starts' END
FROM bad AS b;
