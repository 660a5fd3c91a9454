-- Flows as they were recorded, in the groups that charts are drawn of.

CREATE FUNCTION flows_by_quarter(fiscal_start int DEFAULT 1, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (country text, country_name text, fiscal_year int, fiscal_quarter int, quarter text,
				   first_day date, last_day date, type int, type_name text,
				   currency text, flows bigint, amount numeric,
				   reporting_currency text, value numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- Names come after the groups, which are few
		SELECT g.country, coalesce(cl.label, g.country),
			   fiscal_year(g.booked_on, flows_by_quarter.fiscal_start),
			   fiscal_quarter(g.booked_on, flows_by_quarter.fiscal_start),
			   fiscal_label(g.booked_on, flows_by_quarter.fiscal_start),
			   d.first_day, (d.first_day + interval '3 months')::date - 1,
			   g.type, coalesce(tl.label, g.type::text),
			   g.currency::text, g.flows, amount(g.amount),
			   reporting_currency()::text, coalesce(amount(g.value), 0),
			   whose_rates(g.all_closed, g.any_closed),
			   g.without_rate
		FROM (SELECT f.country, f.currency, min(f.type) AS type, min(f.booked_on) AS booked_on, count(*) AS flows,
					 sum(f.amount) AS amount, sum(f.value) AS value,
					 bool_and(f.closed) AS all_closed, bool_or(f.closed) AS any_closed,
					 count(*) FILTER (WHERE f.value IS NULL) AS without_rate
			  FROM (SELECT o.country::text AS country, currency(v.amount) AS currency, v.type, v.booked_on, v.amount,
						   v.value, v.closed,
						   (fiscal_year(v.booked_on, flows_by_quarter.fiscal_start) * 4
							+ fiscal_quarter(v.booked_on, flows_by_quarter.fiscal_start)) * 16 + v.type AS quarter_and_type,
						   pg_is_in_recovery() AS calculated_once
					FROM flow_values(reporting_currency(), flows_by_quarter.known_on) AS v
						 JOIN organization AS o
							 ON o.organization = CASE v.type WHEN 4 THEN v.provider ELSE v.receiver END) AS f
			  -- Where there were more keys, or their columns were seen, the planner
			  -- would expect so many groups that it would rather sort all flows
			  GROUP BY f.country, f.quarter_and_type, f.currency) AS g
			 CROSS JOIN LATERAL (SELECT (first_day(fiscal_period(fiscal_year(g.booked_on, flows_by_quarter.fiscal_start),
																 flows_by_quarter.fiscal_start))
										 + (fiscal_quarter(g.booked_on, flows_by_quarter.fiscal_start) - 1)
										   * interval '3 months')::date AS first_day) AS d
			 LEFT JOIN labels('country', flows_by_quarter.language) AS cl ON cl.code = g.country
			 LEFT JOIN labels('flow.type', flows_by_quarter.language) AS tl ON tl.code = g.type::text;
	END;
COMMENT ON FUNCTION flows_by_quarter(fiscal_start int, known_on date, language text) IS
'Flows as recorded, of all types, known on a day: by country, quarter of fiscal years that start in month fiscal_start, type and currency. Both records of one transfer are in it, under their types. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW flows_by_quarter AS
	SELECT * FROM flows_by_quarter();
COMMENT ON VIEW flows_by_quarter IS 'Flows as recorded, by country, calendar quarter, type and currency.';
COMMENT ON COLUMN flows_by_quarter.country IS 'country of who receives, of an expenditure that of who spends, ISO 3166 alpha-2';
COMMENT ON COLUMN flows_by_quarter.country_name IS 'name of the country';
COMMENT ON COLUMN flows_by_quarter.fiscal_year IS 'fiscal year in which the flows were booked, named by the calendar year in which it ends';
COMMENT ON COLUMN flows_by_quarter.fiscal_quarter IS 'quarter of that year, 1 to 4';
COMMENT ON COLUMN flows_by_quarter.quarter IS 'both, as FY2023-Q1';
COMMENT ON COLUMN flows_by_quarter.first_day IS 'first day of the quarter';
COMMENT ON COLUMN flows_by_quarter.last_day IS 'last day of the quarter';
COMMENT ON COLUMN flows_by_quarter.type IS 'transaction type of IATI, 1 to 13';
COMMENT ON COLUMN flows_by_quarter.type_name IS 'name of the type';
COMMENT ON COLUMN flows_by_quarter.currency IS 'currency of the amount';
COMMENT ON COLUMN flows_by_quarter.flows IS 'how many flows there are';
COMMENT ON COLUMN flows_by_quarter.amount IS 'what they add up to, less what was taken back';
COMMENT ON COLUMN flows_by_quarter.reporting_currency IS 'currency of the value';
COMMENT ON COLUMN flows_by_quarter.value IS 'the same in the reporting currency, each flow at its rate; NULL where none has one';
COMMENT ON COLUMN flows_by_quarter.rates IS 'whose rates the value has: closed (kept by closings), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN flows_by_quarter.without_rate IS 'flows that no value is known of, where caudal.missing_rate is null';
