-- In which currencies organizations will earn and spend, and what is not covered.

CREATE FUNCTION currency_block(currency currency, day date) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 50
	RETURN CASE WHEN currency = 'USD'
				  OR EXISTS (SELECT
							 FROM built_in_rates() AS r
							 WHERE r.base = 'USD' AND r.quote = currency_block.currency
							   AND currency_block.day BETWEEN r.valid_from AND r.valid_to)
				THEN 'USD' ELSE currency::text END;
COMMENT ON FUNCTION currency_block(currency currency, day date) IS
'The currency that another moves with: USD for those that are fixed to it by law on a day (built_in_rates), else the currency itself.';

CREATE FUNCTION currency_exposure(day date DEFAULT CURRENT_DATE, months int DEFAULT 12, known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (organization text, organization_name text, country text, currency_block text,
				   first_day date, last_day date, reporting_currency text,
				   income_value numeric, cost_value numeric, uncovered_value numeric, uncovered_share numeric,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		WITH amounts AS (
			SELECT g.recipient AS organization, false AS is_cost, monetary(g.undisbursed, g.currency::currency) AS amount,
				   g.currency::currency AS currency, g.rates = 'closed' AS amount_closed
			FROM grant_status(currency_exposure.day, currency_exposure.known_on) AS g
			WHERE NOT g.pass_through AND g.status <> 'cancelled' AND g.undisbursed > 0
			UNION ALL
			SELECT c.organization::text, true, prorate(c.amount, c.period, h.horizon), currency(c.amount), true
			FROM cost_plan AS c
				 CROSS JOIN LATERAL (SELECT grant_period(currency_exposure.day + 1,
														 (currency_exposure.day + 1
														  + make_interval(months => currency_exposure.months))::date - 1) AS horizon) AS h
			WHERE c.period && h.horizon
		-- the rate of the day, found once for a currency
		), day_rates AS MATERIALIZED (
			SELECT d.currency, currency_block(d.currency, currency_exposure.day) AS block, k.numerator IS NOT NULL AS closed,
				   coalesce(k.numerator, u.numerator) AS numerator, coalesce(k.denominator, u.denominator) AS denominator
			FROM (SELECT DISTINCT a.currency FROM amounts AS a) AS d
				 LEFT JOIN kept_rates(reporting_currency(), currency_exposure.known_on) AS k
					 ON k.of = d.currency AND k.target = reporting_currency() AND k.day = currency_exposure.day
				 CROSS JOIN LATERAL exchange_rate_used(CASE WHEN k.numerator IS NULL THEN d.currency END,
													   reporting_currency(), currency_exposure.day) AS u
		), valued AS MATERIALIZED (
			SELECT a.organization, a.is_cost, r.block, r.closed AND a.amount_closed AS all_closed, r.closed AS any_closed,
				   amount(at_rate(a.amount, r.numerator, r.denominator, reporting_currency())) AS value
			FROM amounts AS a
				 JOIN day_rates AS r ON r.currency = a.currency
		)
		SELECT b.organization, o.name, o.country::text, b.block,
			   currency_exposure.day + 1,
			   (currency_exposure.day + 1 + make_interval(months => currency_exposure.months))::date - 1,
			   reporting_currency()::text, b.income, b.cost, greatest(b.cost - b.income, 0),
			   share(greatest(b.cost - b.income, 0), sum(b.cost) OVER (PARTITION BY b.organization)),
			   whose_rates(b.all_closed, b.any_closed),
			   b.without_rate
		FROM (SELECT v.organization, v.block,
					 coalesce(sum(v.value) FILTER (WHERE NOT v.is_cost), 0) AS income,
					 coalesce(sum(v.value) FILTER (WHERE v.is_cost), 0) AS cost,
					 bool_and(v.all_closed) AS all_closed, bool_or(v.any_closed) AS any_closed,
					 count(*) FILTER (WHERE v.value IS NULL) AS without_rate
			  FROM valued AS v
			  GROUP BY v.organization, v.block) AS b
			 JOIN organization AS o ON o.organization = b.organization;
	END;
COMMENT ON FUNCTION currency_exposure(day date, months int, known_on date) IS
'Income still to come and planned cost of each organization in the months after a day, by blocks of currencies that move together, and the cost that no income of its block covers. All at the rates of the day. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW currency_exposure AS
	SELECT * FROM currency_exposure();
COMMENT ON VIEW currency_exposure IS 'Cost of the next twelve months that no income in its currency covers.';
COMMENT ON COLUMN currency_exposure.organization IS 'identifier of the organization';
COMMENT ON COLUMN currency_exposure.organization_name IS 'its name';
COMMENT ON COLUMN currency_exposure.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN currency_exposure.currency_block IS 'USD with the currencies fixed to it, or another currency';
COMMENT ON COLUMN currency_exposure.first_day IS 'first of the days looked at';
COMMENT ON COLUMN currency_exposure.last_day IS 'last of the days looked at';
COMMENT ON COLUMN currency_exposure.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN currency_exposure.income_value IS 'what awards in these currencies still owe it';
COMMENT ON COLUMN currency_exposure.cost_value IS 'what it plans to spend in them';
COMMENT ON COLUMN currency_exposure.uncovered_value IS 'cost less income, not below 0';
COMMENT ON COLUMN currency_exposure.uncovered_share IS 'uncovered_value / its cost in all currencies';
COMMENT ON COLUMN currency_exposure.rates IS 'whose rates the values have: closed (kept by the closing of the period that ends on the day), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN currency_exposure.without_rate IS 'awards and cost plans that no value is known of, where caudal.missing_rate is null';
