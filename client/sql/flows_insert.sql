-- Lines $1 to $2: flows of a reference that no flow has, and that refer to none.
WITH added AS (
	INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
					  line, tranche, source_reference, known_since, currency_reason, note)
	SELECT r.award, r.type, r.amount, r.booked_on, r.value_date, r.provider, r.receiver, r.agreed_rate, r.agreed_currency, r.counter_amount,
		   r.line, r.tranche, r.reference, r.known_since, r.currency_reason, r.note
	FROM ready AS r
	WHERE r.number BETWEEN $1::bigint AND $2::bigint
	  AND r.stands IS NULL AND r.reverses IS NULL AND r.counterpart IS NULL
	RETURNING flow
)
INSERT INTO tally (added) SELECT count(*) FROM added
