-- A budget has one original and one revision for a period, in one currency, and
-- is for a day once.
CREATE TEMPORARY TABLE staged_line ON COMMIT DROP AS
SELECT b.row, b.line AS file_line, b.activity, a.award, 'IATI ' || currency(b.amount) AS line, b.type, b.status, b.amount, b.value_date,
	   grant_period(b.first_day, b.last_day) AS period, b.first_day, b.last_day, currency(b.amount) AS currency,
	   coalesce(b.type, 1) AS kind, 0 AS revision, 0::bigint AS place, NULL::monetary AS in_parts
FROM staged_budget AS b
	 JOIN staged_activity AS a ON a.activity = b.activity;
ANALYZE staged_line;

WITH second AS (
	DELETE FROM staged_line AS s
	USING (SELECT l.row, row_number() OVER (PARTITION BY l.activity, l.first_day, l.last_day, l.kind ORDER BY l.row) AS number
		   FROM staged_line AS l) AS n
	WHERE n.row = s.row AND n.number > 1
	RETURNING s.file_line, s.amount, s.kind
)
INSERT INTO refused (line, "column", value, reason)
SELECT s.file_line, 'budget', s.amount::text,
	   CASE s.kind WHEN 1 THEN 'a second original budget for one period' ELSE 'a second revised budget for one period' END
FROM second AS s;

WITH other AS (
	DELETE FROM staged_line AS s
	USING staged_line AS o
	WHERE o.activity = s.activity AND o.first_day = s.first_day AND o.last_day = s.last_day
	  AND o.kind = 1 AND s.kind = 2 AND o.currency <> s.currency
	RETURNING s.file_line, s.amount
)
INSERT INTO refused (line, "column", value, reason)
SELECT o.file_line, 'budget', o.amount::text, 'a revision is in another currency than its original'
FROM other AS o;

-- Of periods that overlap those stand that begin first.
WITH overlapping AS (
	DELETE FROM staged_line AS s
	USING (SELECT p.activity, p.currency, p.first_day, p.last_day,
				  max(p.last_day) OVER (PARTITION BY p.activity, p.currency ORDER BY p.first_day, p.last_day
										ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
		   FROM (SELECT DISTINCT l.activity, l.currency, l.first_day, l.last_day FROM staged_line AS l) AS p) AS o
	WHERE o.first_day <= o.taken_until
	  AND (o.activity, o.currency, o.first_day, o.last_day) = (s.activity, s.currency, s.first_day, s.last_day)
	RETURNING s.file_line, s.period
)
INSERT INTO refused (line, "column", value, reason)
SELECT o.file_line, 'budget', o.period::text, 'its days are in another budget of the activity, too'
FROM overlapping AS o;

UPDATE staged_line AS s
SET revision = 1
FROM staged_line AS o
WHERE s.kind = 2 AND o.kind = 1 AND (o.activity, o.first_day, o.last_day) = (s.activity, s.first_day, s.last_day);

-- What the award has for these days in lines of its own alone, added up as an
-- export does it.  The same is that export, come back, and is not put beside them;
-- of another amount it is not known which is right.
UPDATE staged_line AS s
SET in_parts = p.amount
FROM (SELECT l.row, sum(CASE WHEN l.kind = 2 THEN coalesce(r.amount, o.amount) ELSE o.amount END) AS amount
	  FROM staged_line AS l
		   JOIN budget AS o ON (o.award, o.currency, o.period) = (l.award, l.currency, l.period)
							   AND o.revision = 0 AND o.known_since <= CURRENT_DATE
		   LEFT JOIN LATERAL (SELECT r.amount
							  FROM budget AS r
							  WHERE (r.award, r.line, r.period) = (o.award, o.line, o.period)
								AND r.revision > 0 AND r.known_since <= CURRENT_DATE
							  ORDER BY r.revision DESC
							  LIMIT 1) AS r ON true
	  GROUP BY l.row
	  HAVING bool_and(o.line <> l.line)) AS p
WHERE p.row = s.row;

WITH unequal AS (
	DELETE FROM staged_line AS s WHERE s.in_parts <> s.amount
	RETURNING s.file_line, s.amount, s.in_parts
)
INSERT INTO refused (line, "column", value, reason, detail)
SELECT u.file_line, 'budget', u.amount::text, 'the award has lines of its own for these days, which add up to another amount', u.in_parts::text
FROM unequal AS u;

-- originals come before their revisions
UPDATE staged_line AS s
SET place = n.place
FROM (SELECT l.row, row_number() OVER (ORDER BY l.revision, l.row) AS place FROM staged_line AS l) AS n
WHERE n.row = s.row;
