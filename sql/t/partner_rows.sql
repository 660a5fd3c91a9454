-- Rows in every table of the tracker, for the tests that want some.  They are
-- of one partner, ALPHA, and each tells whose it is, by that name or by 55555 in
-- a number; with another name and number the same rows are of another partner,
-- which shares nothing with the first.
INSERT INTO label (list, code, language, label) VALUES
	('award.award', 'AWARD-ALPHA', 'es', 'Subvención ALPHA'),
	('programme.programme', 'PROGRAMME-ALPHA', 'es', 'Programa ALPHA'),
	('convening.convening', 'SUMMIT-ALPHA', 'es', 'Cumbre ALPHA'),
	('learning_path.path', 'PATH-ALPHA', 'es', 'Curso ALPHA'),
	('indicator.indicator', 'PEOPLE-ALPHA', 'es', 'Personas ALPHA'),
	('award.description', 'AWARD-ALPHA', 'es', 'Descripción ALPHA'),
	('indicator.definition', 'PEOPLE-ALPHA', 'es', 'Definición ALPHA'),
	('activity_result.result', 'RESULT-ALPHA', 'es', 'Resultado ALPHA'),
	('activity_result.description', 'RESULT-ALPHA', 'es', 'Descripción del resultado ALPHA'),
	('organization.organization', 'ORG-ALPHA', 'es', 'Organización ALPHA');

INSERT INTO organization (organization, name, country, kind, home_currency, note) VALUES
	('ORG-ALPHA', 'Organization ALPHA', 'MX', 'community', 'MXN', 'a note on ALPHA'),
	('FUNDER-ALPHA', 'Funder of ALPHA', 'US', 'foundation', 'USD', NULL),
	('AGENT-ALPHA', 'Agent of ALPHA', 'US', 'intermediary', NULL, NULL),
	('VENDOR-ALPHA', 'Vendor of ALPHA', 'MX', 'company', NULL, NULL),
	('DONOR-ALPHA', 'Donor of ALPHA', 'CR', 'other', NULL, NULL),
	('MENTOR-ALPHA', 'Mentor of ALPHA', 'CO', 'academic', NULL, NULL);
INSERT INTO organization_alias (organization, alias, language) VALUES
	('ORG-ALPHA', 'Alias of ALPHA', 'en'),
	('FUNDER-ALPHA', 'Alias of the funder of ALPHA', NULL);
INSERT INTO programme (programme, name, period, lead) VALUES
	('PROGRAMME-ALPHA', 'Programme ALPHA', '2021/2022', 'FUNDER-ALPHA');
INSERT INTO programme_partner (programme, organization, role, since) VALUES
	('PROGRAMME-ALPHA', 'FUNDER-ALPHA', 'funder', NULL),
	('PROGRAMME-ALPHA', 'ORG-ALPHA', 'participant', '2021-01-01');

INSERT INTO award (award, title, funder, recipient, programme, conditional, renews, passes_on) VALUES
	('AWARD-ALPHA', 'Award ALPHA', 'FUNDER-ALPHA', 'ORG-ALPHA', 'PROGRAMME-ALPHA', true, NULL, NULL),
	('RENEWAL-ALPHA', 'Renewal ALPHA', 'FUNDER-ALPHA', 'ORG-ALPHA', NULL, false, 'AWARD-ALPHA', NULL),
	('REGRANT-ALPHA', 'Regrant ALPHA', 'ORG-ALPHA', 'VENDOR-ALPHA', NULL, false, NULL, 'AWARD-ALPHA');
INSERT INTO amendment (amendment, award, kind, holds_from, period, change, known_since) VALUES
	(5555501, 'AWARD-ALPHA', 'original', '2021-01-01', '2021', '55555.01 USD', '2021-01-01'),
	(5555502, 'AWARD-ALPHA', 'no-cost extension', '2021-12-01', '2021-01-01/2022-06-30', DEFAULT, '2021-12-01'),
	(5555503, 'AWARD-ALPHA', 'supplement', '2021-12-15', NULL, '55555.02 MXN', '2022-02-01'),
	(5555504, 'RENEWAL-ALPHA', 'original', '2022-07-01', '2022-07-01/..', '55555.03 USD', '2022-06-01'),
	(5555505, 'REGRANT-ALPHA', 'original', '2021-03-01', '2021-03-01/2021-12-31', '55555.04 MXN', '2021-03-01');
INSERT INTO tranche (award, tranche, due_on, amount, known_since, approved_on, paid_on) VALUES
	('AWARD-ALPHA', 1, '2021-01-31', '30000 USD', '2021-01-01', '2021-01-15', '2021-02-01'),
	('AWARD-ALPHA', 2, '2022-01-31', '25555.01 USD', '2021-01-01', NULL, NULL);
