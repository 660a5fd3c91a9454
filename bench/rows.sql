-- The data that is measured: exchange rates of eight currencies for eleven
-- years, :rows flows in nine, :rows grant periods, :rows incomes, and half as
-- many answers.  Everything is drawn from hashes of a counter, so that every
-- run on every machine has the same rows.

CREATE SCHEMA caudal;
CREATE EXTENSION caudal SCHEMA caudal;

-- A number that looks random, from 0 to n - 1; seed tells one use from another.
CREATE FUNCTION draw(counter bigint, seed bigint, n bigint) RETURNS bigint
	LANGUAGE sql IMMUTABLE
	RETURN (hashint8extended(counter, seed) & 9223372036854775807) % n;

-- first: the rate on the first day.  step: the largest change from one day to
-- the next, in millionths of the first rate.
CREATE TABLE pair (
	id int,
	code char(3),
	first numeric,
	decimals int,
	step int
);
INSERT INTO pair VALUES
	(0, 'USD', 1, 0, 0),
	(1, 'MXN', 12.9880, 4, 6000),
	(2, 'COP', 1768.23, 2, 7000),
	(3, 'GTQ', 7.90230, 5, 700),
	(4, 'HNL', 19.9620, 4, 600),
	(5, 'CRC', 508.20, 2, 2500),
	(6, 'NIO', 24.1255, 4, 300),
	(7, 'BZD', 2.0000, 4, 0),
	(8, 'EUR', 0.7579, 4, 4500);

-- Rates as a bank publishes them: for one USD, on working days, at its number
-- of decimals.  A walk of equal-sided steps; sums of integers, so exact.
CREATE TABLE rate (
	code char(3),
	day date,
	rate numeric
);
INSERT INTO rate
SELECT code, day,
	round(first * (1 + sum(draw(day - date '2000-01-01', id, 2 * step + 1) - step) OVER (PARTITION BY code ORDER BY day) / 1000000), decimals)
FROM pair, LATERAL (SELECT d::date AS day FROM generate_series(timestamp '2013-01-01', '2023-12-31', '1 day') AS d) AS calendar
WHERE code <> 'USD' AND extract(isodow FROM day) < 6
ORDER BY code, day;
CREATE INDEX ON rate (code, day DESC) INCLUDE (rate);

-- The same rates for every calendar day, Friday's on the weekend, with 1 for
-- USD: what a report writer prepares who wants a plain join.  units: the rate
-- in hundred-thousandths, for arithmetic in integers.
CREATE TABLE rate_daily (
	code char(3),
	day date,
	rate numeric,
	units bigint GENERATED ALWAYS AS (rate * 100000) STORED,
	PRIMARY KEY (code, day)
);
INSERT INTO rate_daily (code, day, rate)
SELECT code, day,
	CASE WHEN code = 'USD' THEN 1 ELSE (SELECT rate FROM rate WHERE rate.code = pair.code AND rate.day <= calendar.day ORDER BY rate.day DESC LIMIT 1) END
FROM pair, LATERAL (SELECT d::date AS day FROM generate_series(timestamp '2013-01-01', '2023-12-31', '1 day') AS d) AS calendar
ORDER BY code, day;

-- The tables of caudal: one source for each pair, as with central banks.
INSERT INTO caudal.rate_source (code, name, priority, max_age)
SELECT lower(code) || '-daily', 'Daily rate of ' || code, 10, 7 FROM pair WHERE code <> 'USD';
INSERT INTO caudal.exchange_rate (source, base, quote, valid_from, rate)
SELECT lower(code) || '-daily', 'USD', code, day, rate FROM rate;

-- The flows.  Each alternative reads a table of its own with the columns that
-- it needs to know award, day, amount and currency, in the order that suits
-- it.  Rows of all three take 48 bytes, so that a scan of each reads the same
-- number of pages.  Day and currency of a flow follow no order, which is the
-- hardest case for whatever looks up a rate.
--
-- Amounts are worth from ten to a million USD; one in fifty is negative.
CREATE UNLOGGED TABLE flow_bigint AS
SELECT draw(n, 11, 5001)::int + 1 AS award,
	date '2013-01-01' + draw(n, 12, 4017)::int AS day,
	CASE WHEN draw(n, 13, 50) = 0 THEN -1 ELSE 1 END *
		((1000 + draw(n, 14, 99000)) * ceil(first)::bigint * (10 ^ draw(n, 15, 4))::bigint + draw(n, 16, 1000)) AS minor,
	code
FROM generate_series(1, :rows) AS n
JOIN pair ON id = draw(n, 17, 9)
ORDER BY n;

