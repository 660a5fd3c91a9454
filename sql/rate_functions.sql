-- The functions and aggregates that value amounts, with worked figures.
SET datestyle = ISO;

INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('trm', 'TRM', 10, 7), ('fix', 'FIX', 10, 7), ('ecb', 'European Central Bank', 20, 7), ('agreed', 'Agreed rates', 90, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('trm', 'USD', 'COP', '2021-08-01', '2021-08-02', 3867.88),
	('trm', 'USD', 'COP', '2021-08-03', NULL, 4000),
	('fix', 'USD', 'MXN', '2021-08-01', NULL, 19.9712),
	('ecb', 'EUR', 'USD', '2021-08-02', NULL, 1.1886),
	('ecb', 'EUR', 'JPY', '2021-08-02', NULL, 129.97),
	('agreed', 'USD', 'MXN', '2021-01-01', NULL, 20.5),
	('agreed', 'USD', 'CLF', '2021-01-01', NULL, 0.0255),
	('agreed', 'KWD', 'USD', '2021-01-01', NULL, 3.3245),
	('agreed', 'USD', 'JPY', '2021-01-01', NULL, 109.35),
	('agreed', 'USD', 'XAA', '2021-01-01', NULL, 0.5);

--
-- in_currency: one exact calculation over the whole path, rounded once
--

-- 1000000 * 19.9712 / 3867.88 = 5163.345295...
SELECT in_currency('1000000 COP', 'MXN', '2021-08-01'), convert_amount(1000000, 'COP', 'MXN', '2021-08-01');
-- 49 * 19.9712 / 3867.88 = 0.253003...; rounded on the way to 0.01 dollars it would be 0.20
SELECT in_currency('49 COP', 'MXN', '2021-08-01'), in_currency(in_currency('49 COP', 'USD', '2021-08-01'), 'MXN', '2021-08-01') AS "rounded twice";
-- there and back
SELECT in_currency('5163.35 MXN', 'COP', '2021-08-01'), in_currency('-1000000 COP', 'MXN', '2021-08-01');

-- half away from zero, whatever the sign: a dollar is half a unit of the private currency XAA
SELECT a, in_currency(a, 'XAA', '2021-08-01')
FROM (VALUES ('0.01 USD'::monetary), ('-0.01 USD'), ('0.03 USD'), ('-0.03 USD'), ('0.02 USD'), ('0 USD')) AS v(a);
SELECT a, in_currency(a, 'USD', '2021-08-01') FROM (VALUES ('0.01 XAA'::monetary), ('-0.01 XAA')) AS v(a);
-- a third, a half and two thirds of a cent
SELECT n, at_rate(n * '0.01 USD'::monetary, 1, 6, 'XAA') FROM unnest('{2,3,4,-2,-3,-4}'::int[]) AS n;

-- no decimals, three and four: the yen, the Kuwaiti dinar, the Chilean unidad de fomento
SELECT in_currency('100 USD', 'JPY', '2021-08-02') AS jpy, in_currency('0.01 EUR', 'JPY', '2021-08-02') AS jpy,
	in_currency('-10935 JPY', 'USD', '2021-08-02') AS usd, in_currency('1 JPY', 'MXN', '2021-08-02') AS mxn, in_currency('0.50 EUR', 'JPY', '2021-08-02') AS jpy;
SELECT in_currency('100 USD', 'KWD', '2021-08-02') AS kwd, in_currency('30.080 KWD', 'USD', '2021-08-02') AS usd,
	in_currency('1 USD', 'CLF', '2021-08-02') AS clf, in_currency('0.0001 CLF', 'USD', '2021-08-02') AS usd,
	in_currency('1 KWD', 'CLF', '2021-08-02') AS clf, in_currency('0.001 KWD', 'CLF', '2021-08-02') AS clf;

-- an amount stored with another exponent than today's: the same value, the same result
SELECT a, in_currency(a, 'COP', '2021-08-01'), in_currency(a, 'USD', '2021-08-01'), sum_in(a, 'USD', '2021-08-01'),
	sum_in_exact(a, 'USD', '2021-08-01'), at_rate(a, 2, 'COP'), at_rate(a, 1, 'USD')
FROM (VALUES ('0.125 USD(3)'::monetary), ('-0.125 USD(3)'), ('9223372036.854775807 USD(9)'), ('7 USD(0)')) AS v(a)
GROUP BY a ORDER BY a;

-- one currency is rounded to its minor unit like any other target
SELECT convert_amount(1.005, 'USD', 'USD', '2021-08-01'), convert_amount(-1.005, 'USD', 'USD', '2021-08-01'),
	convert_amount(1.0049999999999999999999, 'USD', 'USD', '2021-08-01'), convert_amount(0.5, 'JPY', 'JPY', '2021-08-01'),
	convert_amount(7, 'CLF', 'CLF', '2021-08-01');

-- NULL for NULL
SELECT in_currency(NULL::monetary, 'MXN', '2021-08-01') IS NULL, in_currency('1 USD', NULL, '2021-08-01') IS NULL,
	in_currency('1 USD', 'MXN', NULL) IS NULL, in_currency('1 USD', 'MXN', '2021-08-01', NULL) IS NULL;

--
-- convert_amount: the input is not rounded, the result has the target's decimals
--
SELECT convert_amount(0.0000000001, 'USD', 'COP', '2021-08-03') AS tiny, convert_amount(0.00000125, 'USD', 'COP', '2021-08-03') AS half,
	convert_amount(1e-300, 'USD', 'COP', '2021-08-03') AS tiniest, convert_amount(100, 'USD', 'JPY', '2021-08-02') AS jpy,
	convert_amount(100.000000000000000000000, 'USD', 'KWD', '2021-08-02') AS kwd, convert_amount(-0.000001, 'USD', 'COP', '2021-08-03') AS "no sign";
-- no limit but that of numeric
SELECT convert_amount(123456789012345678901234567890.123456789, 'USD', 'MXN', '2021-08-01') AS thirty,
	convert_amount(-123456789012345678901234567890.123456789, 'MXN', 'USD', '2021-08-01') AS back,
	convert_amount(92233720368547758.07, 'USD', 'COP', '2021-08-03') AS "beyond a bigint",
	length(convert_amount(10 ^ 1000::numeric, 'USD', 'COP', '2021-08-03')::text) AS digits;
-- at a half, where numeric's own division would have to round twice
SELECT convert_amount(0.00000000000000000000000249999999999999999999, 'COP', 'USD', '2021-08-03') AS zero,
	convert_amount(19.99999999999999999999999999999999999999999999, 'COP', 'USD', '2021-08-03') AS "0.00",
	convert_amount(20, 'COP', 'USD', '2021-08-03') AS "0.01", convert_amount(-20, 'COP', 'USD', '2021-08-03') AS "-0.01",
	convert_amount(20.00000000000000000000000000000000000000000001, 'COP', 'USD', '2021-08-03') AS "0.01";
SELECT convert_amount('NaN', 'USD', 'MXN', '2021-08-01');
\echo :LAST_ERROR_SQLSTATE
SELECT convert_amount('Infinity', 'USD', 'MXN', '2021-08-01');
SELECT convert_amount('-Infinity', 'USD', 'USD', '2021-08-01');
SELECT convert_amount(1, 'USD', 'MNX', '2021-08-01');
-- no binary floating point
SELECT convert_amount(1.5::float8, 'USD', 'MXN', '2021-08-01');
SELECT convert_amount(NULL, 'USD', 'MXN', '2021-08-01') IS NULL, convert_amount(1, NULL, 'MXN', '2021-08-01') IS NULL,
	convert_amount(1, 'USD', NULL, '2021-08-01') IS NULL, convert_amount(1, 'USD', 'MXN', NULL) IS NULL,
	convert_amount(1, 'USD', 'MXN', '2021-08-01', NULL) IS NULL;

-- columns as people have them: char(3), text, varchar, and expressions of them
CREATE TABLE flow (id int PRIMARY KEY, amount numeric(14,2), code char(3), code_text text, code_varchar varchar(5), day date);
INSERT INTO flow VALUES (1, 1000000, 'COP', 'COP', 'COP', '2021-08-01'), (2, 250.50, 'usd', 'usd', 'usd', '2021-08-01'),
	(3, 99.99, 'MXN', 'MXN', 'MXN', '2021-08-01'), (4, NULL, 'MXN', 'MXN', 'MXN', '2021-08-01');
SELECT id, convert_amount(amount, code, 'MXN', day) AS "char", convert_amount(amount, code_text, 'MXN', day) AS text,
	convert_amount(amount, code_varchar, 'MXN', day) AS "varchar", convert_amount(amount * 2, upper(code_text), lower('MXN'), day + 1) AS expression,
	in_currency(monetary(amount, code), 'MXN', day), convert_amount(amount, code, code_text, day, 'fix'::varchar) AS itself
FROM flow ORDER BY id;
SELECT sum_converted(amount, code, 'MXN', day), sum_converted(amount, code_text, 'MXN', day), sum_converted(amount, code_varchar, 'MXN', day),
	sum_converted(amount, code, 'MXN', day, 'agreed'), sum_in(monetary(amount, code), 'MXN', day)
FROM flow WHERE code <> 'COP';
-- a day is a date: that of a point in time depends on the time zone
SELECT in_currency('1 USD', 'MXN', timestamptz '2021-08-01 00:00+00');

--
-- Rates of many digits, large and small
--
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('agreed', 'USD', 'XBA', '2021-01-01', 999999999999999999),		-- 18 digits, the most that integers serve
	('agreed', 'USD', 'XBB', '2021-01-01', 0.000000000000000001),
	('agreed', 'USD', 'XBC', '2021-01-01', 1234567890.123456789),	-- 19
	('agreed', 'USD', 'XBD', '2021-01-01', 0.33333333333333333333333333333333333333),
	('agreed', 'USD', 'XBE', '2021-01-01', 1e40), ('agreed', 'USD', 'XBF', '2021-01-01', 1e-40),
	('agreed', 'XBG', 'USD', '2021-01-01', 7.000000000000000000007);
SELECT quote, in_currency('0.05 USD', quote, '2021-08-01', 'agreed') AS "0.05 USD", convert_amount(1e6, 'USD', quote, '2021-08-01') AS "10^6 USD",
	convert_amount(1e6, quote, 'USD', '2021-08-01') AS "10^6 back", path
FROM unnest('{XBA,XBB,XBC,XBD,XBF,XBG}'::currency[]) AS quote, exchange_rate_used('USD', quote, '2021-08-01');
SELECT convert_amount(1e6, 'USD', 'XBE', '2021-08-01'), convert_amount(1e6, 'XBE', 'USD', '2021-08-01'),
	convert_amount(5e37, 'XBE', 'USD', '2021-08-01') AS half, convert_amount(4.9999e37, 'XBE', 'USD', '2021-08-01') AS less;
-- two of them in one path
SELECT a, b, convert_amount(123456.789, a, b, '2021-08-01'), at_rate('1234.56 USD', u.numerator, u.denominator, 'EUR') AS fraction, u.rate
FROM (VALUES ('XBD'::currency, 'XBC'::currency), ('XBC', 'XBD'), ('XBG', 'XBD'), ('XBA', 'XBG')) AS v(a, b),
	exchange_rate_used(a, b, '2021-08-01') AS u;

-- out of range
SELECT in_currency('1 USD', 'XBE', '2021-08-01');
\echo :LAST_ERROR_SQLSTATE
SELECT sum_in('-1 USD', 'XBE', '2021-08-01');
SELECT in_currency('92233720368547758.07 USD', 'MXN', '2021-08-01');
SELECT in_currency('-92233720368547758.08 USD', 'COP', '2021-08-01', 'trm');
-- the least and the greatest amount, where they fit
SELECT in_currency('-92233720368547758.08 USD', 'PAB', '2021-08-01'), in_currency('92233720368547758.07 USD', 'PAB', '2021-08-01'),
	in_currency('-92233720368547758.08 BZD', 'USD', '2021-08-01');
SELECT in_currency('9223372036854775807 JPY', 'EUR', '2021-08-02'),
	in_currency('92233720368547758.07 MXN', 'USD', '2021-08-01'), at_rate('-92233720368547758.08 USD', 1, 'MXN');
SELECT at_rate('92233720368547758.07 USD', 1.00000000000000001, 'MXN');
SELECT at_rate('1 USD', 1e30, 'MXN');
SELECT at_rate('9223372036854775807 USD(0)', 1, 'USD');

--
-- at_rate: an agreed rate, or a fraction
--
SELECT at_rate('100 USD', 20.5, 'MXN'), at_rate('100 USD', 1, 3, 'MXN'), at_rate('100 USD', 2, 3, 'JPY'), at_rate('-100 USD', 1, 3, 'CLF'),
	at_rate('0.05 USD', 0.1, 'MXN') AS half, at_rate('-0.05 USD', 0.1, 'MXN') AS half, at_rate('1 USD', 1e-30, 'MXN') AS nothing;
SELECT at_rate('1000000 COP', 19.9712, 3867.88, 'MXN') AS domain, at_rate('1 USD', 1e30, 3e30, 'MXN') AS large, at_rate('1 USD', 1e-30, 3e-30, 'MXN') AS small,
	at_rate('92233720368547758.07 USD', 123456789012345678, 123456789012345678, 'MXN') AS same,
	at_rate('10 USD', 0.33333333333333333333333333333333333333, 0.33333333333333333333333333333333333333, 'MXN') AS one,
	at_rate('100 USD', 2.0, 2, 'USD') AS itself;
SELECT at_rate('100 USD', 0, 'MXN');
\echo :LAST_ERROR_SQLSTATE
SELECT at_rate('100 USD', -20.5, 'MXN');
SELECT at_rate('100 USD', 'NaN', 'MXN');
SELECT at_rate('100 USD', 'Infinity', 'MXN');
SELECT at_rate('100 USD', 1, 0, 'MXN');
SELECT at_rate('100 USD', 1, '-Infinity', 'MXN');
SELECT at_rate('100 USD', 2, 'USD');
\echo :LAST_ERROR_SQLSTATE
SELECT at_rate('100 USD', 2, 3, 'USD');
SELECT at_rate(NULL, 1, 'MXN') IS NULL, at_rate('1 USD', NULL, 'MXN') IS NULL, at_rate('1 USD', 1, NULL) IS NULL, at_rate('1 USD', 1, NULL, 'MXN') IS NULL;

--
-- exchange_rate: for display, at least 16 significant digits
--
SELECT exchange_rate('USD', 'MXN', '2021-08-01') AS published, exchange_rate('MXN', 'USD', '2021-08-01') AS inverse,
	exchange_rate('COP', 'MXN', '2021-08-01') AS cross, exchange_rate('USD', 'MXN', '2021-08-01', 'agreed') AS agreed, exchange_rate('USD', 'USD', '2021-08-01') AS one;
SELECT exchange_rate('XBE', 'USD', '2021-08-01') AS smallest, exchange_rate('XBF', 'USD', '2021-08-01') AS greatest;

--
-- bag_in_currency: each entry converted and rounded, so that it foots with them
--
SELECT bag_in_currency('{1000000 COP, 100 USD, -50.50 MXN}', 'MXN', '2021-08-01') AS bag,
	in_currency('1000000 COP', 'MXN', '2021-08-01') + in_currency('100 USD', 'MXN', '2021-08-01') + '-50.50 MXN' AS lines;
SELECT bag_in_currency('{20 COP, 0.005 EUR(3)}', 'USD', '2021-08-03') AS "0.01 + 0.01", bag_in_currency('{100 USD}', 'MXN', '2021-08-01', 'agreed') AS named;
-- entries that no monetary holds: -1.0 * 10^17 and 1.5 * 10^17 balboas; then their sum is too large
SELECT bag_in_currency('{-400000000000000000000 COP, 150000000000000000 USD}', 'PAB', '2021-08-03');
SELECT bag_in_currency('{400000000000000000000 COP, 150000000000000000 USD}', 'PAB', '2021-08-03');
SELECT bag_in_currency(NULL, 'MXN', '2021-08-01') IS NULL, bag_in_currency('{1 USD}', NULL, '2021-08-01') IS NULL,
	bag_in_currency('{1 USD}', 'MXN', NULL) IS NULL, bag_in_currency('{1 USD}', 'MXN', '2021-08-01', NULL) IS NULL;

--
-- exchange_difference and revalue: realized and unrealized gain, of rounded values
--
-- a grant of 1000 USD booked at 20.00 and received at 19.50: a loss; a debt: a gain
SELECT exchange_difference('1000 USD', 20, 19.5, 'MXN'), exchange_difference('-1000 USD', 20, 19.5, 'MXN'), exchange_difference('1000 USD', 20, 20, 'MXN');
-- booked as 0.0049 or 0.00, settled as 0.0151 or 0.02; booked as 0.005 or 0.01, settled as 0.0149 or 0.01: it is the books
-- that differ, by 0.02 and 0.00, not the products, by 0.0102 and 0.0099
SELECT exchange_difference('1 USD', 0.0049, 0.0151, 'MXN'), exchange_difference('1 USD', 0.005, 0.0149, 'MXN');
-- the greatest difference that fits, and the next
SELECT exchange_difference('92233720368547758.07 USD', 1, 1e-30, 'MXN'), exchange_difference('-92233720368547758.08 USD', 1e-30, 1, 'MXN');
SELECT exchange_difference('-92233720368547758.08 USD', 1, 1e-30, 'MXN');
SELECT exchange_difference('100 USD', 20, 0, 'MXN');
SELECT exchange_difference('100 USD', 20, 19, 'USD');
SELECT exchange_difference(NULL, 1, 1, 'MXN') IS NULL, exchange_difference('1 USD', NULL, 1, 'MXN') IS NULL,
	exchange_difference('1 USD', 1, NULL, 'MXN') IS NULL, exchange_difference('1 USD', 1, 1, NULL) IS NULL;

SELECT revalue('1000 USD', 20, 'MXN', '2021-08-01'), revalue('1000 USD', 20, 'MXN', '2021-08-01', 'agreed'),
	revalue('-1000 USD', 20, 'MXN', '2021-08-01'), revalue('1000000 COP', 0.005, 'MXN', '2021-08-01'), revalue('1 USD', 1, 'USD', '2021-08-01');
SELECT revalue('1000 USD', -1, 'MXN', '2021-08-01');
SELECT revalue('1000 USD', 2, 'USD', '2021-08-01');
SELECT revalue(NULL, 1, 'MXN', '2021-08-01') IS NULL, revalue('1 USD', NULL, 'MXN', '2021-08-01') IS NULL, revalue('1 USD', 1, NULL, '2021-08-01') IS NULL,
	revalue('1 USD', 1, 'MXN', NULL) IS NULL, revalue('1 USD', 1, 'MXN', '2021-08-01', NULL) IS NULL;

--
-- effective_rate: all that arrived over all that was sent
--
SELECT effective_rate(sent, received) FROM (VALUES ('1000 USD'::monetary, '20500 MXN'::monetary), ('2000 USD', '39900 MXN'), (NULL, '5 MXN'), ('5 USD', NULL)) AS v(sent, received);
SELECT effective_rate('3 USD', '1 KWD') AS third, effective_rate('3000000 COP', '1 JPY') AS small, effective_rate('1 USD', '1.50 USD') AS "one currency",
	effective_rate('-3 USD', '60 MXN') AS negative;
SELECT effective_rate(a, b) AS "exponents differ" FROM (VALUES ('1 USD'::monetary, '0.5 KWD'::monetary), ('1.000 USD(3)', '0.25 KWD(2)')) AS v(a, b);
-- a transfer that came back has none
SELECT effective_rate(a, b) IS NULL AS "nothing sent" FROM (VALUES ('1 USD'::monetary, '20 MXN'::monetary), ('-1 USD', '-19 MXN')) AS v(a, b);
SELECT effective_rate(a, b) IS NULL AS "no rows" FROM (VALUES (NULL::monetary, NULL::monetary)) AS v(a, b);
SELECT effective_rate(a, b) FROM (VALUES ('1 USD'::monetary, '20 MXN'::monetary), ('1 EUR', '20 MXN')) AS v(a, b);
\echo :LAST_ERROR_SQLSTATE
SELECT effective_rate(a, b) FROM (VALUES ('1 USD'::monetary, '20 MXN'::monetary), ('1 USD', '20 COP')) AS v(a, b);
-- beyond a bigint on the way
SELECT effective_rate('92233720368547758.07 USD', '92233720368547758.07 MXN') FROM generate_series(1, 1000);

--
-- Sums
--
CREATE TABLE money (id int PRIMARY KEY, award int, amount monetary, day date);
INSERT INTO money
SELECT i, i % 3, monetary((i * 7919 % 20011 - 10000) / 100.0, (ARRAY['COP', 'MXN', 'USD', 'EUR'])[i % 4 + 1]), date '2021-08-02' + i % 3
FROM generate_series(1, 1200) AS i;
INSERT INTO money VALUES (1201, 1, NULL, '2021-08-01'), (1202, 1, '1 USD', NULL);
-- sum_in foots with its lines, in every group, and so do its twins
SELECT award, sum_in(amount, 'MXN', day), sum(in_currency(amount, 'MXN', day)) AS lines,
	sum_converted(amount(amount), currency(amount), 'MXN', day), round(sum_in_exact(amount, 'MXN', day), 8) AS exact, count(*)
FROM money GROUP BY award ORDER BY award;
SELECT award, sum_in(amount, 'JPY', day), sum_in(amount, 'CLF', day), sum_in(amount, 'USD', day, 'trm')
FROM money WHERE currency(amount) IN ('USD', 'COP') GROUP BY award ORDER BY award;
SELECT award, sum_in(amount, 'USD', day, 'agreed') = sum(in_currency(amount, 'USD', day, 'agreed')) AS named,
	sum_converted(amount(amount), currency(amount), 'USD', day, 'agreed') = amount(sum_in(amount, 'USD', day, 'agreed')) AS plain
FROM money WHERE currency(amount) IN ('USD', 'MXN') GROUP BY award ORDER BY award;
-- grouping sets, FILTER, DISTINCT, ORDER BY inside, windows
SELECT award, currency(amount) AS code, sum_in(amount, 'MXN', day) AS total, sum_in(amount, 'MXN', day) FILTER (WHERE is_positive(amount)) AS "in"
FROM money WHERE amount IS NOT NULL GROUP BY GROUPING SETS ((award, currency(amount)), (award), ()) ORDER BY award, code;
SELECT sum_in(DISTINCT a, 'MXN', '2021-08-01' ORDER BY a), sum_in(a, 'MXN', '2021-08-01' ORDER BY a DESC) FROM (VALUES ('1 USD'::monetary), ('1 USD'), ('2 USD')) AS v(a);
SELECT id, amount, sum_in(amount, 'MXN', day) OVER (ORDER BY id), sum_converted(amount(amount), currency(amount), 'MXN', day) OVER (ORDER BY id ROWS 1 PRECEDING),
	round(sum_in_exact(amount, 'MXN', day) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), 6) AS exact
