-- The tracker: installing it, what its tables refuse, and what a closing keeps.
-- Figures are small enough to be checked by hand; how is said beside them.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS caudal_tracker SCHEMA caudal;
RESET client_min_messages;

-- Schemas: two of them, and new ones
SELECT refusal($$SELECT install_tracker('public')$$);
SELECT refusal($$SELECT install_tracker('tracker_core', 'public')$$);
SELECT refusal($$SELECT install_tracker('tracker_core', 'tracker_core')$$);
SELECT refusal($$SELECT upgrade_tracker('tracker_core')$$);
SELECT split_part(refusal($$SELECT install_tracker('tracker_core', 'report_core', 0)$$), E'\n', 1);
SELECT install_tracker('tracker_core', 'report_core') = tracker_version() AS complete;
SELECT refusal($$SELECT install_tracker('tracker_core')$$);
SELECT upgrade_tracker('tracker_core', 'report_core') = tracker_version() AS nothing_to_do;
SELECT upgrade_tracker('tracker_core') = tracker_version() AS reports_are_found;
SELECT refusal($$SELECT upgrade_tracker('tracker_core', 'public')$$);
SELECT split_part(refusal($$SELECT upgrade_tracker('tracker_core', 'report_core', 99999)$$), E'\n', 1);
SET search_path = report_core, tracker_core, public, caudal;

-- No table, view or function of it belongs to an extension, and both extensions
-- are needed by it.
SELECT count(*) AS members
FROM pg_depend AS d
WHERE d.deptype = 'e'
  AND d.objid IN (SELECT oid FROM pg_class WHERE relnamespace IN ('tracker_core'::regnamespace, 'report_core'::regnamespace)
				  UNION ALL
				  SELECT oid FROM pg_proc WHERE pronamespace IN ('tracker_core'::regnamespace, 'report_core'::regnamespace));
SELECT split_part(refusal('DROP EXTENSION caudal_tracker'), E'\n', 1);
SELECT split_part(refusal('DROP EXTENSION caudal'), E'\n', 1);

-- Every table and column, view and column, function and type has a comment;
-- every code has a label in both languages.
SELECT c.oid::regclass AS uncommented, a.attname AS in_column
FROM pg_class AS c
	 LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace IN ('tracker_core'::regnamespace, 'report_core'::regnamespace)
  AND c.relkind IN ('r', 'v')
  AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL);
SELECT p.oid::regprocedure AS uncommented
FROM pg_proc AS p
WHERE p.pronamespace IN ('tracker_core'::regnamespace, 'report_core'::regnamespace)
  AND p.prokind <> 'a' AND obj_description(p.oid, 'pg_proc') IS NULL
  -- what PostgreSQL makes for a range type
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'i');
SELECT l.list, l.code, string_agg(l.language, ' ' ORDER BY l.language) AS languages
FROM label AS l
GROUP BY l.list, l.code
HAVING NOT array_agg(l.language) @> '{en,es}';

-- Two sources: pesos at 20 through 2021, at 25 in 2022; a lempira source ends.
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('tracker-core', 'rates of this test', 1, 31);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('tracker-core', 'USD', 'MXN', '2021-01-01', '2021-12-31', 20),
	('tracker-core', 'USD', 'MXN', '2022-01-01', '2023-12-31', 25),
	('tracker-core', 'USD', 'HNL', '2021-01-01', '2021-01-31', 24);

INSERT INTO organization (organization, name, country, kind, home_currency) VALUES
	('US-F', 'Fondo Ejemplo', 'US', 'foundation', 'USD'),
	('MX-R', 'Casa Ejemplo', 'MX', 'community', 'MXN');
SELECT split_part(refusal($$INSERT INTO organization (organization, name, country) VALUES (' x', 'x', 'MX')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO organization (organization, name, country) VALUES ('x', 'x', 'mx')$$), E'\n', 1);
INSERT INTO organization_alias (organization, alias, language) VALUES ('US-F', 'Example Fund', 'en');
SELECT * FROM find_organization('example FUND');

