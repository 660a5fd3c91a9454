-- The reports that look ahead (currency exposure, funding cliff), back on what was
-- renewed, and for what is amiss.  Figures are small enough to be checked by hand;
-- how is said beside them.
\pset null NULL
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS caudal_tracker SCHEMA caudal;
RESET client_min_messages;
SELECT install_tracker('tracker_outlook', 'report_outlook') = tracker_version() AS complete;
SET search_path = report_outlook, tracker_outlook, public, caudal;

-- A dollar is 20 pesos through 2023 and 25 in 2024; 4000 Colombian pesos always;
-- 8.75 colones in 2000, before the law fixed it.
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('outlook', 'rates of this test', 1, 10);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('outlook', 'USD', 'MXN', '2020-01-01', '2023-12-31', 20),
	('outlook', 'USD', 'MXN', '2024-01-01', '2024-12-31', 25),
	('outlook', 'USD', 'COP', '2000-01-01', 'infinity', 4000),
	('outlook', 'USD', 'SVC', '2000-01-01', '2000-12-31', 8.75);

INSERT INTO organization (organization, name, country, kind, fiscal_year_start) VALUES
	('F1', 'Fondo Uno', 'US', 'foundation', 1),
	('F2', 'Fondo Dos', 'US', 'foundation', 1),
	('R1', 'Casa Uno', 'SV', 'community', 1),
	('R2', 'Casa Dos', 'MX', 'community', 1),
	('R3', 'Casa Tres', 'CO', 'community', 1),
	('R4', 'Casa Cuatro', 'BZ', 'community', 1),
	('R5', 'Casa Cinco', 'SV', 'community', 1);

--
-- Funding cliff and exposure
--

-- What R1 is promised a day: A1 12100 USD over 121 days is 100, A2 219600 MXN over
-- 366 days is 600, which is 30 USD at 20.  Passed through, cancelled and open
-- awards are nothing, and A8 is over.
INSERT INTO award (award, title, funder, recipient, pass_through) VALUES
	('A1', 'Apoyo', 'F1', 'R1', false),
	('A2', 'Apoyo en pesos', 'F2', 'R1', false),
	('A3', 'De paso', 'F1', 'R1', true),
	('A4', 'Cancelada', 'F1', 'R1', false),
	('A5', 'Sin fin', 'F1', 'R1', false),
	('A6', 'Terminada', 'F1', 'R2', false),
	('A7', 'En balboas', 'F1', 'R4', false),
	('A8', 'Pagada de más', 'F1', 'R1', false);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('A1', 'original', '2023-12-02', '2023-12-02/2024-03-31', '12100 USD', '2023-12-02'),
	('A1', 'no-cost extension', '2023-12-20', '2023-12-02/2024-06-30', '{}', '2024-02-01'),
	('A2', 'original', '2023-12-02', '2024', '219600 MXN', '2023-12-02'),
	('A3', 'original', '2023-12-02', '2024', '366000 USD', '2023-12-02'),
	('A4', 'original', '2023-12-02', '2024', '366000 USD', '2023-12-02'),
	('A4', 'cancellation', '2023-12-31', NULL, '-1000 USD', '2023-12-31'),
	('A5', 'original', '2023-12-02', '2024-01-01/..', '500 USD', '2023-12-02'),
	('A6', 'original', '2023-01-01', '2023-01-01/2023-06-30', '900 USD', '2023-01-01'),
	('A7', 'original', '2023-12-02', '2024', '1000 PAB', '2023-12-02'),
	('A8', 'original', '2023-01-01', '2023', '100 USD', '2023-01-01');
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, known_since) VALUES
	('A1', 3, '2100 USD', '2023-12-15', 'F1', 'R1', '2023-12-15'),
	('A2', 3, '19600 MXN', '2023-12-15', 'F2', 'R1', '2023-12-15'),
	('A2', 3, '50000 MXN', '2024-02-05', 'F2', 'R1', '2024-02-05'),
	('A6', 3, '900 USD', '2023-03-01', 'F1', 'R2', '2023-03-01'),
	('A8', 3, '150 USD', '2023-03-01', 'F1', 'R1', '2023-03-01');

