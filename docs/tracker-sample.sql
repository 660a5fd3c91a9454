-- The data of docs/recipes.md: two funders, four organizations, seven awards.
-- All of it is invented, rates too: one for each quarter, so that figures can
-- be checked by hand.  The recipes stand on 31 March 2024.
SET search_path = "$user", public, report, tracker, caudal;

INSERT INTO rate_source (code, name, priority, max_age)
VALUES ('illustrative', 'Invented rates, one a quarter', 10, 0);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
SELECT 'illustrative', 'USD', r.quote, d.first_day, (d.first_day + interval '3 months')::date - 1, r.rates[d.quarter]
FROM (VALUES ('MXN', ARRAY[20.5, 20.0, 20.2, 20.0, 18.8, 17.6, 17.1, 17.5, 17.0]),
			 ('COP', ARRAY[3900, 3900, 4400, 4800, 4800, 4400, 4050, 4060, 3920]),
			 ('GTQ', ARRAY[7.7, 7.7, 7.7, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8])) AS r (quote, rates)
	 CROSS JOIN (SELECT q AS quarter, ('2022-01-01'::date + (q - 1) * interval '3 months')::date AS first_day
				 FROM generate_series(1, 9) AS q) AS d;

INSERT INTO organization (organization, name, country, kind, home_currency) VALUES
	('US-NORTE',  'Fondo Norte',  'US', 'foundation',   'USD'),
	('MX-PUENTE', 'Fondo Puente', 'MX', 'intermediary', 'MXN'),
	('MX-SIERRA', 'Red Sierra',   'MX', 'community',    'MXN'),
	('CO-SUR',    'Semilla Sur',  'CO', 'community',    'COP'),
	('GT-ALTO',   'Tejido Alto',  'GT', 'community',    'GTQ'),
	('SV-COSTA',  'Red Costa',    'SV', 'community',    'USD');
INSERT INTO organization_alias (organization, alias, language) VALUES
	('US-NORTE', 'Northern Fund', 'en'),
	('CO-SUR', 'SSUR', NULL);

INSERT INTO programme (programme, name, period, lead)
VALUES ('raices', 'Roots', '2022-01-01/2024-12-31', 'MX-PUENTE');
INSERT INTO label (list, code, language, label) VALUES
	('programme.programme', 'raices', 'es', 'Raíces'),
	('programme.programme', 'raices', 'en', 'Roots');
INSERT INTO programme_partner (programme, organization, role)
SELECT 'raices', o.organization,
	   CASE o.kind WHEN 'foundation' THEN 'funder' WHEN 'intermediary' THEN 'ally' ELSE 'participant' END
FROM organization AS o;

-- Fondo Puente passes the money of N-1 on
INSERT INTO award (award, title, funder, recipient, programme, restricted, passes_on, renews) VALUES
	('N-1', 'Regranting and support',    'US-NORTE',  'MX-PUENTE', 'raices', true,  NULL,  NULL),
	('N-2', 'Land defenders',            'US-NORTE',  'CO-SUR',    'raices', true,  NULL,  NULL),
	('N-3', 'Land defenders, second',    'US-NORTE',  'CO-SUR',    'raices', false, NULL,  'N-2'),
	('N-4', 'Coastal communities',       'US-NORTE',  'SV-COSTA',  'raices', false, NULL,  NULL),
	('P-1', 'Community radio',           'MX-PUENTE', 'MX-SIERRA', 'raices', true,  'N-1', NULL),
	('P-2', 'Weavers'' network',         'MX-PUENTE', 'GT-ALTO',   'raices', true,  'N-1', NULL),
	('P-3', 'Community radio, second',   'MX-PUENTE', 'MX-SIERRA', 'raices', true,  'N-1', 'P-1');