-- Awards and their amendments
INSERT INTO award (award, title, funder, recipient) VALUES ('A', 'Uno', 'US-F', 'MX-R'), ('B', 'Dos', 'US-F', 'MX-R');
SELECT split_part(refusal($$INSERT INTO award (award, title, funder, recipient) VALUES ('C', 'x', 'US-F', 'US-F')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO award (award, title, funder, recipient, renews) VALUES ('C', 'x', 'US-F', 'MX-R', 'C')$$), E'\n', 1);
SELECT refusal($$INSERT INTO amendment (award, kind, holds_from, period, known_since)
				 VALUES ('A', 'no-cost extension', '2021-01-01', '2021', '2021-01-01')$$);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'original', '2021-01-01', '100 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, period, change) VALUES ('A', 'original', '2021-01-01', '2021', '-100 USD')$$), E'\n', 1);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('A', 'original', '2021-01-01', '2021', '1000 USD', '2021-01-01'),
	('B', 'original', '2021-02-01', '2021-02-01/..', '20000 MXN, 100 USD', '2021-02-01');
-- versions of one award do not begin on one day, unless one is withdrawn
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change, known_since)
							VALUES ('A', 'supplement', '2021-01-01', '1 USD', '2021-03-01')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, period, known_since)
							VALUES ('A', 'original', '2021-05-01', '2021', '2021-03-01')$$), E'\n', 1);
SELECT refusal($$INSERT INTO amendment (award, kind, holds_from, change, known_since)
				 VALUES ('A', 'supplement', '2020-12-01', '1 USD', '2021-03-01')$$);
SELECT refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'reduction', '2021-06-01', '-1000.01 USD')$$);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'reduction', '2021-06-01', '5 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'supplement', '2021-06-01', '{}')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, period, change) VALUES ('A', 'no-cost extension', '2021-06-01', '2022', '5 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'cancellation', '2021-06-01', '5 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from) VALUES ('A', 'something', '2021-06-01')$$), E'\n', 1);

-- A wrong original is withdrawn first, then the right one inserted
BEGIN;
INSERT INTO amendment (award, kind, holds_from, change, known_since) VALUES ('A', 'reduction', '2021-06-01', '-100 USD', '2021-06-01');
UPDATE amendment SET withdrawn_on = '2021-06-15' WHERE award = 'A' AND kind = 'original';
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change) VALUES ('A', 'supplement', '2021-07-01', '5 USD')$$), E'\n', 1);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES ('A', 'original', '2021-01-01', '2021', '2000 USD', '2021-06-15');
SELECT kind, holds_from, holds_until, committed FROM award_versions('2021-06-14') WHERE award = 'A' ORDER BY holds_from;
SELECT kind, holds_from, holds_until, committed FROM award_versions('2021-06-15') WHERE award = 'A' ORDER BY holds_from;
ROLLBACK;

-- Flows
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver) VALUES ('A', 14, '1 USD', '2021-01-10', 'US-F', 'MX-R')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver) VALUES ('A', 3, '0 USD', '2021-01-10', 'US-F', 'MX-R')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver) VALUES ('A', 12, '-1 USD', '2021-01-10', 'US-F', 'MX-R')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider) VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver) VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F', 'US-F')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, agreed_rate) VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F', 'MX-R', 20)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, counter_amount) VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F', 'MX-R', '-20 MXN')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, counter_amount, agreed_rate, agreed_currency)
				 VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F', 'MX-R', '20 MXN', 20, 'MXN')$$), E'\n', 1);
-- a currency that the award never had, with and without a reason
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider) VALUES ('A', 4, '100 MXN', '2021-01-10', 'MX-R')$$), 'Flow \d+', 'Flow N');
BEGIN;
INSERT INTO flow (award, type, amount, booked_on, provider, currency_reason) VALUES ('A', 4, '100 MXN', '2021-01-10', 'MX-R', 'paid in the market');
ROLLBACK;
INSERT INTO budget_line (award, line, name, currency) VALUES ('A', 'team', 'Equipo', 'MXN');
ALTER TABLE flow ALTER flow RESTART 101;
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, counter_amount, source_reference, known_since) VALUES
	('A', 3, '500 USD', '2021-01-10', 'US-F', 'MX-R', '9900 MXN', 'bank-1', '2021-01-10');
INSERT INTO flow (award, type, amount, booked_on, value_date, provider, line, known_since) VALUES
	('A', 4, '2000 MXN', '2021-03-31', '2021-03-30', 'MX-R', 'team', '2021-03-31');
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, line, known_since) VALUES ('B', 4, '100 MXN', '2021-03-10', 'MX-R', 'team', '2021-03-10')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, source_reference) VALUES ('A', 3, '1 USD', '2021-01-10', 'US-F', 'MX-R', 'bank-1')$$), E'\n', 1);

