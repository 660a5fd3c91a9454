-- $1, $2: from and to which row.  What people here have added to a flow stays
-- with it, but for an exchange of another amount.
UPDATE flow AS f
SET type = s.type, booked_on = s.booked_on, value_date = s.value_date, amount = s.amount, provider = s.provider, receiver = s.receiver,
	provider_activity = s.provider_activity, receiver_activity = s.receiver_activity, note = s.note,
	currency_reason = CASE WHEN currency(f.amount) = currency(s.amount) THEN f.currency_reason ELSE s.currency_reason END,
	agreed_rate = CASE WHEN currency(f.amount) = currency(s.amount) THEN f.agreed_rate END,
	agreed_currency = CASE WHEN currency(f.amount) = currency(s.amount) THEN f.agreed_currency END,
	counter_amount = CASE WHEN f.amount = s.amount THEN f.counter_amount END
FROM staged_state AS s
WHERE s.state = 2 AND s.row BETWEEN $1::bigint AND $2::bigint AND f.flow = s.flow
