-- Plan and actual by month.  What was planned stays planned when an award is
-- amended; only the rest is spread anew.

CREATE FUNCTION monthly_plan(award text DEFAULT NULL, day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE,
							 language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, recipient text, recipient_name text, programme text, currency text,
				   month date, planned numeric, disbursed numeric, spent numeric,
				   planned_so_far numeric, spent_so_far numeric,
				   reporting_currency text, planned_value numeric, disbursed_value numeric, spent_value numeric,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
	BEGIN ATOMIC
		-- The versions of each award in each of its currencies: from and until
		-- when each holds, the days that it leaves, and what is committed by then.
		WITH RECURSIVE amendments AS (
			SELECT a.amendment, a.award::text AS award, a.holds_from, a.period, a.kind
			FROM amendment AS a
			WHERE a.holds_from <= monthly_plan.day
			  AND is_known(a.known_since, a.withdrawn_on, monthly_plan.known_on)
			  AND (monthly_plan.award IS NULL OR a.award = monthly_plan.award)
		), in_order AS (
			SELECT a.amendment, a.award, a.holds_from,
				   row_number() OVER (PARTITION BY a.award ORDER BY a.holds_from) AS place,
				   lead(a.holds_from) OVER (PARTITION BY a.award ORDER BY a.holds_from) - 1 AS holds_until,
				   a.period, count(a.period) OVER (PARTITION BY a.award ORDER BY a.holds_from) AS stated
			FROM amendments AS a
		), terms AS (
			SELECT t.award, t.currencies, t.period
			FROM award_terms(monthly_plan.day, monthly_plan.known_on) AS t
			WHERE monthly_plan.award IS NULL OR t.award = monthly_plan.award
		), changes AS (
			SELECT v.amendment, v.award, currency(v.amount) AS currency, v.amount, v.value, v.closed
			FROM commitment_values(reporting_currency(), monthly_plan.known_on) AS v
			WHERE v.holds_from <= monthly_plan.day
			  AND (monthly_plan.award IS NULL OR v.award = monthly_plan.award)
		), versions AS MATERIALIZED (
			SELECT o.award, c.currency, o.place, o.holds_from, o.holds_until,
				   first_value(o.period) OVER (PARTITION BY o.award, c.currency, o.stated ORDER BY o.place) AS period,
				   coalesce(sum(h.amount) OVER (PARTITION BY o.award, c.currency ORDER BY o.place),
							monetary(0, c.currency)) AS committed,
				   coalesce(sum(h.value) OVER (PARTITION BY o.award, c.currency ORDER BY o.place),
							monetary(0, reporting_currency())) AS committed_value,
				   h.amount IS NOT NULL AS is_change,
				   count(h.amount) OVER (PARTITION BY o.award, c.currency ORDER BY o.place) AS changes
			FROM in_order AS o
				 JOIN terms AS t ON t.award = o.award
				 CROSS JOIN LATERAL unnest(t.currencies) AS c (currency)
				 LEFT JOIN changes AS h ON h.amendment = o.amendment AND h.currency = c.currency
		-- What is to be spread from each version on: all less what was planned
		-- before.  While an end is open nothing is planned.
		), stretches AS (
			SELECT v.award, v.currency, v.place, v.holds_from, v.holds_until,
				   CASE WHEN NOT is_open(v.period) AND v.holds_from <= last_day(v.period)
						THEN grant_period(greatest(v.holds_from, first_day(v.period)), last_day(v.period)) END AS days_left,
				   is_open(v.period) AS is_open,
				   v.committed AS rest, v.committed_value AS rest_value,
				   v.committed, v.committed_value, v.changes
			FROM versions AS v
			WHERE v.place = 1
			UNION ALL
			SELECT v.award, v.currency, v.place, v.holds_from, v.holds_until,
				   CASE WHEN NOT is_open(v.period) AND v.holds_from <= last_day(v.period)
						THEN grant_period(greatest(v.holds_from, first_day(v.period)), last_day(v.period)) END,
				   is_open(v.period),
				   -- what is new, and what the version before would still have planned
				   v.committed - s.committed + s.rest
				   - CASE WHEN s.is_open THEN monetary(0, v.currency)
						  WHEN s.days_left IS NULL THEN s.rest
						  ELSE accrued(s.rest, s.days_left, s.holds_until) END,
				   v.committed_value - s.committed_value + s.rest_value
				   - CASE WHEN s.is_open THEN monetary(0, reporting_currency())
						  WHEN s.days_left IS NULL THEN s.rest_value
						  ELSE accrued(s.rest_value, s.days_left, s.holds_until) END,
				   v.committed, v.committed_value, v.changes
			FROM stretches AS s
				 JOIN versions AS v ON v.award = s.award AND v.currency = s.currency AND v.place = s.place + 1
		), planned AS (
			SELECT p.award, p.currency, p.month, sum(p.amount) AS planned, sum(p.value) AS planned_value
			FROM (SELECT s.award, s.currency, date_trunc('month', first_day(m.part))::date AS month,
						 accrued(s.rest, s.days_left, last_day(m.part))
						 - accrued(s.rest, s.days_left, first_day(m.part) - 1) AS amount,
						 accrued(s.rest_value, s.days_left, last_day(m.part))
						 - accrued(s.rest_value, s.days_left, first_day(m.part) - 1) AS value
				  FROM stretches AS s
					   CROSS JOIN LATERAL split(s.days_left * grant_period(s.holds_from, coalesce(s.holds_until, 'infinity')),
												'month') AS m (part)
				  -- before its first change the award does not have the currency
				  WHERE s.changes > 0
				  UNION ALL
				  SELECT s.award, s.currency, date_trunc('month', s.holds_from)::date, s.rest, s.rest_value
				  FROM stretches AS s
				  WHERE s.days_left IS NULL AND NOT s.is_open AND NOT (is_zero(s.rest) AND is_zero(s.rest_value))) AS p
			GROUP BY p.award, p.currency, p.month
		), flows AS (
			SELECT f.award, f.currency, date_trunc('month', f.booked_on)::date AS month,
				   sum(f.amount) FILTER (WHERE NOT f.is_spending) AS disbursed,
				   sum(f.amount) FILTER (WHERE f.is_spending) AS spent,
				   sum(f.value) FILTER (WHERE NOT f.is_spending) AS disbursed_value,
				   sum(f.value) FILTER (WHERE f.is_spending) AS spent_value,
				   bool_and(f.closed) AS all_closed, bool_or(f.closed) AS any_closed,
				   count(*) FILTER (WHERE f.value IS NULL OR f.amount IS NULL) AS without_rate
			FROM award_flows(reporting_currency(), monthly_plan.day, monthly_plan.known_on) AS f
			WHERE (monthly_plan.award IS NULL OR f.award = monthly_plan.award)
			  -- an award without amounts has none
			  AND f.currency IS NOT NULL
			GROUP BY f.award, f.currency, date_trunc('month', f.booked_on)::date
		), bounds AS (
			SELECT b.award, b.currency, min(b.month) AS first_month, max(b.month) AS last_month
			FROM (SELECT p.award, p.currency, p.month
				  FROM planned AS p
					   JOIN terms AS t ON t.award = p.award AND NOT is_open(t.period)
				  UNION ALL
				  SELECT f.award, f.currency, f.month FROM flows AS f
				  UNION ALL
				  SELECT v.award, v.currency, date_trunc('month', v.holds_from)::date FROM versions AS v WHERE v.is_change) AS b
			GROUP BY b.award, b.currency
		), committed AS (
			SELECT c.award, c.currency, bool_and(c.closed) AS all_closed, bool_or(c.closed) AS any_closed
			FROM changes AS c
			GROUP BY c.award, c.currency
		)
		SELECT b.award, coalesce(tl.label, a.title), a.recipient::text, o.name, a.programme::text, b.currency::text, g.month::date,
			   CASE WHEN NOT is_open(t.period) THEN coalesce(amount(p.planned), 0) END,
			   coalesce(amount(f.disbursed), 0), coalesce(amount(f.spent), 0),
			   CASE WHEN NOT is_open(t.period) THEN sum(coalesce(amount(p.planned), 0)) OVER so_far END,
			   sum(coalesce(amount(f.spent), 0)) OVER so_far,
			   reporting_currency()::text,
			   CASE WHEN NOT is_open(t.period) THEN coalesce(amount(p.planned_value), 0) END,
			   coalesce(amount(f.disbursed_value), 0), coalesce(amount(f.spent_value), 0),
			   -- NULL where neither has an amount
			   whose_rates(coalesce(c.all_closed AND f.all_closed, c.all_closed, f.all_closed),
						   coalesce(c.any_closed OR f.any_closed, c.any_closed, f.any_closed)),
			   coalesce(f.without_rate, 0)
		FROM bounds AS b
			 CROSS JOIN LATERAL generate_series(b.first_month::timestamp, b.last_month::timestamp, interval '1 month') AS g (month)
			 JOIN terms AS t ON t.award = b.award
			 JOIN award AS a ON a.award = b.award
			 JOIN organization AS o ON o.organization = a.recipient
			 LEFT JOIN committed AS c ON c.award = b.award AND c.currency = b.currency
			 LEFT JOIN planned AS p ON p.award = b.award AND p.currency = b.currency AND p.month = g.month::date
			 LEFT JOIN flows AS f ON f.award = b.award AND f.currency = b.currency AND f.month = g.month::date
			 LEFT JOIN translations('award.award', monthly_plan.language) AS tl ON tl.code = b.award
		WINDOW so_far AS (PARTITION BY b.award, b.currency ORDER BY g.month);
	END;
COMMENT ON FUNCTION monthly_plan(award text, day date, known_on date, language text) IS
'Plan and actual of one award, or of all where it is NULL, by month and currency: what is committed, spread over the days of the award by what holds at the end of a day and was known on another, beside what was disbursed and spent. Months before an amendment keep their plan. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts the flows.';

CREATE VIEW monthly_plan AS
	SELECT * FROM monthly_plan();
COMMENT ON VIEW monthly_plan IS 'Plan and actual of every award by month.';
COMMENT ON COLUMN monthly_plan.award IS 'identifier of the award';
COMMENT ON COLUMN monthly_plan.title IS 'its title';
COMMENT ON COLUMN monthly_plan.recipient IS 'identifier of who receives';
COMMENT ON COLUMN monthly_plan.recipient_name IS 'name of who receives';
COMMENT ON COLUMN monthly_plan.programme IS 'programme that the award belongs to; NULL for none';
COMMENT ON COLUMN monthly_plan.currency IS 'currency of the amounts, one of the award''s';
COMMENT ON COLUMN monthly_plan.month IS 'first day of the month';
COMMENT ON COLUMN monthly_plan.planned IS 'plan of the month; NULL where the award has an open end';
COMMENT ON COLUMN monthly_plan.disbursed IS 'what was paid to the recipient in the month';
COMMENT ON COLUMN monthly_plan.spent IS 'what was spent in the month';
COMMENT ON COLUMN monthly_plan.planned_so_far IS 'plan up to the end of the month';
COMMENT ON COLUMN monthly_plan.spent_so_far IS 'what was spent up to the end of the month';
COMMENT ON COLUMN monthly_plan.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN monthly_plan.planned_value IS 'plan of the month of the committed value: that value is spread, not converted month by month';
COMMENT ON COLUMN monthly_plan.disbursed_value IS 'disbursed, each flow at its rate';
COMMENT ON COLUMN monthly_plan.spent_value IS 'spent, each flow at its rate';
COMMENT ON COLUMN monthly_plan.rates IS 'whose rates the commitments and the flows of the month have: closed (kept by closings), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN monthly_plan.without_rate IS 'flows that no value is known of, where caudal.missing_rate is null';
