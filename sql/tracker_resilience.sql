-- The reports on people and organizations, and what their tables refuse.  Figures are
-- small enough to be checked by hand; how is said beside them.
\pset null NULL
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS caudal_tracker SCHEMA caudal;
RESET client_min_messages;
SELECT install_tracker('tracker_resilience', 'report_resilience') = tracker_version() AS complete;
SET search_path = report_resilience, tracker_resilience, public, caudal;

INSERT INTO rate_source (code, name, priority, max_age) VALUES ('resilience', 'rates of this test', 1, 31);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('resilience', 'USD', 'MXN', '2023-12-15', 20);
INSERT INTO organization (organization, name, country) VALUES
	('O1', 'Casa Uno', 'SV'), ('O2', 'Casa Dos', 'MX'), ('O3', 'Casa Tres', 'CO'), ('O4', 'Casa Cuatro', 'GT'), ('O5', 'Aliada', 'US');

--
-- Financial ratios
--

INSERT INTO statement (organization, fiscal_year, period, currency, revenue, unrestricted_revenue, restricted_revenue,
					   contributions, government_grants, programme_revenue, expenses, programme_expenses,
					   administrative_expenses, assets, current_assets, cash, opening_cash, securities, receivables,
					   net_fixed_assets, liabilities, current_liabilities, mortgages, net_assets,
					   unrestricted_net_assets, restricted_net_assets) VALUES
	('O1', 2019, '2019', 'USD', 1000, 600, 400, 700, 100, 200, 800, 600, 80, 2000, 900, 400, 520, 100, 300, 500, 500, 350, 200, 1500, 900, 600);
-- a year that is known in part, another, a gap, another currency, and half a year
-- with nothing in it
INSERT INTO statement (organization, fiscal_year, period, currency, revenue, expenses, opening_cash, cash, net_assets, unrestricted_net_assets) VALUES
	('O1', 2020, '2020', 'USD', 700, 800, NULL, NULL, NULL, NULL),
	('O1', 2021, '2021', 'USD', 770, 900, 100, 160, -50, -50),
	('O1', 2023, '2023', 'MXN', 20000, 30000, NULL, NULL, 5000, NULL),
	('O1', 2024, '2024-01-01/2024-06-30', 'USD', 0, 0, 60, 0, NULL, NULL),
	('O2', 2023, '2022-07-01/2023-06-30', 'USD', 100, NULL, NULL, NULL, NULL, NULL);
INSERT INTO statement_income (organization, fiscal_year, source, amount) VALUES
	('O1', 2019, 'A', 500), ('O1', 2019, 'B', 300), ('O1', 2019, 'A', 100), ('O1', 2019, NULL, 100),
	('O1', 2021, 'A', 900), ('O1', 2021, 'B', -130);

-- 2019, of revenue: 200, of expenses: 200; net assets 1500 of 1000, of 2000, of 500;
-- 900 / 350; 700 / 350
SELECT organization_name, country, fiscal_year, first_day, last_day, months, currency, round(operating_margin, 6) AS margin,
	   round(savings_indicator, 6) AS savings, round(equity_to_revenue, 6) AS to_revenue, round(equity_to_assets, 6) AS to_assets,
	   round(equity_to_liabilities, 6) AS to_liabilities, round(debt_to_assets, 6) AS debt,
	   round(current_ratio, 6) AS current, round(quick_ratio, 6) AS quick
FROM financial_ratios ORDER BY organization, fiscal_year;
-- 2019, in months: 400 of 800 a year; 400 + 100 + 300; 900 - 500; 900 - (500 - 200);
-- 1500 - 600 - 500; (520 - 400) / 12 a month, of which 400 last 40.  In 2021 cash grew
-- by 5 a month; in half of 2024 it fell by 10 a month.
SELECT fiscal_year, round(cash_months, 6) AS cash, round(defensive_interval_months, 6) AS defensive,
	   round(operating_reserve_months, 6) AS reserve, round(liquid_unrestricted_months, 6) AS luna,
	   round(liquid_funds_months, 6) AS liquid, round(burn_rate, 6) AS burn, round(runway_months, 6) AS runway
