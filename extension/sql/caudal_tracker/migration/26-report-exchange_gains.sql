-- What exchange rates gained or cost whoever holds the claim to an award.

CREATE FUNCTION exchange_gains(unit text DEFAULT 'quarter', day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (award text, title text, recipient text, recipient_name text, currency text,
				   first_day date, last_day date, committed numeric, disbursed numeric, undisbursed numeric,
				   reporting_currency text, carried_value numeric, undisbursed_value numeric,
				   realized numeric, unrealized numeric, unrealized_change numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- What moves the claim, in order: on one day commitments, then
		-- reductions, then disbursements.
		WITH events AS (
			SELECT c.award, currency(c.amount) AS currency, c.holds_from AS on_day,
				   CASE WHEN is_positive(c.amount) THEN 1 ELSE 2 END AS place, c.amendment AS number,
				   amount(c.amount) AS change, amount(c.value) AS value, false AS settles,
				   c.value IS NULL AS is_unknown, c.closed
			FROM commitment_values(reporting_currency(), exchange_gains.known_on) AS c
			WHERE c.holds_from <= exchange_gains.day
			  AND currency(c.amount) <> reporting_currency()
			UNION ALL
			SELECT f.award, f.currency, f.booked_on, 3, f.flow,
				   - amount(f.amount), - amount(f.value), true,
				   f.value IS NULL OR f.amount IS NULL, f.closed
			FROM award_flows(reporting_currency(), exchange_gains.day, exchange_gains.known_on) AS f
			WHERE NOT f.is_spending
			  AND f.currency <> reporting_currency()
		), books AS (
			SELECT e.award, e.currency, e.on_day, e.place, e.number, e.change, e.is_unknown, e.closed,
				   carrying(coalesce(e.change, 0), CASE WHEN e.change IS NULL THEN 0 ELSE coalesce(e.value, 0) END, e.settles,
							trim_scale(power(10::numeric, - minor_units(reporting_currency()))))
					   OVER (PARTITION BY e.award, e.currency ORDER BY e.on_day, e.place, e.number) AS state
			FROM events AS e
		-- calendar units from the first event to the one that the day is in
		), periods AS (
			SELECT w.award, w.currency, u.period, least(last_day(u.period), exchange_gains.day) AS ends_on
			FROM (SELECT e.award, e.currency, min(e.on_day) AS begins
				  FROM events AS e
				  GROUP BY e.award, e.currency) AS w
				 CROSS JOIN LATERAL split(grant_period(date_trunc('year', w.begins)::date,
													   (date_trunc('year', exchange_gains.day) + interval '1 year')::date - 1),
										  exchange_gains.unit) AS u (period)
			WHERE last_day(u.period) >= w.begins
			  AND first_day(u.period) <= exchange_gains.day
		), moved AS (
			SELECT p.award, p.currency, p.period, p.ends_on,
				   sum(b.change) FILTER (WHERE b.place < 3) AS committed,
				   - sum(b.change) FILTER (WHERE b.place = 3) AS disbursed,
				   sum(b.state[3]) AS realized,
				   count(*) FILTER (WHERE b.is_unknown) AS without_rate,
				   bool_and(b.closed) AS all_closed, bool_or(b.closed) AS any_closed,
				   (array_agg(b.state ORDER BY b.on_day DESC, b.place DESC, b.number DESC)
					   FILTER (WHERE b.state IS NOT NULL)) [1:1] AS last_state
			FROM periods AS p
				 LEFT JOIN books AS b ON b.award = p.award AND b.currency = p.currency
									 AND b.on_day BETWEEN first_day(p.period) AND p.ends_on
			GROUP BY p.award, p.currency, p.period, p.ends_on
		), standing AS (
			SELECT m.award, m.currency, m.period, m.ends_on,
				   sum(coalesce(m.committed, 0)) OVER so_far AS committed,
				   sum(coalesce(m.disbursed, 0)) OVER so_far AS disbursed,
				   coalesce(m.realized, 0) AS realized,
				   -- the state after the last event, of this period or an earlier one
				   first_value(m.last_state[1][2]) OVER (PARTITION BY m.award, m.currency, m.stated ORDER BY m.ends_on) AS carried,
				   sum(m.without_rate) OVER so_far AS without_rate,
				   bool_and(m.all_closed) OVER so_far AS all_closed, bool_or(m.any_closed) OVER so_far AS any_closed
			FROM (SELECT m.*, count(m.last_state) OVER (PARTITION BY m.award, m.currency ORDER BY m.ends_on) AS stated
				  FROM moved AS m) AS m
			WINDOW so_far AS (PARTITION BY m.award, m.currency ORDER BY m.ends_on)
		), valued AS (
			SELECT s.award, s.currency, s.period, s.ends_on, s.committed, s.disbursed, s.realized, s.carried,
				   s.without_rate, s.all_closed, s.any_closed,
				   amount(balance_value(monetary(s.committed - s.disbursed, s.currency), reporting_currency(),
										s.ends_on, exchange_gains.known_on)) AS undisbursed_value
			FROM standing AS s
		)
		SELECT v.award, a.title, a.recipient::text, o.name, v.currency::text,
			   first_day(v.period), v.ends_on, v.committed, v.disbursed, v.committed - v.disbursed,
			   reporting_currency()::text, v.carried, v.undisbursed_value, v.realized,
			   v.undisbursed_value - v.carried,
			   v.undisbursed_value - v.carried
			   - coalesce(lag(v.undisbursed_value - v.carried) OVER (PARTITION BY v.award, v.currency ORDER BY v.ends_on), 0),
			   CASE WHEN v.all_closed THEN 'closed' WHEN v.any_closed THEN 'closed and today' ELSE 'today' END,
			   v.without_rate::bigint
		FROM valued AS v
			 JOIN award AS a ON a.award = v.award
			 JOIN organization AS o ON o.organization = a.recipient;
	END;
COMMENT ON FUNCTION exchange_gains(unit text, day date, known_on date) IS
'Exchange gains and, below zero, losses of the recipient of each award that is in another currency than the reporting one, by calendar month, quarter, half or year up to a day, as known on another: realized by disbursements, against what the books carried the claim at (a moving weighted average of commitments), and unrealized on what is undisbursed at the end of each. CR001 where a rate is missing; with caudal.missing_rate = null what has none counts as nothing, and without_rate counts it.';

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
COMMENT ON COLUMN exchange_gains.rates IS 'whose rates the values of the commitments and flows so far have: closed, today or closed and today';
COMMENT ON COLUMN exchange_gains.without_rate IS 'commitments and flows so far that no value is known of, where caudal.missing_rate is null';
