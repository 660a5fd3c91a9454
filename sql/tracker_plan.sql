-- The reports of plans: tranches to be paid, reports that are owed, plan and
-- actual by month, budget and actual by line.  Figures are small enough to be
-- checked by hand; how is said beside them.
\pset null NULL
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS caudal_tracker SCHEMA caudal;
RESET client_min_messages;
SELECT install_tracker('tracker_plan', 'report_plan') = tracker_version() AS complete;
SET search_path = report_plan, tracker_plan, public, caudal;

-- A dollar is 20 pesos until June 2022, but 10 in May 2021, and 25 from July 2022
-- on; a euro is 1.10 dollars.
INSERT INTO rate_source (code, name, priority) VALUES ('tracker-plan', 'rates of this test', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('tracker-plan', 'USD', 'MXN', '2020-01-01', '2021-04-30', 20),
	('tracker-plan', 'USD', 'MXN', '2021-05-01', '2021-05-31', 10),
	('tracker-plan', 'USD', 'MXN', '2021-06-01', '2022-06-30', 20),
	('tracker-plan', 'USD', 'MXN', '2022-07-01', '2023-12-31', 25),
	('tracker-plan', 'EUR', 'USD', '2020-01-01', '2023-12-31', 1.10),
	('tracker-plan', 'USD', 'JPY', '2020-01-01', '2023-12-31', 100);
INSERT INTO organization (organization, name, country) VALUES
	('F', 'Fondo Ejemplo', 'US'),
	('R', 'Casa Ejemplo', 'MX');

--
-- Plan by month
--

INSERT INTO award (award, title, funder, recipient)
SELECT code, 'Award ' || code, 'F', 'R'
FROM unnest('{after, cancelled, closed late, euros, extended, nothing, once, open, pesos, retroactive, yen}'::text[]) AS code;
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('once', 'original', '2020-12-01', '2021-01-16/2021-04-15', '900 USD', '2020-12-01'),
	('once', 'supplement', '2021-08-01', NULL, '10 EUR', '2021-08-01'),
	('extended', 'original', '2020-01-01', '2020', '366 USD', '2020-01-01'),
	('extended', 'no-cost extension', '2020-07-01', '2020-01-01/2021-07-03', '{}', '2020-07-01'),
	('cancelled', 'original', '2021-01-01', '2021', '365 USD', '2021-01-01'),
	('cancelled', 'supplement', '2021-07-01', NULL, '184 USD', '2021-07-01'),
	('cancelled', 'reduction', '2021-10-16', NULL, '-77 USD', '2021-10-16'),
	('cancelled', 'cancellation', '2021-12-11', '2021-01-01/2021-12-10', '-21 USD', '2021-12-11'),
	('after', 'original', '2021-01-01', '2021-01-01/2021-04-30', '120 USD', '2021-01-01'),
	('after', 'supplement', '2021-07-01', '2021-01-01/2021-07-31', '31 USD', '2021-09-01'),
	('euros', 'original', '2021-03-01', '2021-03', '310 USD', '2021-03-01'),
	('euros', 'supplement', '2021-03-22', NULL, '100 EUR', '2021-03-22'),
	('open', 'original', '2021-02-01', '2021-02-01/..', '500 USD', '2021-02-01'),
	('open', 'supplement', '2021-05-01', NULL, '100 USD', '2021-05-01'),
	('open', 'supplement', '2021-06-01', NULL, '10 EUR', '2021-06-01'),
	('closed late', 'original', '2021-02-01', '2021-02-01/..', '620 USD', '2021-02-01'),
	('closed late', 'no-cost extension', '2021-07-01', '2021-02-01/2021-08-31', '{}', '2021-07-01'),
	('pesos', 'original', '2021-12-01', '2022-06-01/2022-07-30', '6000 MXN', '2021-12-01'),
	('pesos', 'supplement', '2022-07-01', NULL, '3000 MXN', '2022-07-20'),
	('retroactive', 'original', '2021-02-01', '2021-01-01/2021-02-28', '28 USD', '2021-02-01'),
	('yen', 'original', '2021-01-01', '2021-Q1', '100 JPY', '2021-01-01'),
	('nothing', 'original', '2021-01-01', '2021', '{}', '2021-01-01');
-- A supplement after the end was 50, and known to be 70 since August
INSERT INTO amendment (award, kind, holds_from, change, known_since, withdrawn_on) VALUES
	('after', 'supplement', '2021-06-15', '50 USD', '2021-06-15', '2021-08-01'),
	('after', 'supplement', '2021-06-15', '70 USD', '2021-08-01', NULL);

CREATE FUNCTION plan_of(award text, day date, known_on date)
	RETURNS TABLE (award text, currency text, planned text, total numeric)
	LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT p.award, p.currency,
			   string_agg(to_char(p.month, 'YYYY-MM') || ': ' || coalesce(p.planned::text, 'NULL'), ', ' ORDER BY p.month),
			   sum(p.planned)
		FROM monthly_plan(plan_of.award, plan_of.day, plan_of.known_on) AS p
		GROUP BY p.award, p.currency;
	END;

\pset format unaligned
-- once: 90 days at 10, of which January has 16, February 28, March 31, April 15.
--   The months begin with the commitment.  Ten euros were added after the end, which
--   leaves the months of dollars as they were.
-- extended: 1 a day in the leap year 2020, 182 until June; the other 184 over the
--   184 + 184 days until July 3, 2021, 0.50 a day.
-- cancelled: 1 a day until June, 181; with 184 more there are 368 for the 184 days
--   left, 2 a day; 395 are planned by October 15, and 549 - 77 - 395 = 77 left for
--   77 days; on December 11 all that is left, 451, was planned.  October is
--   15 x 2 + 16 = 46.
-- after: no day is left in June, which gets all of the supplement; the next has 31
--   days for 31.
-- euros: 31 days at 10, and 100 euros for the 10 days that are left.
-- open: no plan; the months run from the original to the supplement, those of euros
--   from theirs.
-- closed late: nothing while it was open; then 620 for the 62 days of July and August.
-- pesos: 60 days at 100, of which June has 30; then 3000 + 3000 for the 30 of July.
-- retroactive: 1 a day from the day of the award.
-- yen: 31/90 are 34.4, 59/90 are 65.6, and a yen is not divided: 34, 66 - 34, 100 - 66.
SELECT * FROM plan_of(NULL, '2022-12-31', '2022-12-31') ORDER BY award, currency DESC;

-- The same as earlier days had it.  By the end of June the extension was not
-- known; a day later it holds.  The end of 2020 is that of the original.
SELECT * FROM plan_of('extended', '2020-06-30', '2020-06-30');
SELECT planned FROM plan_of('extended', '2020-07-01', '2020-07-01');
SELECT planned = (SELECT planned FROM plan_of('extended', '2020-06-30', '2020-06-30')) AS not_known
FROM plan_of('extended', '2020-07-01', '2020-06-30');
-- 181 + 2 for each of 184 days
SELECT planned, total FROM plan_of('cancelled', '2021-10-15', '2022-12-31');
-- 472: October 46, November 30, December 31
SELECT planned, total FROM plan_of('cancelled', '2021-12-10', '2022-12-31');
SELECT planned, total FROM plan_of('after', '2021-12-31', '2021-07-31');
SELECT planned, total FROM plan_of('closed late', '2021-06-30', '2021-06-30');
SELECT planned, total FROM plan_of('pesos', '2022-07-31', '2022-07-19');
SELECT planned, total FROM plan_of('once', '2020-11-30', '2022-12-31');
SELECT planned, total FROM plan_of('no such award', '2022-12-31', '2022-12-31');
\pset format aligned

-- The plan in dollars spreads 6000 / 20 = 300, 5 a day, and from July on 150 + 3000 / 25
-- = 270 over 30 days; pesos of a month are never converted.
SELECT month, planned, planned_so_far, planned_value, reporting_currency
FROM monthly_plan('pesos', '2022-12-31', '2022-12-31') WHERE planned > 0 ORDER BY month;
-- In pesos: 100 euros are 110 dollars, 2200 pesos
SET caudal.reporting_currency = 'MXN';
SELECT currency, month, planned, planned_value, reporting_currency
FROM monthly_plan('euros', '2022-12-31', '2022-12-31') ORDER BY currency;
RESET caudal.reporting_currency;

-- Flows.  In March 310 dollars were paid, which both sides recorded; 400 pesos
-- spent are 20 dollars, for the award never had pesos; 30 euros were spent of
-- its euros, 33 dollars.  In May 100 of the pesos came back, 5 dollars at the rate
-- of March.  12 dollars were spent in April, known in June, and 3 in January,
-- before the award.
ALTER TABLE flow ALTER flow RESTART 101;
INSERT INTO flow (flow, award, type, amount, booked_on, provider, receiver, counterpart, reverses, known_since, currency_reason) VALUES
	(1, 'euros', 3, '310 USD', '2021-03-05', 'F', 'R', NULL, NULL, '2021-03-05', NULL),
	(2, 'euros', 1, '310 USD', '2021-03-08', 'F', 'R', 1, NULL, '2021-03-08', NULL),
	(3, 'euros', 4, '400 MXN', '2021-03-10', 'R', NULL, NULL, NULL, '2021-03-10', 'paid in the market'),
	(4, 'euros', 4, '30 EUR', '2021-03-25', 'R', NULL, NULL, NULL, '2021-03-25', NULL),
	(5, 'euros', 4, '12 USD', '2021-04-30', 'R', NULL, NULL, NULL, '2021-06-01', NULL),
	(6, 'euros', 4, '3 USD', '2021-01-31', 'R', NULL, NULL, NULL, '2021-03-31', NULL),
	-- what an award without amounts spends counts in no currency
	(7, 'nothing', 4, '9 USD', '2021-04-30', 'R', NULL, NULL, NULL, '2021-04-30', 'no amount was agreed');
INSERT INTO flow (award, type, amount, booked_on, provider, reverses, known_since, currency_reason) VALUES
	('euros', 4, '-100 MXN', '2021-05-31', 'R', 3, '2021-05-31', 'paid in the market');
SELECT currency, month, planned, disbursed, spent, planned_so_far, spent_so_far, planned_value, disbursed_value, spent_value, without_rate
FROM monthly_plan('euros', '2021-12-31', '2021-12-31') ORDER BY currency DESC, month;
-- By the end of April, as known then: neither the refund nor the 12 dollars
SELECT currency, month, spent, spent_so_far
FROM monthly_plan('euros', '2021-04-30', '2021-04-30') ORDER BY currency DESC, month;
SELECT count(*) AS of_no_currency FROM monthly_plan('nothing', '2021-12-31', '2021-12-31');

-- A closing keeps the value of the commitment, 300; afterwards a dollar was 24
-- pesos, and what is asked as known before the closing is worth 250.  It has 19
-- changes of an amount and 8 flows.
SELECT close_period('2022-06-30', 'USD', '2022-07-05');
UPDATE exchange_rate SET rate = 24
WHERE (source, base, quote, valid_from) = ('tracker-plan', 'USD', 'MXN', '2021-06-01');
SELECT k AS known_on, p.planned, p.planned_value
FROM unnest('{2022-07-04, 2022-07-05}'::date[]) AS k, monthly_plan('pesos', '2022-06-30', k) AS p
WHERE p.month = '2022-06-01'
ORDER BY k;
UPDATE exchange_rate SET rate = 20
WHERE (source, base, quote, valid_from) = ('tracker-plan', 'USD', 'MXN', '2021-06-01');

-- No rate of lempiras is known: an error, but not for another award; or sums
-- without it.  31 days at 1.
INSERT INTO award (award, title, funder, recipient) VALUES ('lempiras', 'Award lempiras', 'F', 'R');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('lempiras', 'original', '2022-08-01', '2022-08', '31 HNL', '2022-08-01');
INSERT INTO flow (award, type, amount, booked_on, provider, known_since) VALUES
	('lempiras', 4, '7 HNL', '2022-08-31', 'R', '2022-08-31');
SELECT split_part(refusal($$SELECT * FROM monthly_plan(NULL, '2022-12-31', '2022-12-31')$$), E'\n', 1);
SELECT count(*) AS months FROM monthly_plan('cancelled', '2022-12-31', '2022-12-31');
SET caudal.missing_rate = 'null';
SELECT month, planned, spent, planned_value, spent_value, without_rate FROM monthly_plan('lempiras', '2022-12-31', '2022-12-31');
-- All in one: 7 + 12 + 7 + 6 + 19 + 6 + 5 + 8 + 1 + 3 months from above, and one of
-- lempiras; 221 + 451 + 620 + 310 + 366 + 900 + 28 dollars.  Each award alone has
-- the same rows.
SELECT count(*) AS months, sum(planned) FILTER (WHERE currency = 'USD') AS dollars
FROM monthly_plan(NULL, '2022-12-31', '2022-12-31');
SELECT a.award AS differs
FROM award AS a
WHERE EXISTS (SELECT * FROM monthly_plan(a.award, '2022-12-31', '2022-12-31')
			  EXCEPT ALL
			  SELECT * FROM monthly_plan(NULL, '2022-12-31', '2022-12-31') AS p WHERE p.award = a.award)
   OR (SELECT count(*) FROM monthly_plan(a.award, '2022-12-31', '2022-12-31'))
	  <> (SELECT count(*) FROM monthly_plan(NULL, '2022-12-31', '2022-12-31') AS p WHERE p.award = a.award);
-- All that is committed is planned, and what grant_status says was paid and spent
-- is in some month.
SELECT s.award, s.currency
FROM grant_status('2022-12-31', '2022-12-31') AS s
	 LEFT JOIN (SELECT p.award, p.currency, sum(p.planned) AS planned, sum(p.disbursed) AS disbursed, sum(p.spent) AS spent,
					   sum(p.planned_value) AS planned_value, sum(p.spent_value) AS spent_value
				FROM monthly_plan(NULL, '2022-12-31', '2022-12-31') AS p
				GROUP BY p.award, p.currency) AS p ON p.award = s.award AND p.currency = s.currency
WHERE (p.disbursed, p.spent, p.spent_value) IS DISTINCT FROM (s.disbursed, s.spent, s.spent_value)
   OR s.last_day IS NOT NULL AND (p.planned, p.planned_value) IS DISTINCT FROM (s.committed, s.committed_value);
RESET caudal.missing_rate;

--
-- Tranches
--

INSERT INTO award (award, title, funder, recipient) VALUES ('T', 'Paid in parts', 'F', 'R');
INSERT INTO label (list, code, language, label) VALUES ('award.award', 'T', 'es', 'Pagada en partes');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('T', 'original', '2022-07-01', '2022-07-01/2023-06-30', '1000 USD, 500 EUR', '2022-07-10');
INSERT INTO tranche (award, tranche, due_on, amount, known_since, approved_on, paid_on, cancelled_on) VALUES
	('T', 1, '2022-07-15', '400 USD', '2022-07-10', '2022-07-12', '2022-07-20', NULL),
	('T', 2, '2022-09-01', '300 USD', '2022-07-10', '2022-08-30', '2022-10-15', NULL),
	('T', 3, '2022-09-30', '5000 MXN', '2022-07-10', NULL, NULL, NULL),
	('T', 4, '2022-09-29', '100 USD', '2022-07-10', NULL, NULL, '2022-09-30'),
	('T', 5, '2022-08-01', '100 USD', '2022-07-10', NULL, NULL, '2022-10-01'),
	('T', 6, '2023-01-15', '500 EUR', '2022-09-30', NULL, NULL, NULL),
	('T', 7, '2023-02-15', '50 USD', '2022-10-01', NULL, NULL, NULL);
-- Of the first 250 and 180 were paid, and of these 30 came back; both sides
-- recorded the 250.  Of the third 2000 pesos and 100 dollars were paid.  The
-- second was paid after the day, what was spent is no payment, and the payment
-- of the fourth was withdrawn.
INSERT INTO flow (flow, award, type, amount, booked_on, provider, receiver, counterpart, tranche, known_since, withdrawn_on) VALUES
	(20, 'T', 3, '250 USD', '2022-07-20', 'F', 'R', NULL, 1, '2022-07-20', NULL),
	(21, 'T', 1, '250 USD', '2022-07-21', 'F', 'R', 20, 1, '2022-07-21', NULL),
	(22, 'T', 7, '180 USD', '2022-07-25', 'F', 'R', NULL, 1, '2022-07-25', NULL),
	(23, 'T', 3, '2000 MXN', '2022-09-30', 'F', 'R', NULL, 3, '2022-09-30', NULL),
	(24, 'T', 3, '100 USD', '2022-09-30', 'F', 'R', NULL, 3, '2022-09-30', NULL),
	(25, 'T', 3, '300 USD', '2022-10-15', 'F', 'R', NULL, 2, '2022-10-15', NULL),
	(26, 'T', 4, '80 USD', '2022-09-15', 'R', NULL, NULL, 2, '2022-09-15', NULL),
	(27, 'T', 3, '100 USD', '2022-09-20', 'F', 'R', NULL, 4, '2022-09-20', '2022-09-25');
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses, tranche, known_since) VALUES
	('T', 7, '-30 USD', '2022-08-25', 'F', 'R', 22, 1, '2022-08-25');