INSERT INTO requirement (award, requirement, kind, due_on, days_after_end, submitted_on) VALUES
	('AWARD-ALPHA', 1, 'narrative report', '2021-07-31', NULL, '2021-07-30'),
	('AWARD-ALPHA', 2, 'final report', NULL, 90, NULL);
INSERT INTO budget_line (award, line, name, currency) VALUES
	('AWARD-ALPHA', 'staff-ALPHA', 'Staff of ALPHA', 'MXN'),
	('AWARD-ALPHA', 'travel', 'Travel of ALPHA', 'USD');
INSERT INTO budget (award, line, period, revision, amount, funder_amount, known_since) VALUES
	('AWARD-ALPHA', 'staff-ALPHA', '2021', 0, '55555.05 MXN', '2700 USD', '2021-01-01'),
	('AWARD-ALPHA', 'staff-ALPHA', '2021', 1, '65555.05 MXN', '3200 USD', '2021-06-01'),
	('AWARD-ALPHA', 'travel', '2021', 0, '5000 USD', NULL, '2021-01-01');
INSERT INTO flow (flow, award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency,
				  counter_amount, line, tranche, source_reference, known_since) VALUES
	(5555511, 'AWARD-ALPHA', 3, '30000 USD', '2021-02-01', NULL, 'FUNDER-ALPHA', 'ORG-ALPHA', 20.5, 'MXN', NULL, NULL, 1, 'bank-ALPHA-1', '2021-02-01'),
	(5555513, 'AWARD-ALPHA', 4, '21000 MXN', '2021-03-10', '2021-03-08', 'ORG-ALPHA', NULL, NULL, NULL, '1015 USD', 'staff-ALPHA', NULL, 'bank-ALPHA-3', '2021-03-10'),
	(5555514, 'AWARD-ALPHA', 4, '7000 MXN', '2021-04-10', NULL, 'ORG-ALPHA', 'VENDOR-ALPHA', NULL, NULL, NULL, 'staff-ALPHA', NULL, NULL, '2021-04-11'),
	(5555515, 'AWARD-ALPHA', 3, '900 USD', '2021-05-10', NULL, 'FUNDER-ALPHA', 'AGENT-ALPHA', NULL, NULL, NULL, NULL, NULL, NULL, '2021-05-10'),
	(5555516, NULL, 3, '5000 USD', '2021-06-10', NULL, 'DONOR-ALPHA', 'ORG-ALPHA', NULL, NULL, NULL, NULL, NULL, NULL, '2021-06-10'),
	(5555517, 'REGRANT-ALPHA', 3, '15000 MXN', '2021-06-11', NULL, 'ORG-ALPHA', 'VENDOR-ALPHA', NULL, NULL, NULL, NULL, NULL, NULL, '2021-08-01'),
	(5555518, 'AWARD-ALPHA', 4, '120 USD', '2022-03-01', NULL, 'ORG-ALPHA', NULL, NULL, NULL, NULL, 'travel', NULL, NULL, '2022-03-02'),
	(5555519, 'AWARD-ALPHA', 2, '55555.01 USD', '2021-01-01', NULL, 'FUNDER-ALPHA', 'ORG-ALPHA', NULL, NULL, NULL, NULL, NULL, NULL, '2021-01-01');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, receiver, counterpart, known_since) VALUES
	(5555512, 'AWARD-ALPHA', 1, '30000 USD', '2021-02-02', 'FUNDER-ALPHA', 'ORG-ALPHA', 5555511, '2021-02-02');
INSERT INTO flow (flow, award, type, amount, booked_on, provider, receiver, reverses, known_since) VALUES
	(5555520, 'AWARD-ALPHA', 4, '-2000 MXN', '2021-05-01', 'ORG-ALPHA', 'VENDOR-ALPHA', 5555514, '2021-05-01');

INSERT INTO statement (organization, fiscal_year, period, currency, revenue, unrestricted_revenue, restricted_revenue,
					   contributions, expenses, assets, current_assets, cash, opening_cash, net_fixed_assets,
					   liabilities, current_liabilities, net_assets, unrestricted_net_assets, restricted_net_assets, note) VALUES
	('ORG-ALPHA', 2020, '2020', 'MXN', 555550, 100000, 455550, 500000, 400000, 300000, 200000, 150000, 120000, 10000, 50000, 40000, 250000, 90000, 160000, 'ALPHA'),
	('ORG-ALPHA', 2021, '2021', 'MXN', 655550, 150000, 505550, 600000, 640000, 310000, 210000, 100000, 150000, 9000, 60000, 50000, 250000, 80000, 170000, NULL);
INSERT INTO statement_income (organization, fiscal_year, source, amount) VALUES
	('ORG-ALPHA', 2020, 'FUNDER-ALPHA', 500000),
	('ORG-ALPHA', 2020, NULL, 55550),
	('ORG-ALPHA', 2021, 'FUNDER-ALPHA', 655550);
