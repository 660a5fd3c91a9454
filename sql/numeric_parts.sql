-- What caudal reads of a numeric agrees with what numeric itself says, whatever
-- its size, scale, sign, and form of storage.
\pset null NULL

-- 1 to 60 digits with 0 to 79 decimals, or up to 19 zeros before the point, or
-- zeros on both sides of it; then values around the ends of words of four
-- digits, of 64 and 128 bits, and of the short header, which has room for 63
-- decimals and a weight of 63 words.
CREATE TABLE sample AS
SELECT id, (CASE WHEN id % 2 = 0 THEN '-' ELSE '' END
			|| substr(translate(hashint8extended(id, 1)::text || hashint8extended(id, 2) || hashint8extended(id, 3)
								|| hashint8extended(id, 4), '-', ''), 1, 1 + id % 60)
			|| CASE id % 3 WHEN 0 THEN 'e-' || id / 60 % 80
						   WHEN 1 THEN 'e' || id / 60 % 20
						   ELSE repeat('0', id % 7) || '.' || repeat('0', id % 11) END)::numeric AS n
FROM generate_series(1, 4800) AS id;
INSERT INTO sample
SELECT 10000 + row_number() OVER (), (sign || value)::numeric
FROM (VALUES (''), ('-')) AS s(sign),
	 unnest('{0, 0.0, 0.0000, 0e-80, 0e-100, 1, 10, 100, 1000, 9999, 10000, 10001, 99999999, 100000000,
			  1.0, 1.00000, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.00005, 0.00004999, 0.9999, 0.99995, 0.00015,
			  1e-16, 1e-37, 1e-38, 1e-39, 5e-5, 5e-40,
			  0.99999999999999999999999999999999999999, 0.9999999999999999999999999999999999999,
			  0.999999999999999999999999999999999999, 12.345678901234567890123456789012345678,
			  12345678.87654321, 1000000000000.0001, 922337203685477.5807,
			  922337203685477.58074999999999999999999999999999,
			  123456789012345.123450000000000000000000000000000000000000000000000000000000000000000000,
			  9999999999999999, 99999999999999999999999999999999999, 999999999999999999999999999999999999, 1e35,
			  1e36, 1e37, 1e38, 170141183460469231731687303715884105727, 170141183460469231731687303715884105728,
			  1e63, 1e255, 1e256, 1e260, 1e300, 1e-255, 1e-256, 1e-260, 1e-300}'::text[]) AS value;
-- Thousands of digits, compressed or out of line
INSERT INTO sample
SELECT 20000 + id, ('12345.' || CASE id % 2 WHEN 0 THEN string_agg(abs(hashint8extended(i, id))::text, '')
					ELSE repeat('6789', 1000 * id::int) END)::numeric
FROM generate_series(1, 4) AS id, generate_series(1, 300) AS i GROUP BY id;
SELECT count(*) AS numbers, min(scale(n)) AS least_scale, max(scale(n)) > 5000 AS great_scale,
	   count(*) FILTER (WHERE pg_column_size(n) < 127) > 4800 AS short,
	   count(*) FILTER (WHERE id > 20000 AND pg_column_size(n) < length(n::text) / 4) AS compressed
FROM sample;

-- Rounded to 0, 2 and 4 decimals as numeric rounds: read from the table, and
-- computed.  The greatest amounts of monetary have 15, 17 and 19 digits.
SELECT code, count(*) AS numbers,
	   count(*) FILTER (WHERE monetary(n, code)::numeric::text <> round(n, decimals)::text) AS stored,
	   count(*) FILTER (WHERE monetary(n + 0, code)::numeric::text <> round(n, decimals)::text) AS computed,
	   count(*) FILTER (WHERE amount(monetary(1, code) * n) <> round(n, decimals)) AS multiplied,
	   count(*) FILTER (WHERE amount(monetary(trim_scale(n), code)) <> round(n, decimals)) AS trimmed
FROM sample, (VALUES ('JPY'::currency, 0, 9e18), ('MXN', 2, 9e16), ('CLF', 4, 9e14)) AS c(code, decimals, greatest)
WHERE abs(n) <= greatest
GROUP BY code ORDER BY code;

-- Plain numbers have no greatest amount.
SELECT count(*) AS numbers,
	   count(*) FILTER (WHERE convert_amount(n, 'CLF', 'CLF', '2021-01-01')::text <> round(n, 4)::text) AS stored,
	   count(*) FILTER (WHERE convert_amount(n + 0, 'JPY', 'JPY', '2021-01-01')::text <> round(n)::text) AS computed,
	   count(*) FILTER (WHERE convert_amount(n, 'USD', 'BZD', '2021-01-01') <> round(n * 2, 2)) AS doubled
FROM sample;
-- Their sum has 128 bits of minor units.
SELECT sum_converted(n, 'CLF', 'CLF', '2021-01-01') - sum(round(n, 4)) AS difference FROM sample
WHERE abs(n) < 1e30;
SELECT sum_converted(n, 'JPY', 'JPY', '2021-01-01') AS sum
FROM (VALUES (999999999999999999999999999999999999), (-1.5), (2.4)) AS v(n);

-- As a rate: of either sign of scale
SELECT count(*) AS rates,
	   count(*) FILTER (WHERE amount(at_rate('1 CLF', n, 'KWD')) <> round(n, 3)) AS unlike,
	   count(*) FILTER (WHERE amount(at_rate('-1 CLF', n + 0, 'KWD')) <> - round(n, 3)) AS unlike_negative
FROM sample WHERE n > 0 AND n < 9e15;
-- A fraction of two: the result is the one nearest, q with 2 |n - q d| <= d u
SELECT count(*) > 1000 AS enough, count(*) FILTER (WHERE 2 * abs(n - q * d) > d * 0.001) AS not_nearest
FROM (SELECT n, d, amount(at_rate('1 CLF', n, d, 'KWD')) AS q
	  FROM (SELECT abs(a.n), abs(b.n) FROM sample AS a JOIN sample AS b ON b.id = a.id + 61) AS pair(n, d)
	  WHERE n > 0 AND d > 0 AND n < 9e15 * d) AS quotient;
DROP TABLE sample;