-- On September 30 the second is 29 days overdue and the fifth 60; the third is due
-- on that day, and not overdue.  5000 pesos at 25 are 200 dollars, 500 euros 550.
SELECT tranche, due_on, status, days_overdue, approved_on, paid_on, cancelled_on, currency, amount, paid, paid_other_currency, amount_value
FROM payment_schedule('2022-09-30', '2022-09-30') ORDER BY tranche;
-- What was booked later is not in it either when it is known.
SELECT tranche, paid FROM payment_schedule('2022-09-30', '2022-12-31') WHERE tranche = 2;
-- A day later, with the seventh
SELECT tranche, status, days_overdue FROM payment_schedule('2022-10-01', '2022-10-01') ORDER BY tranche;
-- The two records of the 250 never count twice.
SELECT k AS known_on, p.paid FROM unnest('{2022-07-20, 2022-07-21, 2022-07-25, 2022-08-25}'::date[]) AS k,
	   payment_schedule('2022-08-31', k) AS p WHERE p.tranche = 1 ORDER BY k;
SELECT title, funder_name, recipient_name, programme, status, status_name, reporting_currency
FROM payment_schedule('2022-09-30', '2022-09-30', 'es') ORDER BY tranche LIMIT 4;

--
-- Reports that are owed
--

INSERT INTO award (award, title, funder, recipient) VALUES ('W', 'Extended', 'F', 'R'), ('X', 'Open', 'F', 'R'), ('Y', 'To come', 'F', 'R');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('W', 'original', '2022-07-10', '2022-07-10/2022-09-30', '100 USD', '2022-07-10'),
	('W', 'no-cost extension', '2022-09-15', '2022-07-10/2022-12-31', '{}', '2022-10-05'),
	('X', 'original', '2022-07-10', '2022-07-10/..', '100 USD', '2022-07-10'),
	('Y', 'original', '2022-12-01', '2023', '100 USD', '2022-07-10');
