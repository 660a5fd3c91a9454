-- Why a budget line cost another amount than was budgeted: because more or less
-- was bought, or because the currency was dearer or cheaper.

CREATE FUNCTION budget_variance(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, recipient text, recipient_name text, programme text, line text, line_name text,
				   first_day date, last_day date, revision int,
				   line_currency text, budgeted numeric, actual numeric,
				   currency text, budgeted_amount numeric, actual_amount numeric,
				   variance numeric, volume_variance numeric, rate_variance numeric,
				   reporting_currency text, actual_value numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT s.award, s.title, s.recipient, s.recipient_name, s.programme, s.line, s.line_name,
			   first_day(s.period), last_day(s.period), s.revision,
			   currency(s.amount)::text, s.budgeted, s.actual, s.main_currency::text, s.budgeted_amount, s.actual_amount,
			   s.actual_amount - s.budgeted_amount, s.volume,
			   s.actual_amount - s.budgeted_amount - s.volume,
			   reporting_currency()::text, s.actual_value,
			   whose_rates(s.all_closed, s.any_closed), s.without_rate
		FROM (SELECT b.award, coalesce(tl.label, a.title) AS title, a.recipient::text AS recipient, o.name AS recipient_name,
					 a.programme::text AS programme, b.line, l.name AS line_name,
					 b.period, b.revision, b.amount, t.main_currency,
					 amount(b.amount) AS budgeted, coalesce(amount(f.actual), 0) AS actual,
					 amount(g.funder_amount) AS budgeted_amount,
					 CASE WHEN t.main_currency IS NOT NULL THEN coalesce(amount(f.actual_amount), 0) END AS actual_amount,
					 coalesce(amount(f.actual_value), 0) AS actual_value,
					 f.all_closed, f.any_closed, coalesce(f.without_rate, 0) AS without_rate,
					 CASE WHEN currency(b.amount) = t.main_currency THEN coalesce(amount(f.actual), 0) - amount(b.amount)
						  WHEN is_positive(g.funder_amount)
						  THEN amount(at_rate(coalesce(f.actual, monetary(0, currency(b.amount))) - b.amount,
											  amount(g.funder_amount), amount(b.amount), t.main_currency))
						  -- budgeted at a rate of nothing, which at_rate does not take
						  WHEN is_positive(b.amount) THEN amount(g.funder_amount) END AS volume
			  FROM budgets_known(budget_variance.known_on) AS b
				   JOIN award_terms(budget_variance.day, budget_variance.known_on) AS t ON t.award = b.award
				   JOIN award AS a ON a.award = b.award
				   JOIN organization AS o ON o.organization = a.recipient
				   JOIN budget_line AS l ON l.award = b.award AND l.line = b.line
				   LEFT JOIN translations('award.award', budget_variance.language) AS tl ON tl.code = b.award
				   CROSS JOIN LATERAL (SELECT CASE WHEN currency(b.amount) = t.main_currency THEN b.amount
												   WHEN currency(b.funder_amount) = t.main_currency
												   THEN b.funder_amount END AS funder_amount) AS g
				   LEFT JOIN (SELECT v.award, v.line, v.period, sum(v.in_line) AS actual, sum(v.in_main) AS actual_amount,
									 sum(v.value) AS actual_value,
									 bool_and(v.closed) AS all_closed, bool_or(v.closed) AS any_closed,
									 count(*) FILTER (WHERE v.in_line IS NULL OR v.value IS NULL
												   OR v.in_main IS NULL AND v.main_currency IS NOT NULL) AS without_rate
							  FROM (SELECT f.award, f.line, p.period, f.value, f.main_currency,
										   value_at(f.recorded, p.currency, f.valued_on, f.agreed_rate, f.agreed_currency,
													f.counter_amount, lk.numerator, lk.denominator) AS in_line,
										   value_at(f.recorded, f.main_currency, f.valued_on, f.agreed_rate, f.agreed_currency,
													f.counter_amount, mk.numerator, mk.denominator) AS in_main,
										   f.closed
										   AND is_kept(f.recorded, p.currency, f.agreed_currency, f.counter_amount, lk.numerator)
										   AND (f.main_currency IS NULL
												OR is_kept(f.recorded, f.main_currency, f.agreed_currency, f.counter_amount,
														   mk.numerator)) AS closed
									FROM award_flows(reporting_currency(), budget_variance.day, budget_variance.known_on) AS f
										 JOIN budget AS p ON p.award = f.award AND p.line = f.line
														 AND p.revision = 0 AND p.period @> f.booked_on
										 LEFT JOIN kept_rates(reporting_currency(), budget_variance.known_on) AS lk
											 ON lk.of = currency(f.recorded) AND lk.target = p.currency AND lk.day = f.valued_on
											AND f.rate_closed
										 LEFT JOIN kept_rates(reporting_currency(), budget_variance.known_on) AS mk
											 ON mk.of = currency(f.recorded) AND mk.target = f.main_currency AND mk.day = f.valued_on
											AND f.rate_closed
									WHERE f.is_spending
									  -- said twice: what has no line needs no rate
									  AND f.line IS NOT NULL) AS v
							  GROUP BY v.award, v.line, v.period) AS f
					   ON f.award = b.award AND f.line = b.line AND f.period = b.period
			  WHERE first_day(b.period) <= budget_variance.day) AS s;
	END;
COMMENT ON FUNCTION budget_variance(day date, known_on date, language text) IS
'Budget and actual of each line and period that began by a day, in the latest revision known on another, and the variance in the main currency of the award split into volume (more or less was spent, at the budgeted rate) and rate (the currency was dearer or cheaper); the two add up. NULL where no rate was budgeted. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW budget_variance AS
	SELECT * FROM budget_variance();
COMMENT ON VIEW budget_variance IS 'Budget and actual of each line and period, and why they differ.';
COMMENT ON COLUMN budget_variance.award IS 'identifier of the award';
COMMENT ON COLUMN budget_variance.title IS 'its title';
COMMENT ON COLUMN budget_variance.recipient IS 'identifier of who spends';
COMMENT ON COLUMN budget_variance.recipient_name IS 'name of who spends';
COMMENT ON COLUMN budget_variance.programme IS 'programme that the award belongs to; NULL for none';
COMMENT ON COLUMN budget_variance.line IS 'identifier of the budget line in its award';
COMMENT ON COLUMN budget_variance.line_name IS 'its name';
COMMENT ON COLUMN budget_variance.first_day IS 'first day of the budget period';
COMMENT ON COLUMN budget_variance.last_day IS 'last day of the budget period';
COMMENT ON COLUMN budget_variance.revision IS 'revision of the budget, 0 for the original';
COMMENT ON COLUMN budget_variance.line_currency IS 'currency of budgeted and actual';
COMMENT ON COLUMN budget_variance.budgeted IS 'budget in the currency of the line';
COMMENT ON COLUMN budget_variance.actual IS 'expenditure of the line in the period, in that currency';
COMMENT ON COLUMN budget_variance.currency IS 'main currency of the award, of the columns that follow; NULL for one without amounts';
COMMENT ON COLUMN budget_variance.budgeted_amount IS 'budget in the main currency of the award; NULL where no rate was budgeted';
COMMENT ON COLUMN budget_variance.actual_amount IS 'expenditure in that currency, each at its rate';
COMMENT ON COLUMN budget_variance.variance IS 'actual_amount - budgeted_amount: above zero, more was spent';
COMMENT ON COLUMN budget_variance.volume_variance IS '(actual - budgeted) at the budgeted rate';
COMMENT ON COLUMN budget_variance.rate_variance IS 'the rest: what the exchange rate did';
COMMENT ON COLUMN budget_variance.reporting_currency IS 'currency of actual_value';
COMMENT ON COLUMN budget_variance.actual_value IS 'expenditure in the reporting currency, each at its rate';
COMMENT ON COLUMN budget_variance.rates IS 'whose rates actual amounts and values have: closed (kept by closings), today (of the tables as they are) or closed and today; NULL where nothing was spent';
COMMENT ON COLUMN budget_variance.without_rate IS 'flows that no value is known of, where caudal.missing_rate is null';