-- What a day costs R1: 18200 USD over 182 days is 100, then 32200 colones over
-- 184 days is 175, which is 20 USD by law.  R3: 12 million over the 30 days from 10
-- February to 10 March is 400000, which is 100 USD, then one day of 2000 MXN.
-- R4: 3660 BZD over 366 days is 10, which is 5 USD.  R5: 8.75 colones a day.
INSERT INTO cost_plan (organization, period, amount) VALUES
	('R1', '2024-01-01/2024-06-30', '18200 USD'),
	('R1', '2024-07-01/2024-12-31', '32200 SVC'),
	('R2', '2024', '0 USD'),
	('R3', '2024-02-10/2024-03-10', '12000000 COP'),
	('R3', '2024-03-11', '2000 MXN'),
	('R4', '2024', '3660 BZD'),
	('R5', '2000-06-01/2001-05-31', '3193.75 SVC');

-- January to March R1 has 130 a day, later 30; January to June it costs 100 a day,
-- later 20.  2024 has a 29 February.
SELECT month, first_day, last_day, cost_value, income_value, coverage, rates, without_rate
FROM funding_cliff_months('2023-12-31', 12, '2023-12-31') WHERE organization = 'R1' ORDER BY month;
-- cost 182 * 100 + 184 * 20 = 21880, income 91 * 130 + 275 * 30 = 20080, uncovered
-- 1800; from April on 30 of 100 a day are covered; March to April 4030 to 900.
-- R2 costs nothing; R3 is promised nothing; R4 costs 5 * 366 and is promised 1000.
SELECT organization, first_day, last_day, cost_value, income_value, uncovered_value, uncovered_share,
	   below_half_from, last_award_ends_on, largest_drop_value, rates, without_rate
FROM funding_cliff('2023-12-31', 12, '2023-12-31') ORDER BY organization;
-- Known later, A1 is spread over 212 days: by the end of December 30 * 12100 / 212 =
-- 1712.26, of January 3481.60, February 5136.79, March 6906.13, April 8618.40, May
-- 10387.74.
SELECT month, cost_value, income_value FROM funding_cliff_months('2023-12-31', 6, '2024-02-15')
WHERE organization = 'R1' ORDER BY month;
SELECT below_half_from, last_award_ends_on, largest_drop_value FROM funding_cliff('2023-12-31', 6, '2024-02-15')
WHERE organization = 'R1';

-- Months are counted from the day after the day, not from one another: from 31
-- January the second begins on 29 February, and the third on 31 March again.
-- R3: 10 to 28 February are 19 days of 100; then 11, and 2000 MXN at 25.
SELECT month, first_day, last_day, cost_value FROM funding_cliff_months('2024-01-30', 3, '2024-01-30')
WHERE organization = 'R3' ORDER BY month;
-- the last day of a month; 20 days, then 10 and 80; months of the whole calendar
SELECT month, first_day, last_day, cost_value FROM funding_cliff_months('2024-01-31', 2, '2024-01-31')
WHERE organization = 'R3' ORDER BY month;
-- from 29 February to 28 March; in a year of 365 days from 31 January to 27 February
SELECT DISTINCT first_day, last_day FROM funding_cliff_months('2024-02-28', 1, '2024-02-28');
SELECT organization, month, first_day, last_day, cost_value FROM funding_cliff_months('2001-01-30', 2, '2001-01-30') ORDER BY month;
SELECT count(*) AS nothing FROM funding_cliff('2023-12-31', 0, '2023-12-31');

-- R1: of A1 10000 USD are to come and of A5 500, of A2 200000 MXN, which are 10000 USD;
-- more than all of A8 was paid.  The colones are dollars by law; 11380 / 21880 of the
-- cost no dollar covers.
-- R3: 3000 of 3100 in Colombian pesos.  R4: balboas and Belize dollars are one block.
SELECT organization, currency_block, first_day, last_day, income_value, cost_value, uncovered_value, uncovered_share,
	   rates, without_rate
FROM currency_exposure('2023-12-31', 12, '2023-12-31') ORDER BY organization, currency_block;
-- In February 2024 less is to come in pesos, and it is worth less: (219600 - 69600) /
-- 25; from 6 February to 5 March are 29 days of R1's 100, and 25 of R3's.
SELECT organization, currency_block, income_value, cost_value
FROM currency_exposure('2024-02-05', 1, '2024-02-05') WHERE organization IN ('R1', 'R3') ORDER BY organization, currency_block;
-- Until 2000 the colon had a rate of its own: 151 days, then 150 in 2001
SELECT currency_block, cost_value, uncovered_share FROM currency_exposure('2000-12-31', 12, '2000-12-31');
SELECT currency_block, cost_value, uncovered_share FROM currency_exposure('2001-01-01', 12, '2001-01-01');