INSERT INTO amendment (award, kind, holds_from, period, change, known_since, reason) VALUES
	('N-1', 'original', '2022-01-01', '2022-01-01/2023-12-31', '{300000 USD}', '2022-01-05', NULL),
	('N-1', 'no-cost extension', '2023-11-15', '2022-01-01/2024-06-30', '{}', '2023-11-15', 'regrants run longer'),
	('N-2', 'original', '2022-07-01', '2022-07-01/2023-06-30', '{264000000 COP}', '2022-07-01', NULL),
	-- signed in November, sent to the office in February
	('N-2', 'supplement', '2022-11-01', NULL, '{60000000 COP}', '2023-02-20', 'a second valley'),
	('N-3', 'original', '2023-10-01', '2023-10-01/2024-09-30', '{50000 USD}', '2023-10-01', NULL),
	('N-4', 'original', '2022-01-01', '2022-01-01/2023-06-30', '{80000 USD}', '2022-01-05', NULL),
	('P-1', 'original', '2022-03-01', '2022-03-01/2023-12-31', '{1230000 MXN}', '2022-03-01', NULL),
	('P-2', 'original', '2022-07-01', '2022-07-01/2024-06-30', '{385000 GTQ}', '2022-07-01', NULL),
	('P-2', 'reduction', '2024-01-15', NULL, '{-36500 GTQ}', '2024-01-15', 'one group has left'),
	('P-3', 'original', '2024-01-01', '2024-01-01/2025-12-31', '{1530000 MXN}', '2024-01-01', NULL);

INSERT INTO tranche (award, tranche, due_on, amount, known_since, approved_on, paid_on, cancelled_on) VALUES
	('N-1', 1, '2022-01-15', '150000 USD', '2022-01-05', '2022-01-10', '2022-01-15', NULL),
	('N-1', 2, '2023-01-15', '100000 USD', '2022-01-05', '2023-01-10', '2023-01-15', NULL),
	('N-1', 3, '2024-02-15', '50000 USD',  '2022-01-05', '2024-02-01', NULL,         NULL),
	('N-3', 1, '2023-10-15', '30000 USD',  '2023-10-01', '2023-10-10', '2023-10-15', NULL),
	('N-3', 2, '2024-04-15', '15000 USD',  '2023-10-01', NULL,         NULL,         NULL),
	('P-2', 1, '2022-07-15', '192500 GTQ', '2022-07-01', '2022-07-10', '2022-07-15', NULL),
	('P-2', 2, '2023-07-15', '156000 GTQ', '2022-07-01', '2023-07-10', '2023-07-15', NULL),
	('P-2', 3, '2024-01-31', '36500 GTQ',  '2022-07-01', NULL,         NULL,         '2024-01-15'),
	('P-3', 1, '2024-01-20', '765000 MXN', '2024-01-01', '2024-01-15', '2024-01-20', NULL),
	('P-3', 2, '2024-07-15', '765000 MXN', '2024-01-01', NULL,         NULL,         NULL);

INSERT INTO requirement (award, requirement, kind, due_on, days_after_end, submitted_on, accepted_on) VALUES
	('N-1', 1, 'narrative report', '2023-01-31', NULL, '2023-02-10', '2023-03-01'),
	('N-1', 2, 'final report',     NULL,         90,   NULL,         NULL),
	('N-2', 1, 'final report',     NULL,         60,   '2023-08-25', '2023-09-30'),
	('N-3', 1, 'narrative report', '2024-04-30', NULL, NULL,         NULL),
	('N-4', 1, 'final report',     NULL,         60,   '2023-08-20', NULL),
	('P-1', 1, 'final report',     NULL,         60,   NULL,         NULL),
	('P-2', 1, 'financial report', '2024-01-31', NULL, NULL,         NULL),
	('P-3', 1, 'financial report', '2024-07-31', NULL, NULL,         NULL);

INSERT INTO budget_line (award, line, name, currency) VALUES
	('N-1', 'team',   'Team in Mexico', 'MXN'),
	('N-1', 'travel', 'Travel',         'USD'),
	('N-3', 'work',   'Field work',     'COP');
INSERT INTO budget (award, line, period, revision, amount, funder_amount, known_since) VALUES
	('N-1', 'team',   '2022-01-01/2022-12-31', 0, '400000 MXN', '20000 USD', '2022-01-05'),
	('N-1', 'team',   '2023-01-01/2023-12-31', 0, '400000 MXN', '20000 USD', '2022-01-05'),
	('N-1', 'team',   '2023-01-01/2023-12-31', 1, '420000 MXN', '21000 USD', '2022-12-10'),
	('N-1', 'travel', '2022-01-01/2023-12-31', 0, '12000 USD',  NULL,        '2022-01-05');

