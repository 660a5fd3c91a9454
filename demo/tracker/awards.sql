-- What is awarded.  A1 to A5 are grants to the lead of the alliance, R and S the
-- first and second grants that it makes out of them, D grants of a foundation to
-- a community organization directly, P one to a fiscal sponsor, which hands it on
-- as Q.  Some are amended; those numbers n are chosen by remainders, so that each
-- kind of amendment is there whatever the seed.
CREATE TEMP TABLE award_plan AS
WITH first_grants AS (
	SELECT m.*, f.first_day, (f.first_day + make_interval(months => CASE WHEN n % 3 = 0 THEN 21 ELSE 18 END))::date - 1 AS last_day
	FROM member AS m,
		 LATERAL (SELECT CASE WHEN n = 18 THEN date '2021-09-01'
							  ELSE (date '2021-04-01' + make_interval(months => pg_temp.draw(0, 5, 10, key)::int))::date END) AS f (first_day)
), extended AS (
	SELECT f.*, CASE WHEN n % 6 = 1 THEN (f.last_day + 1 + interval '3 months')::date - 1
					 WHEN n = 18 THEN date '2022-06-30'
					 ELSE f.last_day END AS extended_to
	FROM first_grants AS f
), second_grants AS (
	SELECT e.*, n % 3 <> 0 AS is_renewal, units > 1 AND n % 2 = 1 AS in_dollars, s.starts_on,
		   (s.starts_on + interval '18 months')::date - 1 AS ends_on
	FROM extended AS e,
		 LATERAL (SELECT CASE WHEN n % 3 = 0 THEN date '2023-04-01'
							  ELSE (extended_to + 1 + make_interval(months => pg_temp.draw(0, 2, 11, key)::int))::date END) AS s (starts_on)
	WHERE n % 3 <> 0 OR n % 6 = 3
)
SELECT k, 0 AS n, 100 * k + 90 + right(a.phase, 1)::int AS key, a.phase, 'C' || k || '-' || a.phase AS award,
	   a.title, f.organization AS funder, l.organization AS recipient, a.programme, a.restricted, a.conditions_met_on,
	   false AS pass_through, NULL AS passes_on, 'C' || k || '-' || a.renews AS renews,
	   a.currency, a.amount::numeric AS amount, a.first_day::date AS first_day, a.last_day::date AS last_day,
	   a.extended_to::date AS extended_to, 'USD' AS line_currency
FROM (VALUES
		 ('A1', 'F1', 'Programa Cauce 2021-2023', true, true, NULL::date, NULL, 'USD', 1800000, '2021-01-01', '2023-12-31', '2023-12-31'),
		 ('A2', 'F2', 'Resilience of communities on the move', true, true, '2021-03-15', NULL, 'USD', 600000, '2021-04-01', '2022-12-31', '2023-06-30'),
		 ('A3', 'F3', 'Cauce in Colombia', true, true, NULL, NULL, 'EUR', 500000, '2021-07-01', '2023-12-31', '2023-12-31'),
		 ('A4', 'F1', 'Core support', false, false, NULL, NULL, 'USD', 240000, '2022-01-01', '2024-12-31', '2024-12-31'),
		 ('A5', 'F2', 'Resilience of communities on the move, II', true, true, '2023-06-20', 'A2', 'USD', 600000, '2023-07-01', '2024-12-31', '2024-12-31')
	 ) AS a (phase, funder, title, programme, restricted, conditions_met_on, renews, currency, amount, first_day, last_day, extended_to)
	 JOIN carrier AS f ON f.code = a.funder
	 JOIN carrier AS l USING (k)
WHERE l.code = 'L'
UNION ALL
SELECT k, n, key, 'R', 'C' || k || '-R' || to_char(n, 'FM00'), 'Resilience grant, first phase', l.organization, e.organization,
	   true, true, NULL, false,
	   'C' || k || '-' || CASE e.country WHEN 'CO' THEN 'A3' WHEN 'SV' THEN 'A2' WHEN 'US' THEN 'A2' ELSE 'A1' END, NULL,
	   e.currency, pg_temp.draw(24, 60, 12, key) * 1000 * units, e.first_day, e.last_day, e.extended_to, e.currency
FROM extended AS e
	 JOIN carrier AS l USING (k)
