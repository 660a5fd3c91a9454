-- The first thing that is wrong with a row: a field, and why.  Constraints of the
-- table flow say the same; here they name the line, and all lines at once.
WITH judged AS (
	SELECT r.*,
		   CASE
			WHEN r.reference IS NULL
				THEN ARRAY['reference', 'a flow has a reference, by which it is found again']
			WHEN length(r.reference) > 200
				THEN ARRAY['reference', 'a reference has at most 200 characters']
			WHEN r.first_number <> r.number
				THEN ARRAY['reference', 'this reference is on an earlier line of the file']
			WHEN r.type IS NULL
				THEN ARRAY['type', 'a flow has a type']
			WHEN r.type NOT BETWEEN 1 AND 13
				THEN ARRAY['type', 'the type is a transaction type of IATI, 1 to 13']
			WHEN r.booked_on IS NULL
				THEN ARRAY['date', 'a flow has a date']
			WHEN r.amount IS NULL
				THEN ARRAY['amount', 'a flow has an amount']
			WHEN is_zero(r.amount)
				THEN ARRAY['amount', 'a flow is of an amount that is not zero']
			WHEN r.type IN (12, 13) AND direction(r.amount) < 0
				THEN ARRAY['amount', 'a pledge is not negative']
			WHEN r.award IS NOT NULL AND NOT r.has_award
				THEN ARRAY['award', 'there is no such award']
			WHEN r.providers = 0
				THEN ARRAY['provider', 'there is no organization of this identifier, name or alias']
			WHEN r.providers > 1
				THEN ARRAY['provider', 'several organizations have this name']
			WHEN r.receivers = 0
				THEN ARRAY['receiver', 'there is no organization of this identifier, name or alias']
			WHEN r.receivers > 1
				THEN ARRAY['receiver', 'several organizations have this name']
			WHEN r.provider IS NULL
				THEN ARRAY['provider', 'a flow without an award says who pays']
			WHEN r.receiver IS NULL AND r.type <> 4
				THEN ARRAY['receiver', 'a flow without an award says who receives']
			WHEN r.provider = r.receiver
				THEN ARRAY['receiver', 'nobody pays itself']
			WHEN r.line IS NOT NULL AND NOT EXISTS (SELECT FROM budget_line AS b WHERE b.award = r.award AND b.line = r.line)
				THEN ARRAY['line', 'the award has no such budget line']
			WHEN r.tranche IS NOT NULL AND NOT EXISTS (SELECT FROM tranche AS t WHERE t.award = r.award AND t.tranche = r.tranche)
				THEN ARRAY['tranche', 'the award has no such tranche']
			WHEN r.agreed_rate <= 0
				THEN ARRAY['agreed_rate', 'a rate is above zero']
			WHEN (r.agreed_rate IS NULL) <> (r.agreed_currency IS NULL)
				THEN ARRAY['agreed_currency', 'an agreed rate and its currency go together']
			WHEN r.agreed_currency = currency(r.amount)
				THEN ARRAY['agreed_currency', 'a rate is between two currencies']
			WHEN r.agreed_rate IS NOT NULL AND r.counter_amount IS NOT NULL
				THEN ARRAY['counter_amount', 'a flow has an agreed rate or a counter-amount, not both']
			WHEN currency(r.counter_amount) = currency(r.amount)
				THEN ARRAY['counter_amount', 'a counter-amount is in another currency']
			WHEN direction(r.counter_amount) NOT IN (0, direction(r.amount))
				THEN ARRAY['counter_amount', 'a counter-amount has the sign of the amount']
			WHEN r.counterpart IS NOT NULL AND r.type NOT IN (1, 11, 13)
				THEN ARRAY['counterpart', 'only the record of an incoming flow has a counterpart']
			WHEN r.stands IS NULL AND EXISTS (SELECT FROM closed_period AS p WHERE p.last_day >= r.booked_on AND p.closed_on >= r.known_since)
				THEN ARRAY['date', 'the period was closed when the flow was not there; it can be known since a later day']
			WHEN r.has_award AND r.currency_reason IS NULL AND NOT currency(r.amount) = ANY (coalesce(r.currencies, '{}'))
				THEN ARRAY['amount', 'the award never had this currency, and there is no currency_reason']
		   END AS wrong
	FROM ready AS r
)
INSERT INTO refused (line, "column", value, reason)
SELECT j.number, coalesce(m.column_name, j.wrong[1]),
	   CASE j.wrong[1]
			WHEN 'reference' THEN left(j.reference, 200)
			WHEN 'type' THEN j.type::text
			WHEN 'date' THEN j.booked_on::text
			WHEN 'amount' THEN j.amount::text
			WHEN 'award' THEN j.award
			WHEN 'provider' THEN j.provider_called
			WHEN 'receiver' THEN j.receiver_called
			WHEN 'line' THEN j.line
			WHEN 'tranche' THEN j.tranche::text
			WHEN 'agreed_rate' THEN j.agreed_rate::text
			WHEN 'agreed_currency' THEN j.agreed_currency::text
			WHEN 'counter_amount' THEN j.counter_amount::text
			WHEN 'counterpart' THEN j.counterpart
	   END,
	   j.wrong[2]
FROM judged AS j
	 LEFT JOIN mapped AS m ON m.field = j.wrong[1]
WHERE j.wrong IS NOT NULL;
DELETE FROM ready WHERE number IN (SELECT line FROM refused);

-- What stands as the file has it needs nothing.
WITH same AS (
	DELETE FROM ready AS r
	USING flow AS f
		  LEFT JOIN flow AS o ON o.flow = f.reverses
		  LEFT JOIN flow AS c ON c.flow = f.counterpart
	WHERE f.flow = r.stands
	  AND (f.award, f.type, f.amount, f.booked_on, f.value_date, f.provider, f.receiver, f.agreed_rate, f.agreed_currency,
		   f.counter_amount, o.source_reference, c.source_reference, f.line, f.tranche, f.currency_reason, f.note)
		  IS NOT DISTINCT FROM
		  (r.award, r.type, r.amount, r.booked_on, r.value_date, r.provider, r.receiver, r.agreed_rate, r.agreed_currency,
		   r.counter_amount, r.reverses, r.counterpart, r.line, r.tranche, r.currency_reason, r.note)
	RETURNING r.number
)
INSERT INTO tally (unchanged) SELECT count(*) FROM same;
