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
				   income_value numeric, cost_value numeric, uncovered_value numeric, uncovered_share numeric)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT b.organization, o.name, o.country::text, b.block,
			   currency_exposure.day + 1,
			   (currency_exposure.day + 1 + make_interval(months => currency_exposure.months))::date - 1,
			   reporting_currency()::text, b.income, b.cost, greatest(b.cost - b.income, 0),
			   share(greatest(b.cost - b.income, 0), sum(b.cost) OVER (PARTITION BY b.organization))
		FROM (SELECT s.organization, s.block, coalesce(sum(s.income), 0) AS income, coalesce(sum(s.cost), 0) AS cost
			  FROM (SELECT g.recipient AS organization, currency_block(g.currency::currency, currency_exposure.day) AS block,
						   g.undisbursed_value AS income, NULL::numeric AS cost
					FROM grant_status(currency_exposure.day, currency_exposure.known_on) AS g
					WHERE NOT g.pass_through AND g.status <> 'cancelled' AND g.undisbursed > 0
					UNION ALL
					SELECT c.organization::text, currency_block(currency(c.amount), currency_exposure.day), NULL,
						   amount(in_currency(prorate(c.amount, c.period, c.period * h.horizon), reporting_currency(),
											  currency_exposure.day))
					FROM cost_plan AS c
						 CROSS JOIN LATERAL (SELECT grant_period(currency_exposure.day + 1,
																 (currency_exposure.day + 1
																  + make_interval(months => currency_exposure.months))::date - 1) AS horizon) AS h
					WHERE c.period && h.horizon) AS s
			  GROUP BY s.organization, s.block) AS b
			 JOIN organization AS o ON o.organization = b.organization;
	END;
COMMENT ON FUNCTION currency_exposure(day date, months int, known_on date) IS
'Income still to come and planned cost of each organization in the months after a day, by blocks of currencies that move together, and the cost that no income of its block covers. All at the rates of the day. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none.';

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