-- Most flows are known a few days after they were booked.  Semilla Sur's bank
-- exchanged what it was paid at a rate of its own.
INSERT INTO flow (source_reference, award, type, amount, booked_on, provider, receiver, line, tranche, counter_amount, known_since) VALUES
	('F-01', 'N-1', 3, '150000 USD',    '2022-01-15', 'US-NORTE',  'MX-PUENTE', NULL, 1,    NULL, '2022-01-20'),
	('F-02', 'N-4', 3, '50000 USD',     '2022-01-20', 'US-NORTE',  'SV-COSTA',  NULL, NULL, NULL, '2022-01-25'),
	('F-03', 'P-1', 3, '615000 MXN',    '2022-03-10', 'MX-PUENTE', 'MX-SIERRA', NULL, NULL, NULL, '2022-03-15'),
	('F-04', 'P-2', 3, '192500 GTQ',    '2022-07-15', 'MX-PUENTE', 'GT-ALTO',   NULL, 1,    NULL, '2022-07-20'),
	('F-05', 'N-2', 3, '132000000 COP', '2022-07-20', 'US-NORTE',  'CO-SUR',    NULL, NULL, NULL, '2022-07-25'),
	('F-06', 'P-1', 4, '454500 MXN',    '2022-09-30', 'MX-SIERRA', NULL,        NULL, NULL, NULL, '2022-10-15'),
	('F-07', 'N-1', 4, '416000 MXN',    '2022-11-30', 'MX-PUENTE', NULL,        'team', NULL, NULL, '2022-12-10'),
	('F-08', 'N-4', 4, '45000 USD',     '2022-12-10', 'SV-COSTA',  NULL,        NULL, NULL, NULL, '2022-12-20'),
	('F-09', 'P-2', 4, '117000 GTQ',    '2022-12-15', 'GT-ALTO',   NULL,        NULL, NULL, NULL, '2022-12-30'),
	('F-10', 'N-2', 4, '105600000 COP', '2022-12-20', 'CO-SUR',    NULL,        NULL, NULL, NULL, '2023-01-15'),
	-- booked in 2022, found in a drawer
	('F-11', 'N-2', 4, '9600000 COP',   '2022-12-28', 'CO-SUR',    NULL,        NULL, NULL, NULL, '2023-02-15'),
	('F-12', 'N-1', 3, '100000 USD',    '2023-01-15', 'US-NORTE',  'MX-PUENTE', NULL, 2,    NULL, '2023-01-20'),
	('F-13', 'P-1', 3, '564000 MXN',    '2023-01-20', 'MX-PUENTE', 'MX-SIERRA', NULL, NULL, NULL, '2023-01-25'),
	('F-14', 'N-4', 3, '30000 USD',     '2023-01-20', 'US-NORTE',  'SV-COSTA',  NULL, NULL, NULL, '2023-01-25'),
	('F-15', 'N-2', 3, '132000000 COP', '2023-02-10', 'US-NORTE',  'CO-SUR',    NULL, NULL, NULL, '2023-02-15'),
	('F-16', 'N-2', 3, '60000000 COP',  '2023-03-10', 'US-NORTE',  'CO-SUR',    NULL, NULL, NULL, '2023-03-15'),
	('F-17', 'N-1', 4, '440000 MXN',    '2023-05-31', 'MX-PUENTE', NULL,        'team', NULL, NULL, '2023-06-10'),
	('F-18', 'N-1', 4, '9000 USD',      '2023-06-05', 'MX-PUENTE', NULL,        'travel', NULL, NULL, '2023-06-10'),
	('F-19', 'N-2', 4, '198000000 COP', '2023-06-15', 'CO-SUR',    NULL,        NULL, NULL, NULL, '2023-06-30'),
	('F-20', 'N-4', 4, '35000 USD',     '2023-07-05', 'SV-COSTA',  NULL,        NULL, NULL, NULL, '2023-07-15'),
	('F-21', 'P-2', 3, '156000 GTQ',    '2023-07-15', 'MX-PUENTE', 'GT-ALTO',   NULL, 2,    NULL, '2023-07-20'),
	('F-22', 'P-1', 4, '598500 MXN',    '2023-09-30', 'MX-SIERRA', NULL,        NULL, NULL, NULL, '2023-10-15'),
	('F-23', 'N-3', 3, '30000 USD',     '2023-10-15', 'US-NORTE',  'CO-SUR',    NULL, 1,    '120000000 COP', '2023-10-20'),
	('F-24', 'N-3', 4, '40600000 COP',  '2023-12-10', 'CO-SUR',    NULL,        'work', NULL, NULL, '2023-12-20'),
	('F-25', 'P-2', 4, '140400 GTQ',    '2023-12-15', 'GT-ALTO',   NULL,        NULL, NULL, NULL, '2023-12-30'),
	('F-26', 'P-3', 3, '765000 MXN',    '2024-01-20', 'MX-PUENTE', 'MX-SIERRA', NULL, 1,    NULL, '2024-01-25'),
	('F-27', 'N-3', 4, '39200000 COP',  '2024-03-10', 'CO-SUR',    NULL,        'work', NULL, NULL, '2024-03-20'),
	('F-28', 'P-3', 4, '170000 MXN',    '2024-03-15', 'MX-SIERRA', NULL,        NULL, NULL, NULL, '2024-03-20');
