-- The ledger of closings, and what the next one will have to correct.

CREATE FUNCTION closing_entries(language text DEFAULT 'en')
	RETURNS TABLE (reporting_currency text, last_day date, closed_on date, entry bigint, kind text, kind_name text,
				   award text, flow bigint, amendment bigint, booked_on date, currency text, amount numeric, value numeric,
				   numerator numeric, denominator numeric, rate numeric, source text, rate_date date)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
	BEGIN ATOMIC
		SELECT e.currency::text, e.last_day, p.closed_on, e.entry, e.kind::text, coalesce(l.label, e.kind),
			   coalesce(f.award, a.award)::text, e.flow, e.amendment, coalesce(f.booked_on, a.holds_from),
			   currency(e.amount)::text, amount(e.amount), amount(e.value),
			   trim_scale(e.numerator), trim_scale(e.denominator), round(e.rate, 16), e.source, e.rate_date
		FROM closing_entry AS e
			 JOIN closed_period AS p ON p.currency = e.currency AND p.last_day = e.last_day
			 LEFT JOIN flow AS f ON f.flow = e.flow
			 LEFT JOIN amendment AS a ON a.amendment = e.amendment
			 LEFT JOIN labels('closing_entry.kind', closing_entries.language) AS l ON l.code = e.kind;
	END;
COMMENT ON FUNCTION closing_entries(language text) IS
'The ledger of closed periods, one row for each entry, with the rate that it was made at. Entries of one flow add up to its value.';

CREATE VIEW closing_entries AS
	SELECT * FROM closing_entries();
COMMENT ON VIEW closing_entries IS 'The ledger of closed periods.';
COMMENT ON COLUMN closing_entries.reporting_currency IS 'currency of the closing and of the value';
COMMENT ON COLUMN closing_entries.last_day IS 'last day of the closed period';
COMMENT ON COLUMN closing_entries.closed_on IS 'day of the closing';
COMMENT ON COLUMN closing_entries.entry IS 'number of the entry';
COMMENT ON COLUMN closing_entries.kind IS 'entry, or an adjustment of an earlier period: late, withdrawn or rate';
COMMENT ON COLUMN closing_entries.kind_name IS 'the same as people say it';
COMMENT ON COLUMN closing_entries.award IS 'award of the flow or amendment; NULL for none';
COMMENT ON COLUMN closing_entries.flow IS 'number of the flow; NULL where it is an amendment';
COMMENT ON COLUMN closing_entries.amendment IS 'number of the amendment; NULL where it is a flow';
COMMENT ON COLUMN closing_entries.booked_on IS 'day of the booking of the flow, or from which the amendment holds';
COMMENT ON COLUMN closing_entries.currency IS 'currency of the amount';
COMMENT ON COLUMN closing_entries.amount IS 'amount that came into the books';
COMMENT ON COLUMN closing_entries.value IS 'value that came into the books';
COMMENT ON COLUMN closing_entries.numerator IS 'the rate is numerator / denominator, in published rates';
COMMENT ON COLUMN closing_entries.denominator IS 'the rate is numerator / denominator, in published rates';
COMMENT ON COLUMN closing_entries.rate IS 'the rate, rounded for display';
COMMENT ON COLUMN closing_entries.source IS 'who published it, or agreed';
COMMENT ON COLUMN closing_entries.rate_date IS 'day of the rate';

