-- A few rows in every table of the tracker, from which every report has some.
-- Days are counted from today, as the views count them.
SET search_path = tracker, report, caudal, pg_temp;

INSERT INTO rate_source (code, name, priority) VALUES ('own', 'Agreed', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
SELECT 'own', 'USD', r.quote, CURRENT_DATE - 100 * n, r.rate * (100 + n) / 100
FROM (VALUES ('MXN', 17.1234), ('COP', 3876.54321), ('CLP', 912.3)) AS r (quote, rate),
	 generate_series(0, 20) AS n;

INSERT INTO organization (organization, name, country, kind, fiscal_year_start) VALUES
	('XX-funder', 'Fundación Ñandú', 'US', 'foundation', 7),
	('XX-between', 'Red "Águila" & Cía.', 'MX', 'intermediary', 1),
	('XX-north', 'Círculo del Norte', 'MX', 'community', 1),
	('XX-south', 'Colectivo Sur \ Austral', 'CO', 'community', 1),
	('XX-coast', 'Mujeres de la Costa', 'CL', 'community', 4);
INSERT INTO organization_alias (organization, alias, language) VALUES ('XX-coast', 'MDC', NULL);
INSERT INTO programme (programme, name, period, lead)
VALUES ('care', 'Cuidado', grant_period(CURRENT_DATE - 800, CURRENT_DATE + 800), 'XX-between');
INSERT INTO programme_partner (programme, organization, role)
SELECT 'care', organization, CASE kind WHEN 'foundation' THEN 'funder' WHEN 'intermediary' THEN 'ally' ELSE 'participant' END
FROM organization;

INSERT INTO award (award, title, funder, recipient, programme, restricted, passes_on, renews) VALUES
	('A1', 'Fortalecimiento', 'XX-funder', 'XX-between', 'care', true, NULL, NULL),
	('A2', 'Subdonación al norte', 'XX-between', 'XX-north', 'care', true, 'A1', NULL),
	('A3', 'Apoyo general', 'XX-funder', 'XX-south', 'care', false, NULL, NULL),
	('A4', 'Apoyo general, segunda etapa', 'XX-funder', 'XX-south', 'care', false, NULL, 'A3'),
	('A5', 'Costa', 'XX-funder', 'XX-coast', NULL, false, NULL, NULL),
	('A6', 'Sin convenio', 'XX-funder', 'XX-coast', NULL, false, NULL, NULL);
INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
	('A1', 'original', CURRENT_DATE - 500, grant_period(CURRENT_DATE - 500, CURRENT_DATE + 100), '{100000 USD}', CURRENT_DATE - 500),
	('A1', 'no-cost extension', CURRENT_DATE - 50, grant_period(CURRENT_DATE - 500, CURRENT_DATE + 200), '{}', CURRENT_DATE - 50),
	('A1', 'supplement', CURRENT_DATE - 40, NULL, '{250000.50 MXN}', CURRENT_DATE - 40),
	('A2', 'original', CURRENT_DATE - 400, grant_period(CURRENT_DATE - 400, CURRENT_DATE + 30), '{30000 USD}', CURRENT_DATE - 400),
	('A3', 'original', CURRENT_DATE - 900, grant_period(CURRENT_DATE - 900, CURRENT_DATE - 401), '{9876543210.99 COP}', CURRENT_DATE - 900),
	('A4', 'original', CURRENT_DATE - 400, grant_period(CURRENT_DATE - 400, CURRENT_DATE + 330), '{80000 USD}', CURRENT_DATE - 400),
	('A5', 'original', CURRENT_DATE - 300, grant_period(CURRENT_DATE - 300, CURRENT_DATE + 65), '{45000000 CLP}', CURRENT_DATE - 300),
	('A5', 'reduction', CURRENT_DATE - 20, NULL, '{-5000000 CLP}', CURRENT_DATE - 20);
INSERT INTO tranche (award, tranche, due_on, amount, known_since, approved_on, paid_on) VALUES
	('A1', 1, CURRENT_DATE - 480, '60000 USD', CURRENT_DATE - 500, CURRENT_DATE - 490, CURRENT_DATE - 480),
	('A1', 2, CURRENT_DATE - 5, '40000 USD', CURRENT_DATE - 500, NULL, NULL),
	('A5', 1, CURRENT_DATE + 5, '20000000 CLP', CURRENT_DATE - 300, NULL, NULL);
INSERT INTO requirement (award, requirement, kind, due_on, days_after_end, submitted_on, accepted_on) VALUES
	('A1', 1, 'narrative report', CURRENT_DATE - 200, NULL, CURRENT_DATE - 190, CURRENT_DATE - 180),
	('A1', 2, 'final report', NULL, 60, NULL, NULL),
	('A2', 1, 'financial report', CURRENT_DATE - 10, NULL, NULL, NULL);
INSERT INTO budget_line (award, line, name, currency) VALUES ('A1', 'team', 'Equipo', 'MXN'), ('A1', 'travel', 'Viajes', 'USD');
INSERT INTO budget (award, line, period, revision, amount, funder_amount, known_since) VALUES
	('A1', 'team', grant_period(CURRENT_DATE - 500, CURRENT_DATE - 136), 0, '500000 MXN', '28000 USD', CURRENT_DATE - 500),
	('A1', 'team', grant_period(CURRENT_DATE - 500, CURRENT_DATE - 136), 1, '520000 MXN', '29000 USD', CURRENT_DATE - 300),
	('A1', 'travel', grant_period(CURRENT_DATE - 500, CURRENT_DATE + 100), 0, '15000 USD', NULL, CURRENT_DATE - 500);

INSERT INTO flow (award, type, amount, booked_on, provider, receiver, line, tranche, known_since) VALUES
	('A1', 3, '60000 USD', CURRENT_DATE - 480, 'XX-funder', 'XX-between', NULL, 1, CURRENT_DATE - 480),
	('A1', 4, '-1234.56 MXN', CURRENT_DATE - 350, 'XX-between', NULL, 'team', NULL, CURRENT_DATE - 350),
	('A1', 4, '512345.67 MXN', CURRENT_DATE - 330, 'XX-between', NULL, 'team', NULL, CURRENT_DATE - 330),
	('A1', 4, '6789.01 USD', CURRENT_DATE - 30, 'XX-between', NULL, 'travel', NULL, CURRENT_DATE - 30),
	('A2', 3, '25000 USD', CURRENT_DATE - 390, 'XX-between', 'XX-north', NULL, NULL, CURRENT_DATE - 390),
	('A3', 3, '9876543210.98 COP', CURRENT_DATE - 850, 'XX-funder', 'XX-south', NULL, NULL, CURRENT_DATE - 850),
	('A3', 12, '1000000 COP', CURRENT_DATE - 850, 'XX-funder', 'XX-south', NULL, NULL, CURRENT_DATE - 850),
	('A4', 3, '90000 USD', CURRENT_DATE - 100, 'XX-funder', 'XX-south', NULL, NULL, CURRENT_DATE - 100),
	('A5', 3, '20000001 CLP', CURRENT_DATE - 250, 'XX-funder', 'XX-coast', NULL, NULL, CURRENT_DATE - 250);
SELECT close_period(CURRENT_DATE - 200, 'USD', CURRENT_DATE - 190);
SELECT close_period(CURRENT_DATE - 200, 'MXN', CURRENT_DATE - 190);
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, known_since)
VALUES ('A2', 3, '5000 USD', CURRENT_DATE - 210, 'XX-between', 'XX-north', CURRENT_DATE - 10);
UPDATE flow SET withdrawn_on = CURRENT_DATE - 9 WHERE amount = '-1234.56 MXN';