INSERT INTO requirement (award, requirement, kind, due_on, days_after_end, submitted_on, accepted_on) VALUES
	('W', 1, 'narrative report', '2022-08-31', NULL, '2022-09-05', '2022-09-20'),
	('W', 2, 'financial report', '2022-09-15', NULL, '2022-09-15', NULL),
	('W', 3, 'final report', NULL, 30, NULL, NULL),
	('W', 4, 'audit', '2022-10-29', NULL, NULL, NULL),
	('X', 1, 'final report', NULL, 30, '2022-08-01', NULL),
	('X', 2, 'final report', NULL, 30, NULL, NULL),
	('Y', 1, 'final report', NULL, 60, NULL, NULL);
-- As known on October 4, W ended on September 30, and its final report was due on
-- October 30: not overdue on that day, but on the next.
SELECT award, requirement, kind, award_last_day, due_on, status, days_overdue, submitted_on, accepted_on, submitted_late
FROM reports_due('2022-10-30', '2022-10-04') ORDER BY award, requirement;
SELECT requirement, status, days_overdue FROM reports_due('2022-10-31', '2022-10-04') WHERE award = 'W' ORDER BY requirement;
-- Known on October 5: extended to December 31; the audit stays where it was.
SELECT requirement, due_on, status, days_overdue FROM reports_due('2022-10-31', '2022-10-05') WHERE award = 'W' ORDER BY requirement;
-- The extension does not hold before September 15; nothing was submitted then.
SELECT requirement, due_on, status, days_overdue, submitted_on, submitted_late
FROM reports_due('2022-09-04', '2022-12-31') WHERE award = 'W' ORDER BY requirement;
-- Submitted on that day; accepted on a later
SELECT requirement, status, submitted_on, accepted_on FROM reports_due('2022-09-15', '2022-12-31') WHERE award = 'W' ORDER BY requirement;
-- Y holds from December 1; 60 days after the end of 2023 are 31 of January and 29
-- of February.
SELECT award, due_on, status FROM reports_due('2022-11-30', '2022-12-31') WHERE award = 'Y';
SELECT award, due_on, status, kind_name, status_name FROM reports_due('2022-12-01', '2022-12-31', 'es') WHERE award = 'Y';