-- In pesos, each dollar is 20
SET caudal.reporting_currency = 'MXN';
SELECT reporting_currency, cost_value, income_value, largest_drop_value FROM funding_cliff('2023-12-31', 12, '2023-12-31') WHERE organization = 'R1';
RESET caudal.reporting_currency;

-- The rate of a day that was closed is kept, also for the currencies of plans
SELECT close_period('2023-12-31', 'USD', '2024-01-15') > 0 AS closed;
UPDATE exchange_rate SET rate = 40 WHERE source = 'outlook' AND quote = 'MXN' AND valid_from = '2020-01-01';
SELECT known_on, c.cost_value, c.income_value, c.rates
FROM (VALUES ('2024-01-14'::date), ('2024-01-15')) AS v (known_on), funding_cliff('2023-12-31', 12, known_on) AS c
WHERE organization = 'R1' ORDER BY known_on;
SELECT known_on, currency_block, income_value, cost_value, rates
FROM (VALUES ('2024-01-14'::date), ('2024-01-15')) AS v (known_on), currency_exposure('2023-12-31', 12, known_on) AS c
WHERE organization IN ('R1', 'R3') ORDER BY known_on, organization, currency_block;
UPDATE exchange_rate SET rate = 20 WHERE source = 'outlook' AND quote = 'MXN' AND valid_from = '2020-01-01';

-- A cost in lempiras has no rate
INSERT INTO cost_plan (organization, period, amount) VALUES ('R5', '2024-01-01/2024-02-29', '6000 HNL');
SELECT split_part(refusal($$SELECT * FROM funding_cliff('2023-12-31', 12, '2023-12-31')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT * FROM currency_exposure('2023-12-31', 12, '2023-12-31')$$), E'\n', 1);
SET caudal.missing_rate = 'null';
SELECT cost_value, uncovered_share, rates, without_rate FROM funding_cliff('2023-12-31', 12, '2023-12-31') WHERE organization = 'R5';
SELECT currency_block, cost_value, uncovered_share, without_rate FROM currency_exposure('2023-12-31', 12, '2023-12-31') WHERE organization = 'R5';
RESET caudal.missing_rate;
DELETE FROM cost_plan WHERE organization = 'R5';

--
-- Renewals
--

