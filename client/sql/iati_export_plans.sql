SELECT e.award, t.iati_type, t.due_on, t.due_until, amount(t.amount), currency(t.amount), coalesce(t.value_date, t.due_on),
	   p.organization IS NOT NULL, p.ref, p.iati_type, p.name, p.labels, t.provider_activity,
	   r.organization IS NOT NULL, r.ref, r.iati_type, r.name, r.labels, t.receiver_activity
FROM exported AS e
	 JOIN tranche AS t ON t.award = e.award
	 LEFT JOIN named AS p ON p.organization = t.provider
	 LEFT JOIN named AS r ON r.organization = t.receiver
WHERE t.known_since <= CURRENT_DATE AND t.cancelled_on IS NULL
ORDER BY e.award COLLATE "C", t.tranche
