-- Arithmetic of monetary: exact, rounded half away from zero, of one currency.
\pset null NULL

--
-- Sum and difference
--

SELECT a, b, a + b AS sum, a - b AS difference, - a AS opposite
FROM (VALUES ('1500.50 MXN'::monetary, '20 MXN'::monetary), ('-0.01 USD', '0.02 USD'), ('7 JPY', '-7 JPY'),
			 ('1 USD', NULL)) AS v(a, b);

-- Two exponents of one currency: the larger is kept.
SELECT a, b, amount(a + b) AS sum, amount(a - b) AS difference, amount(b - a) AS opposite
FROM (VALUES ('5.25 MXN'::monetary, '0.125 MXN(3)'::monetary), ('1 MXN(0)', '0.01 MXN'),
			 ('0.000000001 MXN(9)', '0.1 MXN(1)')) AS v(a, b);

-- Up to the ends of 64 bits and not beyond
SELECT '92233720368547758.06 MXN'::monetary + '0.01 MXN' AS greatest,
	   '-92233720368547758.07 MXN'::monetary - '0.01 MXN' AS least,
	   '-92233720368547758.08 MXN'::monetary + '92233720368547758.07 MXN' AS across,
	   - '92233720368547758.07 MXN'::monetary AS opposite;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '92233720368547758.07 MXN'::monetary + '0.01 MXN'$$);
SELECT refusal($$SELECT '-92233720368547758.08 MXN'::monetary - '0.01 MXN'$$);
SELECT refusal($$SELECT - '-92233720368547758.08 MXN'::monetary$$);
SELECT refusal($$SELECT '92233720368547758.07 MXN'::monetary - '-92233720368547758.08 MXN'$$);
SELECT refusal($$SELECT '92233720368547758.07 MXN'::monetary + '0.001 MXN(3)'$$);

-- Two currencies have no sum, not even with zero.
SELECT refusal($$SELECT '1 MXN'::monetary + '1 USD'$$);
SELECT refusal($$SELECT '1 MXN'::monetary - '0 USD'$$);
\pset tuples_only off
\pset format aligned

--
-- Product and quotient
--

-- Half away from zero
SELECT m, n, m * n AS product, n * m AS commuted
FROM (VALUES ('0.01 USD'::monetary, 0.5), ('-0.01 USD', 0.5), ('0.01 USD', -0.5), ('-0.01 USD', -0.5),
			 ('0.01 USD', 0.4999999999999999999999999), ('0.03 USD', 0.5), ('1 JPY', 1.5), ('0.0001 CLF', 0.5),
			 ('100 USD', 1.005), ('19.99 USD', 0.16), ('1 USD', 0), ('1 USD', NULL)) AS v(m, n);
SELECT m, n, m / n AS quotient
FROM (VALUES ('100 USD'::monetary, 3), ('-100 USD', 3), ('100 USD', -3), ('0.01 USD', 2), ('-0.01 USD', 2),
			 ('0.01 USD', 2.0000000000000000000000001), ('0.01 USD', 1.9999999999999999999999999), ('10 JPY', 4),
			 ('30 JPY', 4), ('2 USD', 0.003), ('0 USD', 7), ('1 USD', NULL)) AS v(m, n);
SELECT '100 USD'::monetary * 2 AS "integer", 2::bigint * '100 USD'::monetary AS "bigint",
	   '100 USD'::monetary / 8::smallint AS "smallint",
	   '100 USD'::monetary * '1.5' AS "literal";

-- Numbers of many digits, where 128 bits do not suffice
SELECT '0.01 USD'::monetary * 1e18 AS times, '10000000000000000 USD'::monetary * 1e-18 AS little,
	   '0.01 USD'::monetary / 1e-18 AS over,
	   '92233720368547758.07 USD'::monetary * 0.000000000000000000000000000000000000000000000054210108624275222 AS tiny,
	   '92233720368547758.07 USD'::monetary / 92233720368547758.070000000000000000000000000000000000 AS one,
	   '0 USD'::monetary * 1e30 AS nothing, '0 USD'::monetary / 1e-30 AS nothing;
SELECT '0.01 USD'::monetary * 0.50000000000000000000000000000000000000000000000000 AS half,
	   '0.01 USD'::monetary * 0.49999999999999999999999999999999999999999999999999 AS below,
	   '0.01 USD'::monetary / 2.00000000000000000000000000000000000000000000000000 AS half,
	   '0.01 USD'::monetary / 2.00000000000000000000000000000000000000000000000001 AS below;

-- The exponent stays.
SELECT amount('5.255 MXN(3)'::monetary * 0.1) AS product, amount('5.255 MXN(3)'::monetary / 10) AS quotient;

-- The ends
SELECT '-46116860184273879.04 MXN'::monetary * 2 AS least, '-9223372036854775.805 MXN(3)'::monetary / 5 AS quotient,
	   '92233720368547758.07 MXN'::monetary / -1 AS opposite;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '46116860184273879.04 MXN'::monetary * 2$$);
SELECT refusal($$SELECT '-46116860184273879.05 MXN'::monetary * 2$$);
SELECT refusal($$SELECT '-92233720368547758.08 MXN'::monetary * -1$$);
SELECT refusal($$SELECT '-92233720368547758.08 MXN'::monetary / -1$$);
SELECT refusal($$SELECT '-92233720368547758.08 MXN'::monetary * 18446744073709551616$$);
SELECT refusal($$SELECT '1 MXN'::monetary / 0.0000000000000000001$$);
SELECT left(refusal($$SELECT '0.01 MXN'::monetary * 1e60$$), 5),
	   left(refusal($$SELECT '0.01 MXN'::monetary / 1e-60$$), 5);
