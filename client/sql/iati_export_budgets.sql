-- Budgets of IATI are of the whole activity: lines of one currency are added up.
-- A revision replaces, so that its sum has the original of lines without one.
SELECT b.award,
	   CASE WHEN b.is_revision THEN 2 ELSE b.type END, b.status, first_day(b.period), last_day(b.period),
	   amount(b.amount), currency(b.amount), coalesce(b.value_date, first_day(b.period))
FROM (SELECT e.award, b.currency, b.period, v.is_revision, sum(CASE WHEN v.is_revision THEN b.latest ELSE b.original END) AS amount,
			 max(CASE WHEN v.is_revision THEN b.latest_value_date ELSE b.value_date END) AS value_date,
			 max(CASE WHEN v.is_revision THEN b.latest_status ELSE b.iati_status END) AS status,
			 max(b.iati_type) AS type
	  FROM exported AS e
		   JOIN (SELECT o.award, o.line, o.currency, o.period, o.amount AS original, o.value_date, o.iati_status, o.iati_type,
						coalesce(r.amount, o.amount) AS latest,
						CASE WHEN r.award IS NULL THEN o.value_date ELSE r.value_date END AS latest_value_date,
						CASE WHEN r.award IS NULL THEN o.iati_status ELSE r.iati_status END AS latest_status,
						r.award IS NOT NULL AS is_revised
				 FROM budget AS o
					  LEFT JOIN LATERAL (SELECT r.* FROM budget AS r
										 WHERE (r.award, r.line, r.period) = (o.award, o.line, o.period)
										   AND r.revision > 0 AND r.known_since <= CURRENT_DATE
										 ORDER BY r.revision DESC
										 LIMIT 1) AS r ON true
				 WHERE o.revision = 0 AND o.known_since <= CURRENT_DATE) AS b ON b.award = e.award
		   CROSS JOIN (VALUES (false), (true)) AS v (is_revision)
	  GROUP BY e.award, b.currency, b.period, v.is_revision
	  HAVING NOT v.is_revision OR bool_or(b.is_revised)) AS b
ORDER BY b.award COLLATE "C", b.currency, first_day(b.period), last_day(b.period), b.is_revision