-- A reversal is like its original, and not larger, also in parts
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses) VALUES ('A', 3, '-500.01 USD', '2021-02-10', 'US-F', 'MX-R', 101)$$), 'flow \d+ d', 'flow N d');
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses) VALUES ('A', 3, '100 USD', '2021-02-10', 'US-F', 'MX-R', 101)$$), 'flow \d+ d', 'flow N d');
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses) VALUES ('A', 7, '-100 USD', '2021-02-10', 'US-F', 'MX-R', 101)$$), 'flow \d+ d', 'flow N d');
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses) VALUES ('A', 3, '-100 USD', '2021-02-10', 'US-F', 'MX-R', 9999)$$), 'flow \d+ d', 'flow N d');
ALTER TABLE flow ALTER flow RESTART 103;
-- 100 of 500 at 9900: 1980 pesos, at the value date of the original
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses, known_since) VALUES
	('A', 3, '-100 USD', '2021-02-10', 'US-F', 'MX-R', 101, '2021-02-10');
SELECT flow, amount, booked_on, valued_on, counter_amount FROM flow WHERE flow = 103;
SELECT refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses) VALUES ('A', 3, '-400.01 USD', '2021-02-10', 'US-F', 'MX-R', 101)$$);
SELECT refusal($$UPDATE flow SET amount = '99 USD' WHERE flow = 101$$);
SELECT refusal($$UPDATE flow SET value_date = '2021-01-15' WHERE flow = 101$$);
SELECT refusal($$UPDATE flow SET withdrawn_on = '2021-03-01' WHERE flow = 101$$);
SELECT split_part(refusal($$DELETE FROM flow WHERE flow = 101$$), E'\n', 1);

-- The receiver's record of a transfer, counted once
ALTER TABLE flow ALTER flow RESTART 104;
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, counterpart, known_since) VALUES
	('A', 1, '500 USD', '2021-01-12', 'US-F', 'MX-R', 101, '2021-01-12');
SELECT matched_on FROM flow WHERE flow = 104;
SELECT sum(amount) FROM transfer_values('USD', '2021-12-31') WHERE award = 'A';
SELECT refusal($$UPDATE flow SET counterpart = 102 WHERE flow = 104$$);
SELECT split_part(refusal($$UPDATE flow SET counterpart = 104 WHERE flow = 102$$), E'\n', 1);

-- Values: the counter-amount in pesos, 20 of them for a dollar otherwise
SELECT flow, amount, value FROM flow_values('MXN', '2021-12-31') ORDER BY flow;
SELECT flow, amount, value FROM flow_values('USD', '2021-12-31') ORDER BY flow;

-- Two rows in one statement whose reversals together are too large
SELECT refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, receiver, reverses)
				 VALUES ('A', 3, '-250 USD', '2021-02-10', 'US-F', 'MX-R', 101), ('A', 3, '-250 USD', '2021-02-10', 'US-F', 'MX-R', 101)$$);

INSERT INTO budget (award, line, period, amount, funder_amount, known_since) VALUES
	('A', 'team', '2021', '12000 MXN', '600 USD', '2021-01-01');
INSERT INTO tranche (award, tranche, due_on, amount, known_since) VALUES ('A', 1, '2021-08-31', '1000 MXN', '2021-01-01');
CREATE FUNCTION pg_temp.reports(day date, known_on date) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT 'grant_status' || s FROM grant_status(day, known_on) AS s
	UNION ALL SELECT 'payment_schedule' || s FROM payment_schedule(day, known_on) AS s
	UNION ALL SELECT 'monthly_plan' || s FROM monthly_plan(NULL, day, known_on) AS s
	UNION ALL SELECT 'net_of_chain' || s FROM net_of_chain(day, known_on) AS s
	UNION ALL SELECT 'organization_flows' || s FROM organization_flows(NULL, day, known_on) AS s
	UNION ALL SELECT 'exchange_gains' || s FROM exchange_gains('month', day, known_on) AS s
	UNION ALL SELECT 'budget_variance' || s FROM budget_variance(day, known_on) AS s
	UNION ALL SELECT 'currency_exposure' || s FROM currency_exposure(day, 12, known_on) AS s
$$;

