-- A grant database of :rows flows under :awards awards, for timing the reports:
-- three years, six currencies, a chain of foundations, intermediaries and
-- community organizations.  Everything follows from counters.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE SCHEMA caudal;
CREATE EXTENSION caudal SCHEMA caudal;
CREATE EXTENSION caudal_tracker SCHEMA caudal;
SET search_path = caudal;
SELECT install_tracker() AS migrations \gset
SET search_path = report, tracker, caudal;

INSERT INTO rate_source (code, name, priority, max_age) VALUES ('daily', 'daily rates', 1, 7);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
SELECT 'daily', 'USD', c.code, d::date, round(c.rate * (1 + extract(doy FROM d)::int % 50 / 1000.0), 4)
FROM generate_series(timestamp '2020-06-01', '2024-12-31', '1 day') AS d,
	 (VALUES ('MXN', 20.0), ('COP', 4000.0), ('GTQ', 7.7), ('HNL', 24.0), ('EUR', 0.9)) AS c (code, rate);

INSERT INTO organization (organization, name, country, kind, home_currency)
SELECT 'O' || n, 'Organization ' || n, (ARRAY['MX', 'CO', 'GT', 'HN', 'SV', 'US'])[1 + n % 6],
	   CASE WHEN n <= 100 THEN 'foundation' WHEN n <= 200 THEN 'intermediary' ELSE 'community' END,
	   (ARRAY['MXN', 'COP', 'GTQ', 'HNL', 'USD', 'USD'])[1 + n % 6]::currency
FROM generate_series(1, :awards / 10 + 1000) AS n;

-- A tenth of the awards go to intermediaries, which pass them on
INSERT INTO award (award, title, funder, recipient, passes_on)
SELECT 'A' || n, 'Award ' || n,
	   CASE WHEN n <= :awards / 10 THEN 'O' || 1 + n % 100 ELSE 'O' || 101 + n % 100 END,
	   CASE WHEN n <= :awards / 10 THEN 'O' || 101 + n % 100 ELSE 'O' || 201 + n % (:awards / 10 + 700) END,
	   CASE WHEN n > :awards / 10 THEN 'A' || 1 + n % (:awards / 10) END
FROM generate_series(1, :awards) AS n;

CREATE TEMP TABLE numbered AS
SELECT a.award, a.funder, a.recipient, o.home_currency AS local, substr(a.award, 2)::int AS n,
	   date '2021-01-01' + substr(a.award, 2)::int % 700 AS begins,
	   (ARRAY['USD', 'USD', 'USD', 'MXN', 'COP'])[1 + substr(a.award, 2)::int % 5]::currency AS currency
FROM award AS a
	 JOIN organization AS o ON o.organization = a.recipient;

INSERT INTO amendment (award, kind, holds_from, period, change, known_since)
SELECT award, 'original', begins - 31, grant_period(begins, begins + 364), money_bag(monetary(100000 + n, currency)), begins - 31
FROM numbered;
INSERT INTO amendment (award, kind, holds_from, period, known_since)
SELECT award, 'no-cost extension', begins + 334, grant_period(begins, begins + 454), begins + 334
FROM numbered
WHERE n % 5 = 1;
INSERT INTO budget_line (award, line, name, currency)
SELECT award, 'L' || l, 'Line ' || l, local
FROM numbered, generate_series(1, 3) AS l;
INSERT INTO budget (award, line, period, amount, funder_amount, known_since)
SELECT n.award, 'L' || l, grant_period(n.begins, n.begins + 364), monetary(30000, n.local),
	   CASE WHEN n.local <> n.currency THEN monetary(3000, n.currency) END, n.begins - 31
FROM numbered AS n, generate_series(1, 3) AS l;
INSERT INTO tranche (award, tranche, due_on, amount, known_since, paid_on)
SELECT award, t, begins + 14 + t * 60, monetary(25000, currency), begins - 31, CASE WHEN t < 4 THEN begins + 15 + t * 60 END
FROM numbered, generate_series(1, 4) AS t;
INSERT INTO requirement (award, requirement, kind, days_after_end)
SELECT award, 1, 'final report', 90
FROM numbered;
INSERT INTO cost_plan (organization, period, amount)
SELECT organization, fiscal_period(year, 1), monetary(500000, home_currency)
FROM organization, generate_series(2021, 2025) AS year
WHERE kind <> 'foundation';
ANALYZE;

-- Three in ten are disbursements in the currency of the award, the others are
-- spent in that of the country.
INSERT INTO flow (award, type, amount, booked_on, provider, receiver, tranche, known_since)
SELECT award, 3, monetary(100 + k % 977, currency), begins + 1 + k * 7 % 360, funder, recipient, 1 + k % 4, begins + 1 + k * 7 % 360
FROM numbered, generate_series(1, :rows / :awards * 3 / 10) AS k;
INSERT INTO flow (award, type, amount, booked_on, provider, line, known_since)
SELECT award, 4, monetary(50 + k % 977, local), begins + 1 + k * 7 % 360, recipient, 'L' || 1 + k % 3, begins + 1 + k * 7 % 360
FROM numbered, generate_series(1, :rows / :awards - :rows / :awards * 3 / 10) AS k;
VACUUM ANALYZE;