FROM financial_ratios WHERE organization = 'O1' ORDER BY fiscal_year;
-- 80, 600 and 200 of 800; 700, 100 and 400 of 1000; 600 of 800; 900 of 1500
SELECT round(administrative_share, 6) AS administrative, round(programme_share, 6) AS programme, round(self_sufficiency, 6) AS self,
	   round(donation_dependence, 6) AS donations, round(government_share, 6) AS government, round(operating_reliance, 6) AS reliance,
	   round(restricted_share, 6) AS restricted, round(unrestricted_share, 6) AS unrestricted
FROM financial_ratios WHERE organization = 'O1' AND fiscal_year = 2019;
-- Shares of 600, 300 and 100: 0.36 + 0.09 + 0.01 = 0.46; (0.46 - 1/3) / (2/3) = 0.19;
-- 1 / 0.46; Gini (-2 * 100 + 2 * 600) / (3 * 1000).  What was paid back is no source.
SELECT fiscal_year, income_sources, round(hhi, 6) AS hhi, round(hhi_normalized, 6) AS normalized, round(effective_sources, 6) AS effective,
	   round(largest_share, 6) AS largest, round(gini, 6) AS gini, round(unknown_share, 6) AS unknown
FROM financial_ratios WHERE organization = 'O1' ORDER BY fiscal_year;
-- 1000 to 700 is -0.3, to 770 is 0.1; deviations of 150 around 850, so sqrt(45000) /
-- 850; of 176.666667, -123.333333 and -53.333333 around 823.333333, so sqrt(24633.333333)
-- / 823.333333.  A gap and another currency begin anew; deficits are counted in any
-- currency, and a year of which none is known has NULL.
SELECT organization, fiscal_year, revenue_change, round(worst_revenue_drop, 6) AS worst, round(revenue_variation, 6) AS variation, deficit_years
FROM financial_ratios ORDER BY organization, fiscal_year;
SELECT round(sqrt(45000.0) / 850, 6) AS "2020", round(sqrt((176.666667 ^ 2 + 123.333333 ^ 2 + 53.333333 ^ 2) / 2) / 823.333333, 6) AS "2021";
-- Net assets of 1.5 times the revenue are as low as the worst fifth, a concentration of
-- 0.46 as high, a margin of 0.2 lower; 0.1 for administration is not so low.  Of 2020
-- only the margin is known.
SELECT fiscal_year, risk_flags, risk_flags_scored FROM financial_ratios('{1.5, 0.46, 0.05, 0.3}') WHERE organization = 'O1' ORDER BY fiscal_year;
SELECT DISTINCT risk_flags, risk_flags_scored FROM financial_ratios;
-- pesos of 2023 at 20, dollars as they are; then there is a year without a rate
SELECT fiscal_year, currency, revenue, expenses, net_assets, reporting_currency, revenue_value, expenses_value, net_assets_value
FROM financial_ratios WHERE organization = 'O1' ORDER BY fiscal_year;
INSERT INTO statement (organization, fiscal_year, period, currency, revenue, expenses) VALUES ('O3', 2020, '2020', 'COP', 10, 5);
SELECT split_part(refusal($$SELECT * FROM financial_ratios$$), E'\n', 1);
SET caudal.missing_rate = 'null';
SELECT revenue, revenue_value, operating_margin FROM financial_ratios WHERE organization = 'O3';
RESET caudal.missing_rate;

--
-- Resilience
--

-- Two areas, of which the second weighs three times as much; b2 is better the lower,
-- and weighs twice as much as b1.
INSERT INTO framework (framework, version, name) VALUES ('mini', 1, 'Mini'), ('mini', 2, 'Mini');
INSERT INTO framework_area (framework, version, area, weight, position) VALUES
	('mini', 1, 'digital-transformation', 1, 1), ('mini', 1, 'adaptability', 3, 2), ('mini', 2, 'adaptability', 1, 1);
