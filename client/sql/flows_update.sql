-- Lines $1 to $2: a flow that was first known today is in no report yet.
WITH changed AS (
	UPDATE flow AS f
	SET (award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
		 reverses, counterpart, line, tranche, currency_reason, note) =
		(r.award, r.type, r.amount, r.booked_on, r.value_date, r.provider, r.receiver, r.agreed_rate, r.agreed_currency, r.counter_amount,
		 (SELECT o.flow FROM flow AS o WHERE o.source_reference = r.reverses AND o.withdrawn_on IS NULL),
		 (SELECT c.flow FROM flow AS c WHERE c.source_reference = r.counterpart AND c.withdrawn_on IS NULL),
		 r.line, r.tranche, r.currency_reason, r.note)
	FROM ready AS r
	WHERE f.flow = r.stands AND NOT r.is_reported AND r.number BETWEEN $1::bigint AND $2::bigint
	RETURNING f.flow
)
INSERT INTO tally (changed) SELECT count(*) FROM changed