--
-- Budget and actual
--

INSERT INTO award (award, title, funder, recipient) VALUES ('B', 'With a budget', 'F', 'R');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('B', 'original', '2022-01-01', '2022', '1000 USD, 100 EUR', '2022-07-10');
INSERT INTO budget_line (award, line, name, currency) VALUES
	('B', 'team', 'Team', 'MXN'),
	('B', 'travel', 'Travel', 'USD'),
	('B', 'advice', 'Advice', 'EUR'),
	('B', 'gifts', 'Gifts in kind', 'MXN'),
	('B', 'nothing', 'Not budgeted', 'MXN'),
	('B', 'cents', 'Cents', 'MXN'),
	('B', 'zero', 'Nothing in dollars', 'USD'),
	('nothing', 'team', 'Team', 'MXN');
INSERT INTO budget (award, line, period, revision, amount, funder_amount, known_since) VALUES
	('B', 'team', '2022-H1', 0, '10000 MXN', '500 USD', '2022-07-10'),
	('B', 'team', '2022-H2', 0, '5000 MXN', '250 USD', '2022-07-10'),
	('B', 'travel', '2022', 0, '300 USD', NULL, '2022-07-10'),
	('B', 'travel', '2022', 1, '200 USD', NULL, '2022-08-01'),
	('B', 'advice', '2022', 0, '100 EUR', NULL, '2022-07-10'),
	('B', 'gifts', '2022', 0, '1000 MXN', '0 USD', '2022-07-10'),
	('B', 'nothing', '2022', 0, '0 MXN', '0 USD', '2022-07-10'),
	('B', 'cents', '2022', 0, '3 MXN', '0.10 USD', '2022-07-10'),
	('B', 'zero', '2022', 0, '0 USD', NULL, '2022-07-10'),
	('nothing', 'team', '2022', 0, '100 MXN', '5 USD', '2022-07-10');