FROM money WHERE id <= 4 ORDER BY id;
-- the target is one currency for each group
SELECT code, sum_in('100 USD', code, '2021-08-01'), sum_in_exact('100 USD', code, '2021-08-01'), sum_converted(100, 'USD', code, '2021-08-01')
FROM unnest('{MXN,COP}'::currency[]) AS code GROUP BY code ORDER BY code;
SELECT sum_in('100 USD', code, '2021-08-01') FROM unnest('{MXN,COP}'::currency[]) AS code;
\echo :LAST_ERROR_SQLSTATE
SELECT sum_in_exact('100 USD', code, '2021-08-01') FROM unnest('{MXN,COP}'::currency[]) AS code;
SELECT sum_converted(100, 'USD', code, '2021-08-01') FROM unnest('{MXN,COP}'::currency[]) AS code;
-- no rows, and rows with a NULL only
SELECT sum_in(amount, 'MXN', day), sum_in_exact(amount, 'MXN', day), sum_converted(amount(amount), 'USD', 'MXN', day) FROM money WHERE id > 1200;
SELECT sum_in('1 USD', 'MXN', '2021-08-01', NULL), sum_in_exact('1 USD', NULL, '2021-08-01'), sum_converted(1, NULL, 'MXN', '2021-08-01') FROM generate_series(1, 2);
-- larger than a monetary on the way, which matters only at the end
SELECT sum_in(a, 'PAB', '2021-08-01'), sum_in_exact(a, 'PAB', '2021-08-01')
FROM (VALUES (1, '92233720368547758.07 USD'::monetary), (2, '92233720368547758.07 USD'), (3, '-92233720368547758.08 USD')) AS v(i, a);
SELECT sum_in(a, 'PAB', '2021-08-01') FROM (VALUES ('92233720368547758.07 USD'::monetary), ('0.01 USD')) AS v(a);
SELECT sum_converted(a, 'USD', 'PAB', '2021-08-01'), sum_in_exact(monetary(a / 10, 'USD'), 'PAB', '2021-08-01')
FROM (VALUES (92233720368547758.07), (92233720368547758.07)) AS v(a);
-- a number has room for 128 bits of minor units
SELECT sum_converted(1e36, 'USD', 'PAB', '2021-08-01');
SELECT sum_converted(1e37, 'USD', 'PAB', '2021-08-01');
SELECT sum_converted('NaN', 'USD', 'MXN', '2021-08-01');

