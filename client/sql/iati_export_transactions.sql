-- An award that was never published says what it promises by its amendments,
-- and not by commitments: those are what others are to read.
SELECT f.award, f.ref, f.type, f.booked_on, amount(f.amount), currency(f.amount), f.value_date, f.note,
	   p.organization IS NOT NULL, p.ref, p.iati_type, p.name, p.labels, f.provider_activity,
	   r.organization IS NOT NULL, r.ref, r.iati_type, r.name, r.labels, f.receiver_activity
FROM (SELECT e.award, 2 AS part, f.flow AS place,
			 CASE WHEN NOT starts_with(f.source_reference, e.stem || '#') THEN f.source_reference
				  WHEN substr(f.source_reference, length(e.stem) + 2) !~ '^=[0-9a-f]{32}-[0-9]+$' THEN substr(f.source_reference, length(e.stem) + 2)
				  END AS ref,
			 f.type, f.booked_on, f.amount, f.valued_on AS value_date, f.note,
			 f.provider::text AS provider, f.receiver::text AS receiver, f.provider_activity, f.receiver_activity
	  FROM exported AS e
		   JOIN flow AS f ON f.award = e.award
	  WHERE is_known(f.known_since, f.withdrawn_on, CURRENT_DATE)
	  UNION ALL
	  SELECT e.award, 1, k.amendment, NULL, 2, k.holds_from, m, k.holds_from, NULL, e.funder, e.recipient, NULL, NULL
	  FROM exported AS e
		   JOIN amendment AS k ON k.award = e.award
		   CROSS JOIN unnest(k.change) AS m
	  WHERE NOT e.is_published AND is_known(k.known_since, k.withdrawn_on, CURRENT_DATE)
		AND NOT EXISTS (SELECT FROM flow AS f
						WHERE f.award = e.award AND f.type IN (2, 11) AND is_known(f.known_since, f.withdrawn_on, CURRENT_DATE))) AS f
	 LEFT JOIN named AS p ON p.organization = f.provider AND f.provider <> 'not-stated'
	 LEFT JOIN named AS r ON r.organization = f.receiver AND f.receiver <> 'not-stated'
ORDER BY f.award COLLATE "C", f.part, f.place, currency(f.amount)
