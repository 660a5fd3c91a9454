-- Ratios of an organization's statements: each at a worked figure, with a
-- denominator of zero, with a NULL, and with negative net assets.
\pset null NULL

-- A year of an organization in thousands, and the result by hand
CREATE TABLE worked (id int GENERATED ALWAYS AS IDENTITY, call text, arguments numeric[], expected numeric);
INSERT INTO worked (call, arguments, expected) VALUES
	('operating_margin', '{1000, 900}', 0.1),
	('operating_margin', '{800, 900}', -0.125),
	('equity_to_revenue', '{250, 1000}', 0.25),
	('equity_to_assets', '{250, 400}', 0.625),
	('equity_to_liabilities', '{250, 150}', 1.6667),
	('debt_to_assets', '{150, 400}', 0.375),
	('current_ratio', '{300, 120}', 2.5),
	('quick_ratio', '{150, 90, 120}', 2),
	('cash_months', '{150, 900}', 2),
	('defensive_interval_months', '{150, 60, 90, 900}', 4),
	('operating_reserve_months', '{180, 30, 900}', 2),
	('liquid_unrestricted_months', '{180, 130, 25, 900}', 1),
	('liquid_funds_months', '{250, 70, 30, 900}', 2),
	('administrative_share', '{90, 900}', 0.1),
	('programme_share', '{720, 900}', 0.8),
	('self_sufficiency', '{225, 900}', 0.25),
	('donation_dependence', '{700, 1000}', 0.7),
	('government_share', '{330, 1000}', 0.33),
	('savings_indicator', '{1000, 900}', 0.1111),
	('operating_reliance', '{600, 900}', 0.6667),
	('restricted_share', '{400, 1000}', 0.4),
	('unrestricted_share', '{180, 250}', 0.72),
	('burn_rate', '{150, 90, 12}', 5),
	('burn_rate', '{90, 150, 12}', -5),
	('runway_months', '{90, 7.5}', 12),
	-- negative net assets, or a building that holds more than there is
	('equity_to_revenue', '{-100, 1000}', -0.1),
	('equity_to_assets', '{-100, 400}', -0.25),
	('equity_to_liabilities', '{-100, 500}', -0.2),
	('debt_to_assets', '{500, 400}', 1.25),
	('operating_reserve_months', '{-75, 75, 900}', -2),
	('liquid_unrestricted_months', '{100, 400, 0, 900}', -4),
	('liquid_funds_months', '{-100, 20, 30, 900}', -2),
	-- of these there is no share, or no end
	('unrestricted_share', '{50, -100}', NULL),
	('runway_months', '{90, -5}', NULL);
CREATE FUNCTION outcome(call text, arguments numeric[]) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	result numeric;
BEGIN
	EXECUTE format('SELECT %I(%s)', call, (SELECT string_agg(quote_nullable(a) || '::numeric', ', ' ORDER BY place) FROM unnest(arguments) WITH ORDINALITY AS u(a, place)))
	INTO result;
	RETURN result;
END
$$;
SET max_parallel_workers_per_gather = 0;
SELECT call, arguments, round(outcome(call, arguments), 4) AS result, round(outcome(call, arguments), 4) IS NOT DISTINCT FROM expected AS as_expected FROM worked ORDER BY id;

-- The denominator is the last argument, but for margin, whose revenue comes
-- first: NULL where it is zero, also where all else is, and never an error.
SELECT call, zero, outcome(call, zero) AS result
FROM worked, LATERAL (SELECT CASE call WHEN 'operating_margin' THEN ARRAY[0, arguments[2]] ELSE arguments[:cardinality(arguments) - 1] || 0.00 END AS zero) AS z
GROUP BY call, zero HAVING min(expected) > 0 ORDER BY call COLLATE "C", zero;
SELECT count(*) AS calls, count(outcome(call, array_fill(0.0, ARRAY[cardinality(arguments)]))) AS all_zero FROM worked;
-- NULL where any argument is
SELECT count(*) AS calls, count(DISTINCT call) AS functions, count(outcome(call, arguments[:n - 1] || NULL::numeric || arguments[n + 1:])) AS not_null
FROM worked, LATERAL generate_series(1, cardinality(arguments)) AS n;
RESET max_parallel_workers_per_gather;

-- As numeric divides, to the last digit, and exact where numbers are long
SELECT operating_margin(3, 2) = (3.0 - 2) / 3 AS third, cash_months(1, 7) = 12.0 / 7 AS sevenths,
	   equity_to_assets(12345678901234567890.12, 24691357802469135780.24) AS half, debt_to_assets('NaN', 1) AS nan, operating_margin('Infinity', 1) AS infinity;

-- The expression stands in place of the call; it needs no search path.
CREATE TABLE statement (revenue numeric, expenses numeric, cash numeric, opening numeric, closing numeric);
SET max_parallel_workers_per_gather = 0;
\pset format unaligned
\pset tuples_only on
EXPLAIN (VERBOSE, COSTS OFF)
SELECT operating_margin(revenue, expenses), cash_months(cash, expenses), burn_rate(opening, closing, 12), runway_months(cash, closing) FROM statement;
\pset tuples_only off
\pset format aligned
RESET max_parallel_workers_per_gather;
-- Integers, amounts, and a column of each
INSERT INTO statement VALUES (1000, 900, 150, 150, 90), (0, 900, 0, 90, 150), (1000, NULL, 150, NULL, 90);
SELECT operating_margin(revenue, expenses), cash_months(cash, expenses), burn_rate(opening, closing, 12), runway_months(cash, burn_rate(opening, closing, 12)),
	   debt_to_assets(3, 4) AS integers, operating_margin(amount('1000.50 MXN'), amount('900.45 MXN')) AS amounts