-- sum_in_exact: a million flows of one Colombian peso are not nothing
SELECT sum_in_exact('1 COP', 'USD', '2021-08-03'), sum_in('1 COP', 'USD', '2021-08-03') FROM generate_series(1, 1000000);
-- 400 flows of 1 to 400 pesos at 4000 are 80200 / 4000 = 20.05 dollars
SELECT sum_in_exact(monetary(i, 'COP'), 'USD', '2021-08-03'), sum_in(monetary(i, 'COP'), 'USD', '2021-08-03') FROM generate_series(1, 400) AS i;
-- quotients without end add up: 0.01 / 3867.88, 386788 times, and 1 / 7.000000000000000000007, 7 times
SELECT sum_in_exact('0.01 COP', 'USD', '2021-08-01') FROM generate_series(1, 386788);
SELECT sum_in_exact('1 USD', 'XBG', '2021-08-01') AS once FROM generate_series(1, 1);
SELECT sum_in_exact('1 USD', 'XBG', '2021-08-01') AS "7 times" FROM generate_series(1, 7);

--
-- In parallel: the same digits
--
CREATE TABLE many AS SELECT i AS id, i % 5 AS award, monetary((i * 7919 % 2000003 - 1000000) / 100.0, (ARRAY['COP', 'MXN', 'USD', 'EUR', 'XBG'])[i % 5 + 1]) AS amount,
	date '2021-08-02' + i % 5 AS day FROM generate_series(1, 20000) AS i;
ALTER TABLE many SET (parallel_workers = 3);
ANALYZE many;
CREATE VIEW totals AS
SELECT award, sum_in(amount, 'MXN', day), sum_in(amount, 'MXN', day, 'agreed') FILTER (WHERE currency(amount) IN ('USD', 'MXN')) AS agreed, sum_in_exact(amount, 'MXN', day),
	sum_converted(amount(amount), currency(amount), 'COP', day), effective_rate(in_currency(amount, 'USD', day), in_currency(amount, 'MXN', day)), count(*)
FROM many GROUP BY award;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT * FROM totals;
SET max_parallel_workers_per_gather = 3;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum_in(amount, 'MXN', day), sum_in_exact(amount, 'MXN', day) FROM many;
(TABLE serial EXCEPT ALL TABLE totals) UNION ALL (TABLE totals EXCEPT ALL TABLE serial);
SELECT * FROM serial ORDER BY award;
-- what no worker finds is an error as it would be without
SELECT sum_in(amount, 'MXN', day + 100, 'fix') FROM many WHERE currency(amount) = 'USD';

DROP VIEW totals;
DROP TABLE flow, money, many, serial;
TRUNCATE exchange_rate, rate_source;
