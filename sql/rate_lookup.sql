-- Which rate is in effect: the rule of the manual, case by case.
--
-- Within one source and pair it is the row with the latest valid_from that is
-- not after the date.  Its age is 0 through valid_to, else the days since
-- valid_to or, where there is none, since valid_from; it is usable while its
-- age is at most the source's max_age.  A leg takes the first source, by
-- priority and then code, that has a usable row of the pair, either way
-- round; within it the younger, on a tie the pair as asked.  After all sources
-- come the built-in rates.  A conversion is one leg, or else two over the
-- pivot.
SET datestyle = ISO;

-- The rates used on some days, NULL where there is none
CREATE FUNCTION used(from_currency currency, to_currency currency, VARIADIC days date[])
RETURNS TABLE (day date, age integer, path text)
LANGUAGE sql STABLE SET caudal.missing_rate = 'null'
AS $$
	SELECT d, u.age_days, u.path
	FROM unnest(days) WITH ORDINALITY AS of_days(d, n),
		exchange_rate_used(from_currency, to_currency, d) AS u
	ORDER BY n
$$;

--
-- The row in effect
--
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'A daily source', 10, 7);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('fix', 'USD', 'MXN', '2021-03-04', NULL, 20.9167),		-- a Thursday
	('fix', 'USD', 'MXN', '2021-03-05', NULL, 21.2125),		-- a Friday
	('fix', 'USD', 'COP', '2021-03-06', '2021-03-08', 3645.90);

-- a day alone: its age is the days since; never a later rate
SELECT * FROM used('USD', 'MXN', '2021-03-03', '2021-03-04', '2021-03-05', '2021-03-06', '2021-03-12', '2021-03-13');
-- too old: which is the nearest, and how old; and the SQLSTATE
SELECT in_currency('100 USD', 'MXN', '2021-03-13');
\echo :LAST_ERROR_SQLSTATE
-- too early: there is no earlier rate, and a later one is not named
SELECT in_currency('100 USD', 'MXN', '2021-03-03');

-- an interval: age 0 within it, both ends included, then the days since its end
SELECT * FROM used('USD', 'COP', '2021-03-05', '2021-03-06', '2021-03-07', '2021-03-08', '2021-03-09', '2021-03-15', '2021-03-16');
SELECT in_currency('100 USD', 'COP', '2021-03-16');

-- an interval of one day is a day
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
VALUES ('fix', 'USD', 'HNL', '2021-03-05', '2021-03-05', 24.0513);
SELECT * FROM used('USD', 'HNL', '2021-03-04', '2021-03-05', '2021-03-06', '2021-03-12', '2021-03-13');

-- until further notice: of age 0 for ever
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
VALUES ('fix', 'USD', 'NIO', '2024-01-01', 'infinity', 36.6243);
SELECT * FROM used('USD', 'NIO', '2023-12-31', '2024-01-01', '2200-12-31', '5874897-12-31');

-- max_age 0 takes the day itself, or the interval, and nothing after
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('strict', 'Only on its day', 10, 0);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('strict', 'USD', 'GTQ', '2021-03-05', NULL, 7.72037),
	('strict', 'USD', 'GTQ', '2021-03-10', '2021-03-11', 7.71446);
SELECT * FROM used('USD', 'GTQ', '2021-03-05', '2021-03-06', '2021-03-10', '2021-03-11', '2021-03-12');
SELECT in_currency('100 USD', 'GTQ', '2021-03-06');