INSERT INTO framework_item (framework, version, item, area, low, high, low_is_good, weight, position) VALUES
	('mini', 1, 'a1', 'digital-transformation', 1, 4, false, 1, 1), ('mini', 1, 'a2', 'digital-transformation', 1, 4, false, 1, 2),
	('mini', 1, 'b1', 'adaptability', 0, 10, false, 1, 1), ('mini', 1, 'b2', 'adaptability', 1, 5, true, 2, 2),
	('mini', 2, 'b1', 'adaptability', 0, 10, false, 1, 1);
INSERT INTO assessment (assessment, organization, framework, version, stage, assessed_on, assessor) VALUES
	(101, 'O1', 'mini', 1, 'baseline', '2021-03-01', 'self'), (102, 'O1', 'mini', 1, 'baseline', '2021-03-09', 'O5'),
	(103, 'O1', 'mini', 1, 'interim', '2022-03-01', 'self'), (104, 'O1', 'mini', 1, 'endline', '2023-03-01', 'self'),
	(105, 'O2', 'mini', 1, 'baseline', '2021-04-01', 'self'), (106, 'O2', 'mini', 2, 'endline', '2023-04-01', 'self'),
	(107, 'O3', 'mini', 2, 'baseline', '2021-04-01', 'self');
INSERT INTO mark (assessment, item, mark) VALUES
	(101, 'a1', '3 of 1-4'), (101, 'a2', 'n/a of 1-4'), (101, 'b1', '5 of 0-10'), (101, 'b2', '2 of 1-5'),
	(102, 'a1', '4 of 1-4'),
	(103, 'a1', '1 of 1-4'), (103, 'a2', '1 of 1-4'), (103, 'b1', '0 of 0-10'), (103, 'b2', '5 of 1-5'),
	(104, 'a1', '4 of 1-4'), (104, 'a2', '2 of 1-4'), (104, 'b2', '1 of 1-5'),
	(105, 'a1', '2 of 1-4'), (105, 'a2', NULL), (105, 'b1', '10 of 0-10'), (105, 'b2', 'n/a of 1-5'),
	(106, 'b1', '7 of 0-10');

-- Baseline: a1 is 3.5 of the two assessors, (3.5 - 1) / 3; a2 does not apply; b1 is 0.5,
-- b2 turned round 4, so 0.75, and (0.5 + 2 * 0.75) / 3.  Endline: a1 is 1 and a2 1/3; of
-- b1 and b2 only b2 is answered, 1.  Compared are a1 alone, by 16.666667, and b2 alone,
-- by 25; over all areas (16.666667 + 3 * 25) / 4, of 2 of the 3 items that are not n/a.
-- Over all areas baseline (83.333333 + 3 * 66.666667) / 4, endline (66.666667 + 3 * 100) /
-- 4; 3 of its 4 items are answered.
SELECT area, area_name, area_position, baseline_on, endline_on, baseline, endline, change, round(compared_share, 6) AS compared,
	   round(baseline_completeness, 6) AS baseline_complete, round(endline_completeness, 6) AS endline_complete,
	   baseline_weakest, endline_weakest
FROM resilience_scorecard WHERE organization = 'O1' ORDER BY framework, version, area_position;
-- Geometric: 50.5 and twice 75.25 of 1 to 100; 100 and 34; over the areas 83.5 and three
-- times 67, and 67 and three times 100
SELECT area, baseline_geometric, endline_geometric FROM resilience_scorecard WHERE organization = 'O1' ORDER BY area_position;
SELECT round(((50.5 * 75.25 ^ 2) ^ (1 / 3.0) - 1) * 100 / 99, 6) AS adaptability, round((sqrt(100 * 34.0) - 1) * 100 / 99, 6) AS digital,
	   round(((83.5 * 67.0 ^ 3) ^ (1 / 4.0) - 1) * 100 / 99, 6) AS baseline, round(((67.0 * 100.0 ^ 3) ^ (1 / 4.0) - 1) * 100 / 99, 6) AS endline;
