-- $1, $2: from and to which row
INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, provider_activity, receiver_activity, note,
				  source_reference, currency_reason)
SELECT s.award, s.type, s.amount, s.booked_on, s.value_date, s.provider, s.receiver, s.provider_activity, s.receiver_activity, s.note,
	   s.reference, s.currency_reason
FROM staged_state AS s
WHERE s.state = 0 AND s.row BETWEEN $1::bigint AND $2::bigint
ORDER BY s.row