WHERE l.code = 'L'
UNION ALL
SELECT k, n, key, 'S', 'C' || k || '-S' || to_char(n, 'FM00'), 'Resilience grant, second phase', l.organization, s.organization,
	   true, true, NULL, false,
	   'C' || k || '-' || CASE WHEN s.country IN ('MX', 'HN') THEN 'A1' ELSE 'A5' END,
	   CASE WHEN is_renewal THEN 'C' || k || '-R' || to_char(n, 'FM00') END,
	   CASE WHEN in_dollars THEN 'USD' ELSE s.currency END,
	   pg_temp.draw(18, 45, 13, key) * 1000 * CASE WHEN in_dollars THEN 1 ELSE units END,
	   s.starts_on, s.ends_on, s.ends_on, s.currency
FROM second_grants AS s
	 JOIN carrier AS l USING (k)
WHERE l.code = 'L'
UNION ALL
SELECT k, n, key, 'D', 'C' || k || '-D' || to_char(n, 'FM00'), 'Direct support', f.organization, m.organization,
	   false, false, NULL, false, NULL, NULL, 'USD', pg_temp.draw(20, 30, 14, key) * 1000,
	   date '2022-01-01', date '2022-12-31', date '2022-12-31', m.currency
FROM member AS m
	 JOIN carrier AS f USING (k)
WHERE f.code = 'F1' AND n IN (3, 15, 22, 26, 31)
UNION ALL
SELECT k, 33, key, 'P', 'C' || k || '-P33', 'Fiscal sponsorship', f.organization, m.organization,
	   true, true, NULL, true, NULL, NULL, 'USD', 60000, date '2022-04-01', date '2023-09-30', date '2023-09-30', 'USD'
FROM member AS m
	 JOIN carrier AS f USING (k)
WHERE f.code = 'F2' AND n = 33
UNION ALL
SELECT k, 24, m.key, 'Q', 'C' || k || '-Q24', 'Sponsored: schools of the way', s.organization, m.organization,
	   true, true, NULL, false, 'C' || k || '-P33', NULL, 'GTQ', 432000, date '2022-05-01', date '2023-09-30', date '2023-09-30', 'GTQ'
FROM member AS m
	 JOIN member AS s USING (k)
WHERE m.n = 24 AND s.n = 33;
CREATE UNIQUE INDEX ON award_plan (award);

ANALYZE award_plan;

INSERT INTO award (award, title, funder, recipient, programme, restricted, conditional, conditions_met_on,
				   pass_through, passes_on, renews)
SELECT a.award, a.title, a.funder, a.recipient, CASE WHEN a.programme THEN p.programme END, a.restricted,
	   a.conditions_met_on IS NOT NULL, a.conditions_met_on, a.pass_through, a.passes_on, a.renews
FROM award_plan AS a
	 JOIN plan AS p USING (k)
ORDER BY a.award;

-- Amendments, the originals among them.  They come into the tracker later, as
-- they come to be known: see books.sql.
CREATE TEMP TABLE amendment_plan AS
SELECT row_number() OVER (ORDER BY v.k, v.known_since, v.award COLLATE "C", v.holds_from)::bigint AS amendment, v.*
FROM (SELECT k, n, phase, award, 'original' AS kind, first_day AS holds_from, grant_period(first_day, last_day) AS period,
			 currency, amount, first_day - 14 AS known_since, NULL::date AS withdrawn_on, NULL AS reason
	  FROM award_plan
	  UNION ALL
	  SELECT k, n, phase, award, 'no-cost extension', last_day - 30, grant_period(first_day, extended_to),
			 NULL, NULL, last_day - 30, NULL, 'more time to finish, with the same money'
	  FROM award_plan
	  WHERE extended_to > last_day
	  UNION ALL
	  SELECT a.k, a.n, a.phase, a.award, c.kind, c.holds_from::date, NULL, a.currency, a.amount * c.percent / 100,
			 c.known_since::date, c.withdrawn_on, c.reason
	  FROM award_plan AS a
		   JOIN (VALUES
					('{2,9,16,23,30}'::int[], 'R', 'supplement', '2022-03-01', 20, '2022-03-01', NULL::date, 'shelter in the rainy season'),
					('{10}', 'R', 'supplement', '2021-11-15', 10, '2022-03-10', NULL, 'agreed in 2021, signed late'),
					('{21}', 'R', 'supplement', '2022-04-01', 80, '2022-04-01', '2022-04-20', 'a digit too many'),
					('{21}', 'R', 'supplement', '2022-04-01', 8, '2022-04-20', NULL, 'equipment'),
					('{4,15,26}', 'R', 'reduction', '2022-06-01', -10, '2022-06-01', NULL, 'a post was not filled'),
					('{18}', 'R', 'cancellation', '2022-06-30', -30, '2022-06-30', NULL, 'the organization asked for it'),
					('{0}', 'A3', 'reduction', '2022-12-01', -8, '2023-03-15', NULL, 'the funder told it late')
				) AS c (numbers, phase, kind, holds_from, percent, known_since, withdrawn_on, reason)
			   ON a.phase = c.phase AND a.n = ANY (c.numbers)
	  UNION ALL
	  SELECT k, n, phase, award, 'supplement', date '2022-05-15', NULL, 'USD', 3000, date '2022-05-15', NULL, 'an emergency, in dollars'
	  FROM award_plan
	  WHERE phase = 'R' AND n = 5) AS v;