INSERT INTO flow (flow, award, type, amount, booked_on, value_date, provider, line, agreed_rate, agreed_currency, counter_amount, known_since) VALUES
	(30, 'B', 4, '8000 MXN', '2022-03-15', NULL, 'R', 'team', NULL, NULL, NULL, '2022-07-10'),
	(31, 'B', 4, '3000 MXN', '2022-06-30', '2022-07-01', 'R', 'team', NULL, NULL, NULL, '2022-07-10'),
	(32, 'B', 4, '250 USD', '2022-05-01', NULL, 'R', 'travel', NULL, NULL, NULL, '2022-07-10'),
	(33, 'B', 4, '100 MXN', '2022-05-02', NULL, 'R', 'travel', 0.06, 'USD', NULL, '2022-07-10'),
	(34, 'B', 4, '50 EUR', '2022-05-01', NULL, 'R', 'advice', NULL, NULL, NULL, '2022-07-10'),
	(35, 'B', 4, '44 USD', '2022-05-01', NULL, 'R', 'advice', NULL, NULL, '39 EUR', '2022-07-10'),
	(36, 'B', 4, '200 MXN', '2022-05-01', NULL, 'R', 'gifts', NULL, NULL, NULL, '2022-07-10'),
	(37, 'B', 4, '400 MXN', '2022-05-01', NULL, 'R', 'nothing', NULL, NULL, NULL, '2022-07-10'),
	(38, 'B', 4, '3.15 MXN', '2022-05-01', NULL, 'R', 'cents', NULL, NULL, NULL, '2022-07-10'),
	(39, 'B', 4, '70 USD', '2022-05-01', NULL, 'R', 'zero', NULL, NULL, NULL, '2022-07-10'),
	-- before the period, and of no line
	(40, 'B', 4, '7 USD', '2021-12-31', NULL, 'R', 'travel', NULL, NULL, NULL, '2022-07-10'),
	(41, 'B', 4, '7 USD', '2022-05-01', NULL, 'R', NULL, NULL, NULL, NULL, '2022-07-10'),
	(42, 'nothing', 4, '60 MXN', '2022-05-01', NULL, 'R', 'team', NULL, NULL, NULL, '2022-07-10');