INSERT INTO statement (organization, fiscal_year, period, currency, revenue, unrestricted_revenue, restricted_revenue,
					   contributions, government_grants, programme_revenue, expenses, programme_expenses,
					   administrative_expenses, assets, current_assets, cash, opening_cash, securities, receivables,
					   net_fixed_assets, liabilities, current_liabilities, mortgages, net_assets,
					   unrestricted_net_assets, restricted_net_assets)
SELECT 'XX-north', y.year, fiscal_period(y.year, 1), 'MXN', y.revenue, y.revenue * 0.4, y.revenue * 0.6,
	   y.revenue * 0.8, y.revenue * 0.1, y.revenue * 0.07, 970000.07, 700000, 97000,
	   400000, 300000, 120000, 150000, 10000, 30000,
	   70000, 110000, 90000, 20000, 290000, 200000, 90000
FROM (VALUES (extract(year FROM CURRENT_DATE)::int - 3, 1000000.01), (extract(year FROM CURRENT_DATE)::int - 2, 930000)) AS y (year, revenue);
INSERT INTO statement_income (organization, fiscal_year, source, amount)
SELECT s.organization, s.fiscal_year, i.source, s.revenue * i.share
FROM statement AS s, (VALUES ('Red Águila', 0.7), ('cuotas', 0.2), (NULL, 0.1)) AS i (source, share);
INSERT INTO cost_plan (organization, period, amount)
SELECT o.organization, grant_period(CURRENT_DATE - 30, CURRENT_DATE + 500), o.cost::monetary
FROM (VALUES ('XX-south', '400000000 COP'), ('XX-coast', '90000000 CLP'), ('XX-north', '70000 USD')) AS o (organization, cost);