-- Closing.  The first half of 2021, closed on 10 July: commitments of A (1,000
-- dollars), B (20,000 pesos are 1,000 dollars, and 100), and flows 101 to 104.
SELECT refusal($$SELECT close_period('2999-12-31', 'USD', '2999-12-31')$$);
SELECT refusal($$SELECT close_period('2021-06-30', 'USD', '2021-06-29')$$);
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT refusal($$SELECT close_period('2021-06-30', 'USD', '2021-07-10')$$);
ROLLBACK;
SELECT close_period('2021-06-30', 'USD', '2021-07-10');
SELECT refusal($$SELECT close_period('2021-06-30', 'USD', '2021-07-11')$$);
SELECT refusal($$SELECT close_period('2021-09-30', 'USD', '2021-07-10')$$);
SELECT flow, amendment IS NOT NULL AS amendment, kind, amount, value, round(rate, 6) AS rate, source, rate_date
FROM closing_entry ORDER BY flow, amount;
-- and the rates of flows and amendments and of each month's end, into dollars and
-- into the currencies of awards and lines (A has a tranche and a line of pesos)
SELECT of, target, string_agg(to_char(day, 'MM-DD'), ' ' ORDER BY day) AS days_of_2021,
	   numerator, round(denominator, 2) AS denominator, source, rate_date
FROM closing_rate
GROUP BY of, target, numerator, denominator, source, rate_date
ORDER BY of, target;
-- each value again from its fraction
SELECT count(*) AS entries, count(*) FILTER (WHERE at_rate(amount, numerator, denominator, currency) = value) AS repeated
FROM closing_entry;
CREATE TEMPORARY TABLE as_closed AS
SELECT line FROM pg_temp.reports('2021-06-30', '2021-07-10') AS line;
SELECT rates, count(*) FROM as_closed, substring(line FROM 'closed and today|closed|today') AS rates GROUP BY rates;
SELECT award, currency, committed, disbursed, spent, committed_value, disbursed_value, spent_value, undisbursed_value, unspent_value, rates
FROM grant_status('2021-06-30', '2021-07-10') ORDER BY award, currency;

-- What is in it does not change
SELECT refusal($$UPDATE flow SET amount = '2001 MXN' WHERE flow = 102$$);
SELECT refusal($$UPDATE flow SET booked_on = '2021-07-31' WHERE flow = 102$$);
SELECT refusal($$UPDATE flow SET withdrawn_on = '2021-07-10' WHERE flow = 102$$);
SELECT refusal($$UPDATE flow SET known_since = '2021-07-11' WHERE flow = 102$$);
SELECT split_part(refusal($$DELETE FROM flow WHERE flow = 102$$), E'\n', 1);
SELECT regexp_replace(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, known_since) VALUES ('A', 4, '60 MXN', '2021-06-30', 'MX-R', '2021-07-10')$$), 'flow \d+', 'flow N');
SELECT refusal($$UPDATE amendment SET change = '999 USD' WHERE award = 'A'$$);
SELECT refusal($$UPDATE amendment SET withdrawn_on = '2021-07-10' WHERE award = 'A'$$);
SELECT split_part(refusal($$DELETE FROM amendment WHERE award = 'A'$$), E'\n', 1);
SELECT refusal($$INSERT INTO amendment (award, kind, holds_from, period, known_since) VALUES ('A', 'no-cost extension', '2021-06-30', '2021-01-01/2022-03-31', '2021-07-10')$$);
UPDATE flow SET note = 'a note may be written' WHERE flow = 102;

-- After it: a late amendment, a late flow, a corrected rate, a withdrawn flow
-- with the right one in its place.
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('A', 'supplement', '2021-06-01', '2021-01-01/2022-03-31', '200 USD', '2021-08-01');
ALTER TABLE flow ALTER flow RESTART 105;
INSERT INTO flow (award, type, amount, booked_on, provider, line, known_since) VALUES
	('A', 4, '60 MXN', '2021-06-30', 'MX-R', 'team', '2021-08-02');
