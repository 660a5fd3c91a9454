-- What is to be paid, and what was.

CREATE FUNCTION payment_schedule(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, funder text, funder_name text, recipient text, recipient_name text,
				   programme text, tranche int, due_on date, status text, status_name text,
				   approved_on date, paid_on date, cancelled_on date, days_overdue int,
				   currency text, amount numeric, paid numeric, paid_other_currency bigint,
				   reporting_currency text, amount_value numeric, rates text)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT s.award, coalesce(tl.label, a.title), a.funder::text, fo.name, a.recipient::text, ro.name,
			   a.programme::text, s.tranche, s.due_on, s.status, coalesce(sl.label, s.status),
			   CASE WHEN s.approved_on <= payment_schedule.day THEN s.approved_on END,
			   CASE WHEN s.paid_on <= payment_schedule.day THEN s.paid_on END,
			   CASE WHEN s.cancelled_on <= payment_schedule.day THEN s.cancelled_on END,
			   CASE WHEN s.status IN ('scheduled', 'approved') AND s.due_on < payment_schedule.day
					THEN payment_schedule.day - s.due_on END,
			   currency(s.amount)::text, amount(s.amount),
			   coalesce(amount(p.paid), 0), coalesce(p.others, 0),
			   reporting_currency()::text,
			   amount(balance_value(s.amount, reporting_currency(), payment_schedule.day, k.numerator, k.denominator)),
			   CASE WHEN currency(s.amount) <> reporting_currency()
					THEN whose_rates(k.numerator IS NOT NULL, k.numerator IS NOT NULL) END
		FROM (SELECT t.award::text AS award, t.tranche, t.due_on, t.amount, t.approved_on, t.paid_on, t.cancelled_on,
					 tranche_status(t.approved_on, t.paid_on, t.cancelled_on, payment_schedule.day) AS status
			  FROM tranche AS t
			  WHERE t.known_since <= payment_schedule.known_on) AS s
			 JOIN award AS a ON a.award = s.award
			 JOIN organization AS fo ON fo.organization = a.funder
			 JOIN organization AS ro ON ro.organization = a.recipient
			 LEFT JOIN (SELECT f.award::text AS award, f.tranche,
							   sum(f.amount) FILTER (WHERE currency(f.amount) = currency(t.amount)) AS paid,
							   count(*) FILTER (WHERE currency(f.amount) <> currency(t.amount)) AS others
						FROM flow AS f
							 JOIN tranche AS t ON t.award = f.award AND t.tranche = f.tranche
						WHERE is_transfer(f.type, f.known_since, f.withdrawn_on, f.matched_on, payment_schedule.known_on)
						  AND f.booked_on <= payment_schedule.day
						GROUP BY f.award, f.tranche) AS p ON p.award = s.award AND p.tranche = s.tranche
			 LEFT JOIN kept_rates(reporting_currency(), payment_schedule.known_on) AS k
				 ON k.of = currency(s.amount) AND k.target = reporting_currency() AND k.day = payment_schedule.day
			 LEFT JOIN translations('award.award', payment_schedule.language) AS tl ON tl.code = s.award
			 LEFT JOIN labels('tranche_status', payment_schedule.language) AS sl ON sl.code = s.status;
	END;
COMMENT ON FUNCTION payment_schedule(day date, known_on date, language text) IS
'The tranches of every award, as scheduled by what was known on a day, with their status at the end of another and what was paid by then by flows that name them. The value is at the rate of the day. CR001 where a rate is missing, or NULL with caudal.missing_rate = null.';

CREATE VIEW payment_schedule AS
	SELECT * FROM payment_schedule();
COMMENT ON VIEW payment_schedule IS 'The tranches of every award, and what was paid of them.';
COMMENT ON COLUMN payment_schedule.award IS 'identifier of the award';
COMMENT ON COLUMN payment_schedule.title IS 'its title';
COMMENT ON COLUMN payment_schedule.funder IS 'identifier of who gives';
COMMENT ON COLUMN payment_schedule.funder_name IS 'name of who gives';
COMMENT ON COLUMN payment_schedule.recipient IS 'identifier of who receives';
COMMENT ON COLUMN payment_schedule.recipient_name IS 'name of who receives';
COMMENT ON COLUMN payment_schedule.programme IS 'programme of the award; NULL for none';
COMMENT ON COLUMN payment_schedule.tranche IS 'number of the tranche in its award';
COMMENT ON COLUMN payment_schedule.due_on IS 'day on which it is to be paid';
COMMENT ON COLUMN payment_schedule.status IS 'scheduled, approved, paid or cancelled';
COMMENT ON COLUMN payment_schedule.status_name IS 'the same as people say it';
COMMENT ON COLUMN payment_schedule.approved_on IS 'day on which it was approved; NULL where it was not yet';
COMMENT ON COLUMN payment_schedule.paid_on IS 'day on which it was marked as paid; NULL where it was not yet';
COMMENT ON COLUMN payment_schedule.cancelled_on IS 'day on which it was cancelled; NULL where it was not';
COMMENT ON COLUMN payment_schedule.days_overdue IS 'days since it was due, while it is scheduled or approved; NULL where it is not overdue';
COMMENT ON COLUMN payment_schedule.currency IS 'currency of the amounts';
COMMENT ON COLUMN payment_schedule.amount IS 'amount to be paid';
COMMENT ON COLUMN payment_schedule.paid IS 'what flows that name the tranche paid, in that currency';
COMMENT ON COLUMN payment_schedule.paid_other_currency IS 'how many flows name it that are in another currency';
COMMENT ON COLUMN payment_schedule.reporting_currency IS 'currency of the value';
COMMENT ON COLUMN payment_schedule.amount_value IS 'the amount at the rate of the day of the report';
COMMENT ON COLUMN payment_schedule.rates IS 'whose rate that is: closed (kept by a closing) or today (of the tables as they are); NULL in the reporting currency, which needs none';