-- F2 to R2.  Ended in 2022: B1, renewed on the 180th day after 30 June, 27 December;
-- B2, on the 181st; B3, on the 90th day before 30 September, 2 July, and again; B4,
-- on the 91st before 31 December; B5 by another funder.  B6 was cancelled, B7 has
-- no end.  Ended in 2023: B8 180 days before 31 December, B9 179 days, B10 the day
-- before, renewed from the next year on.  B11 ends on the day itself.
INSERT INTO award (award, title, funder, recipient, renews) VALUES
	('B1', 'b', 'F2', 'R2', NULL), ('B1r', 'b', 'F2', 'R2', 'B1'),
	('B2', 'b', 'F2', 'R2', NULL), ('B2r', 'b', 'F2', 'R2', 'B2'),
	('B3', 'b', 'F2', 'R2', NULL), ('B3r', 'b', 'F2', 'R2', 'B3'), ('B3s', 'b', 'F2', 'R2', 'B3'),
	('B4', 'b', 'F2', 'R2', NULL), ('B4r', 'b', 'F2', 'R2', 'B4'),
	('B5', 'b', 'F2', 'R2', NULL), ('B5r', 'b', 'F1', 'R2', 'B5'),
	('B6', 'b', 'F2', 'R2', NULL), ('B6r', 'b', 'F2', 'R2', 'B6'), ('B7', 'b', 'F2', 'R2', NULL),
	('B8', 'b', 'F2', 'R2', NULL), ('B9', 'b', 'F2', 'R2', NULL),
	('B10', 'b', 'F2', 'R2', NULL), ('B10r', 'b', 'F2', 'R2', 'B10'), ('B11', 'b', 'F2', 'R2', NULL);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('B1', 'original', '2022-01-01', '2022-01-01/2022-06-30', '1000 USD', '2024-01-20'),
	('B1r', 'original', '2022-12-27', '2022-12-27/2026-12-31', '1500 USD', '2024-01-20'),
	('B2', 'original', '2022-01-01', '2022-01-01/2022-06-30', '2000 USD', '2024-01-20'),
	('B2r', 'original', '2022-12-28', '2022-12-28/2026-12-31', '70000 USD', '2024-01-20'),
	('B3', 'original', '2022-01-01', '2022-01-01/2022-09-30', '400000 MXN', '2024-01-20'),
	('B3r', 'original', '2022-07-02', '2022-07-02/2026-12-31', '5000 USD', '2024-01-20'),
	('B3r', 'supplement', '2023-02-01', NULL, '50000 MXN', '2024-01-20'),
	('B3s', 'original', '2022-10-01', '2022-10-01/2026-12-31', '600 USD', '2024-01-20'),
	('B4', 'original', '2022-01-01', '2022-01-01/2022-12-31', '3000 USD', '2024-01-20'),
	('B4r', 'original', '2022-10-01', '2022-10-01/2026-12-31', '70000 USD', '2024-01-20'),
	('B5', 'original', '2022-01-01', '2022-01-01/2022-12-31', '4000 USD', '2024-01-20'),
	('B5r', 'original', '2023-01-01', '2023-01-01/2026-12-31', '70000 USD', '2024-01-20'),
	('B6', 'original', '2022-01-01', '2022-01-01/2022-12-31', '70000 USD', '2024-01-20'),
	('B6', 'cancellation', '2022-06-30', NULL, '{}', '2024-01-20'),
	('B6r', 'original', '2023-01-01', '2023-01-01/2026-12-31', '70000 USD', '2024-01-20'),
	('B7', 'original', '2022-01-01', '2022-01-01/..', '70000 USD', '2024-01-20'),
	('B8', 'original', '2023-01-01', '2023-01-01/2023-07-04', '100 USD', '2024-01-20'),
	('B8', 'no-cost extension', '2023-07-01', '2023-01-01/2024-07-04', '{}', '2024-02-20'),
	('B9', 'original', '2023-01-01', '2023-01-01/2023-07-05', '200 USD', '2024-01-20'),
	('B10', 'original', '2023-01-01', '2023-01-01/2023-12-30', '300 USD', '2024-01-20'),
	('B10r', 'original', '2023-12-20', '2024-01-01/2026-12-31', '480 USD', '2024-01-20'),
	('B11', 'original', '2023-01-01', '2023-01-01/2023-12-31', '70000 USD', '2024-01-20');
-- 2022: 2 of 5; 1500 + 5000 + 2500 + 600 of 1000 + 2000 + 20000 + 3000 + 4000.
-- 2023: 1 of 3 less one undecided; 480 of 100 + 300, beside which 200 are undecided.
-- F1 and A6: ended 184 days before, in time to be decided.
SELECT * FROM renewal_rate('2023-12-31', '2024-01-20') ORDER BY funder, year;
-- B8 was extended, as is known later, and has not ended; a day later B11 has, and
-- B9 is decided.
SELECT year, ended, renewed, undecided, renewal_rate, ended_value, renewed_value_share
FROM renewal_rate('2023-12-31', '2024-02-20') WHERE funder = 'F2' ORDER BY year;
SELECT year, ended, renewed, undecided, renewal_rate, ended_value FROM renewal_rate('2024-01-01', '2024-01-20') WHERE funder = 'F2' ORDER BY year;
-- nothing decided yet
SELECT funder, year, ended, undecided, renewal_rate, ended_value, renewed_value_share FROM renewal_rate('2023-07-04', '2023-07-04');
-- On the day of the closing only A6 was known, of which it kept the value
SELECT funder, year, ended_value, rates FROM renewal_rate('2023-12-31', '2024-01-15') ORDER BY funder, year;

--
-- What is amiss
--

INSERT INTO organization (organization, name, country, kind, fiscal_year_start) VALUES
	('DF', 'Fondo Datos', 'US', 'foundation', 1),
	('DR', 'Casa Julio', 'MX', 'community', 7),
	('DS', 'Casa Enero', 'MX', 'community', 1),
	('DC', 'Casa Cancelada', 'MX', 'community', 1);