CREATE FUNCTION adjustments(language text DEFAULT 'en')
	RETURNS TABLE (reporting_currency text, last_day date, kind text, kind_name text, award text, flow bigint, amendment bigint,
				   booked_on date, currency text, amount numeric, value numeric)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
	BEGIN ATOMIC
		WITH closed AS (
			-- not by groups, of which the planner would expect too many
			SELECT p.currency, p.last_day
			FROM closed_period AS p
			WHERE p.last_day = (SELECT max(l.last_day) FROM closed_period AS l WHERE l.currency = p.currency)
		), items AS (
			-- What is known today is valued today; what is not has no value
			SELECT c.currency AS target, c.last_day, f.flow, NULL::bigint AS amendment, f.award::text AS award, f.booked_on,
				   f.amount, is_known(f.known_since, f.withdrawn_on, CURRENT_DATE) AS is_known,
				   CASE WHEN is_known(f.known_since, f.withdrawn_on, CURRENT_DATE)
						THEN value_at(f.amount, c.currency, f.valued_on, f.agreed_rate, f.agreed_currency, f.counter_amount) END
				   AS value,
				   b.amount AS booked_amount, b.value AS booked_value, pg_is_in_recovery() AS calculated_once
			FROM closed AS c
				 JOIN flow AS f ON f.booked_on <= c.last_day
				 LEFT JOIN (SELECT e.currency, e.flow, sum(e.amount) AS amount, sum(e.value) AS value
							FROM closing_entry AS e
							WHERE e.flow IS NOT NULL
							GROUP BY e.currency, e.flow) AS b ON b.flow = f.flow AND b.currency = c.currency
			UNION ALL
			SELECT c.currency, c.last_day, NULL, a.amendment, a.award::text, a.holds_from,
				   m.amount, is_known(a.known_since, a.withdrawn_on, CURRENT_DATE),
				   CASE WHEN is_known(a.known_since, a.withdrawn_on, CURRENT_DATE)
						THEN in_currency(m.amount, c.currency, a.holds_from) END,
				   b.amount, b.value, pg_is_in_recovery()
			FROM closed AS c
				 JOIN amendment AS a ON a.holds_from <= c.last_day
				 CROSS JOIN LATERAL unnest(a.change) AS m (amount)
				 LEFT JOIN (SELECT e.currency, e.amendment, currency(e.amount) AS of, sum(e.amount) AS amount, sum(e.value) AS value
							FROM closing_entry AS e
							WHERE e.amendment IS NOT NULL
							GROUP BY e.currency, e.amendment, currency(e.amount)) AS b
					 ON b.amendment = a.amendment AND b.of = currency(m.amount) AND b.currency = c.currency
		)
		SELECT i.target::text, i.last_day, i.kind, coalesce(l.label, i.kind), i.award, i.flow, i.amendment, i.booked_on,
			   currency(i.amount)::text,
			   CASE i.kind WHEN 'late' THEN amount(i.amount) WHEN 'withdrawn' THEN - amount(i.booked_amount)
						   ELSE amount(i.amount - i.booked_amount) END,
			   CASE i.kind WHEN 'late' THEN amount(i.value) WHEN 'withdrawn' THEN - amount(i.booked_value)
						   ELSE amount(i.value - i.booked_value) END
		FROM (SELECT n.*,
					 CASE WHEN NOT n.is_known THEN CASE WHEN NOT is_zero(n.booked_amount) THEN 'withdrawn' END
						  WHEN n.booked_amount IS NULL THEN 'late'
						  WHEN n.value <> n.booked_value OR n.value IS NULL THEN 'rate' END AS kind
			  FROM items AS n) AS i
			 LEFT JOIN labels('closing_entry.kind', adjustments.language) AS l ON l.code = i.kind
		WHERE i.kind IS NOT NULL;
	END;
COMMENT ON FUNCTION adjustments(language text) IS
'What has changed in closed periods since they were closed, by today''s knowledge and rates: what the next closing would enter as late, withdrawn or rate if it were today. CR001 where a rate is missing, or a NULL value with caudal.missing_rate = null.';

CREATE VIEW adjustments AS
	SELECT * FROM adjustments();
COMMENT ON VIEW adjustments IS 'What has changed in closed periods since they were closed.';
COMMENT ON COLUMN adjustments.reporting_currency IS 'currency of the closings and of the value';
COMMENT ON COLUMN adjustments.last_day IS 'last day that is closed in it';
COMMENT ON COLUMN adjustments.kind IS 'late, withdrawn or rate';
COMMENT ON COLUMN adjustments.kind_name IS 'the same as people say it';
COMMENT ON COLUMN adjustments.award IS 'award of the flow or amendment; NULL for none';
COMMENT ON COLUMN adjustments.flow IS 'number of the flow; NULL where it is an amendment';
COMMENT ON COLUMN adjustments.amendment IS 'number of the amendment; NULL where it is a flow';
COMMENT ON COLUMN adjustments.booked_on IS 'day of the booking of the flow, or from which the amendment holds';
COMMENT ON COLUMN adjustments.currency IS 'currency of the amount';
COMMENT ON COLUMN adjustments.amount IS 'amount that is to come into the books; 0 where only the rate changed';
COMMENT ON COLUMN adjustments.value IS 'value that is to come into the books';
