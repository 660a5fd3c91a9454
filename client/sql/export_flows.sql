SELECT f.source_reference AS reference, f.type, f.booked_on AS date, f.value_date,
	   amount(f.amount) AS amount, currency(f.amount) AS currency, f.award, f.provider, f.receiver, f.line, f.tranche,
	   f.agreed_rate, f.agreed_currency, amount(f.counter_amount) AS counter_amount, currency(f.counter_amount) AS counter_currency,
	   r.source_reference AS reverses, c.source_reference AS counterpart, f.known_since, f.currency_reason, f.note
FROM flow AS f
	 LEFT JOIN flow AS r ON r.flow = f.reverses
	 LEFT JOIN flow AS c ON c.flow = f.counterpart
WHERE f.withdrawn_on IS NULL
ORDER BY f.flow