-- The period of what is cancelled ends with it
UPDATE amendment_plan AS m
SET period = grant_period(a.first_day, a.extended_to)
FROM award_plan AS a
WHERE a.award = m.award AND m.kind = 'cancellation';

CREATE INDEX ON amendment_plan (award);
ANALYZE amendment_plan;

-- Payments: by portions of the original amount, and one for each supplement
CREATE TEMP TABLE tranche_plan AS
WITH due AS (
	SELECT a.*, t.tranche, (a.first_day + make_interval(months => t.after))::date + 14 AS due_on,
		   a.currency AS of, a.amount * t.percent / 100 AS part, a.first_day - 14 AS known_since,
		   CASE WHEN a.phase = 'R' AND a.n IN (4, 15, 26) AND t.tranche = 4 THEN date '2022-06-01'
				WHEN a.phase = 'R' AND a.n = 18 AND t.tranche >= 3 THEN date '2022-06-30'
				WHEN a.phase = 'A3' AND t.tranche = 5 THEN date '2023-03-15' END AS cancelled_on
	FROM award_plan AS a
		 JOIN (VALUES
				  ('R', 1, 40, 0), ('R', 2, 30, 6), ('R', 3, 20, 12), ('R', 4, 10, 15),
				  ('S', 1, 50, 0), ('S', 2, 30, 6), ('S', 3, 20, 12),
				  ('D', 1, 60, 0), ('D', 2, 40, 6), ('P', 1, 50, 0), ('P', 2, 50, 8), ('Q', 1, 50, 0), ('Q', 2, 50, 9),
				  ('A1', 1, 20, 0), ('A1', 2, 20, 6), ('A1', 3, 20, 12), ('A1', 4, 15, 18), ('A1', 5, 15, 24), ('A1', 6, 10, 30),
				  ('A2', 1, 40, 0), ('A2', 2, 30, 7), ('A2', 3, 30, 14),
				  ('A3', 1, 20, 0), ('A3', 2, 20, 6), ('A3', 3, 20, 12), ('A3', 4, 20, 18), ('A3', 5, 20, 24),
				  ('A4', 1, 40, 0), ('A4', 2, 30, 12), ('A4', 3, 30, 24), ('A5', 1, 50, 0), ('A5', 2, 50, 9)
			  ) AS t (phase, tranche, percent, after) USING (phase)
	UNION ALL
	SELECT a.*, CASE a.phase WHEN 'A3' THEN 6 ELSE 5 END,
		   CASE a.phase WHEN 'A3' THEN date '2023-07-15' ELSE m.known_since + 31 END,
		   m.currency, CASE a.phase WHEN 'A3' THEN 60000 ELSE m.amount END, m.known_since, NULL
	FROM award_plan AS a
		 JOIN amendment_plan AS m USING (award)
	WHERE m.withdrawn_on IS NULL
	  AND (m.kind = 'supplement' OR (m.kind = 'reduction' AND a.phase = 'A3'))
)
SELECT d.*, CASE WHEN d.cancelled_on IS NULL AND d.due_on < '2023-12-20'
				  -- one in ten of the last half-year waits for a report
				  AND (d.due_on < '2023-07-01' OR pg_temp.draw(1, 10, 20, d.key, d.tranche) > 1)
				 THEN least(d.due_on + pg_temp.draw(0, CASE WHEN d.n = 0 THEN 9 ELSE 25 END, 21, d.key, d.tranche)::int,
							date '2023-12-29') END AS paid_on
FROM due AS d;

INSERT INTO tranche (award, tranche, due_on, amount, known_since, approved_on, paid_on, cancelled_on, note)
SELECT award, tranche, due_on, monetary(part, of::currency), known_since,
	   CASE WHEN paid_on IS NOT NULL OR (cancelled_on IS NULL AND due_on < '2024-01-31' AND pg_temp.draw(0, 1, 22, key, tranche) = 1)
			THEN least(due_on, '2023-12-20') - pg_temp.draw(1, 12, 23, key, tranche)::int END,
	   paid_on, cancelled_on,
	   CASE WHEN paid_on IS NULL AND cancelled_on IS NULL AND due_on < '2023-12-20' THEN 'waits for a report' END