-- Red Sierra has reported its first payment too
INSERT INTO flow (source_reference, award, type, amount, booked_on, provider, receiver, counterpart, known_since)
SELECT 'RS-1', f.award, 1, f.amount, f.booked_on + 2, f.provider, f.receiver, f.flow, '2022-04-30'
FROM flow AS f
WHERE f.source_reference = 'F-03';

-- 2022 was closed at the end of January; in March its last rate was corrected
SELECT close_period('2022-12-31', 'USD', '2023-01-31');
UPDATE exchange_rate SET rate = 4000 WHERE quote = 'COP' AND valid_from = '2022-10-01';

-- the same amount for every day of two years
INSERT INTO cost_plan (organization, period, amount) VALUES
	('MX-SIERRA', '2024-01-01/2024-12-31', '1464000 MXN'),
	('MX-SIERRA', '2025-01-01/2025-12-31', '1460000 MXN'),
	('CO-SUR',    '2024-01-01/2024-12-31', '292800000 COP'),
	('CO-SUR',    '2025-01-01/2025-12-31', '292000000 COP'),
	('GT-ALTO',   '2024-01-01/2024-12-31', '292800 GTQ'),
	('GT-ALTO',   '2025-01-01/2025-12-31', '292000 GTQ'),
	('SV-COSTA',  '2024-01-01/2024-12-31', '36600 USD'),
	('SV-COSTA',  '2025-01-01/2025-12-31', '36500 USD');

INSERT INTO statement (organization, fiscal_year, period, currency, revenue, contributions, expenses,
					   administrative_expenses, assets, current_assets, cash, receivables, net_fixed_assets,
					   liabilities, current_liabilities, net_assets, unrestricted_net_assets) VALUES
	('MX-SIERRA', 2022, '2022-01-01/2022-12-31', 'MXN', 1500000, 1200000, 1440000, 216000, 500000, 400000, 360000, 40000, 60000, 200000, 160000, 300000, 180000),
	('MX-SIERRA', 2023, '2023-01-01/2023-12-31', 'MXN', 1200000, 900000,  1320000, 231000, 400000, 300000, 220000, 20000, 50000, 220000, 200000, 180000, 50000),
	('CO-SUR',    2022, '2022-01-01/2022-12-31', 'COP', 200000000, 190000000, 180000000, 18000000, 80000000, 60000000, 45000000, 15000000, 10000000, 30000000, 30000000, 50000000, 40000000),
	('CO-SUR',    2023, '2023-01-01/2023-12-31', 'COP', 360000000, 324000000, 330000000, 33000000, 110000000, 90000000, 82500000, 7500000, 10000000, 30000000, 30000000, 80000000, 65000000);
INSERT INTO statement_income (organization, fiscal_year, source, amount) VALUES
	('MX-SIERRA', 2022, 'Fondo Puente', 600000),
	('MX-SIERRA', 2022, 'Municipality', 600000),
	('MX-SIERRA', 2022, 'Own services', 300000),
	('MX-SIERRA', 2023, 'Fondo Puente', 600000),
	('MX-SIERRA', 2023, 'Municipality', 300000),
	('MX-SIERRA', 2023, 'Own services', 300000),
	('CO-SUR',    2023, 'Fondo Norte',  270000000),
	('CO-SUR',    2023, 'Collections',  90000000);