INSERT INTO assessment (organization, framework, version, stage, assessed_on, assessor) VALUES
	('XX-north', 'caudal-resilience', 1, 'baseline', CURRENT_DATE - 700, 'self'),
	('XX-north', 'caudal-resilience', 1, 'baseline', CURRENT_DATE - 690, 'M-7'),
	('XX-north', 'caudal-resilience', 1, 'endline', CURRENT_DATE - 30, 'self');
INSERT INTO mark (assessment, item, mark)
SELECT a.assessment, i.item, score(1 + (a.assessment + i.position) % 4, 1, 4)
FROM assessment AS a
	 JOIN framework_item AS i ON i.framework = a.framework AND i.version = a.version
WHERE i.item <> 'advocacy';

INSERT INTO convening (convening, programme, kind, name, period, country) VALUES
	('encuentro-1', 'care', 'virtual meeting', 'Primer encuentro', grant_period(CURRENT_DATE - 300, CURRENT_DATE - 300), NULL),
	('cumbre', 'care', 'in-person summit', 'Cumbre', grant_period(CURRENT_DATE - 200, CURRENT_DATE - 197), 'CR');
INSERT INTO attendance (convening, person, organization) VALUES
	('encuentro-1', 'P-1', 'XX-north'), ('encuentro-1', 'P-2', 'XX-south'), ('encuentro-1', 'P-3', NULL);
INSERT INTO attendance_total (convening, unit, total, source) VALUES ('cumbre', 'people', 86, 'a count');
INSERT INTO learning_path (path, programme, name, area) VALUES ('datos', 'care', 'Datos', 'digital-transformation');
INSERT INTO enrolment (path, person, organization, enrolled_on, completed_on) VALUES
	('datos', 'P-1', 'XX-north', CURRENT_DATE - 100, CURRENT_DATE - 60), ('datos', 'P-3', NULL, CURRENT_DATE - 100, NULL);
INSERT INTO mentorship (programme, mentor, organization, area, period)
VALUES ('care', 'M-7', 'XX-south', 'adaptability', grant_period(CURRENT_DATE - 100, 'infinity'));

INSERT INTO indicator (indicator, programme, name, unit, accumulation, baseline, baseline_on) VALUES
	('reached', 'care', 'Personas alcanzadas', 'people', 'unique', NULL, NULL),
	('with-reserves', 'care', 'Organizaciones con reservas', 'percent', 'latest', 12.5, CURRENT_DATE - 700);
INSERT INTO indicator_target (indicator, period, value)
SELECT indicator, grant_period(CURRENT_DATE - 400, CURRENT_DATE - 35), 40 FROM indicator;
INSERT INTO indicator_actual (indicator, period, value) VALUES
	('reached', grant_period(CURRENT_DATE - 400, CURRENT_DATE - 35), NULL),
	('with-reserves', grant_period(CURRENT_DATE - 400, CURRENT_DATE - 35), 33.333);
INSERT INTO indicator_person (indicator, period, person)
SELECT 'reached', period, p FROM indicator_actual, (VALUES ('P-1'), ('P-2')) AS v (p) WHERE indicator = 'reached';

-- another spelling of XX-north
INSERT INTO organization (organization, name, country, kind) VALUES ('XX-twin', 'CIRCULO DEL NORTE, A.C.', 'MX', 'community');

RESET search_path;