FROM tranche_plan
ORDER BY award, tranche;

-- What recipients owe reports on: most come in time
INSERT INTO requirement (award, requirement, kind, due_on, days_after_end, submitted_on, accepted_on)
SELECT q.award, q.requirement, q.kind, q.due_on, q.days_after_end, s.submitted_on,
	   CASE WHEN s.submitted_on + q.pause <= '2023-12-31' AND pg_temp.draw(1, 10, 30, q.key, q.requirement) > 1
			THEN s.submitted_on + q.pause END
FROM (SELECT a.award, a.key, r.requirement, r.kind, r.days_after_end,
			 CASE WHEN r.fixed IS NOT NULL THEN r.fixed
				  WHEN r.after IS NOT NULL THEN (a.first_day + make_interval(months => r.after))::date + 30 END AS due_on,
			 a.extended_to + r.days_after_end AS due_after_end,
			 CASE pg_temp.draw(1, 20, 31, a.key, r.requirement)
				 WHEN 1 THEN NULL
				 WHEN 2 THEN pg_temp.draw(8, 45, 32, a.key, r.requirement)
				 WHEN 3 THEN pg_temp.draw(1, 12, 32, a.key, r.requirement)
				 ELSE pg_temp.draw(-14, 0, 32, a.key, r.requirement) END::int AS delay,
			 pg_temp.draw(5, 40, 33, a.key, r.requirement)::int AS pause
	  FROM award_plan AS a
		   JOIN (VALUES
					('R', 1, 'narrative report', NULL::date, 6, NULL::int), ('R', 2, 'financial report', NULL, 12, NULL),
					('R', 3, 'final report', NULL, NULL, 60),
					('S', 1, 'narrative report', NULL, 6, NULL), ('S', 2, 'final report', NULL, NULL, 60),
					('D', 1, 'final report', NULL, NULL, 45), ('P', 1, 'narrative report', NULL, 9, NULL),
					('P', 2, 'final report', NULL, NULL, 60), ('Q', 1, 'final report', NULL, NULL, 30),
					('A1', 1, 'financial report', '2022-03-31', NULL, NULL), ('A1', 2, 'financial report', '2023-03-31', NULL, NULL),
					('A1', 3, 'audit', '2023-06-30', NULL, NULL), ('A1', 4, 'final report', NULL, NULL, 90),
					('A2', 1, 'narrative report', '2022-04-30', NULL, NULL), ('A2', 2, 'final report', NULL, NULL, 90),
					('A3', 1, 'financial report', '2022-07-31', NULL, NULL), ('A3', 2, 'final report', NULL, NULL, 120),
					('A4', 1, 'financial report', '2023-01-31', NULL, NULL), ('A4', 2, 'financial report', '2024-01-31', NULL, NULL),
					('A5', 1, 'narrative report', '2024-01-15', NULL, NULL)
				) AS r (phase, requirement, kind, fixed, after, days_after_end) USING (phase)
	  -- what is cancelled owes no report in between
	  WHERE NOT (a.phase = 'R' AND a.n = 18 AND r.requirement = 2)) AS q,
	 LATERAL (SELECT CASE WHEN coalesce(q.due_on, q.due_after_end) + q.delay <= '2023-12-31'
						  THEN coalesce(q.due_on, q.due_after_end) + q.delay END) AS s (submitted_on)
ORDER BY q.award, q.requirement;

-- Budgets: by line and calendar year.  A grant in dollars is budgeted in the
-- currency in which it is spent, at the rate of the month in which it begins.
CREATE TEMP TABLE line_plan AS
SELECT a.k, a.n, a.key, a.phase, a.award, a.first_day, a.last_day, a.extended_to, a.currency, a.line_currency, a.recipient,
	   l.line, l.name, l.place, a.amount * l.percent / 100 AS funder_total,
	   round(a.amount * l.percent / 100 * CASE WHEN a.currency = a.line_currency THEN 1
											   WHEN a.line_currency = 'USD' THEN 1 / r.rate
											   ELSE r.rate END) AS total