-- max_age NULL has no limit
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('budget', 'A budget', 10, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('budget', 'USD', 'CRC', '2021-01-01', NULL, 610),
	('budget', 'USD', 'BRL', '2021-01-01', '2021-12-31', 5.20);
SELECT * FROM used('USD', 'CRC', '2020-12-31', '2021-01-01', '2022-01-01', '5874897-12-31');
SELECT * FROM used('USD', 'BRL', '2020-12-31', '2021-01-01', '2021-12-31', '2022-01-02');

-- the latest valid_from wins, even where an older row still covers the day
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('fix', 'USD', 'PEN', '2021-01-01', '2021-01-31', 3.65),
	('fix', 'USD', 'PEN', '2021-01-10', NULL, 3.61);
SELECT * FROM used('USD', 'PEN', '2021-01-09', '2021-01-10', '2021-01-17', '2021-01-18', '2021-01-31');
SELECT in_currency('100 USD', 'PEN', '2021-01-18');

-- days before 1800 and after 2200 are as good as others
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('fix', 'USD', 'ARS', '0044-03-15 BC', NULL, 1),
	('fix', 'USD', 'ARS', '1799-12-31', NULL, 2),
	('fix', 'USD', 'ARS', '2201-01-01', NULL, 3),
	('fix', 'USD', 'ARS', '5874897-12-31', NULL, 4);
SELECT * FROM used('USD', 'ARS', '0044-03-14 BC', '0044-03-16 BC', '1799-12-31', '1800-01-01', '1800-01-08',
				   '2200-12-31', '2201-01-02', '2201-01-09', '5874897-12-30', '5874897-12-31');
SELECT in_currency('100 USD', 'ARS', '2201-01-09');
-- infinity is no day; that is not a missing rate, and an error whatever missing_rate says
SELECT in_currency('100 USD', 'MXN', 'infinity');
\echo :LAST_ERROR_SQLSTATE
SET caudal.missing_rate = 'null';
SELECT in_currency('100 USD', 'MXN', '-infinity');
RESET caudal.missing_rate;

--
-- A leg
--
TRUNCATE exchange_rate, rate_source;
-- in order of priority, smallest first, then of the code's bytes
INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('d', 'Last', 2147483647, 7), ('c', 'Third', 0, 7), ('Z', 'Second: capitals come before', 0, 7), ('y', 'First', -1, 7);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('y', 'USD', 'MXN', '2021-03-01', 20.1), ('Z', 'USD', 'MXN', '2021-03-02', 20.2),
	('c', 'USD', 'MXN', '2021-03-03', 20.3), ('d', 'USD', 'MXN', '2021-03-04', 20.4);
-- the first that has a usable row, however old, before a younger one of another
SELECT * FROM used('USD', 'MXN', '2021-03-04', '2021-03-08', '2021-03-09', '2021-03-10', '2021-03-11', '2021-03-12');
-- where all are too old, the nearest is the youngest
SELECT in_currency('100 USD', 'MXN', '2021-03-12');
-- the pair turned round counts as much as the pair as asked
DELETE FROM exchange_rate;
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('y', 'MXN', 'USD', '2021-03-01', 0.05), ('Z', 'USD', 'MXN', '2021-03-02', 20.2);
SELECT * FROM used('USD', 'MXN', '2021-03-08', '2021-03-09');
SELECT * FROM used('MXN', 'USD', '2021-03-08', '2021-03-09');

-- within one source the younger of the two
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('y', 'USD', 'EUR', '2021-03-01', NULL, 0.8294), ('y', 'EUR', 'USD', '2021-03-03', '2021-03-05', 1.2048),
	('y', 'USD', 'EUR', '2021-03-06', NULL, 0.8392);
SELECT * FROM used('USD', 'EUR', '2021-03-02', '2021-03-03', '2021-03-05', '2021-03-06');
SELECT * FROM used('EUR', 'USD', '2021-03-02', '2021-03-03', '2021-03-05', '2021-03-06');
-- on a tie the pair as asked: of one day, and of two intervals whatever their first days
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('y', 'USD', 'GBP', '2021-03-01', NULL, 0.7180), ('y', 'GBP', 'USD', '2021-03-01', NULL, 1.3930),
	('y', 'USD', 'CHF', '2021-03-01', '2021-03-31', 0.9152), ('y', 'CHF', 'USD', '2021-03-05', '2021-03-31', 1.0751);
SELECT * FROM used('USD', 'GBP', '2021-03-02');
SELECT * FROM used('GBP', 'USD', '2021-03-02');
SELECT * FROM used('USD', 'CHF', '2021-03-06', '2021-04-02');
SELECT * FROM used('CHF', 'USD', '2021-03-06', '2021-04-02');

--
-- A conversion
--
TRUNCATE exchange_rate, rate_source;
INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('trm', 'TRM', 10, 7), ('fix', 'FIX', 20, 7), ('sheet', 'A spreadsheet', 100, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('trm', 'USD', 'COP', '2021-07-31', '2021-08-02', 3867.88),
	('fix', 'USD', 'MXN', '2021-07-30', NULL, 19.8455);
-- two legs over the dollar, each found by itself, each way round
SELECT * FROM used('COP', 'MXN', '2021-08-01', '2021-08-06', '2021-08-07');
SELECT * FROM used('MXN', 'COP', '2021-08-01');
-- one leg in any source, however old and of whatever priority, goes before
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('sheet', 'COP', 'MXN', '2021-01-01', 0.0055);
SELECT * FROM used('COP', 'MXN', '2020-12-31', '2021-08-01');
SELECT * FROM used('MXN', 'COP', '2021-08-01');
DELETE FROM exchange_rate WHERE source = 'sheet';
-- one from the pivot, or to it, is all there is: it does not go over the pivot
SELECT * FROM used('USD', 'COP', '2021-08-01', '2021-08-10');
SELECT in_currency('100 USD', 'COP', '2021-08-10');
-- which of two legs is missing: there is no row, or it is too old
SELECT in_currency('100 COP', 'GTQ', '2021-08-01');
SELECT in_currency('100 GTQ', 'COP', '2021-08-01');
SELECT in_currency('100 MXN', 'COP', '2021-08-07');
SELECT in_currency('100 COP', 'MXN', '2021-08-10');
-- a pair that has rates of its own, all too old, is named before its way over the pivot
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('trm', 'COP', 'MXN', '2021-08-01', 0.0052);
SELECT in_currency('100 MXN', 'COP', '2021-08-10');

--
-- The built-in rates
--
-- from their first day on, each way round, and two of them over the dollar
SELECT * FROM used('USD', 'PAB', '1904-06-27', '1904-06-28', '2500-01-01');
SELECT * FROM used('USD', 'BZD', '1977-12-31', '1978-01-01');
SELECT * FROM used('SVC', 'USD', '2000-12-31', '2001-01-01');
SELECT * FROM used('SVC', 'BZD', '2001-01-01');
SELECT in_currency('100 SVC', 'USD', '2000-12-31');
-- beside a rate of the tables
SELECT * FROM used('SVC', 'MXN', '2021-08-01');
SELECT * FROM used('COP', 'PAB', '2021-08-01');
-- after every source: a usable row prevails, and when it is too old the built-in rate is back
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('fix', 'BZD', 'USD', '2021-08-01', 0.4950);
SELECT * FROM used('USD', 'BZD', '2021-07-31', '2021-08-01', '2021-08-08', '2021-08-09');
-- as one of two legs too
SELECT * FROM used('PAB', 'BZD', '2021-08-01', '2021-08-09');

--
-- A source by name
--
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('sheet', 'USD', 'MXN', '2021-01-01', 20), ('sheet', 'USD', 'COP', '2021-01-01', 3500);
SELECT in_currency('100 USD', 'MXN', '2021-08-01'), in_currency('100 USD', 'MXN', '2021-08-01', 'sheet');
-- both legs come from it, though one source has each
SELECT path FROM exchange_rate_used('COP', 'MXN', '2021-08-10', 'sheet');
SELECT path FROM exchange_rate_used('COP', 'MXN', '2021-08-06', 'trm');
SELECT in_currency('100 MXN', 'COP', '2021-07-31', 'trm');
SELECT in_currency('100 USD', 'COP', '2021-08-10', 'trm');
-- or from the built-in rates
SELECT path FROM exchange_rate_used('SVC', 'MXN', '2021-08-01', 'fix');
SELECT path FROM exchange_rate_used('PAB', 'BZD', '2021-08-01', 'trm');
SELECT path FROM exchange_rate_used('PAB', 'BZD', '2021-08-01', 'fix');
-- which are a source themselves
SELECT path FROM exchange_rate_used('PAB', 'BZD', '2021-08-01', 'peg');
SELECT in_currency('100 USD', 'MXN', '2021-08-01', 'peg');
-- one that does not exist is an error, also where NULL stands for a missing rate and where a built-in rate would do
SELECT in_currency('100 USD', 'MXN', '2021-08-01', 'banxico');
\echo :LAST_ERROR_SQLSTATE
SET caudal.missing_rate = 'null';
SELECT in_currency('100 USD', 'PAB', '2021-08-01', 'FIX');
RESET caudal.missing_rate;
SELECT in_currency('100 USD', 'MXN', '2021-08-01', '');
-- NULL is no source; to search all of them, leave it out
SELECT in_currency('100 USD', 'MXN', '2021-08-01', NULL) IS NULL AS "null for null";
-- a source of that name beside the built-in rates, and before them
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('peg', 'Pegs of our own', 30, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('peg', 'USD', 'AWG', '1986-01-01', 'infinity', 1.79), ('peg', 'USD', 'SVC', '2000-01-01', '2001-12-31', 8.79);
SELECT path FROM exchange_rate_used('AWG', 'PAB', '2021-08-01', 'peg');
SELECT * FROM used('SVC', 'USD', '2001-06-01');
TRUNCATE exchange_rate, rate_source;
SELECT in_currency('100 USD', 'MXN', '2021-08-01', 'fix');

--
-- One currency: exactly 1, and no table is read
--
CREATE ROLE regress_caudal_nobody;
REVOKE SELECT ON exchange_rate, rate_source FROM PUBLIC;
SET ROLE regress_caudal_nobody;
SELECT in_currency('100.05 MXN', 'MXN', '2021-08-01') AS amount,
	in_currency('100.05 MXN', 'MXN', 'infinity', 'no such source') AS "without a day or source",
	convert_amount(100.05, 'MXN', 'MXN', '-infinity') AS number,
	exchange_rate('MXN', 'MXN', 'infinity') AS rate,
	bag_in_currency('{100.05 MXN}', 'MXN', 'infinity') AS bag,
	revalue('100.05 MXN', 1, 'MXN', 'infinity') AS difference;
SELECT * FROM exchange_rate_used('MXN', 'MXN', 'infinity', 'no such source');
SELECT sum_in('100.05 MXN', 'MXN', 'infinity'), sum_in_exact('100.05 MXN', 'MXN', 'infinity', 'no such source'),
	sum_converted(100.05, 'MXN', 'MXN', 'infinity');
SELECT bag_in_currency('{}', 'MXN', 'infinity') AS "an empty bag";
-- two currencies: the tables are read as the caller, also for a built-in rate, which comes after them
\set SHOW_CONTEXT never
SELECT in_currency('100 USD', 'PAB', '2021-08-01');
\set SHOW_CONTEXT errors
RESET ROLE;
GRANT SELECT ON exchange_rate, rate_source TO PUBLIC;
DROP ROLE regress_caudal_nobody;

--
-- caudal.pivot_currency
--
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('ecb', 'European Central Bank', 10, 7), ('fix', 'FIX', 20, 7);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('ecb', 'EUR', 'USD', '2021-08-02', 1.1886), ('ecb', 'EUR', 'MXN', '2021-08-02', 23.5808), ('ecb', 'EUR', 'GBP', '2021-08-02', 0.8547),
	('fix', 'USD', 'MXN', '2021-08-02', 19.8457);
SHOW caudal.pivot_currency;
BEGIN;
SET LOCAL caudal.missing_rate = 'null';
SELECT in_currency('100 GBP', 'MXN', '2021-08-02') IS NULL AS "by way of the dollar there is none";
SET LOCAL caudal.pivot_currency = 'eur';
SELECT in_currency('100 GBP', 'MXN', '2021-08-02');
SELECT * FROM used('GBP', 'MXN', '2021-08-02');
SELECT * FROM used('GBP', 'USD', '2021-08-02');
-- one leg still goes before
SELECT * FROM used('USD', 'MXN', '2021-08-02');
-- and a built-in rate is a leg
SELECT * FROM used('PAB', 'USD', '2021-08-02');
SELECT * FROM used('PAB', 'MXN', '2021-08-02');
SET LOCAL caudal.pivot_currency = 'MXN';
SELECT * FROM used('GBP', 'USD', '2021-08-02');
SET LOCAL caudal.missing_rate = 'error';
SELECT in_currency('100 GBP', 'USD', '2021-08-02');
ROLLBACK;
SELECT * FROM used('GBP', 'MXN', '2021-08-02');
SET caudal.pivot_currency = 'MNX';
SET caudal.pivot_currency = '';
SET caudal.pivot_currency = 'euro';

--
-- caudal.missing_rate: all functions give NULL, and aggregates leave the row out
--
SHOW caudal.missing_rate;
SET caudal.missing_rate = 'null';
SELECT in_currency('100 USD', 'COP', '2021-08-02'), in_currency('100 USD', 'COP', '2021-08-02', 'ecb'),
	convert_amount(100, 'USD', 'COP', '2021-08-02'), convert_amount(100, 'USD', 'COP', '2021-08-02', 'ecb'),
	convert_amount(1e100, 'USD', 'COP', '2021-08-02'),
	bag_in_currency('{1 USD, 1 COP}', 'MXN', '2021-08-02'), bag_in_currency('{1 USD, 1 COP}', 'MXN', '2021-08-02', 'ecb'),
	exchange_rate('USD', 'COP', '2021-08-02'), exchange_rate('USD', 'COP', '2021-08-02', 'ecb'),
	revalue('100 USD', 3900, 'COP', '2021-08-02'), revalue('100 USD', 3900, 'COP', '2021-08-02', 'ecb');
SELECT exchange_rate_used('USD', 'COP', '2021-08-02') IS NULL, exchange_rate_used('USD', 'COP', '2021-08-02', 'ecb') IS NULL;
SELECT sum_in(a, 'MXN', '2021-08-02'), sum_in(a, 'MXN', '2021-08-02', 'fix'),
	sum_in_exact(a, 'MXN', '2021-08-02'), sum_in_exact(a, 'MXN', '2021-08-02', 'fix'),
	sum_converted(amount(a), currency(a), 'MXN', '2021-08-02'), sum_converted(amount(a), currency(a), 'MXN', '2021-08-02', 'fix')
FROM (VALUES ('1 USD'::monetary), ('1 EUR'), ('1 COP')) AS v(a);
SELECT sum_in('1 COP', 'MXN', '2021-08-02'), sum_in_exact('1 COP', 'MXN', '2021-08-02'), sum_converted(1, 'COP', 'MXN', '2021-08-02');
-- the same rows, asked again in the same transaction, are an error when that is wanted
BEGIN;
SELECT in_currency('100 USD', 'COP', '2021-08-02') IS NULL AS missing;
SET LOCAL caudal.missing_rate = 'error';
SELECT in_currency('100 USD', 'COP', '2021-08-02') IS NULL AS missing;
ROLLBACK;
RESET caudal.missing_rate;
SELECT sum_in('1 COP', 'MXN', '2021-08-02');
SELECT sum_in_exact('1 COP', 'MXN', '2021-08-02', 'fix');
SELECT sum_converted(1, 'COP', 'MXN', '2021-08-02');
SELECT convert_amount(1, 'COP', 'MXN', '2021-08-02');
SELECT bag_in_currency('{1 USD, 1 COP}', 'MXN', '2021-08-02');
SELECT exchange_rate('COP', 'MXN', '2021-08-02');
SELECT exchange_rate_used('COP', 'MXN', '2021-08-02');
SELECT revalue('1 COP', 0.005, 'MXN', '2021-08-02');
SET caudal.missing_rate = 'zero';

--
-- What was used: every field, for each kind of path
--
TRUNCATE exchange_rate, rate_source;
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('trm', 'TRM', 10, 7), ('fix', 'FIX', 20, 7), ('imf', 'IMF', 30, 31);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('trm', 'USD', 'COP', '2021-07-31', '2021-08-02', 3867.88), ('fix', 'USD', 'MXN', '2021-07-29', NULL, 19.9712),
	('imf', 'GTQ', 'USD', '2021-07-30', NULL, 0.1290700), ('imf', 'USD', 'CRC', '2021-07-25', '2021-07-31', 620.5),
	('imf', 'USD', 'NIO', '2021-07-31', NULL, 35.123456789012345678901);
CREATE TABLE pair (a currency, b currency);
INSERT INTO pair VALUES ('USD', 'COP'), ('COP', 'USD'), ('COP', 'MXN'), ('GTQ', 'MXN'), ('MXN', 'GTQ'), ('GTQ', 'CRC'),
	('CRC', 'COP'), ('USD', 'NIO'), ('NIO', 'MXN'), ('USD', 'SVC'), ('SVC', 'PAB'), ('SVC', 'MXN'), ('COP', 'BZD'), ('COP', 'COP');
\x on
SELECT a, b, u.* FROM pair, exchange_rate_used(a, b, '2021-08-01') AS u;
\x off
-- at_rate, given the fraction, repeats each figure; numerator over denominator is the rate as far as it goes
SELECT a, b, in_currency(monetary(1234567.89, a), b, '2021-08-01'),
	at_rate(monetary(1234567.89, a), u.numerator, u.denominator, b) = in_currency(monetary(1234567.89, a), b, '2021-08-01') AS repeated,
	u.rate = exchange_rate(a, b, '2021-08-01') AND abs(u.rate * u.denominator - u.numerator) <= u.numerator * 1e-15 AS "same rate"
FROM pair, exchange_rate_used(a, b, '2021-08-01') AS u;

--
-- No search path changes what is read
--
CREATE SCHEMA hostile;
CREATE TABLE hostile.exchange_rate (LIKE caudal.exchange_rate);
INSERT INTO hostile.exchange_rate VALUES ('fix', 'USD', 'MXN', '2021-08-01', NULL, 999);
CREATE TABLE hostile.rate_source (LIKE caudal.rate_source);
INSERT INTO hostile.rate_source VALUES ('fix', 'Another', 1);
CREATE FUNCTION hostile.never(date, date) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN false;
CREATE FUNCTION hostile.never(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN false;
CREATE FUNCTION hostile.never(currency, currency) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN false;
CREATE OPERATOR hostile.<= (FUNCTION = hostile.never, LEFTARG = date, RIGHTARG = date);
CREATE OPERATOR hostile.= (FUNCTION = hostile.never, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR hostile.= (FUNCTION = hostile.never, LEFTARG = currency, RIGHTARG = currency);
-- what was prepared before must not serve
\c -
SET datestyle = ISO;
SET search_path = hostile, pg_catalog, caudal;
SELECT in_currency('100 USD', 'MXN', '2021-08-01'), in_currency('100 COP', 'MXN', '2021-08-01'),
	bag_in_currency('{100 USD, 100 COP}', 'MXN', '2021-08-01');
SELECT day::date, sum_in('100 COP', 'MXN', day::date) FROM generate_series('2021-07-31', '2021-08-05', interval '1 day') AS day
GROUP BY day ORDER BY day;
\c -
SET datestyle = ISO;
SET search_path = '';
SELECT caudal.in_currency('100 USD', 'MXN', '2021-08-01', 'fix'), caudal.in_currency('100 COP', 'MXN', '2021-08-01');
SELECT day::pg_catalog.date, caudal.sum_in('100 COP', 'MXN', day::pg_catalog.date)
FROM pg_catalog.generate_series('2021-07-31', '2021-08-05', interval '1 day') AS day GROUP BY day ORDER BY day;
RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA hostile CASCADE;

DROP TABLE pair;
DROP FUNCTION used;
TRUNCATE exchange_rate, rate_source;
