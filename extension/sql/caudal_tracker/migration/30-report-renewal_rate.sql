-- Of the awards that ended, how many were renewed.

CREATE FUNCTION renewal_rate(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (funder text, funder_name text, year int, ended bigint, renewed bigint, undecided bigint,
				   renewal_rate numeric, reporting_currency text, ended_value numeric, renewed_value numeric,
				   renewed_value_share numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
	BEGIN ATOMIC
		WITH awards AS (
			SELECT a.award::text AS award, a.funder::text AS funder, a.recipient::text AS recipient, a.renews::text AS renews,
				   first_day(t.period) AS first_day, last_day(t.period) AS last_day, t.is_cancelled
			FROM award_terms(renewal_rate.day, renewal_rate.known_on) AS t
				 JOIN award AS a ON a.award = t.award
		), committed AS (
			SELECT c.award, amount(sum(c.value)) AS value, bool_and(c.closed) AS all_closed, bool_or(c.closed) AS any_closed,
				   count(*) FILTER (WHERE c.value IS NULL) AS without_rate
			FROM commitment_values(reporting_currency(), renewal_rate.known_on) AS c
			WHERE c.holds_from <= renewal_rate.day
			GROUP BY c.award
		), renewals AS (
			SELECT a.award, sum(c.value) AS value, bool_and(c.all_closed) AS all_closed, bool_or(c.any_closed) AS any_closed,
				   sum(c.without_rate) AS without_rate
			FROM awards AS a
				 JOIN awards AS n ON n.renews = a.award AND n.funder = a.funder AND n.recipient = a.recipient
								 AND n.first_day BETWEEN a.last_day - 90 AND a.last_day + 180
				 LEFT JOIN committed AS c ON c.award = n.award
			GROUP BY a.award
		), ended AS (
			SELECT a.funder, extract(year FROM a.last_day)::int AS year, coalesce(c.value, 0) AS value,
				   r.award IS NOT NULL AS is_renewed, coalesce(r.value, 0) AS renewed_value,
				   r.award IS NULL AND renewal_rate.day - a.last_day < 180 AS is_undecided,
				   -- NULL where neither has an amount
				   coalesce(c.all_closed AND r.all_closed, c.all_closed, r.all_closed) AS all_closed,
				   coalesce(c.any_closed OR r.any_closed, c.any_closed, r.any_closed) AS any_closed,
				   coalesce(c.without_rate, 0) + coalesce(r.without_rate, 0) AS without_rate
			FROM awards AS a
				 LEFT JOIN committed AS c ON c.award = a.award
				 LEFT JOIN renewals AS r ON r.award = a.award
			WHERE a.last_day < renewal_rate.day
			  AND NOT a.is_cancelled
		)
		SELECT e.funder, o.name, e.year, count(*), count(*) FILTER (WHERE e.is_renewed),
			   count(*) FILTER (WHERE e.is_undecided),
			   share(count(*) FILTER (WHERE e.is_renewed), count(*) FILTER (WHERE NOT e.is_undecided)),
			   reporting_currency()::text, sum(e.value), sum(e.renewed_value),
			   share(sum(e.renewed_value), sum(e.value) FILTER (WHERE NOT e.is_undecided)),
			   whose_rates(bool_and(e.all_closed), bool_or(e.any_closed)),
			   sum(e.without_rate)::bigint
		FROM ended AS e
			 JOIN organization AS o ON o.organization = e.funder
		GROUP BY e.funder, o.name, e.year;
	END;
COMMENT ON FUNCTION renewal_rate(day date, known_on date) IS
'By funder and year, the awards that ended before a day and were not cancelled, and how many of them were renewed: an award names them, of the same funder and recipient, that begins from 90 days before to 180 days after their last day. Those still within the 180 days are undecided. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW renewal_rate AS
	SELECT * FROM renewal_rate();
COMMENT ON VIEW renewal_rate IS 'Awards that ended and were renewed, by funder and year.';
COMMENT ON COLUMN renewal_rate.funder IS 'identifier of who gave';
COMMENT ON COLUMN renewal_rate.funder_name IS 'name of who gave';
COMMENT ON COLUMN renewal_rate.year IS 'calendar year in which the awards ended';
COMMENT ON COLUMN renewal_rate.ended IS 'awards that ended in it';
COMMENT ON COLUMN renewal_rate.renewed IS 'those of them that were renewed';
COMMENT ON COLUMN renewal_rate.undecided IS 'those of them that were not, and may still be';
COMMENT ON COLUMN renewal_rate.renewal_rate IS 'renewed / (ended - undecided)';
COMMENT ON COLUMN renewal_rate.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN renewal_rate.ended_value IS 'what was committed by awards that ended, the undecided too';
COMMENT ON COLUMN renewal_rate.renewed_value IS 'what is committed by their renewals';
COMMENT ON COLUMN renewal_rate.renewed_value_share IS 'renewed_value / what was committed by awards that are decided';
COMMENT ON COLUMN renewal_rate.rates IS 'whose rates the values have: closed (kept by closings), today (of the tables as they are) or closed and today; NULL where nothing was committed';
COMMENT ON COLUMN renewal_rate.without_rate IS 'amendments that no value is known of, where caudal.missing_rate is null';