-- A year of its own and more, so that only the awards of 2023 count for DS
INSERT INTO statement (organization, fiscal_year, period, currency) VALUES ('DS', 2022, '2022', 'MXN');
INSERT INTO award (award, title, funder, recipient)
SELECT 'D' || n, 'd', 'DF', 'DS'
FROM unnest('{1,2,3,4,4b,4c,5,5b,6,7,7b,7c,7d,8,9,9b,10,13,13b,13c}'::text[]) AS n;
INSERT INTO award (award, title, funder, recipient) VALUES ('D11', 'd', 'DF', 'DC'), ('D12', 'd', 'DF', 'DR');
INSERT INTO amendment (award, kind, holds_from, period, change, known_since, withdrawn_on)
SELECT 'D' || n, 'original', '2022-07-01'::date, '2022-07-01/2023-06-30'::grant_period, '1000 USD'::money_bag, '2024-01-20'::date, NULL::date
FROM unnest('{1,3,6,7,7b,7c,7d,8,9,9b,13c}'::text[]) AS n
UNION ALL
VALUES ('D2', 'original', '2022-07-01'::date, '2022-07-01/2023-06-30'::grant_period, '500 USD'::money_bag, '2024-01-20'::date, NULL::date),
	   ('D4b', 'original', '2022-07-01', '2022-07-01/2023-06-30', '500 USD', '2024-01-20', '2024-01-25'),
	   ('D4c', 'original', '2022-07-01', '2022-07-01/2023-06-30', '500 USD', '2024-02-20', NULL),
	   ('D5', 'original', '2022-07-01', '2022-07-01/2023-06-30', '{}', '2024-01-20', NULL),
	   ('D5b', 'original', '2022-07-01', '2022-07-01/2023-06-30', '{}', '2024-01-20', NULL),
	   ('D10', 'original', '2022-07-01', '2022-07-01/2023-06-30', '1000 USD, 500 HNL', '2024-01-20', NULL),
	   ('D11', 'original', '2020-01-01', '2020-01-01/2022-12-31', '1000 USD', '2024-01-20', NULL),
	   ('D12', 'original', '2021-06-30', '2021-06-30/2023-07-01', '1000 EUR', '2024-01-20', NULL),
	   ('D13', 'original', '2022-07-01', '2022-07-01/2023-06-30', '1000 COP', '2024-01-20', NULL),
	   ('D13b', 'original', '2022-07-01', '2022-07-01/2023-06-30', '900000 COP', '2024-01-20', NULL);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('D5b', 'supplement', '2022-08-01', NULL, '10 USD', '2024-01-20'),
	('D7b', 'supplement', '2022-08-01', NULL, '50 MXN', '2024-01-20'),
	('D11', 'cancellation', '2021-03-01', NULL, '{}', '2024-01-20');
