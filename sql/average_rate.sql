-- average_rate: the mean of the rates that were published in a period.
\pset null NULL
SET datestyle = ISO;

INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('fix', 'FIX', 10, 7), ('trm', 'TRM', 10, 7), ('imf', 'IMF', 30, 31), ('agreed', 'Agreed rates', 90, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('fix', 'USD', 'MXN', '2020-12-31', NULL, 19.9087),
	('fix', 'USD', 'MXN', '2021-01-01', NULL, 20),
	('fix', 'USD', 'MXN', '2021-01-04', NULL, 20.5),
	('fix', 'USD', 'MXN', '2021-01-29', '2021-01-31', 20.1),
	('fix', 'USD', 'MXN', '2021-02-01', NULL, 30),
	('imf', 'MXN', 'USD', '2021-01-31', NULL, 0.05),
	('imf', 'MXN', 'USD', '2021-02-28', NULL, 0.04),
	('imf', 'MXN', 'USD', '2021-03-31', NULL, 0.02),
	('imf', 'USD', 'MXN', '2021-03-15', NULL, 60),
	('imf', 'MXN', 'USD', '2021-04-30', NULL, 0.08),
	('imf', 'MXN', 'USD', '2021-05-31', NULL, 0.02),
	('trm', 'USD', 'COP', '2021-01-01', '2021-01-04', 3400),
	('trm', 'USD', 'COP', '2021-01-05', NULL, 3500),
	('agreed', 'USD', 'COP', '2021-01-01', '2021-12-31', 1),
	('agreed', 'EUR', 'GTQ', '2021-01-01', NULL, 9),
	('agreed', 'EUR', 'USD', '2021-01-01', NULL, 1.2);

--
-- Which rates count
--

-- Each published row once, on the first and the last day too, and however long
-- it holds: (20 + 20.5 + 20.1) / 3
SELECT p, average_rate('USD', 'MXN', p)
FROM unnest('{2021-01, 2021-01-01/2021-01-29, 2021-01-02/2021-01-28, 2021-01-02/2021-01-04, 2021-01-01, 2020-12-31/2021-01-01,
			  2021-01/2021-02}'::grant_period[]) AS p;
-- The pair the other way round: one over the mean, not the mean of one over
-- each: 1 / 20.2, 2 / (0.08 + 0.02)
SELECT average_rate('MXN', 'USD', '2021-01') AS inverse, average_rate('USD', 'MXN', '2021-04/2021-05') AS published_inverse,
	   average_rate('MXN', 'USD', '2021-04/2021-05') AS as_published;
-- The first source that has any in the period; in it the pair as asked comes
-- before its inverse.
SELECT average_rate('USD', 'MXN', '2021-02-02/2021-02-28') AS second_source, average_rate('USD', 'MXN', '2021-03') AS as_asked,
	   average_rate('MXN', 'USD', '2021-03') AS as_asked_too, average_rate('USD', 'COP', '2021-01') AS first_source,
	   average_rate('USD', 'COP', '2021-01-01') AS first_source_too;
-- A source that is asked for
SELECT average_rate('USD', 'MXN', '2021-01', 'imf') AS imf, average_rate('USD', 'MXN', '2021-01', 'fix') AS fix,
	   average_rate('USD', 'COP', '2021', 'agreed') AS agreed;
-- By way of the pivot, the product of both means: 3450 / 20.2, 1.2 * 20.2, and
-- in one source alone
SELECT average_rate('MXN', 'COP', '2021-01'), average_rate('COP', 'MXN', '2021-01') AS back,
	   average_rate('EUR', 'MXN', '2021-01') AS eur, average_rate('EUR', 'COP', '2021', 'agreed') AS agreed;
-- A pair of its own comes before the way over the pivot.
SELECT average_rate('EUR', 'GTQ', '2021-01');
SET caudal.pivot_currency = 'EUR';
SELECT average_rate('USD', 'GTQ', '2021-01') AS over_the_euro;
RESET caudal.pivot_currency;
-- One currency
SELECT average_rate('MXN', 'MXN', '1999') AS same, average_rate('MXN', 'MXN', '1999', 'fix') AS same_by_source;
-- Fixed by law, if during the whole period
SELECT average_rate('USD', 'PAB', '2021') AS pab, average_rate('BZD', 'USD', '2021') AS bzd,
	   average_rate('SVC', 'USD', '2001') AS svc, average_rate('SVC', 'BZD', '2021-Q1') AS over_the_dollar,
	   average_rate('BZD', 'MXN', '2021-01') AS and_published, average_rate('USD', 'BZD', '2021', 'fix') AS by_source;
-- A published rate prevails.
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('imf', 'USD', 'BZD', '2021-06-30', 2.01);
SELECT average_rate('USD', 'BZD', '2021'), average_rate('USD', 'BZD', '2022') AS fixed;
SELECT average_rate(NULL, 'MXN', '2021'), average_rate('USD', NULL, '2021'), average_rate('USD', 'MXN', NULL),
	   average_rate('USD', 'MXN', '2021', NULL);

--
-- None
--

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT average_rate('USD', 'MXN', '2021-06')$$);
SELECT refusal($$SELECT average_rate('USD', 'MXN', '2020-01')$$);
SELECT refusal($$SELECT average_rate('USD', 'MXN', '2021-07', 'imf')$$);
-- one leg only: of the other there was none, or not in the period
SELECT refusal($$SELECT average_rate('MXN', 'GTQ', '2021-01')$$);
SELECT refusal($$SELECT average_rate('MXN', 'COP', '2021-02')$$);
-- the law came during the period
SELECT split_part(refusal($$SELECT average_rate('USD', 'SVC', '2000-12-31/2001-12-31')$$), E'\n', 1);
-- an unknown source, also of a pair that is fixed by law
SELECT refusal($$SELECT average_rate('USD', 'MXN', '2021', 'banxico')$$);
SELECT split_part(refusal($$SELECT average_rate('USD', 'PAB', '2021', 'banxico')$$), E'\n', 1);
-- an open period, of one currency too
SELECT refusal($$SELECT average_rate('USD', 'MXN', '2021-01-01/..')$$);
SELECT left(refusal($$SELECT average_rate('USD', 'USD', '2021-01-01/..')$$), 5);
\pset tuples_only off
\pset format aligned
SET caudal.missing_rate = 'null';
SELECT average_rate('USD', 'MXN', '2021-06'), average_rate('USD', 'MXN', '2021-07', 'imf') AS by_source,
	   average_rate('MXN', 'GTQ', '2021-01') AS over_the_dollar;