SELECT refusal($$SELECT '1 MXN'::monetary / 0$$);
SELECT refusal($$SELECT '0 MXN'::monetary / 0.00$$);
SELECT refusal($$SELECT '1 MXN'::monetary * 'NaN'::numeric$$);
SELECT refusal($$SELECT 'Infinity'::numeric * '0 MXN'::monetary$$);
SELECT refusal($$SELECT '1 MXN'::monetary / '-Infinity'::numeric$$);
SELECT refusal($$SELECT '1 MXN'::monetary / 'NaN'::numeric$$);

-- Without a type, '2' beside an amount is an amount.
SELECT refusal($$SELECT '1 MXN'::monetary / '2'$$);
-- Neither an amount times an amount, nor with a number added or compared, nor
-- binary floating point: only the SQLSTATE, the rest is PostgreSQL's.
SELECT left(refusal($$SELECT '1 MXN'::monetary * '1 MXN'::monetary$$), 5),
	   left(refusal($$SELECT '1 MXN'::monetary + 1$$), 5),
	   left(refusal($$SELECT '1 MXN'::monetary > 0$$), 5),
	   left(refusal($$SELECT '1 MXN'::monetary = 1$$), 5),
	   left(refusal($$SELECT '1 MXN'::monetary * 1.5::float8$$), 5),
	   left(refusal($$SELECT 1 / '1 MXN'::monetary$$), 5),
	   left(refusal($$SELECT '1 MXN'::monetary + '1'::money$$), 5);
\pset tuples_only off
\pset format aligned

--
-- Ratio of two amounts: a number, at least 16 significant digits
--

SELECT a, b, a / b AS ratio, ratio(a, b) = a / b AS same
FROM (VALUES ('1 USD'::monetary, '3 USD'::monetary), ('-2500 MXN', '10000 MXN'), ('0 MXN', '-1 MXN'),
			 ('7 JPY', '2 JPY'), ('5.255 MXN(3)', '5.25 MXN'), ('0.01 MXN', '92233720368547758.07 MXN'),
			 ('92233720368547758.07 MXN', '0.01 MXN'), ('1 USD', NULL)) AS v(a, b);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '1 MXN'::monetary / '1 USD'::monetary$$);
SELECT refusal($$SELECT '1 MXN'::monetary / '0 USD'::monetary$$);
SELECT refusal($$SELECT '1 MXN'::monetary / '0 MXN'::monetary$$);
\pset tuples_only off
\pset format aligned

--
-- Against numeric, whose products are exact
--

-- Amounts of 1 to 17 digits in currencies of 0 to 4 decimals; factors of up to
-- 38 digits with the point anywhere, so that the product fits; both signs.
-- Every tenth amount is odd, and its factor a half, so that the product lies
-- in the middle of two minor units.
CREATE TABLE sample AS
SELECT id, CASE WHEN id % 10 = 0 THEN monetary((2 * id - 4001) * 0.1 ^ minor_units(code), code)
		   ELSE monetary(hashint8extended(id, 1) % (10 ^ digits)::bigint * 0.1 ^ minor_units(code), code) END AS m,
	   CASE id % 20 WHEN 0 THEN 0.5
					WHEN 10 THEN -0.50000000000000000000000000000000000000000000
					ELSE hashint8extended(id, 2) * ('1e-' || 2 + digits + id % (digits + 1))::numeric
						 + CASE WHEN id % 3 = 0 THEN hashint8extended(id, 3) * 1e-40 ELSE 0 END END AS n
FROM generate_series(1, 4000) AS id,
	 LATERAL (SELECT ('{JPY,MXN,KWD,CLF,COP}'::currency[])[id % 5 + 1] AS code, 1 + id % 17 AS digits) AS v;

SELECT count(*) AS cases, count(DISTINCT direction(m) * sign(n)) AS signs,
	   count(*) FILTER (WHERE amount(m * n) <> round(amount(m) * n, minor_units(currency(m)))) AS unlike,
	   count(*) FILTER (WHERE currency(m * n) <> currency(m) OR n * m <> m * n) AS not_commuted
FROM sample;

-- q is m / n rounded where 2 |m - q n| <= |n| u, u the minor unit; in the
-- middle of two it is the one farther from zero, for which |q n| > |m|.
WITH quotient AS (
	SELECT amount(m) AS m, n, amount(m / n) AS q, 0.1 ^ minor_units(currency(m)) AS u
	FROM (SELECT m, CASE id % 20 WHEN 0 THEN 2
								 WHEN 10 THEN -2.00000000000000000000000000000000000000000000
								 ELSE n END AS n
		  FROM sample) AS divisor
	WHERE abs(n) > 1e-18 AND abs(minor_amount(m)) / abs(n) < 9223372036854775807)
SELECT count(*) > 2000 AS enough, count(*) FILTER (WHERE 2 * abs(m - q * n) > abs(n) * u) AS not_nearest,
	   count(*) FILTER (WHERE 2 * abs(m - q * n) = abs(n) * u) AS halves,
	   count(*) FILTER (WHERE 2 * abs(m - q * n) = abs(n) * u AND abs(q * n) <= abs(m)) AS halves_to_zero
FROM quotient;

-- Sums and differences of neighbours in one currency
SELECT count(*) AS cases, count(*) FILTER (WHERE amount(a.m + b.m) <> amount(a.m) + amount(b.m)
										   OR amount(a.m - b.m) <> amount(a.m) - amount(b.m)
										   OR a.m + b.m <> b.m + a.m
										   OR a.m - b.m <> - (b.m - a.m)) AS unlike
FROM sample AS a JOIN sample AS b ON b.id = a.id + 5;
DROP TABLE sample;