-- O2: two versions are not compared.  a2 was not answered, b2 does not apply; 1/3, 1.
-- O3: assessed, and nothing answered.
SELECT organization, version, area_name, baseline_on, endline_on, baseline, endline, change, compared_share, baseline_completeness, baseline_weakest
FROM resilience_scorecard('es') WHERE organization IN ('O2', 'O3') ORDER BY organization, version, area_position;
SELECT area_name, baseline_weakest FROM resilience_scorecard('es') WHERE organization = 'O1' ORDER BY area_position;

-- What is refused
SELECT split_part(refusal($$INSERT INTO mark (assessment, item, mark) VALUES (103, 'b9', '1 of 1-4')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO mark (assessment, item, mark) VALUES (102, 'b1', '3 of 1-4')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO mark (assessment, item, mark) VALUES (102, 'b1', 'n/a of 0-5')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO mark (assessment, item, mark) VALUES (106, 'a1', '3 of 1-4')$$), E'\n', 1);
SELECT refusal($$INSERT INTO mark (assessment, item, mark) VALUES (199, 'a1', '3 of 1-4')$$);
SELECT split_part(refusal($$INSERT INTO mark (assessment, framework, version, item, mark) VALUES (102, 'mini', 2, 'b1', '3 of 0-10')$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE framework_item SET high = 5 WHERE framework = 'mini' AND version = 1 AND item = 'a1'$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO assessment (organization, framework, version, stage, assessed_on) VALUES ('O1', 'mini', 1, 'baseline', '2021-05-01')$$), E'\n', 1);
SELECT refusal($$INSERT INTO assessment (organization, framework, version, stage, assessed_on) VALUES ('O1', 'mini', 1, 'interim', '2022-05-01')$$);
SELECT split_part(refusal($$INSERT INTO assessment (organization, framework, version, stage, assessed_on) VALUES ('O1', 'mini', 1, 'interim', '2022-05-01')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO assessment (organization, framework, version, stage, assessed_on) VALUES ('O1', 'mini', 1, 'final', '2022-05-01')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO assessment (organization, framework, version, stage, assessed_on) VALUES ('O1', 'mini', 3, 'interim', '2022-05-02')$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE framework_area SET weight = -1 WHERE framework = 'mini'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE framework_area SET weight = 'NaN' WHERE framework = 'mini'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE framework_item SET weight = -1 WHERE framework = 'mini'$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO framework_item (framework, version, item, area, low, high, position) VALUES ('mini', 1, 'c1', 'adaptability', 4, 4, 9)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO framework_item (framework, version, item, area, low, high, position) VALUES ('mini', 1, 'c1', 'racial-profiling', 1, 4, 9)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO framework (framework, version, name) VALUES ('mini', 0, 'Mini')$$), E'\n', 1);

