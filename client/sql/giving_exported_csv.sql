SELECT e.award,
	   e.title,
	   e.description,
	   e.currency,
	   trim_scale(coalesce(amount(e.committed -> e.currency), 0)),
	   p.total,
	   e.awarded_on,
	   first_day(e.period),
	   nullif(last_day(e.period), 'infinity'),
	   r.organization,
	   r.name,
	   f.organization,
	   f.name,
	   nullif(g.programme, g.name),
	   g.name,
	   CASE WHEN e.pass_through THEN 'FRG050' END
FROM exported AS e
	 JOIN organization AS r ON r.organization = e.recipient
	 JOIN organization AS f ON f.organization = e.funder
	 LEFT JOIN programme AS g ON g.programme = e.programme
	 LEFT JOIN LATERAL (
		SELECT CASE WHEN count(*) = count(*) FILTER (WHERE currency(p.amount) = e.currency) THEN trim_scale(sum(amount(p.amount))) END AS total
		FROM payment AS p
		WHERE p.award = e.award) AS p ON true
WHERE NOT e.is_left_out
ORDER BY e.award COLLATE "C"
