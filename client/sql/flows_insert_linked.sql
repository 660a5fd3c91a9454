-- Lines $1 to $2: new flows that refer to others.
WITH added AS (
	INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
					  reverses, counterpart, line, tranche, source_reference, known_since, currency_reason, note)
	SELECT r.award, r.type, r.amount, r.booked_on, r.value_date, r.provider, r.receiver, r.agreed_rate, r.agreed_currency, r.counter_amount,
		   o.flow, c.flow, r.line, r.tranche, r.reference, r.known_since, r.currency_reason, r.note
	FROM ready AS r
		 LEFT JOIN flow AS o ON o.source_reference = r.reverses AND o.withdrawn_on IS NULL
		 LEFT JOIN flow AS c ON c.source_reference = r.counterpart AND c.withdrawn_on IS NULL
	WHERE r.number BETWEEN $1::bigint AND $2::bigint
	  AND r.stands IS NULL AND (r.reverses IS NOT NULL OR r.counterpart IS NOT NULL)
	ORDER BY r.number
	RETURNING flow
)
INSERT INTO tally (added) SELECT count(*) FROM added
