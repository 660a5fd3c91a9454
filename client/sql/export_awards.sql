SELECT a.award, a.title, a.funder, a.recipient, a.programme, o.holds_from AS awarded_on,
	   first_day(v.period) AS first_day, nullif(last_day(v.period), 'infinity') AS last_day,
	   amount(m) AS amount, currency(m) AS currency,
	   a.restricted::text AS restricted, a.conditional::text AS conditional, a.conditions_met_on,
	   a.pass_through::text AS pass_through, a.passes_on, a.renews, a.description, a.note
FROM award AS a
	 LEFT JOIN award_versions(CURRENT_DATE) AS v ON v.award = a.award AND v.holds_until IS NULL
	 LEFT JOIN award_versions(CURRENT_DATE) AS o ON o.award = a.award AND o.kind = 'original'
	 LEFT JOIN LATERAL unnest(v.committed) AS m ON true
ORDER BY a.award COLLATE "C", currency(m)