-- Statements, their income, and what a period is planned to cost
SELECT split_part(refusal($$INSERT INTO statement (organization, fiscal_year, period, currency) VALUES ('O4', 2022, '2022-01-01/..', 'USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO statement (organization, fiscal_year, period, currency) VALUES ('O4', 2024, '2022-07-01/2023-06-30', 'USD')$$), E'\n', 1);
SELECT refusal($$INSERT INTO statement (organization, fiscal_year, period, currency, net_assets, cash) VALUES ('O4', 2022, '2022-07-01/2023-06-30', 'USD', -5, -1)$$);
SELECT split_part(refusal($$INSERT INTO statement (organization, fiscal_year, period, currency) VALUES ('O4', 2023, '2023', 'USD')$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE statement SET expenses = -0.01 WHERE organization = 'O4'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE statement SET mortgages = -0.01 WHERE organization = 'O4'$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE statement SET revenue = 'Infinity' WHERE organization = 'O4'$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO statement_income (organization, fiscal_year, source, amount) VALUES ('O4', 2022, ' ', 5)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO statement_income (organization, fiscal_year, source, amount) VALUES ('O4', 2021, 'A', 5)$$), E'\n', 1);
SELECT refusal($$INSERT INTO cost_plan (organization, period, amount) VALUES ('O4', '2022', '0 USD')$$);
SELECT split_part(refusal($$INSERT INTO cost_plan (organization, period, amount) VALUES ('O4', '2022-12-31/2023-06-30', '5 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO cost_plan (organization, period, amount) VALUES ('O4', '2023-01-01/..', '5 USD')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO cost_plan (organization, period, amount) VALUES ('O4', '2023', '-5 USD')$$), E'\n', 1);

--
-- Convenings, learning and mentoring
--

INSERT INTO programme (programme, name) VALUES ('P', 'Program'), ('Q', 'Other'), ('Z', 'Nothing yet');
INSERT INTO label (list, code, language, label) VALUES
	('programme.programme', 'P', 'es', 'Programa'), ('programme.programme', 'P', 'en', 'Program'),
	('convening.convening', 'V2', 'es', 'Cumbre en línea'), ('convening.convening', 'V2', 'en', 'Online summit');
INSERT INTO programme_partner (programme, organization, role) VALUES
	('P', 'O1', 'participant'), ('P', 'O2', 'participant'), ('P', 'O3', 'participant'), ('P', 'O5', 'ally'),
	('P', 'O1', 'ally'), ('Q', 'O1', 'participant');
-- V1 has a list of people, beside which a total of people is nothing; V2 totals; V3 a
-- list of organizations and a total of people; V4 seats; of V5 nothing is known
INSERT INTO convening (convening, programme, kind, name, period, country) VALUES
	('V1', 'P', 'virtual meeting', 'Meeting', '2021-05-03', NULL),
	('V2', 'P', 'virtual summit', 'Summit', '2021-11-18/2021-11-19', NULL),
	('V3', 'P', 'in-person summit', 'Gathering', '2022-11-16/2022-11-18', 'CR'),
	('V4', 'P', 'workshop', 'Workshop', '2022-02-01', 'GT'),
	('V5', 'P', 'other', 'Walk', '2022-03-01', NULL),
	('W1', 'Q', 'virtual meeting', 'First', '2021-05-03', NULL),
	('W2', 'Q', 'virtual meeting', 'Second', '2021-06-07', NULL);
INSERT INTO attendance (convening, person, organization) VALUES
	('V1', 'p1', 'O1'), ('V1', 'p2', 'O1'), ('V1', 'p3', 'O2'), ('V1', 'p4', NULL),
	('V3', NULL, 'O1'), ('V3', NULL, 'O5'),
	('W1', 'p1', 'O1'), ('W1', 'p2', 'O1'), ('W2', 'p2', 'O1'), ('W2', 'p9', NULL);
INSERT INTO attendance_total (convening, unit, total) VALUES
	('V1', 'people', 99), ('V2', 'people', 50), ('V2', 'organizations', 30), ('V3', 'people', 40), ('V3', 'seats', 60), ('V4', 'seats', 20);
INSERT INTO learning_path (path, programme, name, area) VALUES
	('L1', 'P', 'Money', 'financial-sustainability'), ('L2', 'P', 'Anything', NULL), ('L3', NULL, 'Elsewhere', 'adaptability');
INSERT INTO enrolment (path, person, enrolled_on, completed_on) VALUES
	('L1', 'p1', '2021-01-01', NULL), ('L1', 'p1', '2021-02-01', '2021-03-01'), ('L1', 'p2', '2021-01-01', NULL),
	('L2', 'p1', '2021-01-01', '2021-01-01'), ('L3', 'p1', '2021-01-01', NULL);
INSERT INTO mentorship (programme, mentor, organization, area, period) VALUES
	('P', 'm1', 'O1', 'racial-profiling', '2021'), ('P', 'm2', 'O1', NULL, '2022-01-01/..'), ('P', 'm1', 'O3', NULL, '2021');

SELECT convening, name, kind_name, first_day, last_day, country_name, people, people_listed AS listed,
	   organizations AS orgs, organizations_listed AS orgs_listed, seats
FROM convening_attendance WHERE programme = 'P' ORDER BY convening;
SELECT convening, name, kind_name, country_name FROM convening_attendance('es') WHERE programme = 'P' ORDER BY convening;
-- P: 4 + 50 + 60 + 20 seats; at least the 50 of V2, who may be those of the list too, and
-- no bound above, as nothing is known of V5; 30 of V2, and O1, O2, O5 in lists.  Lists name
-- O1 and O2 of three.  Two entries of p1 to L1 are one of three pairs, of which two were
-- completed.  Q: p1, p2 and p9, each once.
SELECT programme, programme_name, convenings, convenings_listed AS listed, convenings_unknown AS unknown, seats, people_least, people_most,
	   organizations_least AS orgs_least, organizations_most AS orgs_most
FROM attendance_measures ORDER BY programme;
SELECT programme, programme_name, participants, participants_reached AS reached, reach_share, entries, enrolled, completed, completion_rate, organizations_mentored AS mentored
FROM attendance_measures('es') ORDER BY programme;
-- With a total of V5 and organizations of V4: at most 4 listed and 50 + 40 + 20 + 7, and
-- 3 listed and 30 + 5 + 6
INSERT INTO attendance_total (convening, unit, total) VALUES ('V5', 'people', 7), ('V5', 'organizations', 6), ('V4', 'organizations', 5);
SELECT convenings_unknown, seats, people_least, people_most, organizations_least, organizations_most FROM attendance_measures WHERE programme = 'P';
DELETE FROM attendance_total WHERE convening = 'V5';

-- O1 was assessed in two areas, mentored in a third, and a path teaches a fourth; V3 is
-- in 2022, of which the list names two organizations
SELECT line, measure, detail, value, exact, unit, sentence FROM programme_summary('P') ORDER BY line, detail;
SELECT line, detail, unit, sentence FROM programme_summary('P', 'es') ORDER BY line, detail;
-- Q has p1, p2 and p9, exactly three; Z nothing; all together have V1, W1 and W2, O1 to O3
-- once, and not what was learnt at L3, which is of no programme
SELECT line, value, exact, sentence FROM programme_summary('Q', 'es') ORDER BY line;
SELECT line, value, exact, sentence FROM programme_summary('Z', 'en') ORDER BY line;
SELECT line, value, exact, sentence FROM programme_summary ORDER BY line, detail;
-- Only totals: one is exact, two are not, and a second summit of a year is named
INSERT INTO convening (convening, programme, kind, name, period, country) VALUES ('Z1', 'Z', 'in-person summit', 'Gathering', '2022-03-01', 'US');
INSERT INTO attendance_total (convening, unit, total) VALUES ('Z1', 'people', 12), ('Z1', 'organizations', 1);
SELECT line, value, exact, sentence FROM programme_summary('Z') WHERE line IN (4, 5, 6) ORDER BY line;
INSERT INTO convening (convening, programme, kind, name, period, country) VALUES ('Z2', 'Z', 'in-person summit', 'Assembly', '2022-09-01', 'US');
INSERT INTO attendance_total (convening, unit, total) VALUES ('Z2', 'people', 15), ('Z2', 'organizations', 4);
SELECT line, value, exact, sentence FROM programme_summary('Z') WHERE line IN (4, 5, 6) ORDER BY line, detail;

-- What is refused
SELECT split_part(refusal($$INSERT INTO convening (convening, programme, kind, name, period) VALUES ('V6', 'P', 'in-person summit', 'x', '2022-11-16')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO convening (convening, programme, kind, name, period, country) VALUES ('V6', 'P', 'virtual summit', 'x', '2022-11-16', 'CR')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO convening (convening, programme, kind, name, period) VALUES ('V6', 'P', 'workshop', 'x', '2022-11-16/..')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO attendance (convening) VALUES ('V1')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO attendance (convening, person, organization) VALUES ('V1', 'p1', 'O3')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO attendance (convening, organization) VALUES ('V3', 'O1')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO attendance_total (convening, unit, total) VALUES ('V1', 'heads', 1)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO attendance_total (convening, unit, total) VALUES ('V1', 'seats', -1)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO enrolment (path, person, enrolled_on) VALUES ('L1', 'p1', '2021-01-01')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO enrolment (path, person, enrolled_on, completed_on) VALUES ('L1', 'p7', '2021-01-02', '2021-01-01')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO mentorship (programme, mentor, organization, period) VALUES ('P', 'm1', 'O3', '2021-01-01/2021-06-30')$$), E'\n', 1);
SELECT refusal($$INSERT INTO mentorship (programme, mentor, organization, area, period) VALUES ('P', 'm1', 'O3', 'adaptability', '2021')$$);

--
-- Indicators
--

INSERT INTO indicator (indicator, programme, name, unit, accumulation, direction, baseline, baseline_on) VALUES
	('I1', 'P', 'people trained', 'people', 'sum', 'increase', 500, '2020-12-31'),
	('I2', 'P', 'plans written', 'percent', 'latest', 'increase', 10, '2020-12-31'),
	('I3', 'P', 'debt', 'percent', 'latest', 'decrease', 50, '2020-12-31'),
	('I4', 'P', 'people served', 'people', 'unique', 'increase', NULL, NULL),
	('I5', 'P', 'complaints', 'cases', 'sum', 'decrease', NULL, NULL),
	('I6', 'P', 'nothing measured', 'people', 'latest', 'increase', NULL, NULL),
	('I7', 'P', 'target below the start', 'people', 'latest', 'increase', 10, NULL);
INSERT INTO label (list, code, language, label) VALUES
	('indicator.indicator', 'I1', 'en', 'people trained'), ('indicator.indicator', 'I1', 'es', 'personas formadas');
INSERT INTO indicator_target (indicator, period, value) VALUES
	('I1', '2021', 100), ('I1', '2022', 200), ('I1', '2023', 300),
	('I2', '2021', 30), ('I2', '2022', 50), ('I2', '2023', 90), ('I3', '2022', 30), ('I3', '2023', 20),
	('I4', '2021', 5), ('I4', '2022', 9), ('I5', '2021', 10), ('I5', '2022', 10), ('I6', '2023', 4), ('I7', '2022', 8);
INSERT INTO indicator_actual (indicator, period, value) VALUES
	('I1', '2021', 120), ('I1', '2022', 150), ('I1', '2023', 999),
	('I2', '2021', 45), ('I2', '2022-01-01/2022-06-30', NULL), ('I2', '2022-07-01/2022-12-31', 40),
	('I3', '2022', 44), ('I4', '2021', NULL), ('I4', '2022-01-01/2022-06-30', 1), ('I4', '2022-07-01/2022-12-31', 4),
	('I5', '2021', 12), ('I5', '2022', 4), ('I7', '2022', 9);
-- of I4 three people in 2021, of whom two are in the first half of 2022 with another
INSERT INTO indicator_person (indicator, period, person) VALUES
	('I4', '2021', 'p1'), ('I4', '2021', 'p2'), ('I4', '2021', 'p3'),
	('I4', '2022-01-01/2022-06-30', 'p2'), ('I4', '2022-01-01/2022-06-30', 'p3'), ('I4', '2022-01-01/2022-06-30', 'p4');
-- By the end of 2022.  I1 120 + 150 of 100 + 200; I2 (40 - 10) / (50 - 10), and it fell
-- from 45; I3 (50 - 44) / (50 - 30); I4 at least the 4 listed, at most 4 more; I5 20 / 16;
-- I7 9 / 8, as the baseline is on the wrong side.
SELECT indicator, baseline, target, final_target AS final, actual, actual_most AS most, actual_on, periods AS n, periods_without_value AS without,
	   achieved_share, reached, fell_back AS fell
FROM indicator_progress('2022-12-31') ORDER BY indicator;
-- A day earlier the year is not over
SELECT indicator, target, actual, actual_most, actual_on, periods, periods_without_value AS without, achieved_share, reached, fell_back
FROM indicator_progress('2022-12-30') ORDER BY indicator;
SELECT indicator, name, unit, accumulation_name, direction_name FROM indicator_progress('2022-12-31', 'es') ORDER BY indicator;
-- A total that is not known of a unique count takes the upper bound away
INSERT INTO indicator_actual (indicator, period) VALUES ('I4', '2020');
SELECT actual, actual_most, periods_without_value, achieved_share, reached FROM indicator_progress('2022-12-31') WHERE indicator = 'I4';

-- What is refused
SELECT split_part(refusal($$INSERT INTO indicator (indicator, programme, name, unit, accumulation) VALUES ('I8', 'P', 'x', 'percent', 'sum')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator (indicator, programme, name, unit, accumulation) VALUES ('I8', 'P', 'x', 'people', 'mean')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_target (indicator, period, value) VALUES ('I1', '2021-12-31', 1)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_actual (indicator, period, value) VALUES ('I1', '2023-12-31/2024-12-31', 1)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_actual (indicator, period, value) VALUES ('I1', '2024-01-01/..', 1)$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_actual (indicator, period, value) VALUES ('I1', '2024', 'NaN')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_person (indicator, period, person) VALUES ('I1', '2021', 'p1')$$), E'\n', 1);
SELECT split_part(refusal($$INSERT INTO indicator_person (indicator, period, person) VALUES ('I4', '2019', 'p1')$$), E'\n', 1);
SELECT split_part(refusal($$UPDATE indicator SET accumulation = 'latest' WHERE indicator = 'I4'$$), E'\n', 1);

--
-- Organizations that may be one
--

-- D1 and D2 are one name in two languages; an alias of D3 is a letter off D4; D5 has
-- a word in common with D1 and no more; D6 is nobody's
INSERT INTO organization (organization, name, country, kind) VALUES
	('D1', 'Fundación Garza Azul, A.C.', 'MX', 'community'), ('D2', 'GARZA AZUL FOUNDATION', 'US', 'foundation'),
	('D3', 'Red de Abrigo del Istmo', 'MX', 'community'), ('D4', 'Puertas del Sendero', 'GT', 'community'),
	('D5', 'Garza Verde Cooperativa de Pesca', 'MX', 'community'), ('D6', '¿?', 'HN', 'other');
INSERT INTO organization_alias (organization, alias, language) VALUES ('D3', 'Puerta del Sendero', 'es');
SELECT organization, other_organization AS other, reason, reason_name, similarity, same_country AS same, spelled, other_spelled
FROM duplicate_organizations() WHERE organization LIKE 'D%' ORDER BY organization, other_organization;
SELECT organization, other_organization AS other, reason_name, similarity = name_similarity(spelled, other_spelled) AS as_said
FROM duplicate_organizations(0.99, 'es') WHERE organization LIKE 'D%';
SELECT count(*) AS merged FROM organization WHERE organization LIKE 'D%';
-- more than a few have one word: those of the same key are found all the same
INSERT INTO organization (organization, name, country, kind)
SELECT 'DX' || i, 'Casa ' || chr(65 + i / 26) || chr(97 + i % 26) || 'qu' || i, 'MX', 'community' FROM generate_series(1, 200) AS i;
INSERT INTO organization (organization, name, country, kind) VALUES ('DZ', 'CASA  ' || upper((SELECT split_part(name, ' ', 2) FROM organization WHERE organization = 'DX77')) || ', S.C.', 'MX', 'community');
SELECT organization, other_organization AS other, reason FROM duplicate_organizations(1) WHERE organization LIKE 'DX%' OR other_organization LIKE 'DX%';

RESET search_path;
DELETE FROM exchange_rate WHERE source = 'resilience';
DELETE FROM rate_source WHERE code = 'resilience';
SET client_min_messages = warning;
DROP SCHEMA report_resilience, tracker_resilience CASCADE;
