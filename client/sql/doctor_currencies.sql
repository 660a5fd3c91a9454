-- For every currency in use: where it is used, the rate into the reporting
-- currency that serves today or was the last to serve, and the flows that have no
-- rate on their value date.  Flows are read once, and rates looked up once for
-- each currency and day of theirs.  caudal.missing_rate is "null".
WITH reporting AS MATERIALIZED (
	SELECT reporting_currency() AS currency, pivot_currency() AS pivot
), day AS MATERIALIZED (
	-- what the bank exchanged, or was agreed on, needs no published rate
	SELECT currency(f.amount) AS currency, f.valued_on AS day, count(*) AS flows
	FROM flow AS f
	WHERE f.valued_on <= CURRENT_DATE
	  AND (f.withdrawn_on IS NULL OR f.withdrawn_on > CURRENT_DATE)
	  AND NOT coalesce(currency(f.counter_amount) = (SELECT r.currency FROM reporting AS r)
					   OR f.agreed_currency = (SELECT r.currency FROM reporting AS r), false)
	GROUP BY 1, 2
), used AS (
	SELECT d.currency, true AS by_flow, false AS by_promise, false AS by_budget, false AS by_home,
		   d.day > CURRENT_DATE - 366 AS of_late
	FROM day AS d
	UNION ALL
	SELECT c.currency, false, true, false, false, false
	FROM amendment AS a
		 CROSS JOIN LATERAL unnest(currencies(a.change)) AS c (currency)
	UNION ALL
	SELECT currency(t.amount), false, true, false, false, t.paid_on IS NULL AND t.cancelled_on IS NULL
	FROM tranche AS t
	UNION ALL
	SELECT b.currency, false, false, true, false, false
	FROM budget_line AS b
	UNION ALL
	SELECT o.home_currency, false, false, false, true, false
	FROM organization AS o
	WHERE o.home_currency IS NOT NULL
), in_use AS (
	SELECT u.currency, bool_or(u.by_flow) AS by_flow, bool_or(u.by_promise) AS by_promise, bool_or(u.by_budget) AS by_budget,
		   bool_or(u.by_home) AS by_home, bool_or(u.of_late) AS of_late
	FROM used AS u
	GROUP BY u.currency
), served AS (
	SELECT u.*, CASE WHEN exchange_rate(u.currency, r.currency, CURRENT_DATE) IS NOT NULL THEN CURRENT_DATE
					 -- ten years back at most
					 ELSE (SELECT max(g.day)::date
						   FROM generate_series(CURRENT_DATE::timestamp - interval '10 years', CURRENT_DATE, '1 day') AS g (day)
						   WHERE exchange_rate(u.currency, r.currency, g.day::date) IS NOT NULL) END AS last_day
	FROM in_use AS u
		 CROSS JOIN reporting AS r
), without_rate AS (
	SELECT d.currency, sum(d.flows) AS flows, count(*) AS days, min(d.day) AS first_day, max(d.day) AS last_day
	FROM day AS d
		 CROSS JOIN reporting AS r
	WHERE exchange_rate(d.currency, r.currency, d.day) IS NULL
	GROUP BY d.currency
)
SELECT s.currency, r.currency, s.currency = r.currency, s.by_flow, s.by_promise, s.by_budget, s.by_home, s.of_late,
	   s.last_day, s.last_day = CURRENT_DATE,
	   leg.of || '/' || leg.target, leg.source, leg.rate_date, leg.age, leg.max_age,
	   coalesce(w.flows, 0), w.days, w.first_day, w.last_day
FROM served AS s
	 CROSS JOIN reporting AS r
	 LEFT JOIN without_rate AS w ON w.currency = s.currency
	 CROSS JOIN LATERAL exchange_rate_used(s.currency, r.currency, s.last_day) AS whole
	 -- over the pivot there are two rates: the one that is not usable any more, or will be first
	 LEFT JOIN LATERAL (
		SELECT l.of, l.target, part.source, part.rate_date, part.age_days + (CURRENT_DATE - s.last_day) AS age, o.max_age
		FROM (VALUES (s.currency, CASE WHEN whole.path LIKE '%; %' THEN r.pivot ELSE r.currency END),
					 (CASE WHEN whole.path LIKE '%; %' THEN r.pivot END, r.currency)) AS l (of, target)
			 CROSS JOIN LATERAL exchange_rate_used(l.of, l.target, s.last_day) AS part
			 LEFT JOIN rate_source AS o ON o.code = part.source
		WHERE part.path IS NOT NULL
		ORDER BY exchange_rate(l.of, l.target, CURRENT_DATE) IS NULL DESC, o.max_age - part.age_days, part.age_days DESC
		LIMIT 1) AS leg ON true
ORDER BY s.currency
