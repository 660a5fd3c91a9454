-- Lines $1 to $2: what has been in a report is withdrawn today, and the right flow
-- is known since today: "Corrections" in docs/tracker.md.  The new row is made of
-- what the update returns, so that it comes when the reference is free.
WITH withdrawn AS (
	UPDATE flow AS f
	SET withdrawn_on = CURRENT_DATE
	FROM ready AS r
	WHERE f.flow = r.stands AND r.is_reported AND r.number BETWEEN $1::bigint AND $2::bigint
	RETURNING r.*
), changed AS (
	INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
					  reverses, counterpart, line, tranche, source_reference, known_since, currency_reason, note)
	SELECT r.award, r.type, r.amount, r.booked_on, r.value_date, r.provider, r.receiver, r.agreed_rate, r.agreed_currency, r.counter_amount,
		   (SELECT o.flow FROM flow AS o WHERE o.source_reference = r.reverses AND o.withdrawn_on IS NULL),
		   (SELECT c.flow FROM flow AS c WHERE c.source_reference = r.counterpart AND c.withdrawn_on IS NULL),
		   r.line, r.tranche, r.reference, r.known_since, r.currency_reason, r.note
	FROM withdrawn AS r
	RETURNING flow
)
INSERT INTO tally (changed) SELECT count(*) FROM changed
