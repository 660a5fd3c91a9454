-- The type monetary: text and binary form, construction, column constraint.
\pset null NULL

--
-- Text
--

-- A number with an optional sign and point, and a code, in either order
SELECT to_json(input) AS input, input::monetary AS amount
FROM (VALUES ('1500.50 MXN'), ('MXN 1500.50'), ('1500.5 mxn'), ('mxn1500'), ('1500MXN'), ('+7 USD'), ('-7.05 USD'),
			 ('USD -7.05'), ('.5 USD'), ('-.05 USD'), ('5. USD'), ('007 USD'), (E'\t 12.30\n USD  '), ('0.01 USD'),
			 ('-0.01 USD'), ('0 USD')) AS v(input);

-- All minor digits are written, as many as the currency has.
SELECT input, input::monetary AS amount
FROM unnest('{1 JPY, 1 COP, 1.5 KWD, 1.0001 CLF, 1 XYZ, 1.25 SVC}'::text[]) AS input;

-- There is no negative zero.
SELECT '-0.00 MXN'::monetary, '-0 JPY'::monetary, 'MXN -.0'::monetary, - '0.00 MXN'::monetary,
	   '0 MXN'::monetary * -1 AS product;

-- 64 bits of minor units
SELECT '92233720368547758.07 MXN'::monetary AS greatest, '-92233720368547758.08 MXN'::monetary AS least,
	   '9223372036854775807 JPY'::monetary AS yen, '-922337203685477.5808 CLF'::monetary AS uf;
SELECT '000000000000000000000000000000000000000000000000000092233720368547758.07 MXN'::monetary AS zeros_before;

\pset format unaligned
\pset tuples_only on

-- Unknown code
SELECT refusal($$SELECT '5 MNX'::monetary$$);
SELECT refusal($$SELECT 'QQQ 5'::monetary$$);
-- Too many decimals, also when they are zeros
SELECT refusal($$SELECT '1.005 MXN'::monetary$$);
SELECT refusal($$SELECT '1.500 COP'::monetary$$);
SELECT refusal($$SELECT '1.0 JPY'::monetary$$);
-- Grouped digits
SELECT refusal($$SELECT '1,500.50 MXN'::monetary$$);
-- No currency
SELECT refusal($$SELECT '1500.50'::monetary$$);
-- Out of range
SELECT refusal($$SELECT '92233720368547758.08 MXN'::monetary$$);
SELECT refusal($$SELECT '-92233720368547758.09 MXN'::monetary$$);
SELECT refusal($$SELECT '1000000000000000000000000000000000000000000 MXN'::monetary$$);
-- Something else
SELECT refusal($$SELECT ''::monetary$$);
SELECT refusal($$SELECT '$5'::monetary$$);

\pset tuples_only off
\pset format aligned

-- The same in other forms.  A grouped number is told from a wrong one by the
-- digit behind the separator.
SELECT to_json(input) AS input,
	   split_part(refusal(format('SELECT %L::monetary', input)), E'\n', 1) AS refusal
FROM (VALUES ('1.234.567 COP'), ('1.234.567,89 COP'), ('1,5 MXN'), ('1 500 MXN'), ('1''500 USD'), ('1_500 USD'),
			 ('USD 1,500'), ('1, USD'), ('1.5. USD'), ('.'), ('. USD'), ('- 5 USD'), ('--5 USD'), ('+-5 USD'),
			 ('5- USD'), ('(5) USD'), ('-USD 5'), ('USD'), ('USD USD'), ('5 USD 5'), ('5 USD USD'), ('USD 5 USD'),
			 ('5 US'), ('5 USDX'), ('5 dollars'), ('US$ 5'), ('5 $'), ('5 €'), ('5e3 USD'), ('5E3USD'),
			 ('1e400 USD'), ('0x10 USD'), ('NaN'), ('Infinity'), ('NaN USD'), ('٥ USD'), ('5.5'), ('-5'),
			 ('5 USD;'), ('{5 USD}'), ('92233720368547758.070 MXN'), ('9223372036854775808 JPY')) AS v(input);
SELECT separator,
	   split_part(refusal(format('SELECT %L::monetary', '1' || character || '500 USD')), '"', 1) AS refusal
FROM (VALUES ('no-break space', U&'\00A0'), ('narrow no-break space', U&'\202F'), ('thin space', U&'\2009'),
			 ('apostrophe', U&'\2019'), ('letter', 'O')) AS v(separator, character);

