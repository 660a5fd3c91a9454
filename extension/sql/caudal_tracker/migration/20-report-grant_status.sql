-- How each award stands: the report that the others refine.

CREATE FUNCTION grant_status(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, funder text, funder_name text, recipient text, recipient_name text,
				   country text, country_name text, programme text,
				   restricted boolean, conditional boolean, pass_through boolean,
				   status text, status_name text, first_day date, last_day date, original_last_day date,
				   currency text, committed numeric, disbursed numeric, undisbursed numeric,
				   spent numeric, unspent numeric, on_hand numeric, scheduled numeric, unscheduled numeric,
				   reporting_currency text, committed_value numeric, disbursed_value numeric, undisbursed_value numeric,
				   spent_value numeric, unspent_value numeric,
				   burn_ratio numeric, original_burn_ratio numeric, months_left numeric, over_disbursed boolean,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT s.award, coalesce(tl.label, a.title), a.funder::text, fo.name, a.recipient::text, ro.name,
			   ro.country::text, coalesce(cl.label, ro.country), a.programme::text,
			   a.restricted, a.conditional, a.pass_through,
			   s.status, coalesce(sl.label, s.status),
			   s.first_day, CASE WHEN s.last_day < 'infinity' THEN s.last_day END,
			   CASE WHEN s.original_last_day < 'infinity' THEN s.original_last_day END,
			   s.currency::text, s.committed, s.disbursed, s.committed - s.disbursed,
			   s.spent, s.committed - s.spent, s.disbursed - s.spent, s.scheduled, s.committed - s.disbursed - s.scheduled,
			   reporting_currency()::text, s.committed_value, s.disbursed_value,
			   amount(balance_value(monetary(s.committed - s.disbursed, s.currency), reporting_currency(),
									grant_status.day, k.numerator, k.denominator)),
			   s.spent_value,
			   amount(balance_value(monetary(s.committed - s.spent, s.currency), reporting_currency(),
									grant_status.day, k.numerator, k.denominator)),
			   CASE WHEN s.first_day <= grant_status.day
					THEN share(s.spent * days(s.period),
							   s.committed * (least(grant_status.day, s.last_day) - s.first_day + 1)) END,
			   CASE WHEN first_day(s.original_period) <= grant_status.day
					THEN share(s.spent * days(s.original_period),
							   s.committed * (least(grant_status.day, s.original_last_day)
											  - first_day(s.original_period) + 1)) END,
			   CASE WHEN s.first_day <= grant_status.day
					THEN share(greatest(s.committed - s.spent, 0)
							   * months(grant_period(greatest(s.first_day, (grant_status.day - interval '6 months')::date + 1),
													 grant_status.day)),
							   s.spent_lately) END,
			   s.disbursed > s.committed,
			   -- what is settled, or in the reporting currency, needs no rate
			   whose_rates(s.all_closed AND (s.currency = reporting_currency() OR k.numerator IS NOT NULL
											 OR s.committed = s.disbursed AND s.committed = s.spent),
						   s.any_closed),
			   s.without_rate
		FROM (SELECT t.award, t.period, t.original_period,
					 first_day(t.period) AS first_day, last_day(t.period) AS last_day,
					 last_day(t.original_period) AS original_last_day,
					 CASE WHEN t.is_cancelled THEN 'cancelled'
						  WHEN first_day(t.period) > grant_status.day THEN 'planned'
						  WHEN last_day(t.period) >= grant_status.day
						  THEN CASE WHEN last_day(t.original_period) >= grant_status.day THEN 'active' ELSE 'extended' END
						  WHEN r.due_on >= grant_status.day
							OR last_day(t.period) + r.days_after_end >= grant_status.day THEN 'closing'
						  ELSE 'closed' END AS status,
					 c.currency,
					 coalesce(amount(t.committed -> c.currency), 0) AS committed,
					 coalesce(amount(f.disbursed), 0) AS disbursed,
					 coalesce(amount(f.spent), 0) AS spent,
					 amount(f.spent_lately) AS spent_lately,
					 coalesce(amount(n.scheduled), 0) AS scheduled,
					 coalesce(amount(v.value), 0) AS committed_value,
					 coalesce(amount(f.disbursed_value), 0) AS disbursed_value,
					 coalesce(amount(f.spent_value), 0) AS spent_value,
					 -- NULL where there is none of the three
					 coalesce(v.all_closed, f.all_closed, n.all_closed)
						 AND coalesce(f.all_closed, true) AND coalesce(n.all_closed, true) AS all_closed,
					 coalesce(v.any_closed, f.any_closed, n.any_closed)
						 OR coalesce(f.any_closed, false) OR coalesce(n.any_closed, false) AS any_closed,
					 coalesce(v.without_rate, 0) + coalesce(f.without_rate, 0) AS without_rate
			  FROM award_terms(grant_status.day, grant_status.known_on) AS t
				   CROSS JOIN LATERAL unnest(t.currencies) AS c (currency)
				   LEFT JOIN (SELECT q.award::text AS award, max(q.due_on) AS due_on, max(q.days_after_end) AS days_after_end
							  FROM requirement AS q
							  GROUP BY q.award) AS r ON r.award = t.award
				   LEFT JOIN (SELECT cv.award, currency(cv.amount) AS currency, sum(cv.value) AS value,
									 bool_and(cv.closed) AS all_closed, bool_or(cv.closed) AS any_closed,
									 count(*) FILTER (WHERE cv.value IS NULL) AS without_rate
							  FROM commitment_values(reporting_currency(), grant_status.known_on) AS cv
							  WHERE cv.holds_from <= grant_status.day
							  GROUP BY cv.award, currency(cv.amount)) AS v ON v.award = t.award AND v.currency = c.currency
				   LEFT JOIN (SELECT af.award, af.currency,
									 sum(af.amount) FILTER (WHERE NOT af.is_spending) AS disbursed,
									 sum(af.amount) FILTER (WHERE af.is_spending) AS spent,
									 sum(af.amount) FILTER (WHERE af.is_spending AND af.booked_on >= af.first_day
														   AND af.booked_on > (grant_status.day - interval '6 months')::date) AS spent_lately,
									 sum(af.value) FILTER (WHERE NOT af.is_spending) AS disbursed_value,
									 sum(af.value) FILTER (WHERE af.is_spending) AS spent_value,
									 bool_and(af.closed) AS all_closed, bool_or(af.closed) AS any_closed,
									 count(*) FILTER (WHERE af.value IS NULL OR af.amount IS NULL) AS without_rate
							  FROM award_flows(reporting_currency(), grant_status.day, grant_status.known_on) AS af
							  GROUP BY af.award, af.currency) AS f ON f.award = t.award AND f.currency = c.currency
				   LEFT JOIN (SELECT w.award, w.currency,
									 sum(CASE WHEN currency(w.amount) = w.currency THEN w.amount
											  ELSE balance_value(w.amount, w.currency, grant_status.day,
																 k.numerator, k.denominator) END) AS scheduled,
									 bool_and(k.numerator IS NOT NULL) FILTER (WHERE currency(w.amount) <> w.currency) AS all_closed,
									 bool_or(k.numerator IS NOT NULL) FILTER (WHERE currency(w.amount) <> w.currency) AS any_closed
							  FROM (SELECT tr.award::text AS award, tr.amount,
										   counting_currency(tr.amount, m.currencies, m.main_currency) AS currency
									FROM tranche AS tr
										 JOIN award_terms(grant_status.day, grant_status.known_on) AS m ON m.award = tr.award
									WHERE tr.known_since <= grant_status.known_on
									  AND tranche_status(tr.approved_on, tr.paid_on, tr.cancelled_on, grant_status.day)
										  IN ('scheduled', 'approved')) AS w
								   LEFT JOIN kept_rates(reporting_currency(), grant_status.known_on) AS k
									   ON k.of = currency(w.amount) AND k.target = w.currency AND k.day = grant_status.day
							  GROUP BY w.award, w.currency) AS n ON n.award = t.award AND n.currency = c.currency
			 ) AS s
			 JOIN award AS a ON a.award = s.award
			 JOIN organization AS fo ON fo.organization = a.funder
			 JOIN organization AS ro ON ro.organization = a.recipient
			 LEFT JOIN kept_rates(reporting_currency(), grant_status.known_on) AS k
				 ON k.of = s.currency AND k.target = reporting_currency() AND k.day = grant_status.day
			 LEFT JOIN translations('award.award', grant_status.language) AS tl ON tl.code = s.award
			 LEFT JOIN labels('country', grant_status.language) AS cl ON cl.code = ro.country
			 LEFT JOIN labels('grant_status.status', grant_status.language) AS sl ON sl.code = s.status;
	END;
COMMENT ON FUNCTION grant_status(day date, known_on date, language text) IS
'How each award stands at the end of a day, by what was known by the end of another: one row for each of its currencies. Amounts are in that currency, values in the reporting currency. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW grant_status AS
	SELECT * FROM grant_status();
COMMENT ON VIEW grant_status IS 'How each award stands today, in each of its currencies.';
COMMENT ON COLUMN grant_status.award IS 'identifier of the award';
COMMENT ON COLUMN grant_status.title IS 'its title';
COMMENT ON COLUMN grant_status.funder IS 'identifier of who gives';
COMMENT ON COLUMN grant_status.funder_name IS 'name of who gives';
COMMENT ON COLUMN grant_status.recipient IS 'identifier of who receives';
COMMENT ON COLUMN grant_status.recipient_name IS 'name of who receives';
COMMENT ON COLUMN grant_status.country IS 'country of the recipient, ISO 3166 alpha-2';
COMMENT ON COLUMN grant_status.country_name IS 'name of the country';
COMMENT ON COLUMN grant_status.programme IS 'programme that it belongs to; NULL for none';
COMMENT ON COLUMN grant_status.restricted IS 'whether the funder has restricted its use';
COMMENT ON COLUMN grant_status.conditional IS 'whether it is owed only when conditions are met';
COMMENT ON COLUMN grant_status.pass_through IS 'whether the recipient only hands the money on';
COMMENT ON COLUMN grant_status.status IS 'planned, active, extended, closing, closed or cancelled';
COMMENT ON COLUMN grant_status.status_name IS 'the same as people say it';
COMMENT ON COLUMN grant_status.first_day IS 'first day of the award';
COMMENT ON COLUMN grant_status.last_day IS 'last day as amended; NULL for an open end';
COMMENT ON COLUMN grant_status.original_last_day IS 'last day as first agreed; NULL for an open end';
COMMENT ON COLUMN grant_status.currency IS 'currency of the amounts, one of the award''s';
COMMENT ON COLUMN grant_status.committed IS 'all that is promised';
COMMENT ON COLUMN grant_status.disbursed IS 'what was paid to the recipient, less what it paid back';
COMMENT ON COLUMN grant_status.undisbursed IS 'committed - disbursed';
COMMENT ON COLUMN grant_status.spent IS 'what was spent under the award';
COMMENT ON COLUMN grant_status.unspent IS 'committed - spent';
COMMENT ON COLUMN grant_status.on_hand IS 'disbursed - spent: what the recipient still has of it';
COMMENT ON COLUMN grant_status.scheduled IS 'tranches that are scheduled or approved, and neither paid nor cancelled';
COMMENT ON COLUMN grant_status.unscheduled IS 'committed - disbursed - scheduled';
COMMENT ON COLUMN grant_status.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN grant_status.committed_value IS 'committed, each change at the rate of the day from which it holds';
COMMENT ON COLUMN grant_status.disbursed_value IS 'disbursed, each flow at its rate';
COMMENT ON COLUMN grant_status.undisbursed_value IS 'undisbursed, at the rate of the day of the report';
COMMENT ON COLUMN grant_status.spent_value IS 'spent, each flow at its rate';
COMMENT ON COLUMN grant_status.unspent_value IS 'unspent, at the rate of the day of the report';
COMMENT ON COLUMN grant_status.burn_ratio IS 'share spent / share of the period gone by: 1 is on plan, less is behind it; NULL before the first day and for an open end';
COMMENT ON COLUMN grant_status.original_burn_ratio IS 'the same by the period as first agreed';
COMMENT ON COLUMN grant_status.months_left IS 'months until all is spent at the pace of the last six; NULL where nothing was spent in them';
COMMENT ON COLUMN grant_status.over_disbursed IS 'whether more was paid than is promised';
COMMENT ON COLUMN grant_status.rates IS 'whose rates amounts and values have: closed (kept by closings), today (of the tables as they are) or closed and today; NULL where there is none';
COMMENT ON COLUMN grant_status.without_rate IS 'amendments and flows that no value is known of, where caudal.missing_rate is null';

INSERT INTO label (list, code, language, label) VALUES
	('grant_status.status', 'planned', 'en', 'planned'),
	('grant_status.status', 'planned', 'es', 'por iniciar'),
	('grant_status.status', 'active', 'en', 'active'),
	('grant_status.status', 'active', 'es', 'vigente'),
	('grant_status.status', 'extended', 'en', 'extended'),
	('grant_status.status', 'extended', 'es', 'prorrogada'),
	('grant_status.status', 'closing', 'en', 'closing'),
	('grant_status.status', 'closing', 'es', 'en cierre'),
	('grant_status.status', 'closed', 'en', 'closed'),
	('grant_status.status', 'closed', 'es', 'cerrada'),
	('grant_status.status', 'cancelled', 'en', 'cancelled'),
	('grant_status.status', 'cancelled', 'es', 'cancelada')
ON CONFLICT DO NOTHING;