FROM award_plan AS a
	 JOIN (VALUES
			  ('{R,S,D,Q}'::text[], 1, 'staff', 'staff', 55), ('{R,S,D,Q}', 2, 'activities', 'activities', 30),
			  ('{R,S,D,Q}', 3, 'running', 'running costs', 15),
			  ('{A1}', 1, 'staff', 'coordination', 16), ('{A1}', 2, 'convenings', 'convenings', 8), ('{A1}', 3, 'mentoring', 'mentoring', 6),
			  ('{A2}', 1, 'staff', 'coordination', 20), ('{A2}', 2, 'learning', 'learning platform', 10),
			  ('{A3}', 1, 'staff', 'coordination', 20), ('{A3}', 2, 'convenings', 'convenings', 12),
			  ('{A4}', 1, 'staff', 'staff', 60), ('{A4}', 2, 'running', 'running costs', 40),
			  ('{A5}', 1, 'staff', 'coordination', 15), ('{A5}', 2, 'mentoring', 'mentoring', 8)
		  ) AS l (phases, place, line, name, percent) ON a.phase = ANY (l.phases)
	 LEFT JOIN exchange_rate AS r
		 ON r.source = 'illustrative' AND r.base = 'USD' AND r.valid_from = a.first_day
		AND r.quote = CASE WHEN a.line_currency = 'USD' THEN a.currency ELSE a.line_currency END;

CREATE TEMP TABLE budget_plan AS
SELECT l.award, l.line, l.n, l.phase, l.line_currency, l.currency, s.period,
	   -- running totals are rounded, so that the years add up to the whole
	   round(l.total * s.until / s.whole) - round(l.total * (s.until - s.months) / s.whole) AS amount,
	   CASE WHEN l.currency <> l.line_currency
			THEN round(l.funder_total * s.until / s.whole) - round(l.funder_total * (s.until - s.months) / s.whole) END AS funder_amount,
	   l.first_day - 14 AS known_since, l.total
FROM line_plan AS l
	 JOIN (SELECT award, period, months(period) AS months, sum(months(period)) OVER (PARTITION BY award ORDER BY period) AS until,
				  sum(months(period)) OVER (PARTITION BY award) AS whole
		   FROM award_plan,
				LATERAL split(grant_period(first_day, last_day), 'year') AS period) AS s USING (award);

ANALYZE line_plan, budget_plan;

INSERT INTO budget_line (award, line, name, currency)
SELECT award, line, name, line_currency::currency
FROM line_plan
ORDER BY award, place;

INSERT INTO budget (award, line, period, revision, amount, funder_amount, known_since)
SELECT award, line, period, 0, monetary(amount, line_currency::currency), monetary(funder_amount, currency::currency), known_since
FROM budget_plan
UNION ALL
-- the months of an extension get an eighth, which the year 2022 gives
SELECT a.award, l.line, grant_period(a.last_day + 1, a.extended_to), 0, monetary(round(l.total / 8), l.line_currency::currency), NULL,
	   a.last_day - 30
FROM award_plan AS a
	 JOIN line_plan AS l USING (award)
WHERE a.phase = 'R' AND a.n % 6 = 1
ORDER BY 1, 2, 3;

CREATE TEMP TABLE revision_plan AS
SELECT b.award, b.line, b.period, d.known_since, b.line_currency,
	   row_number() OVER of_period AS revision, b.amount + sum(d.change) OVER of_period AS amount
FROM budget_plan AS b
	 JOIN award_plan AS a USING (award),
	 LATERAL (SELECT 1 AS reason, date '2022-07-01' AS known_since,
					 CASE b.line WHEN 'staff' THEN round(b.total / 20) WHEN 'activities' THEN - round(b.total / 20) END AS change
			  WHERE b.n % 4 = 0 AND b.n <> 18
			  UNION ALL
			  SELECT 2, a.last_day - 30, - round(b.total / 8)
			  WHERE b.n % 6 = 1
			  UNION ALL
			  SELECT 3, m.known_since, round(b.total * m.amount / a.amount)
			  FROM amendment_plan AS m
			  WHERE m.award = b.award AND m.kind IN ('supplement', 'reduction') AND m.currency = b.line_currency AND m.withdrawn_on IS NULL
			  UNION ALL
			  SELECT 4, date '2022-06-30', - round(b.amount / 2)
			  WHERE b.n = 18) AS d
WHERE b.phase = 'R' AND first_day(b.period) = '2022-01-01' AND d.change IS NOT NULL
WINDOW of_period AS (PARTITION BY b.award, b.line, b.period ORDER BY d.known_since, d.reason)
UNION ALL
SELECT award, line, period, date '2022-06-30', line_currency, 1, 0
FROM budget_plan
WHERE phase = 'R' AND n = 18 AND first_day(period) = '2023-01-01';

INSERT INTO budget (award, line, period, revision, amount, known_since)
SELECT award, line, period, revision, monetary(amount, line_currency::currency), known_since
FROM revision_plan
ORDER BY 1, 2, 3, 4;