SELECT left(refusal($$SELECT average_rate('USD', 'MXN', '2021', 'banxico')$$), 5) AS unknown_source,
	   left(refusal($$SELECT average_rate('USD', 'MXN', '2021-01-01/..')$$), 5) AS open;
RESET caudal.missing_rate;

--
-- Daily rates of three years: against avg
--

-- Never rounded to nothing, nor to a few digits
BEGIN;
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('imf', 'USD', 'XTA', '2021-01-01', 1e-16000), ('imf', 'USD', 'XTB', '2021-01-01', 1e-990), ('imf', 'USD', 'XTB', '2021-01-02', 3e-990),
	('imf', 'USD', 'XTC', '2021-01-01', 1e-900), ('imf', 'XTC', 'EUR', '2021-01-01', 1e1000);
SELECT refusal($$SELECT average_rate('USD', 'XTA', '2021')$$);
SELECT split_part(refusal($$SELECT average_rate('USD', 'XTB', '2021')$$), E'\n', 1);
SELECT average_rate('USD', 'XTC', '2021') = 1e-900 AS small, exchange_rate('USD', 'XTA', '2021-01-01') = 1e-16000 AS as_published;
SELECT split_part(refusal($$SELECT exchange_rate('EUR', 'XTC', '2021-01-01')$$), E'\n', 1);
ROLLBACK;

TRUNCATE exchange_rate, rate_source;
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'FIX', 10, 7), ('trm', 'TRM', 20, 7);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
SELECT source, base, quote, '2020-01-01'::date + i, round(mid * (0.9 + abs(hashint8extended(i, seed)) % 2000 * 0.0001), decimals)
FROM generate_series(0, 1095) AS i,
	 (VALUES ('fix', 'USD'::currency, 'MXN'::currency, 20, 4, 1), ('trm', 'USD', 'COP', 3700, 2, 2),
			 ('trm', 'EUR', 'USD', 1.1, 4, 3)) AS v(source, base, quote, mid, decimals, seed)
WHERE extract(isodow FROM '2020-01-01'::date + i) < 6;
-- each of 391 periods of 6 to 701 days, six ways
CREATE TABLE sample AS
SELECT p, avg(rate) FILTER (WHERE quote = 'MXN') AS mxn, avg(rate) FILTER (WHERE quote = 'COP') AS cop,
	   avg(rate) FILTER (WHERE base = 'EUR') AS eur
FROM (SELECT grant_period(f, f + 5 + (abs(hashint8extended(i, 4)) % 696)::int) AS p
	  FROM generate_series(0, 390) AS i, LATERAL (SELECT '2020-01-01'::date + i AS f) AS v) AS w
	 JOIN exchange_rate ON valid_from BETWEEN first_day(p) AND last_day(p)
GROUP BY p;
SELECT count(*), count(*) FILTER (WHERE average_rate('USD', 'MXN', p) <> mxn) AS direct,
	   count(*) FILTER (WHERE average_rate('USD', 'COP', p, 'trm') <> cop) AS of_source,
	   count(*) FILTER (WHERE abs(average_rate('MXN', 'USD', p) * mxn - 1) > 1e-15) AS inverse,
	   count(*) FILTER (WHERE abs(average_rate('MXN', 'COP', p) * mxn / cop - 1) > 1e-15) AS over_the_pivot,
	   count(*) FILTER (WHERE abs(average_rate('EUR', 'MXN', p) / (eur * mxn) - 1) > 1e-15) AS product,
	   count(*) FILTER (WHERE abs(average_rate('COP', 'EUR', p) * (eur * cop) - 1) > 1e-15) AS back
FROM sample;
DROP TABLE sample;
TRUNCATE exchange_rate, rate_source;
