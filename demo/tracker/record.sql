-- What came to be known, and to be known wrong, after one day and until another
UPDATE amendment SET withdrawn_on = p.withdrawn_on
FROM amendment_plan AS p
WHERE p.amendment = amendment.amendment AND p.known_since <= :'after' AND p.withdrawn_on > :'after' AND p.withdrawn_on <= :'until';

INSERT INTO amendment (amendment, award, kind, holds_from, period, change, known_since, withdrawn_on, reason)
SELECT amendment, award, kind, holds_from, period,
	   CASE WHEN amount IS NULL THEN '{}' ELSE money_bag(monetary(amount, currency::currency)) END,
	   known_since, CASE WHEN withdrawn_on <= :'until' THEN withdrawn_on END, reason
FROM amendment_plan
WHERE known_since > :'after' AND known_since <= :'until'
ORDER BY amendment;

UPDATE flow SET withdrawn_on = p.withdrawn_on
FROM flow_plan AS p
WHERE p.source_reference = flow.source_reference AND p.known_since = flow.known_since
  AND p.known_since <= :'after' AND p.withdrawn_on > :'after' AND p.withdrawn_on <= :'until';

-- Flows come as people send them, in a sheet
SELECT :'files' || '/flows-' || :'until' || '.csv' AS file
\gset
COPY (
	SELECT p.source_reference AS reference, p.type, p.booked_on AS date, p.value_date, amount(p.amount) AS amount, currency(p.amount) AS currency,
		   p.award, p.provider, p.receiver, p.line, p.tranche, p.agreed_rate, p.agreed_currency,
		   amount(p.counter_amount) AS counter_amount, currency(p.counter_amount) AS counter_currency,
		   r.source_reference AS reverses, c.source_reference AS counterpart, p.known_since, p.currency_reason, p.note
	FROM flow_plan AS p
		 LEFT JOIN flow_plan AS r ON r.flow = p.reverses
		 LEFT JOIN flow_plan AS c ON c.flow = p.counterpart
	WHERE p.known_since > :'after' AND p.known_since <= :'until'
	ORDER BY p.known_since, p.flow
) TO STDOUT (FORMAT csv, HEADER) \g :file
\setenv FLOWS :file
\! caudal load flows "$FLOWS"