-- An amount keeps the exponent that it was stored with.  It is stated where
-- today's cannot say the value: such an amount was stored before ISO 4217
-- changed the minor unit.
SELECT input, input::monetary AS amount, amount(input::monetary) AS number
FROM unnest('{5.255 MXN(3), MXN(3) 5.255, 5.25 MXN(3), 5 MXN(0), 5 CLF(2), 0 MXN(9), -0.000000001 MXN(9),
			  9223372036854775807 MXN(0), 922337203685477.5807 JPY(4), 5.0 JPY(1)}'::text[]) AS input;
SELECT input, split_part(refusal(format('SELECT %L::monetary', input)), E'\n', 1) AS refusal
FROM unnest('{5.2555 MXN(3), 5 MXN(10), 5 MXN(-1), 5 MXN(), 5 MXN (3), 5 MXN(3, 5 MXN3, 5.5 MXN(0),
			  10000000000 MXN(9)}'::text[]) AS input;

--
-- From a number
--

-- Half away from zero, on both sides of each half
SELECT number, monetary(number, 'MXN') AS mxn, monetary(number, 'JPY') AS jpy, monetary(number, 'CLF') AS clf
FROM unnest('{1.004999999, 1.005, -1.005, -1.004999999, 0.5, -0.5, 1.5, 2.5, -2.5, 2.4999, 0.00005, -0.00005,
			  0.000049999999, 0.0049, -0.0049, 1e-30, 0}'::numeric[]) AS number;

-- As numeric rounds, at every half of a thousand
SELECT count(*) AS halves, count(*) FILTER (WHERE amount(monetary(number, 'MXN')) <> round(number, 2)) AS unlike
FROM (SELECT sign * (i * 0.01 + 0.005) AS number
	  FROM generate_series(0, 499) AS i, (VALUES (1), (-1)) AS s(sign)) AS half;

SELECT monetary(5, 'MXN') AS "integer", monetary(0.1 + 0.2, 'MXN') AS "numeric", monetary('5', 'MXN') AS "literal",
	   monetary(NULL, 'MXN') AS no_number, monetary(5, NULL) AS no_currency;
SELECT monetary(92233720368547758.074999, 'MXN') AS greatest, monetary(-92233720368547758.084999, 'MXN') AS least,
	   monetary(-92233720368547758.08, 'MXN') = '-92233720368547758.08 MXN' AS same;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT monetary('NaN', 'MXN')$$);
SELECT refusal($$SELECT monetary('Infinity', 'MXN')$$);
SELECT refusal($$SELECT monetary('-Infinity', 'MXN')$$);
SELECT refusal($$SELECT monetary(92233720368547758.075, 'MXN')$$);
SELECT refusal($$SELECT monetary(-92233720368547758.085, 'MXN')$$);
SELECT refusal($$SELECT monetary(1e18, 'CLF')$$);
SELECT left(refusal($$SELECT monetary(1e1000, 'MXN')$$), 5);
SELECT refusal($$SELECT monetary(5, 'MNX')$$);
-- Binary floating point is no money.
SELECT split_part(refusal($$SELECT monetary(0.1::float8, 'MXN')$$), E'\n', 1);
\pset tuples_only off
\pset format aligned

--
-- What an amount is made of
--

SELECT m, amount(m), currency(m), minor_amount(m), is_zero(m), is_positive(m), absolute(m), direction(m)
FROM unnest('{1500.50 MXN, -1500.50 MXN, 0 MXN, -7 JPY, 7 CLF, 92233720368547758.07 MXN, NULL}'::monetary[]) AS m;
SELECT pg_typeof(amount('1 MXN')), pg_typeof(currency('1 MXN'::monetary)), pg_typeof(minor_amount('1 MXN')),
	   pg_typeof(direction('1 MXN'));

-- Minor units are today's.
SELECT m, minor_amount(m) FROM unnest('{5.250 MXN(3), 5 MXN(0), 5 CLF(2), -5.0 JPY(1)}'::monetary[]) AS m;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT minor_amount('5.255 MXN(3)')$$);
SELECT left(refusal($$SELECT minor_amount('9223372036854775807 MXN(0)')$$), 5);
SELECT refusal($$SELECT absolute('-92233720368547758.08 MXN')$$);
\pset tuples_only off
\pset format aligned

-- Casts: written ones to numeric; none from it; none to or from the core type
SELECT '1500.50 MXN'::monetary::numeric AS "numeric", '1500.50 MXN'::monetary::text AS "text",
	   '1500.50 MXN'::text::monetary AS from_text;
SELECT castsource::regtype, casttarget::regtype,
	   CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END AS context
FROM pg_cast
WHERE 'monetary'::regtype IN (castsource, casttarget)
ORDER BY casttarget::regtype::text;

--
-- Type modifier: a column of one currency
--

