SELECT json_strip_nulls(json_build_object(
	'id', e.award,
	'title', e.title,
	'description', coalesce(e.description, ''),
	'currency', e.currency,
	'amountAwarded', trim_scale(coalesce(amount(e.committed -> e.currency), 0)),
	'amountDisbursed', p.total,
	'awardDate', e.awarded_on,
	'plannedDates', CASE WHEN e.period IS NOT NULL THEN
		json_build_array(json_build_object('startDate', first_day(e.period), 'endDate', nullif(last_day(e.period), 'infinity'))) END,
	'recipientOrganization', json_build_array(json_build_object('id', r.organization, 'name', r.name)),
	'fundingOrganization', json_build_array(json_build_object('id', f.organization, 'name', f.name)),
	-- who has no code has been called by the title
	'grantProgramme', CASE WHEN g.programme IS NOT NULL THEN
		json_build_array(json_build_object('code', nullif(g.programme, g.name), 'title', g.name)) END,
	'disbursementTransaction', p.payments,
	'regrantType', CASE WHEN e.pass_through THEN 'FRG050' END))
FROM exported AS e
	 JOIN organization AS r ON r.organization = e.recipient
	 JOIN organization AS f ON f.organization = e.funder
	 LEFT JOIN programme AS g ON g.programme = e.programme
	 LEFT JOIN LATERAL (
		SELECT CASE WHEN count(*) = count(*) FILTER (WHERE currency(p.amount) = e.currency) THEN trim_scale(sum(amount(p.amount))) END AS total,
			   json_agg(json_build_object(
					'id', p.source_reference,
					'transactionDate', p.booked_on,
					'value', trim_scale(amount(p.amount)),
					'currency', currency(p.amount),
					'valueDate', p.value_date,
					'description', p.note,
					'provider', nullif(p.provider, e.funder),
					'recipient', nullif(p.receiver, e.recipient))
				ORDER BY p.booked_on, p.source_reference COLLATE "C", p.flow) AS payments
		FROM payment AS p
		WHERE p.award = e.award
		HAVING count(*) > 0) AS p ON true
WHERE NOT e.is_left_out
ORDER BY e.award COLLATE "C"
