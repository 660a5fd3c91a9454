-- How much of the cost to come is covered by awards, and when it ceases to be.

CREATE FUNCTION funding_cliff_months(day date DEFAULT CURRENT_DATE, months int DEFAULT 12, known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (organization text, organization_name text, country text, month int, first_day date, last_day date,
				   reporting_currency text, cost_value numeric, income_value numeric, coverage numeric,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		WITH windows AS (
			SELECT i.month,
				   -- counted from the first, or the 31st would drift
				   grant_period((funding_cliff_months.day + 1 + make_interval(months => i.month - 1))::date,
								(funding_cliff_months.day + 1 + make_interval(months => i.month))::date - 1) AS period
			FROM generate_series(1, funding_cliff_months.months) AS i (month)
		), amounts AS (
			SELECT c.organization::text AS organization, true AS is_cost, c.period, c.amount, currency(c.amount) AS currency
			FROM cost_plan AS c
			UNION ALL
			SELECT a.recipient::text, false, t.period, m.amount, currency(m.amount)
			FROM award_terms(funding_cliff_months.day, funding_cliff_months.known_on) AS t
				 JOIN award AS a ON a.award = t.award
				 CROSS JOIN LATERAL unnest(t.committed) AS m (amount)
			WHERE NOT a.pass_through AND NOT t.is_cancelled AND NOT is_open(t.period)
		), ahead AS (
			SELECT a.organization, a.is_cost, a.period, a.amount, a.currency
			FROM amounts AS a
			WHERE last_day(a.period) > funding_cliff_months.day
			  AND first_day(a.period) < (funding_cliff_months.day + 1 + make_interval(months => funding_cliff_months.months))::date
		-- the rate of the day, found once for a currency
		), day_rates AS MATERIALIZED (
			SELECT d.currency, k.numerator IS NOT NULL AS closed,
				   coalesce(k.numerator, u.numerator) AS numerator, coalesce(k.denominator, u.denominator) AS denominator
			FROM (SELECT DISTINCT a.currency FROM ahead AS a) AS d
				 LEFT JOIN kept_rates(reporting_currency(), funding_cliff_months.known_on) AS k
					 ON k.of = d.currency AND k.target = reporting_currency() AND k.day = funding_cliff_months.day
				 CROSS JOIN LATERAL exchange_rate_used(CASE WHEN k.numerator IS NULL THEN d.currency END,
													   reporting_currency(), funding_cliff_months.day) AS u
		-- a cost is planned for its days, and each part of it is valued; an award
		-- is worth one value, which its days share
		), valued AS MATERIALIZED (
			SELECT a.organization, w.month, a.is_cost, r.closed,
				   amount(CASE WHEN a.is_cost
							   THEN at_rate(prorate(a.amount, a.period, w.period), r.numerator, r.denominator, reporting_currency())
							   ELSE prorate(at_rate(a.amount, r.numerator, r.denominator, reporting_currency()),
											a.period, w.period) END) AS value
			FROM ahead AS a
				 JOIN day_rates AS r ON r.currency = a.currency
				 JOIN windows AS w ON w.period && a.period
		), sums AS (
			SELECT v.organization, v.month,
				   sum(v.value) FILTER (WHERE v.is_cost) AS cost,
				   sum(v.value) FILTER (WHERE NOT v.is_cost) AS income,
				   bool_and(v.closed) AS all_closed, bool_or(v.closed) AS any_closed,
				   count(*) FILTER (WHERE v.value IS NULL) AS without_rate
			FROM valued AS v
			GROUP BY v.organization, v.month
		)
		SELECT o.organization, n.name, n.country::text, w.month, first_day(w.period), last_day(w.period),
			   reporting_currency()::text, coalesce(s.cost, 0), coalesce(s.income, 0),
			   share(coalesce(s.income, 0), s.cost),
			   whose_rates(s.all_closed, s.any_closed),
			   coalesce(s.without_rate, 0)
		FROM (SELECT DISTINCT a.organization FROM ahead AS a WHERE a.is_cost) AS o
			 JOIN organization AS n ON n.organization = o.organization
			 CROSS JOIN windows AS w
			 LEFT JOIN sums AS s ON s.organization = o.organization AND s.month = w.month;
	END;
COMMENT ON FUNCTION funding_cliff_months(day date, months int, known_on date) IS
'Planned cost and committed income of each organization with a cost plan, in each of the months after a day: income is what awards promise, spread over their days, neither pass-through nor cancelled nor with an open end. All at the rates of the day. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW funding_cliff_months AS
	SELECT * FROM funding_cliff_months();
COMMENT ON VIEW funding_cliff_months IS 'Cost and committed income of each of the next twelve months.';
COMMENT ON COLUMN funding_cliff_months.organization IS 'identifier of the organization';
COMMENT ON COLUMN funding_cliff_months.organization_name IS 'its name';
COMMENT ON COLUMN funding_cliff_months.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN funding_cliff_months.month IS 'number of the month, from 1';
COMMENT ON COLUMN funding_cliff_months.first_day IS 'first day of the month';
COMMENT ON COLUMN funding_cliff_months.last_day IS 'last day of the month';
COMMENT ON COLUMN funding_cliff_months.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN funding_cliff_months.cost_value IS 'planned cost of the month';
COMMENT ON COLUMN funding_cliff_months.income_value IS 'committed income of the month';
COMMENT ON COLUMN funding_cliff_months.coverage IS 'income_value / cost_value; NULL without cost';
COMMENT ON COLUMN funding_cliff_months.rates IS 'whose rates the values have: closed (kept by the closing of the period that ends on the day), today (of the tables as they are) or closed and today; NULL where there is nothing to value';
COMMENT ON COLUMN funding_cliff_months.without_rate IS 'cost plans and awards that no value is known of, where caudal.missing_rate is null';

CREATE FUNCTION funding_cliff(day date DEFAULT CURRENT_DATE, months int DEFAULT 12, known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (organization text, organization_name text, country text, first_day date, last_day date,
				   reporting_currency text, cost_value numeric, income_value numeric, uncovered_value numeric,
				   uncovered_share numeric, below_half_from date, last_award_ends_on date, largest_drop_value numeric,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT s.organization, s.organization_name, s.country, s.first_day, s.last_day, s.reporting_currency,
			   s.cost, s.income, greatest(s.cost - s.income, 0), share(greatest(s.cost - s.income, 0), s.cost),
			   s.below_half_from, e.last_day, s.largest_drop, s.rates, s.without_rate
		FROM (SELECT m.organization, m.organization_name, m.country, m.reporting_currency,
					 min(m.first_day) AS first_day, max(m.last_day) AS last_day,
					 sum(m.cost_value) AS cost, sum(m.income_value) AS income,
					 min(m.first_day) FILTER (WHERE 2 * m.income_value < m.cost_value) AS below_half_from,
					 greatest(max(m.drop_value), 0) AS largest_drop,
					 CASE WHEN bool_and(m.rates = 'closed') THEN 'closed'
						  WHEN bool_and(m.rates = 'today') THEN 'today'
						  WHEN count(m.rates) > 0 THEN 'closed and today' END AS rates,
					 sum(m.without_rate)::bigint AS without_rate
			  FROM (SELECT f.*, lag(f.income_value) OVER (PARTITION BY f.organization ORDER BY f.month)
								- f.income_value AS drop_value
					FROM funding_cliff_months(funding_cliff.day, funding_cliff.months, funding_cliff.known_on) AS f) AS m
			  GROUP BY m.organization, m.organization_name, m.country, m.reporting_currency) AS s
			 LEFT JOIN (SELECT a.recipient::text AS organization, max(last_day(t.period)) AS last_day
						FROM award_terms(funding_cliff.day, funding_cliff.known_on) AS t
							 JOIN award AS a ON a.award = t.award
						WHERE NOT a.pass_through AND NOT t.is_cancelled AND NOT is_open(t.period)
						GROUP BY a.recipient) AS e ON e.organization = s.organization;
	END;
COMMENT ON FUNCTION funding_cliff(day date, months int, known_on date) IS
'How much of the cost planned for the months after a day no award covers, and from when less than half of a month''s is covered, by organization with a cost plan. See funding_cliff_months. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW funding_cliff AS
	SELECT * FROM funding_cliff();
COMMENT ON VIEW funding_cliff IS 'Cost of the next twelve months that no award covers, and when coverage falls.';
COMMENT ON COLUMN funding_cliff.organization IS 'identifier of the organization';
COMMENT ON COLUMN funding_cliff.organization_name IS 'its name';
COMMENT ON COLUMN funding_cliff.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN funding_cliff.first_day IS 'first of the days looked at';
COMMENT ON COLUMN funding_cliff.last_day IS 'last of the days looked at';
COMMENT ON COLUMN funding_cliff.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN funding_cliff.cost_value IS 'planned cost';
COMMENT ON COLUMN funding_cliff.income_value IS 'committed income';
COMMENT ON COLUMN funding_cliff.uncovered_value IS 'cost less income, not below 0';
COMMENT ON COLUMN funding_cliff.uncovered_share IS '1 - income / cost, not below 0; NULL without cost';
COMMENT ON COLUMN funding_cliff.below_half_from IS 'first day of the first month of which less than half is covered; NULL where there is none';
COMMENT ON COLUMN funding_cliff.last_award_ends_on IS 'last day of the award that ends last, before the day too; NULL where it has none';
COMMENT ON COLUMN funding_cliff.largest_drop_value IS 'largest fall of income from one month to the next; 0 where it never falls';
COMMENT ON COLUMN funding_cliff.rates IS 'whose rates the values have: closed (kept by the closing of the period that ends on the day), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN funding_cliff.without_rate IS 'cost plans and awards that no value is known of, each counted in every month that it has, where caudal.missing_rate is null';