CREATE TABLE budget (item text, planned monetary('mxn'), note monetary);
SELECT attname, format_type(atttypid, atttypmod)
FROM pg_attribute
WHERE attrelid = 'budget'::regclass AND attnum > 0
ORDER BY attnum;
INSERT INTO budget VALUES ('rent', '1500.50 MXN', '20 USD'), ('salaries', 'mxn 90000', NULL);
\set VERBOSITY terse
INSERT INTO budget VALUES ('travel', '20 USD');
INSERT INTO budget VALUES ('travel', monetary(20, 'USD'));
INSERT INTO budget SELECT item, note FROM budget;
UPDATE budget SET planned = '20 USD' WHERE item = 'rent';
UPDATE budget SET planned = note WHERE item = 'rent';
UPDATE budget SET planned = planned * 2 WHERE item = 'rent';
COPY budget FROM stdin;
travel	20 USD	\N
\.
ALTER TABLE budget ALTER note TYPE monetary('MXN');
ALTER TABLE budget ALTER note TYPE monetary('USD');
ALTER TABLE budget ALTER planned TYPE monetary;
UPDATE budget SET planned = '20 EUR' WHERE item = 'salaries';
ALTER TABLE budget ALTER planned TYPE monetary('MXN') USING monetary(amount(planned), 'MXN');
\set VERBOSITY default
SELECT * FROM budget ORDER BY item;
SELECT attname, format_type(atttypid, atttypmod)
FROM pg_attribute
WHERE attrelid = 'budget'::regclass AND attnum > 0
ORDER BY attnum;
DROP TABLE budget;

-- A cast checks and never converts.
SELECT '5 MXN'::monetary::monetary('MXN') AS "cast", '5 MXN'::monetary('MXN') AS literal,
	   NULL::monetary('MXN') AS nothing,
	   '{5 MXN, NULL}'::monetary('MXN')[] AS "array";
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '5 MXN'::monetary::monetary('USD')$$);
SELECT refusal($$SELECT '5 MXN'::monetary('USD')$$);
SELECT refusal($$SELECT '{5 MXN, 5 USD}'::monetary('MXN')[]$$);
SELECT refusal($$SELECT '5 MXN'::monetary('MNX')$$);
SELECT refusal($$SELECT '5 MXN'::monetary('MXN', 'USD')$$);
SELECT refusal($$SELECT '5 MXN'::monetary(2)$$);
\pset tuples_only off
\pset format aligned

-- A domain may hold the modifier and a condition.
CREATE DOMAIN pesos AS monetary('MXN') CHECK (is_positive(VALUE) OR is_zero(VALUE));
SELECT '5 MXN'::pesos, '0 MXN'::monetary::pesos;
\set VERBOSITY terse
SELECT '5 USD'::pesos;
SELECT '5 USD'::monetary::pesos;
SELECT '-5 MXN'::pesos;
\set VERBOSITY default
DROP DOMAIN pesos;

--
-- Binary form: minor units, three letters, one byte of exponent
--

SELECT m, monetary_send(m)
FROM unnest('{0.01 MXN, -0.01 MXN, 258 JPY, 5.255 MXN(3), 92233720368547758.07 USD,
			  -92233720368547758.08 USD}'::monetary[]) AS m;

-- What COPY writes in binary it reads back, exponents and all.
CREATE TABLE payment (id int PRIMARY KEY, paid monetary);
INSERT INTO payment
SELECT i, (CASE i % 5
		   WHEN 0 THEN i * 7919 || '.07 MXN'
		   WHEN 1 THEN -i * 104729 || ' JPY'
		   WHEN 2 THEN i || '.' || i % 1000 || ' KWD(3)'
		   WHEN 3 THEN i || '.000000001 USD(9)'
		   END)::monetary
FROM generate_series(1, 1000) AS i;
INSERT INTO payment VALUES (1001, '92233720368547758.07 MXN'), (1002, '-92233720368547758.08 MXN'), (1003, '0 CLF');
CREATE TABLE copied (id int PRIMARY KEY, paid monetary);
\copy payment TO 'results/monetary.binary' (FORMAT binary)
\copy copied FROM 'results/monetary.binary' (FORMAT binary)
SELECT count(*) AS rows, count(payment.paid) AS amounts,
	   count(*) FILTER (WHERE monetary_send(payment.paid) IS DISTINCT FROM monetary_send(copied.paid)) AS unlike
FROM payment FULL JOIN copied USING (id);
-- A column of one currency refuses another here too.
CREATE TABLE yen (id int, paid monetary('JPY'));
\set VERBOSITY terse
\copy yen FROM 'results/monetary.binary' (FORMAT binary)
\set VERBOSITY default
DROP TABLE payment, copied, yen;