INSERT INTO flow (award, type, amount, booked_on, provider, reverses, line, known_since) VALUES
	('B', 4, '-1000 MXN', '2022-07-20', 'R', 30, 'team', '2022-07-20');
-- The main currency is EUR, the first by code, and a budget in dollars is none in it.
-- 400 / 1.10 = 363.64 and 120 / 1.10 = 109.09; 50 / 1.10 = 45.45.
SELECT line, first_day, line_currency, budgeted, actual, currency, budgeted_amount, actual_amount, variance, volume_variance, rate_variance
FROM budget_variance('2022-07-31', '2022-07-31') WHERE award = 'B' AND line IN ('advice', 'team') ORDER BY line, first_day;
-- Of dollars alone
UPDATE amendment SET change = '1000 USD' WHERE award = 'B';
-- team: 8000 at 20 are 400 and 3000 at the rate of their value date, 25, are 120;
--   1000 pesos more at 0.05 are 50, and the rest of 20, -30, is the rate's.  In the
--   second half 1000 came back at the rate of March, 20, and 6000 less are -300.
-- travel: 250 and 100 pesos at the rate agreed, 6; 300 were budgeted.
-- advice: 50 and, as the bank exchanged them, 39 euros; 55 and 44 dollars; without a
--   budget in dollars there is no variance.
-- gifts: budgeted at nothing, so all is the rate's: 200 / 20.
-- nothing: a budget of 0 has no rate; zero: in one currency it is 1.
-- cents: 0.15 more at 0.10 / 3 are 0.005, rounded to 0.01; 3.15 / 20 = 0.1575.
SELECT line, first_day, line_currency, budgeted, actual, currency, budgeted_amount, actual_amount, variance, volume_variance, rate_variance
FROM budget_variance('2022-07-31', '2022-07-31') WHERE award = 'B' ORDER BY line, first_day;
-- An award without amounts has no currency of its own; 60 pesos are 3 dollars.
SELECT line, budgeted, actual, currency, budgeted_amount, actual_amount, variance, actual_value, without_rate
FROM budget_variance('2022-07-31', '2022-07-31') WHERE award = 'nothing';
-- By the end of June, as known since travel was revised to 200; and a day earlier,
-- when one booking of June was still to come
SELECT line, last_day, revision, budgeted, actual, variance, volume_variance, rate_variance
FROM budget_variance('2022-06-30', '2022-08-01') WHERE line IN ('team', 'travel') AND award = 'B' ORDER BY line, last_day;
SELECT line, actual, actual_amount FROM budget_variance('2022-06-29', '2022-07-31') WHERE line = 'team' AND award = 'B';
-- Another reporting currency changes actual_value only: 11000 pesos, and 256 dollars
-- of which 250 are 5000 pesos and the rest were 100.
SET caudal.reporting_currency = 'MXN';
SELECT line, actual_amount, reporting_currency, actual_value
FROM budget_variance('2022-06-30', '2022-07-31') WHERE line IN ('team', 'travel') AND award = 'B' ORDER BY line;
RESET caudal.reporting_currency;
-- Without a rate of lempiras: 48 of them are no dollars, 3 dollars are no lempiras.
-- What has no line needs none.
INSERT INTO budget_line (award, line, name, currency) VALUES ('B', 'hotel', 'Hotel', 'HNL');
INSERT INTO budget (award, line, period, amount, funder_amount, known_since) VALUES ('B', 'hotel', '2022', '240 HNL', '10 USD', '2022-09-01');
INSERT INTO flow (award, type, amount, booked_on, provider, line, known_since) VALUES
	('B', 4, '48 HNL', '2022-09-01', 'R', 'hotel', '2022-09-01'),
	('B', 4, '3 USD', '2022-09-01', 'R', 'hotel', '2022-09-01');
SELECT split_part(refusal($$SELECT * FROM budget_variance('2022-12-31', '2022-12-31')$$), E'\n', 1);
SET caudal.missing_rate = 'null';
SELECT line, actual, actual_amount, actual_value, without_rate
FROM budget_variance('2022-12-31', '2022-12-31') WHERE line = 'hotel';

-- The views are these reports of today.
SELECT count(*) AS differ FROM (TABLE payment_schedule EXCEPT ALL SELECT * FROM payment_schedule()) AS d;
SELECT count(*) AS differ FROM (TABLE reports_due EXCEPT ALL SELECT * FROM reports_due()) AS d;
SELECT count(*) AS differ FROM (TABLE monthly_plan EXCEPT ALL SELECT * FROM monthly_plan()) AS d;
SELECT count(*) AS differ FROM (TABLE budget_variance EXCEPT ALL SELECT * FROM budget_variance()) AS d;
RESET caudal.missing_rate;

RESET search_path;
DELETE FROM exchange_rate WHERE source = 'tracker-plan';
DELETE FROM rate_source WHERE code = 'tracker-plan';
SET client_min_messages = warning;
DROP SCHEMA report_plan, tracker_plan CASCADE;
