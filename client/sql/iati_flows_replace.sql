-- $1, $2: from and to which row.  What has been in a report is withdrawn, and the
-- right row known since the same day.  Each is withdrawn before it is inserted,
-- because the row that is inserted is made of it.
WITH withdrawn AS (
	UPDATE flow AS f
	SET withdrawn_on = CURRENT_DATE
	FROM staged_state AS s
	WHERE s.state = 3 AND s.row BETWEEN $1::bigint AND $2::bigint AND f.flow = s.flow
	RETURNING s.*, f.line AS budget_line, f.tranche, f.agreed_rate, f.agreed_currency, f.counter_amount, f.counterpart,
		f.amount AS amount_before, f.currency_reason AS reason_before
)
INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, provider_activity, receiver_activity, note,
				  source_reference, line, tranche, currency_reason, agreed_rate, agreed_currency, counter_amount, counterpart)
SELECT w.award, w.type, w.amount, w.booked_on, w.value_date, w.provider, w.receiver, w.provider_activity, w.receiver_activity, w.note,
	   w.reference, w.budget_line, w.tranche,
	   CASE WHEN currency(w.amount) = currency(w.amount_before) THEN w.reason_before ELSE w.currency_reason END,
	   CASE WHEN currency(w.amount) = currency(w.amount_before) THEN w.agreed_rate END,
	   CASE WHEN currency(w.amount) = currency(w.amount_before) THEN w.agreed_currency END,
	   CASE WHEN w.amount = w.amount_before THEN w.counter_amount END,
	   w.counterpart
FROM withdrawn AS w