FROM statement;
SET search_path = '';
SELECT caudal.operating_margin(1000, 900), caudal.unrestricted_share(180, 250), caudal.fx_exposure_share('{5}', '{10}'),
	   caudal.tuckman_chang_flags(1, 1, 1, 1, '{1,1,1,1}');
RESET search_path;

--
-- fx_exposure_share: cost that income of the same currency does not cover
--

SELECT name, income, cost, fx_exposure_share(income, cost)
FROM (VALUES (1, 'covered', '{100, 50}'::numeric[], '{100, 50}'::numeric[]), (2, 'all in the other', '{0, 100}', '{100, 0}'), (3, 'a quarter', '{50, 75, 75}', '{100, 50, 50}'),
			 (4, 'less income than cost', '{0, 50}', '{100, 100}'), (5, 'more income than cost', '{500, 50}', '{100, 100}'), (6, 'one currency', '{80}', '{100}'),
			 (7, 'no cost', '{10, 20}', '{0, 0}'), (8, 'NULL income', '{10, NULL}', '{10, 20}'), (9, 'NULL cost', '{10, 20}', '{10, NULL}'),
			 (10, 'fewer incomes', '{10}', '{10, 20}'), (11, 'fewer costs', '{10, 20}', '{10}'), (12, 'empty', '{}', '{}'), (13, 'no income', NULL, '{10}'),
			 (14, 'no arrays', NULL, NULL), (15, 'paid back', '{-50, 50}', '{100, 0}'), (16, 'cost refunded', '{0, 50}', '{-20, 100}')) AS v(id, name, income, cost)
ORDER BY id;
-- Where the sums are equal: half the sum of the differences over the cost
SELECT count(*) AS mixes, count(*) FILTER (WHERE fx_exposure_share(income, cost) <> differences / 2000.0) AS unlike, count(DISTINCT differences) > 50 AS different
FROM (SELECT n, array_agg(i) AS income, array_agg(c) AS cost, sum(abs(i - c)) AS differences
	  FROM generate_series(1, 100) AS n, LATERAL (VALUES (n * 7 % 500, n * 11 % 400), (500 - n * 7 % 500, 1000 - n * 11 % 400 - n), (500, n)) AS v(i, c) GROUP BY n) AS s;

--
-- tuckman_chang_flags: a low equity, a high concentration, a low administrative
-- share, a low margin; one at its cut-point is flagged
--

SELECT name, f.*
FROM (VALUES (1, 'healthy', 0.5, 0.3, 0.2, 0.1), (2, 'severely at risk', 0.05, 0.95, 0.02, -0.2), (3, 'all at the cut-points', 0.1, 0.9, 0.05, -0.1),
			 (4, 'just inside', 0.1001, 0.8999, 0.0501, -0.0999), (5, 'only equity', 0.05, 0.3, 0.2, 0.1), (6, 'only concentration', 0.5, 0.95, 0.2, 0.1),
			 (7, 'only administration', 0.5, 0.3, 0.02, 0.1), (8, 'only margin', 0.5, 0.3, 0.2, -0.2), (9, 'high administration is not flagged', 0.5, 0.3, 0.9, 0.1),
			 (10, 'without margin', 0.05, 0.95, 0.02, NULL), (11, 'without equity', NULL, 0.95, 0.2, 0.1), (12, 'nothing known', NULL, NULL, NULL, NULL))
	 AS v(id, name, equity, hhi, administration, margin), tuckman_chang_flags(equity, hhi, administration, margin, '{0.1, 0.9, 0.05, -0.1}') AS f
ORDER BY id;
SELECT cutpoints, f.*
FROM unnest(ARRAY['{0.1, 0.9, 0.05, -0.1}', '{NULL, 0.9, 0.05, -0.1}', '{0.1, NULL, 0.05, NULL}', '{NULL, NULL, NULL, NULL}', NULL]) AS cutpoints,
	 tuckman_chang_flags(0.05, 0.95, 0.02, -0.2, cutpoints::numeric[]) AS f;
-- from the statements themselves
SELECT f.* FROM tuckman_chang_flags(equity_to_revenue(-100, 1000), hhi('{"one": 100}'), administrative_share(90, 900), operating_margin(0, 900), '{0.1, 0.9, 0.05, -0.1}') AS f;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT tuckman_chang_flags(1, 1, 1, 1, '{0.1, 0.9, 0.05}')$$);
SELECT refusal($$SELECT tuckman_chang_flags(1, 1, 1, 1, '{0.1, 0.9, 0.05, -0.1, 0}')$$);
SELECT refusal($$SELECT tuckman_chang_flags(1, 1, 1, 1, '{}')$$);
SELECT refusal($$SELECT tuckman_chang_flags(NULL, NULL, NULL, NULL, '{0.1}')$$);
SELECT refusal($$SELECT tuckman_chang_flags(1, 1, 1, 1, '{{0.1, 0.9}, {0.05, -0.1}}')$$);
\pset tuples_only off
\pset format aligned

-- Every function of one row of numbers alone is among the worked ones.
SELECT p.oid::regprocedure AS not_worked
FROM pg_depend AS d JOIN pg_proc AS p ON p.oid = d.objid
WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'caudal')
	AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql') AND prorettype = 'numeric'::regtype AND NOT proname = ANY (SELECT call FROM worked)
ORDER BY 1;

DROP FUNCTION outcome;
DROP TABLE worked, statement;