INSERT INTO cost_plan (organization, period, amount, note) VALUES
	('ORG-ALPHA', '2022-H1', '300000 MXN', 'ALPHA'),
	('ORG-ALPHA', '2022-H2', '355555 MXN', NULL),
	('ORG-ALPHA', grant_period(CURRENT_DATE - 40, CURRENT_DATE + 360), '355555 MXN', NULL);

INSERT INTO assessment (assessment, organization, framework, version, stage, assessed_on) VALUES
	(5555531, 'ORG-ALPHA', 'caudal-resilience', 1, 'baseline', '2021-02-01'),
	(5555532, 'ORG-ALPHA', 'caudal-resilience', 1, 'endline', '2022-11-01');
INSERT INTO mark (assessment, item, mark)
	SELECT 5555531, i.item, score(1 + i.position % 3, 1, 4)
	FROM framework_item AS i
	UNION ALL
	SELECT 5555532, i.item, CASE i.item WHEN 'reserves' THEN not_applicable(1, 4) ELSE score(2 + i.position % 3, 1, 4) END
	FROM framework_item AS i;

INSERT INTO convening (convening, programme, kind, name, period, country) VALUES
	('SUMMIT-ALPHA', 'PROGRAMME-ALPHA', 'in-person summit', 'Summit ALPHA', '2021-11-18/2021-11-20', 'CR'),
	('MEETING-ALPHA', 'PROGRAMME-ALPHA', 'virtual meeting', 'Meeting ALPHA', '2021-03-05', NULL);
INSERT INTO attendance (convening, person, organization) VALUES
	('SUMMIT-ALPHA', 'person-1-ALPHA', 'ORG-ALPHA'),
	('SUMMIT-ALPHA', 'person-2-ALPHA', 'ORG-ALPHA');
INSERT INTO attendance_total (convening, unit, total, source) VALUES
	('MEETING-ALPHA', 'people', 12, 'report of ALPHA'),
	('MEETING-ALPHA', 'organizations', 5, NULL);
INSERT INTO learning_path (path, programme, name, area) VALUES
	('PATH-ALPHA', 'PROGRAMME-ALPHA', 'Path ALPHA', 'adaptability');
INSERT INTO enrolment (path, person, organization, enrolled_on, completed_on) VALUES
	('PATH-ALPHA', 'person-1-ALPHA', 'ORG-ALPHA', '2021-05-01', '2021-06-01'),
	('PATH-ALPHA', 'person-3-ALPHA', 'ORG-ALPHA', '2021-05-02', NULL);
INSERT INTO mentorship (programme, mentor, organization, area, period) VALUES
	('PROGRAMME-ALPHA', 'MENTOR-ALPHA', 'ORG-ALPHA', 'financial-sustainability', '2021-04-01/..');
INSERT INTO indicator (indicator, programme, name, unit, accumulation, baseline, baseline_on) VALUES
	('PEOPLE-ALPHA', 'PROGRAMME-ALPHA', 'People trained by ALPHA', 'people', 'unique', NULL, NULL),
	('REACH-ALPHA', 'PROGRAMME-ALPHA', 'Reach of ALPHA', 'people', 'sum', 0, '2021-01-01');
INSERT INTO indicator_target (indicator, period, value) VALUES
	('PEOPLE-ALPHA', '2021', 4),
	('REACH-ALPHA', '2021', 55555);
INSERT INTO indicator_actual (indicator, period, value) VALUES
	('PEOPLE-ALPHA', '2021', NULL),
	('REACH-ALPHA', '2021', 50000);
INSERT INTO indicator_person (indicator, period, person) VALUES
	('PEOPLE-ALPHA', '2021', 'person-1-ALPHA'),
	('PEOPLE-ALPHA', '2021', 'person-3-ALPHA');

INSERT INTO activity (award, reporter, language, default_currency, status, actual_start) VALUES
	('AWARD-ALPHA', 'FUNDER-ALPHA', 'en', 'USD', 4, '2021-01-01'),
	('REGRANT-ALPHA', 'ORG-ALPHA', 'es', NULL, NULL, NULL);
INSERT INTO activity_organization (award, place, role, organization) VALUES
	('AWARD-ALPHA', 1, 1, 'FUNDER-ALPHA'),
	('AWARD-ALPHA', 2, 4, 'ORG-ALPHA');
INSERT INTO activity_country (award, country, percentage) VALUES ('AWARD-ALPHA', 'MX', 100);
INSERT INTO activity_result (result, award, place, type, title) VALUES ('RESULT-ALPHA', 'AWARD-ALPHA', 1, 1, 'Result ALPHA');
INSERT INTO activity_indicator (indicator, result, place, measure) VALUES ('PEOPLE-ALPHA', 'RESULT-ALPHA', 1, 1);