-- Marks on the scale 1 to 4 of the framework that the tracker brings: one for
-- each area, the same for all of its items
INSERT INTO assessment (organization, framework, version, stage, assessed_on)
SELECT o.organization, 'caudal-resilience', 1, s.stage, s.assessed_on
FROM (VALUES ('MX-SIERRA'), ('CO-SUR')) AS o (organization),
	 (VALUES ('baseline', '2022-03-15'::date), ('endline', '2023-11-20')) AS s (stage, assessed_on);
INSERT INTO mark (assessment, item, mark)
SELECT a.assessment, i.item, score(m.marks[fa.position], i.low, i.high)
FROM (VALUES ('MX-SIERRA', 'baseline', ARRAY[2, 2, 1, 1]),
			 ('MX-SIERRA', 'endline',  ARRAY[4, 3, 2, 1]),
			 ('CO-SUR',    'baseline', ARRAY[1, 3, 2, 3]),
			 ('CO-SUR',    'endline',  ARRAY[3, 3, 2, 4])) AS m (organization, stage, marks)
	 JOIN assessment AS a ON a.organization = m.organization AND a.stage = m.stage
	 JOIN framework_item AS i ON i.framework = a.framework AND i.version = a.version
	 JOIN framework_area AS fa ON fa.framework = i.framework AND fa.version = i.version AND fa.area = i.area;

INSERT INTO convening (convening, programme, kind, name, period, country) VALUES
	('m-1', 'raices', 'virtual meeting',  'First meeting',  '2022-04-21', NULL),
	('m-2', 'raices', 'virtual meeting',  'Second meeting', '2022-10-20', NULL),
	('m-3', 'raices', 'virtual meeting',  'Third meeting',  '2023-04-20', NULL),
	('s-1', 'raices', 'in-person summit', 'Summit',         '2023-09-12/2023-09-15', 'CR');
-- people 1 to 8 at the first meeting, 5 to 14 at the second and so on; person n
-- is of organization n modulo 4
INSERT INTO attendance (convening, person, organization)
SELECT c.convening, 'person-' || n, (ARRAY['MX-SIERRA', 'CO-SUR', 'GT-ALTO', 'SV-COSTA'])[n % 4 + 1]
FROM (VALUES ('m-1', 1, 8), ('m-2', 5, 14), ('m-3', 9, 20), ('s-1', 1, 24)) AS c (convening, first, last)
	 CROSS JOIN LATERAL generate_series(c.first, c.last) AS n;

INSERT INTO learning_path (path, programme, name, area) VALUES
	('data', 'raices', 'Looking after data', 'digital-transformation'),
	('money', 'raices', 'Budgets and reserves', 'financial-sustainability');
INSERT INTO enrolment (path, person, organization, enrolled_on, completed_on)
SELECT p.path, 'person-' || n, (ARRAY['MX-SIERRA', 'CO-SUR', 'GT-ALTO', 'SV-COSTA'])[n % 4 + 1], '2022-06-01',
	   CASE WHEN n % 2 = 0 THEN '2022-09-01'::date END
FROM (VALUES ('data', 12), ('money', 6)) AS p (path, people)
	 CROSS JOIN LATERAL generate_series(1, p.people) AS n;
INSERT INTO mentorship (programme, mentor, organization, area, period) VALUES
	('raices', 'mentor-1', 'MX-SIERRA', 'digital-transformation', '2022-05-01/2022-12-31'),
	('raices', 'mentor-2', 'CO-SUR', 'adaptability', '2022-05-01/2023-06-30'),
	('raices', 'mentor-1', 'SV-COSTA', 'digital-transformation', '2023-01-01/2023-12-31');

INSERT INTO indicator (indicator, programme, name, unit, accumulation, baseline, baseline_on) VALUES
	('trained', 'raices', 'People trained', 'people', 'sum', NULL, NULL),
	('reserves', 'raices', 'Organizations with reserves', 'percent', 'latest', 25, '2022-01-31');
INSERT INTO indicator_target (indicator, period, value) VALUES
	('trained', '2022-01-01/2022-12-31', 20),
	('trained', '2023-01-01/2023-12-31', 20),
	('trained', '2024-01-01/2024-12-31', 20),
	('reserves', '2022-01-01/2023-12-31', 75),
	('reserves', '2024-01-01/2024-12-31', 100);
INSERT INTO indicator_actual (indicator, period, value) VALUES
	('trained', '2022-01-01/2022-12-31', 24),
	('trained', '2023-01-01/2023-12-31', 14),
	('reserves', '2022-01-01/2023-12-31', 50);
