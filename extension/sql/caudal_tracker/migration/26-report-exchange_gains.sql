-- What exchange rates gained or cost whoever holds the claim to an award.

CREATE FUNCTION exchange_gains(unit text DEFAULT 'quarter', day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE,
							   language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, recipient text, recipient_name text, currency text,
				   first_day date, last_day date, committed numeric, disbursed numeric, undisbursed numeric,
				   reporting_currency text, carried_value numeric, undisbursed_value numeric,
				   realized numeric, unrealized numeric, unrealized_change numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- What moves the claim, in order: on one day commitments, then
		-- reductions, then disbursements
		WITH events AS (
			SELECT c.award, currency(c.amount) AS currency, c.holds_from AS on_day,
				   CASE WHEN is_positive(c.amount) THEN 1 ELSE 2 END AS place, c.amendment AS number,
				   amount(c.amount) AS change, amount(c.value) AS value, c.closed
			FROM commitment_values(reporting_currency(), exchange_gains.known_on) AS c
			WHERE c.holds_from <= exchange_gains.day
			  AND currency(c.amount) <> reporting_currency()
			UNION ALL
			SELECT f.award, f.currency, f.booked_on, 3, f.flow, - amount(f.amount), - amount(f.value), f.closed
			FROM award_flows(reporting_currency(), exchange_gains.day, exchange_gains.known_on) AS f
			WHERE NOT f.is_spending
			  AND f.currency <> reporting_currency()
		), books AS (
			SELECT n.award, n.currency, n.first_day, n.place, n.change, n.value, n.closed,
				   carrying(n.change, n.value, n.place <> 2, n.minor_unit) OVER in_order AS state,
				   lead(n.first_day) OVER in_order IS DISTINCT FROM n.first_day AS is_last
			FROM (SELECT e.*, m.minor_unit,
						 make_date(extract(year FROM e.on_day)::int,
								   (extract(month FROM e.on_day)::int - 1) / m.months * m.months + 1, 1) AS first_day
				  FROM events AS e
					   -- split() refuses a unit that is none
					   CROSS JOIN (SELECT 12 / nullif(count(*), 0)::int AS months,
										  ('1e-' || minor_units(reporting_currency()))::numeric AS minor_unit
								   FROM split(grant_period('2001-01-01', '2001-12-31'), exchange_gains.unit)) AS m) AS n
			WINDOW in_order AS (PARTITION BY n.award, n.currency ORDER BY n.on_day, n.place, n.number
								ROWS UNBOUNDED PRECEDING)
		), moved AS (
			SELECT p.award, p.currency, p.first_day, p.undisbursed, p.carried, p.realized,
				   lead(p.first_day) OVER so_far AS next_first_day,
				   sum(p.committed) OVER so_far AS committed, sum(p.disbursed) OVER so_far AS disbursed,
				   sum(p.without_rate) OVER so_far AS without_rate,
				   bool_and(p.all_closed) OVER so_far AS all_closed, bool_or(p.any_closed) OVER so_far AS any_closed
			FROM (SELECT b.award, b.currency, b.first_day,
						 coalesce(sum(b.change) FILTER (WHERE b.place < 3), 0) AS committed,
						 coalesce(- sum(b.change) FILTER (WHERE b.place = 3), 0) AS disbursed,
						 -- of the one row that is the last
						 max(b.state[1]) FILTER (WHERE b.is_last) AS undisbursed,
						 max(b.state[2]) FILTER (WHERE b.is_last) AS carried,
						 coalesce(sum(b.state[3]), 0) AS realized,
						 count(*) FILTER (WHERE b.change IS NULL OR b.value IS NULL) AS without_rate,
						 bool_and(b.closed) AS all_closed, bool_or(b.closed) AS any_closed
				  FROM books AS b
				  GROUP BY b.award, b.currency, b.first_day) AS p
			WINDOW so_far AS (PARTITION BY p.award, p.currency ORDER BY p.first_day)
		), valued AS (
			-- A period in which nothing moved is as the one before it
			SELECT m.award, m.currency, first_day(u.period) AS first_day, last_day(u.period) AS last_day,
				   m.committed, m.disbursed, m.undisbursed, m.carried,
				   amount(balance_value(monetary(m.undisbursed, m.currency), reporting_currency(), last_day(u.period),
										k.numerator, k.denominator)) AS undisbursed_value,
				   m.undisbursed = 0 OR k.numerator IS NOT NULL AS balance_closed,
				   CASE WHEN first_day(u.period) = m.first_day THEN m.realized ELSE 0 END AS realized,
				   m.without_rate, m.all_closed, m.any_closed, pg_is_in_recovery() AS calculated_once
			FROM moved AS m
				 CROSS JOIN LATERAL split(grant_period(m.first_day, coalesce(m.next_first_day - 1, exchange_gains.day)),
										  exchange_gains.unit) AS u (period)
				 LEFT JOIN kept_rates(reporting_currency(), exchange_gains.known_on) AS k
					 ON k.of = m.currency AND k.target = reporting_currency() AND k.day = last_day(u.period)
		)
		SELECT v.award, coalesce(tl.label, a.title), a.recipient::text, o.name, v.currency::text,
			   v.first_day, v.last_day, v.committed, v.disbursed, v.undisbursed,
			   reporting_currency()::text, v.carried, v.undisbursed_value, v.realized,
			   v.undisbursed_value - v.carried,
			   v.undisbursed_value - v.carried
			   - lag(v.undisbursed_value - v.carried, 1, 0) OVER so_far,
			   whose_rates(v.all_closed AND bool_and(v.balance_closed) OVER so_far, v.any_closed),
			   v.without_rate::bigint
		FROM valued AS v
			 JOIN award AS a ON a.award = v.award
			 JOIN organization AS o ON o.organization = a.recipient
			 LEFT JOIN translations('award.award', exchange_gains.language) AS tl ON tl.code = v.award
		WINDOW so_far AS (PARTITION BY v.award, v.currency ORDER BY v.first_day);
	END;
COMMENT ON FUNCTION exchange_gains(unit text, day date, known_on date, language text) IS
'Exchange gains and, below zero, losses of the recipient of each award that is in another currency than the reporting one, by calendar month, quarter, half or year up to a day, as known on another: realized by disbursements, against what the books carried the claim at (a moving weighted average of commitments), and unrealized on what is undisbursed at the end of each. CR001 where a rate is missing; with caudal.missing_rate = null what is carried is then NULL, realized leaves out what is unknown, and without_rate counts it.';

CREATE VIEW exchange_gains AS
	SELECT * FROM exchange_gains();
COMMENT ON VIEW exchange_gains IS 'Exchange gains and losses on claims to awards, by quarter.';
COMMENT ON COLUMN exchange_gains.award IS 'identifier of the award';
COMMENT ON COLUMN exchange_gains.title IS 'its title';
COMMENT ON COLUMN exchange_gains.recipient IS 'identifier of who holds the claim';
COMMENT ON COLUMN exchange_gains.recipient_name IS 'name of who holds the claim';
COMMENT ON COLUMN exchange_gains.currency IS 'currency of the claim';
COMMENT ON COLUMN exchange_gains.first_day IS 'first day of the period';
COMMENT ON COLUMN exchange_gains.last_day IS 'last day of the period, or the day of the report';
COMMENT ON COLUMN exchange_gains.committed IS 'what was committed by then';
COMMENT ON COLUMN exchange_gains.disbursed IS 'what was disbursed by then';
COMMENT ON COLUMN exchange_gains.undisbursed IS 'committed - disbursed';
COMMENT ON COLUMN exchange_gains.reporting_currency IS 'currency of the columns that follow';
COMMENT ON COLUMN exchange_gains.carried_value IS 'what the books carry the undisbursed amount at';
COMMENT ON COLUMN exchange_gains.undisbursed_value IS 'what it is worth at the rate of the last day';
COMMENT ON COLUMN exchange_gains.realized IS 'gain in the period on what was disbursed in it; below zero a loss';
COMMENT ON COLUMN exchange_gains.unrealized IS 'undisbursed_value - carried_value';
COMMENT ON COLUMN exchange_gains.unrealized_change IS 'its change since the end of the period before';
COMMENT ON COLUMN exchange_gains.rates IS 'whose rates the values of the commitments, flows and balances so far have: closed, today or closed and today';
COMMENT ON COLUMN exchange_gains.without_rate IS 'commitments and flows so far that no value is known of, where caudal.missing_rate is null';