UPDATE exchange_rate SET rate = 16 WHERE source = 'tracker-core' AND quote = 'MXN' AND valid_from = '2021-01-01';
UPDATE flow SET withdrawn_on = '2021-08-03' WHERE flow = 104;
-- the closed report is as it was, for every day before the next closing
SELECT count(*) AS lines, bool_and(line IN (SELECT pg_temp.reports('2021-06-30', '2021-07-10'))) AS same FROM as_closed;
SELECT award, committed, spent, committed_value, spent_value, rates
FROM grant_status('2021-06-30', '2021-07-31') ORDER BY award, currency;
-- known later, with the late rows at today's rates: 60 pesos at 16 are 3.75;
-- 2,000 pesos at 20, as closed, are 100
SELECT award, currency, committed, spent, committed_value, spent_value, rates
FROM grant_status('2021-06-30', '2021-08-31') ORDER BY award, currency;
-- the rest of the year, closed on 15 January: what was late, at another rate
-- (2,000 pesos at 16 are 125, 25 more; 20,000 are 1,250, 250 more) or withdrawn
SELECT close_period('2021-12-31', 'USD', '2022-01-15');
SELECT flow, amendment IS NOT NULL AS amendment, kind, amount, value, round(rate, 6) AS rate, source, rate_date
FROM closing_entry WHERE last_day = '2021-12-31' ORDER BY flow, amount;
SELECT award, currency, committed, spent, committed_value, spent_value, rates
FROM grant_status('2021-12-31', '2022-01-15') ORDER BY award, currency;
SELECT count(*) AS lines, bool_and(line IN (SELECT pg_temp.reports('2021-06-30', '2021-07-10'))) AS same FROM as_closed;
-- entries add up to values, whatever comes next
SELECT e.flow, sum(e.value) AS entries, v.value
FROM closing_entry AS e LEFT JOIN flow_values('USD', '2022-01-15') AS v ON v.flow = e.flow
WHERE e.flow IS NOT NULL
GROUP BY e.flow, v.value
ORDER BY e.flow;

-- Nor does what several closings have seen, of which the later had nothing to enter
SELECT refusal($$UPDATE flow SET withdrawn_on = '2021-09-01' WHERE flow = 102$$);
SELECT refusal($$UPDATE flow SET line = NULL WHERE flow = 102$$);
SELECT split_part(refusal($$UPDATE flow SET tranche = 1 WHERE flow = 101$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE flow SET withdrawn_on = NULL WHERE flow = 104$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE amendment SET withdrawn_on = '2021-09-01' WHERE award = 'B'$$), E'\n', 1);
BEGIN;
INSERT INTO amendment (award, kind, holds_from, period, known_since) VALUES ('B', 'no-cost extension', '2021-11-01', '2021-02-01/2023-01-31', '2022-02-01');
SELECT close_period('2022-01-31', 'USD', '2022-02-15');
SELECT split_part(refusal($$DELETE FROM amendment WHERE kind = 'no-cost extension'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE amendment SET known_since = '2022-01-10' WHERE kind = 'no-cost extension'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE amendment SET period = '2021-02-01/2024-01-31' WHERE kind = 'no-cost extension'$$), E'\n', 1);
UPDATE amendment SET reason = 'asked for in October' WHERE kind = 'no-cost extension';
UPDATE amendment SET withdrawn_on = '2022-02-16' WHERE kind = 'no-cost extension';
SELECT split_part(refusal($$UPDATE amendment SET withdrawn_on = '2022-02-15' WHERE kind = 'no-cost extension'$$), E'\n', 1);
ROLLBACK;
-- but a name may be another, everywhere at once
BEGIN;
INSERT INTO label (list, code, language, label) VALUES ('award.award', 'A', 'es', 'Uno, en otra lengua');
UPDATE award SET award = 'A-2021' WHERE award = 'A';
UPDATE organization SET organization = 'MX-RAÍZ' WHERE organization = 'MX-R';
UPDATE budget_line SET line = 'equipo' WHERE line = 'team';
SELECT flow, award, provider, receiver, line FROM flow ORDER BY flow;
SELECT list, code, label FROM label WHERE code LIKE 'A-%';
ROLLBACK;
-- What takes back a closed flow is worth what that is, also where the rate was
-- corrected since: 2,000 pesos at 16 were 125 in the second closing, and are 40 at 50
BEGIN;
UPDATE exchange_rate SET rate = 50 WHERE source = 'tracker-core' AND quote = 'MXN' AND valid_from = '2021-01-01';
INSERT INTO flow (award, type, amount, booked_on, provider, line, reverses, known_since) VALUES
	('A', 4, '-2000 MXN', '2022-02-01', 'MX-R', 'team', 102, '2022-02-01');
SELECT amount, booked_on, valued_on, reversed_booked_on, reversed_known_since FROM flow WHERE reverses = 102;
SELECT amount, value, closed, rate_closed FROM flow_values('USD', '2022-02-01') WHERE flow = 102 OR reverses = 102 ORDER BY amount;
ROLLBACK;

-- On no day may more be taken back than there was, or an award promise less
-- than nothing, even where the present would be in order
SELECT split_part(refusal($$INSERT INTO flow (award, type, amount, booked_on, provider, line, reverses, known_since, withdrawn_on)
							VALUES ('A', 4, '-60 MXN', '2022-02-01', 'MX-R', 'team', 105, '2022-02-01', '2022-03-01'),
								   ('A', 4, '-60 MXN', '2022-02-01', 'MX-R', 'team', 105, '2022-02-10', NULL)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change, known_since, withdrawn_on)
							VALUES ('A', 'reduction', '2022-02-01', '-1300 USD', '2022-02-01', '2022-03-01')$$), E'\n', 1);
