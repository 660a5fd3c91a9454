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
WHERE p.flow = flow.flow AND p.known_since <= :'after' AND p.withdrawn_on > :'after' AND p.withdrawn_on <= :'until';

INSERT INTO flow (flow, award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
				  reverses, counterpart, line, tranche, source_reference, known_since, withdrawn_on, currency_reason, note)
SELECT flow, award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency, counter_amount,
	   reverses, counterpart, line, tranche, source_reference, known_since,
	   CASE WHEN withdrawn_on <= :'until' THEN withdrawn_on END, currency_reason, note
FROM flow_plan
WHERE known_since > :'after' AND known_since <= :'until'
-- what others refer to comes first
ORDER BY known_since, flow;
