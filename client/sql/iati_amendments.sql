-- What is promised: the outgoing commitments, or, of who receives, the incoming
-- ones; net, and of what is negative nothing can be an original.
CREATE TEMPORARY TABLE staged_promise ON COMMIT DROP AS
SELECT a.activity, a.award, a.first_day AS holds_from, grant_period(a.first_day, coalesce(a.last_day, 'infinity')) AS period,
	   coalesce(p.change, '{}') AS change
FROM staged_activity AS a
	 LEFT JOIN (SELECT c.activity, bag(c.amount) FILTER (WHERE is_positive(c.amount)) AS change
				FROM (SELECT f.activity, currency(f.amount) AS currency, sum(f.amount) AS amount
					  FROM (SELECT f.activity, f.amount, f.type, bool_or(f.type = 2) OVER (PARTITION BY f.activity) AS is_outgoing
							FROM staged_flow AS f
							WHERE f.type IN (2, 11)) AS f
					  WHERE f.type = CASE WHEN f.is_outgoing THEN 2 ELSE 11 END
					  GROUP BY f.activity, currency(f.amount)) AS c
				GROUP BY c.activity) AS p ON p.activity = a.activity;

-- What was said before, by files; of an award that was begun by hand, by all.
-- Amendments of the tracker's users stay beside those of files.
CREATE TEMPORARY TABLE staged_promised ON COMMIT DROP AS
SELECT p.activity, p.award, bag(k.change) AS change,
	   (array_agg(k.period ORDER BY k.holds_from DESC) FILTER (WHERE k.period IS NOT NULL))[1] AS period
FROM staged_promise AS p
	 JOIN amendment AS o ON o.award = p.award AND o.kind = 'original' AND is_known(o.known_since, o.withdrawn_on, CURRENT_DATE)
	 JOIN amendment AS k ON k.award = p.award AND is_known(k.known_since, k.withdrawn_on, CURRENT_DATE)
							AND (o.reason IS DISTINCT FROM 'IATI file' OR k.reason = 'IATI file')
GROUP BY p.activity, p.award;

CREATE TEMPORARY TABLE staged_correction ON COMMIT DROP AS
SELECT p.*, d.award IS NULL AS is_new
FROM staged_promise AS p
	 LEFT JOIN staged_promised AS d ON d.award = p.award
WHERE d.award IS NULL
   OR (NOT (SELECT g.is_incomplete FROM staged_guard AS g)
	   AND (d.change, d.period) IS DISTINCT FROM (p.change, p.period));

UPDATE staged_activity AS a
SET is_changed = true
FROM staged_correction AS c
WHERE c.activity = a.activity AND NOT a.is_new;

-- What is known since today has been in no report of an earlier day: it is
-- withdrawn on the day on which it came, and said anew.
UPDATE amendment AS k
SET withdrawn_on = CURRENT_DATE
FROM staged_correction AS c
WHERE k.award = c.award AND k.reason = 'IATI file' AND k.known_since = CURRENT_DATE AND k.withdrawn_on IS NULL;

INSERT INTO amendment (award, kind, holds_from, period, change, reason)
SELECT c.award, 'original', c.holds_from, c.period, c.change, 'IATI file'
FROM staged_correction AS c
WHERE NOT EXISTS (SELECT FROM amendment AS o
				  WHERE o.award = c.award AND o.kind = 'original' AND is_known(o.known_since, o.withdrawn_on, CURRENT_DATE))
ORDER BY c.activity;

INSERT INTO amendment (award, kind, holds_from, period, change, reason)
WITH before AS (
	SELECT c.award, bag(k.change) AS change,
		   (array_agg(k.period ORDER BY k.holds_from DESC) FILTER (WHERE k.period IS NOT NULL))[1] AS period
	FROM staged_correction AS c
		 JOIN amendment AS o ON o.award = c.award AND o.kind = 'original' AND is_known(o.known_since, o.withdrawn_on, CURRENT_DATE)
		 JOIN amendment AS k ON k.award = c.award AND is_known(k.known_since, k.withdrawn_on, CURRENT_DATE)
								AND (o.reason IS DISTINCT FROM 'IATI file' OR k.reason = 'IATI file')
	GROUP BY c.award
), difference AS (
	SELECT c.activity, c.award, nullif(c.period, b.period) AS period,
		   greatest(CURRENT_DATE,
					(SELECT max(k.holds_from) + 1 FROM amendment AS k
					 WHERE k.award = c.award AND is_known(k.known_since, k.withdrawn_on, CURRENT_DATE))) AS holds_from,
		   (SELECT bag(m) FILTER (WHERE direction(m) > 0) FROM unnest(c.change - b.change) AS m) AS more,
		   (SELECT bag(m) FILTER (WHERE direction(m) < 0) FROM unnest(c.change - b.change) AS m) AS less
	FROM staged_correction AS c
		 JOIN before AS b ON b.award = c.award
)
SELECT d.award, s.kind, d.holds_from + s.after, s.period, s.change, 'IATI file'
FROM difference AS d
	 CROSS JOIN LATERAL (
		SELECT 'supplement' AS kind, 0 AS after, d.period, d.more AS change
		WHERE d.more <> '{}'
		UNION ALL
		SELECT 'reduction', CASE WHEN d.more <> '{}' THEN 1 ELSE 0 END, CASE WHEN d.more <> '{}' THEN NULL ELSE d.period END, d.less
		WHERE d.less <> '{}'
		UNION ALL
		SELECT 'no-cost extension', 0, d.period, '{}'::money_bag
		WHERE d.period IS NOT NULL AND coalesce(d.more, '{}') = '{}' AND coalesce(d.less, '{}') = '{}') AS s
ORDER BY d.activity, s.after;