SELECT refusal($$INSERT INTO amendment (award, kind, holds_from, change, known_since, withdrawn_on)
				 VALUES ('A', 'reduction', '2022-02-01', '-1 USD', '2022-02-01', '2999-12-31')$$);
SELECT split_part(refusal($$INSERT INTO amendment (award, kind, holds_from, change, known_since, withdrawn_on)
							VALUES ('A', 'reduction', '2022-02-01', '-1 USD', '2022-02-01', 'infinity')$$), E'\n', 1);
BEGIN;
INSERT INTO award (award, title, funder, recipient) VALUES ('D', 'Tres', 'US-F', 'MX-R');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('D', 'original', '2022-02-01', '2022', '100 USD', '2022-02-01'), ('D', 'supplement', '2022-02-02', NULL, '100 USD', '2022-02-01'),
	('D', 'reduction', '2022-02-03', NULL, '-150 USD', '2022-02-01');
SELECT split_part(refusal($$DELETE FROM amendment WHERE award = 'D' AND kind = 'supplement'$$), E'\n', 1);
SELECT split_part(refusal($$DELETE FROM amendment WHERE award = 'D' AND kind = 'original'$$), E'\n', 1);
DELETE FROM amendment WHERE award = 'D';
-- Parts of the whole add up to its counter-amount: 1 dollar for 3 pesos
INSERT INTO budget_line (award, line, name, currency) VALUES ('D', 'mx', 'En pesos', 'MXN');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, line, counter_amount, known_since) VALUES
	(900, 'D', 4, '3 MXN', '2022-02-04', 'MX-R', 'mx', '1 USD', '2022-02-04');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, line, reverses, known_since) VALUES
	(901, 'D', 4, '-1 MXN', '2022-02-05', 'MX-R', 'mx', 900, '2022-02-05'), (902, 'D', 4, '-1 MXN', '2022-02-06', 'MX-R', 'mx', 900, '2022-02-06');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, line, reverses, known_since) VALUES
	(903, 'D', 4, '-1 MXN', '2022-02-07', 'MX-R', 'mx', 900, '2022-02-07');
UPDATE flow SET note = 'a note changes nothing' WHERE flow = 901;
SELECT flow, amount, counter_amount FROM flow WHERE flow >= 900 ORDER BY flow;
SELECT sum(amount), sum(value) FROM flow_values('USD', '2022-02-28') WHERE award = 'D';
SELECT refusal($$UPDATE flow SET counter_amount = '2 USD' WHERE flow = 900$$);
ROLLBACK;

-- A closing is all or nothing: a lempira flow has no rate in March
INSERT INTO budget_line (award, line, name, currency) VALUES ('B', 'viaje', 'Viaje', 'HNL');
INSERT INTO flow (award, type, amount, booked_on, provider, line, known_since) VALUES
	('B', 4, '240 HNL', '2022-03-15', 'MX-R', 'viaje', '2022-03-15');
SELECT refusal($$SELECT close_period('2022-03-31', 'USD', '2022-04-15')$$);
SET caudal.missing_rate = 'null';
SELECT split_part(refusal($$SELECT close_period('2022-03-31', 'USD', '2022-04-15')$$), E'\n', 1);
SELECT award, currency, spent, spent_value, without_rate FROM grant_status('2022-03-31', '2022-03-31') ORDER BY award, currency;
RESET caudal.missing_rate;
SELECT split_part(refusal($$SELECT * FROM grant_status('2022-03-31', '2022-03-31')$$), E'\n', 1);
SELECT count(*) AS closings FROM closed_period;

-- Reports follow the reporting currency
SET caudal.reporting_currency = 'MXN';
SELECT award, currency, reporting_currency, committed_value, disbursed_value FROM grant_status('2021-05-31', '2021-12-31') ORDER BY award, currency;
SET caudal.reporting_currency = 'nothing';
RESET caudal.reporting_currency;
SELECT reporting_currency();

RESET search_path;
DELETE FROM exchange_rate WHERE source = 'tracker-core';
DELETE FROM rate_source WHERE code = 'tracker-core';
SET client_min_messages = warning;
DROP SCHEMA report_core, tracker_core CASCADE;