CREATE UNLOGGED TABLE flow_numeric AS
SELECT award, day, (minor / 100.0)::numeric(18,2) AS number, code FROM flow_bigint;

CREATE UNLOGGED TABLE flow_monetary AS
SELECT award, day, monetary(number, code) AS amount FROM flow_numeric;

-- The same numbers all in one currency, for the plain sums.
CREATE UNLOGGED TABLE flow_mxn AS
SELECT award, day, monetary(number, 'MXN') AS amount FROM flow_numeric;

-- What COPY reads and writes: the amounts and their currencies alone.
CREATE UNLOGGED TABLE copy_monetary AS
SELECT amount FROM flow_monetary LIMIT :copy_rows;
CREATE UNLOGGED TABLE copy_numeric AS
SELECT number, code FROM flow_numeric LIMIT :copy_rows;
CREATE UNLOGGED TABLE copied_monetary (LIKE copy_monetary);
CREATE UNLOGGED TABLE copied_numeric (LIKE copy_numeric);

-- Grant periods beside date ranges of the same days: most of one year, some of
-- three months, two or five years, a few without an end, over fourteen years.
CREATE UNLOGGED TABLE period_own AS
SELECT n::int AS id,
	CASE WHEN draw(n, 21, 50) = 0 THEN grant_period(first, 'infinity')
		ELSE extend_by(grant_period(first, first), CASE draw(n, 22, 8) WHEN 0 THEN interval '3 months -1 day'
			WHEN 1 THEN '2 years -1 day' WHEN 2 THEN '5 years -1 day' ELSE '1 year -1 day' END)
	END AS period
FROM generate_series(1, :rows) AS n, LATERAL (SELECT date '2010-01-01' + draw(n, 23, 5000)::int AS first) AS f
ORDER BY n;

CREATE UNLOGGED TABLE period_range AS
SELECT id, period::daterange AS period FROM period_own;

-- A tenth of them for indexes, and what is looked up.
CREATE UNLOGGED TABLE indexed_own AS SELECT * FROM period_own LIMIT :index_rows;
CREATE UNLOGGED TABLE indexed_range AS SELECT * FROM period_range LIMIT :index_rows;
CREATE TABLE probe AS
SELECT day, period, period::daterange AS range
FROM generate_series(1, 200) AS n,
	LATERAL (SELECT date '2010-01-01' + draw(n, 24, 5000)::int AS day) AS d,
	LATERAL (SELECT grant_period(day, day + 30) AS period) AS p;

-- Incomes of organizations, fifty for each, from 25 sources of its own country,
-- some of which give more often; one in fifty is paid back, and one in forty has
-- no source.  In no order of organization.
CREATE UNLOGGED TABLE income AS
SELECT draw(n, 31, :rows / 50)::int AS organization,
	CASE WHEN draw(n, 32, 40) > 0 THEN 'Foundation number ' || draw(n, 33, 5) * draw(n, 34, 6) + draw(n, 31, :rows / 50) % 8 * 100 END AS source,
	(CASE WHEN draw(n, 35, 50) = 0 THEN -1 ELSE 1 END * (1 + draw(n, 36, 10000000)) / 100.0)::numeric(14,2) AS amount
FROM generate_series(1, :rows) AS n
ORDER BY n;

CREATE UNLOGGED TABLE income_mxn AS
SELECT organization, source, monetary(amount, 'MXN') AS amount FROM income;

-- Answers of as many organizations to 25 items with weights of 1 to 3 on four
-- scales, as scores and, for plain SQL, as columns; one in twenty has no answer,
-- and one in twenty does not apply.
CREATE UNLOGGED TABLE answer_score AS
SELECT organization::int, 'item number ' || item AS item,
	CASE WHEN draw(n, 41, 20) = 0 THEN NULL
		WHEN draw(n, 42, 20) = 0 THEN not_applicable(low, high)
		ELSE score(low + draw(n, 43, high - low + 1), low, high) END AS score,
	1 + item % 3 AS weight
FROM generate_series(0, :rows / 50 - 1) AS organization,
	generate_series(1, 25) AS item,
	LATERAL (SELECT organization::bigint * 25 + item AS n) AS c,
	LATERAL (SELECT CASE item % 4 WHEN 3 THEN 1 ELSE item % 2 END AS low, (ARRAY[10, 5, 100, 4])[item % 4 + 1] AS high) AS scale
ORDER BY draw(n, 44, 1000000), n;
ALTER TABLE answer_score ALTER weight TYPE numeric;

CREATE UNLOGGED TABLE answer_numeric AS
SELECT organization, item, mark(score), scale_low(score)::numeric AS low, scale_high(score)::numeric AS high, weight
FROM answer_score;

VACUUM (FREEZE, ANALYZE);