INSERT INTO tranche (award, tranche, due_on, amount, known_since, paid_on) VALUES
	('D1', 1, '2022-08-01', '600 USD', '2024-01-20', '2022-08-01'),
	('D1', 2, '2022-09-01', '400 USD', '2024-01-20', '2022-09-01'),
	('D8', 1, '2022-08-01', '10 USD', '2024-01-20', '2022-08-01'),
	('D8', 2, '2022-08-01', '20 USD', '2024-01-20', '2022-08-01'),
	('D8', 3, '2022-08-01', '30 USD', '2024-01-20', '2022-08-01'),
	('D8', 4, '2022-08-01', '40 USD', '2024-01-20', '2022-08-01'),
	('D8', 5, '2022-08-01', '50 USD', '2024-01-20', NULL),
	('D8', 6, '2022-08-01', '60 USD', '2024-01-20', '2022-08-01');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, receiver, counterpart, tranche, agreed_rate, agreed_currency,
				  counter_amount, currency_reason, known_since) VALUES
	-- nothing is amiss: all that was promised was paid as scheduled, and spent on the
	-- first and the last day
	(101, 'D1', 2, '1000 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(102, 'D1', 3, '600 USD', '2022-08-01', 'DF', 'DS', NULL, 1, NULL, NULL, NULL, NULL, '2024-01-20'),
	(103, 'D1', 3, '250 USD', '2022-09-01', 'DF', 'DS', NULL, 2, NULL, NULL, NULL, NULL, '2024-01-20'),
	(104, 'D1', 3, '150 USD', '2022-09-02', 'DF', 'DS', NULL, 2, NULL, NULL, NULL, NULL, '2024-01-20'),
	(105, 'D1', 1, '150 USD', '2022-09-03', 'DF', 'DS', 104, 2, NULL, NULL, NULL, NULL, '2024-01-20'),
	(106, 'D1', 4, '500 USD', '2022-07-01', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(107, 'D1', 4, '500 USD', '2023-06-30', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(201, 'D2', 3, '500.01 USD', '2022-08-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(301, 'D3', 3, '100 USD', '2022-08-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(302, 'D3', 4, '100.01 USD', '2022-08-02', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	-- a day early, a day late; one is booked after the day of the report
	(601, 'D6', 4, '1 USD', '2022-06-30', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(602, 'D6', 4, '1 USD', '2023-07-01', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(603, 'D6', 4, '1 USD', '2024-01-22', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(604, 'D6', 3, '3 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	-- 900 of 1000; pesos that no flow has; both records of one; the receiver's alone
	(701, 'D7', 2, '900 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(702, 'D7b', 2, '1000 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(703, 'D7c', 2, '1000 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(704, 'D7c', 11, '1000 USD', '2022-07-01', 'DF', 'DS', 703, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(705, 'D7d', 11, '400 USD', '2022-07-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(706, 'D7d', 11, '600 USD', '2022-08-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	-- tranche 1 in no flow, 2 of 20 by 19, 3 by pesos that the bank made 30, 4 by pesos
	-- of which nothing is known, 6 paid and paid back
	(801, 'D8', 3, '19 USD', '2022-08-01', 'DF', 'DS', NULL, 2, NULL, NULL, NULL, NULL, '2024-01-20'),
	(802, 'D8', 3, '590 MXN', '2022-08-01', 'DF', 'DS', NULL, 3, NULL, NULL, '30 USD', 'by bank', '2024-01-20'),
	(803, 'D8', 3, '700 MXN', '2022-08-01', 'DF', 'DS', NULL, 4, NULL, NULL, NULL, 'by bank', '2024-01-20'),
	(804, 'D8', 3, '60 USD', '2022-08-01', 'DF', 'DS', NULL, 6, NULL, NULL, NULL, NULL, '2024-01-20'),
	(805, 'D8', 3, '-60 USD', '2022-08-09', 'DF', 'DS', NULL, 6, NULL, NULL, NULL, NULL, '2024-01-20'),
	-- lempiras without a rate, and with the bank's
	(901, 'D9', 3, '500 HNL', '2023-03-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, 'by bank', '2024-01-20'),
	(902, 'D9b', 3, '500 HNL', '2023-03-01', 'DF', 'DS', NULL, NULL, NULL, NULL, '20 USD', 'by bank', '2024-01-20'),
	-- 18 Colombian pesos are 0.0045 dollars, so twice 0.00; ten times 30000 are 7.50
	-- each; 400 pesos at an agreed 1/40 are 10, beside which nothing is lost
	(1301, 'D13', 3, '18 COP', '2022-08-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(1302, 'D13', 3, '18 COP', '2022-08-02', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(1303, 'D13b', 3, '300000 COP', '2022-08-01', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, NULL, '2024-01-20'),
	(1304, 'D13c', 3, '400 MXN', '2022-08-01', 'DF', 'DS', NULL, NULL, 0.025, 'USD', NULL, 'by bank', '2024-01-20'),
	(1305, 'D13c', 3, '18 COP', '2022-08-02', 'DF', 'DS', NULL, NULL, NULL, NULL, NULL, 'by bank', '2024-01-20');
-- Euros have a rate of 16 January, which may be 7 days old, quetzals one of 10
-- January, which may be 31 days old.  Both are in use: euros are still to be paid.
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('outlook-day', 'of the day', 2, 7), ('outlook-month', 'of the month', 3, 31);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('outlook-day', 'EUR', 'USD', '2024-01-16', 1.10),
	('outlook-day', 'EUR', 'USD', '2021-06-30', 1.20),
	('outlook-month', 'USD', 'GTQ', '2024-01-10', 7.80);
INSERT INTO flow (flow, type, amount, booked_on, provider, receiver, known_since) VALUES
	(1401, 3, '78 GTQ', '2024-01-12', 'DF', 'DS', '2024-01-20');

-- D1, D4c, D5b, D7c, D7d, D9b, D13b and D13c have nothing amiss.  The lempiras of D10
-- are commitment without rate; those of D9 count for nothing in its dollars.
SELECT finding, award, organization, flow, detail
FROM data_findings('2024-01-20')
WHERE award LIKE 'D%' OR flow > 100
ORDER BY award, finding, detail;
-- On the 25th the original of D4b is withdrawn; D4c has one that comes to be known
SELECT award, finding FROM data_findings('2024-01-25') WHERE award LIKE 'D4%' ORDER BY award, finding;
-- and it was not to be found before flows and awards were known
SELECT DISTINCT finding, award FROM data_findings('2024-01-19') WHERE award LIKE 'D%';

-- Statements.  DS has that of 2022, held nothing before, and 2023 ended 20 days
-- before.  DC held an award until February 2021.  DR held one from the last day of
-- its year 2021 to the first of its year 2024, and 2023 ended on 30 June.
SELECT organization, award, detail FROM data_findings('2024-01-20') WHERE finding = 'missing statement' AND organization LIKE 'D%'
ORDER BY organization, detail;
SELECT organization, detail FROM data_findings('2024-06-28') WHERE finding = 'missing statement' AND organization = 'DS';
SELECT organization, detail FROM data_findings('2024-06-27') WHERE finding = 'missing statement' AND organization = 'DS';
INSERT INTO statement (organization, fiscal_year, period, currency) VALUES
	('DR', 2023, '2022-07-01/2023-06-30', 'MXN'), ('DC', 2020, '2020-01-01/2020-09-30', 'MXN');
SELECT organization, detail FROM data_findings('2024-01-20') WHERE finding = 'missing statement' AND organization IN ('DR', 'DC')
ORDER BY organization, detail;

-- Rates: the euro's is 4 days old on the 20th, which is more than half of 7, and of
-- no use from the 24th on; the quetzal's is 15 days old on the 25th, and more than half
-- of 31 on the 26th.  Lempiras have none.
SELECT v.day, f.finding, f.detail
FROM unnest('{2024-01-20,2024-01-23,2024-01-24,2024-01-25,2024-01-26}'::date[]) AS v (day), data_findings(v.day) AS f
WHERE f.finding IN ('stale rate', 'no rate') ORDER BY v.day, f.finding, f.detail;
-- Into euros the quetzal goes over the dollar.  10 days are not old where 31 are
-- allowed, nor 3 where 7 are; 4 are.
UPDATE exchange_rate SET valid_from = '2024-01-17' WHERE source = 'outlook-day' AND valid_from = '2024-01-16';
SET caudal.reporting_currency = 'EUR';
SELECT path FROM exchange_rate_used('GTQ', 'EUR', '2024-01-20');
SELECT v.day, f.finding, f.detail
FROM (VALUES ('2024-01-20'::date), ('2024-01-21')) AS v (day), data_findings(v.day) AS f
WHERE f.finding = 'stale rate' ORDER BY v.day, f.detail;
RESET caudal.reporting_currency;

-- In Spanish; whoever has a setting keeps it
SELECT DISTINCT finding_name FROM data_findings('2024-01-20', 'es') WHERE award IN ('D2', 'D9', 'D13') ORDER BY finding_name;
SHOW caudal.missing_rate;
SELECT count(*) > 0 AS "for today" FROM data_findings;
SELECT proname AS "may be inlined"
FROM pg_proc
WHERE pronamespace = 'report_outlook'::regnamespace
  AND proname IN ('currency_exposure', 'funding_cliff_months', 'funding_cliff', 'renewal_rate')
  AND proconfig IS NULL AND NOT prosecdef AND NOT proisstrict AND provolatile = 's'
ORDER BY proname;

RESET search_path;
DELETE FROM exchange_rate WHERE source LIKE 'outlook%';
DELETE FROM rate_source WHERE code LIKE 'outlook%';
SET client_min_messages = warning;
DROP SCHEMA report_outlook, tracker_outlook CASCADE;
