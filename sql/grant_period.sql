-- The type grant_period: text and binary form, construction, parts, casts,
-- order.
\pset null NULL
SET datestyle = ISO;

--
-- Text
--

-- Two days with a slash, both in the period; a unit of the calendar for all its
-- days; a duration; and the syntax of daterange, in which a parenthesis leaves
-- its day out
SELECT to_json(input) AS input, input::grant_period AS period
FROM (VALUES ('2021-01-01/2023-12-31'), ('2021-01-01/..'), ('2021-01-01/infinity'), ('2021'), ('2021-H1'), ('2021-H2'),
			 ('2021-Q1'), ('2021-Q3'), ('2021-q4'), ('2021-07'), ('2021-02'), ('2024-02'), ('2021-07-15'),
			 ('2021-07-15/2021-07-15'), (E' \t2021-07\n '), ('2021/2023'), ('2021-Q3/2022-02'), ('2021-H2/..'),
			 ('2021-01-15/P18M'), ('2021-01/P18M'), ('2021-01-31/P1M'), ('2024-02-29/P1Y'), ('2024-02-29/P4Y'),
			 ('2021-01-15/p1y2m3w4d'), ('2021-07-15/P1D'),
			 ('[2021-01-01,2022-01-01)'), ('[2021-01-01,2021-12-31]'), ('(2020-12-31,2022-01-01)'), ('[2021-01-01,)'),
			 ('[2021-01-01,]'), ('[2021-01-01,infinity]'), ('[2021-01-01,infinity)'), ('[ 2021-01-01 , 2021-01-31 ]'),
			 ('0044-03-15 BC'), ('0044-02 BC/0001-02 BC'), ('["0044-03-15 BC","0043-01-01 BC")'),
			 ('0001-12-31 BC/0001-01-01'), ('4714-11-24 BC/5874897-12-31'), ('5874897-12-31/..'),
			 ('[5874897-12-31,5874898-01-01)')) AS v(input);

-- The text of a daterange is read as PostgreSQL reads it, whatever its bounds.
SELECT count(*), count(*) FILTER (WHERE r::text::grant_period::daterange <> r) AS unlike
FROM (SELECT daterange('2021-01-28'::date + n, '2021-01-28'::date + n + days, bounds)
	  FROM generate_series(-738000, 40000, 7919) AS n, generate_series(2, 1002, 100) AS days,
		   unnest('{[],[),(],()}'::text[]) AS bounds) AS v(r);

-- Neither reads nor writes another order, whatever DateStyle says.
SET datestyle = 'SQL, DMY';
SELECT '2021-02-01/2021-12-31'::grant_period, '2021-02-01'::date;
SET datestyle = 'SQL, MDY';
SELECT '2021-02-01/2021-12-31'::grant_period, '[2021-02-01,2021-12-31]'::grant_period, '2021-02-01'::date;
SET datestyle = 'Postgres, DMY';
SELECT '2021-02-01/2021-12-31'::grant_period, split_part(refusal($$SELECT '01-02-2021'::grant_period$$), E'\n', 1) AS dmy;
SET datestyle = 'German';
SELECT '2021-02-01/..'::grant_period, grant_period('01.02.2021', '31.12.2021') AS of_dates,
	   split_part(refusal($$SELECT '01.02.2021'::grant_period$$), E'\n', 1) AS german;
SET datestyle = ISO;

\pset format unaligned
\pset tuples_only on

-- No such month, day or quarter
SELECT refusal($$SELECT '2021-13'::grant_period$$);
SELECT refusal($$SELECT '2021-02-30'::grant_period$$);
SELECT refusal($$SELECT '2021-Q5'::grant_period$$);
-- Ends before it begins
SELECT refusal($$SELECT '2023-01-01/2022-01-01'::grant_period$$);
-- Dates as people write them
SELECT refusal($$SELECT '31/12/2021'::grant_period$$);
-- Open start
SELECT refusal($$SELECT '(,2021-12-31]'::grant_period$$);
SELECT refusal($$SELECT '../2021-12-31'::grant_period$$);
-- No day
SELECT refusal($$SELECT 'empty'::grant_period$$);
SELECT refusal($$SELECT '[2021-01-01,2021-01-01)'::grant_period$$);
-- Out of range, and never wrapped into a day that there is or an open end:
-- 5881610-07-11 has the number that date gives to infinity
SELECT refusal($$SELECT '2021-01-01/5874898-01-01'::grant_period$$);
SELECT refusal($$SELECT '2021-01-01/5881610-07-11'::grant_period$$);
-- Something else
SELECT refusal($$SELECT ''::grant_period$$);
SELECT refusal($$SELECT 'FY2021'::grant_period$$);

\pset tuples_only off
\pset format aligned

-- The same in other forms
SELECT input, split_part(refusal(format('SELECT %L::grant_period', input)), '"', 1) AS refusal
FROM (VALUES ('2021-00'), ('2021-02-29'), ('1900-02-29'), ('2021-04-31'), ('2021-01-00'), ('2021-Q0'), ('2021-H3'),
			 ('0000-01-01'), ('0004-02-29 BC'), ('2021-01-01/2021-02-30'), ('[2021-01-01,2021-02-30)'),
			 ('2021-01-02/2021-01-01'), ('2021-07/2021-06'), ('2021-01-01/P0D'), ('(2021-01-01,2021-01-02)'),
			 ('[2021-01-02,2021-01-01]'),
			 ('12/31/2021'), ('31.12.2021'), ('31-12-2021'), ('2021/12/31'), ('2021-1-1'), ('[1/1/2021,31/12/2021]'),
			 ('..'), ('../..'), ('(,)'), ('(-infinity,2021-12-31]'),
			 ('4714-11-23 BC'), ('4714-11-23 BC/..'), ('4714 BC'), ('5874897-12-31/P2D'), ('(5874897-12-31,)'),
			 ('2021-01-01/5881610-07-12'), ('5877612-06-22 BC/2021-01-01'), ('2021-01-01/P9999999999Y'),
			 ('2021-'), ('2021-7'), ('202107'), ('20210715'), ('21'), ('2021Q3'), ('2021-W05'), ('2021-01-01/'),
			 ('/2021-01-01'), ('2021-01-01 / 2021-12-31'), ('2021-01-01/2021-12-31/..'), ('2021-01-01 00:00'),
			 ('2021-01-15/P'), ('2021-01-15/P18'), ('2021-01-15/P1M1Y'), ('2021-01-15/P1.5Y'), ('2021-01-15/PT24H'),
			 ('infinity'), ('today'), ('[2021-01-01,2022-01-01'), ('[2021,2022]'), ('[2021-01-01)'),
			 ('{[2021-01-01,2022-01-01)}')) AS v(input);

--
-- From two dates
--

SELECT grant_period('2021-01-01', '2023-12-31') AS "both", grant_period('2021-07-15', '2021-07-15') AS one_day,
	   grant_period('2021-01-01', 'infinity') AS open, grant_period(NULL, '2021-01-01') AS no_first,
	   grant_period('2021-01-01', NULL) AS no_last;
SELECT grant_period('4714-11-24 BC', '5874897-12-31') AS "all", grant_period('5874897-12-31', 'infinity') AS last,
	   grant_period('0001-12-31 BC', '0001-01-01') AS across;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT grant_period('2023-01-01', '2022-12-31')$$);
SELECT refusal($$SELECT grant_period('-infinity', '2022-12-31')$$);
SELECT refusal($$SELECT grant_period('infinity', 'infinity')$$);
SELECT refusal($$SELECT grant_period('2021-01-01', '-infinity')$$);
\pset tuples_only off
\pset format aligned

--
-- What a period is made of
--

SELECT p, first_day(p), last_day(p), is_open(p), days(p)
FROM unnest('{2021, 2024, 2024-02-29, 2021-01-15/P18M, 2021-01-01/.., 0001-12-31 BC/0001-01-01,
			  4714-11-24 BC/5874897-12-31, 4714-11-24 BC/.., NULL}'::grant_period[]) AS p;
SELECT pg_typeof(first_day('2021')), pg_typeof(last_day('2021')), pg_typeof(is_open('2021')), pg_typeof(days('2021'));
-- An open period lasts beyond any day, so that a question about its end finds it.
SELECT last_day('2021-01-01/..') >= '5874897-12-31' AS lasts;

-- Of 100,000 periods: what dates say
CREATE TABLE sample AS
SELECT id, f, CASE id % 11 WHEN 0 THEN 'infinity' ELSE f + (abs(hashint8extended(id, 2)) % (10 ^ (id % 6))::int)::int END AS l
FROM (SELECT id, '2000-01-01'::date + (hashint8extended(id, 1) % (10 ^ (id % 5 + 2))::int)::int AS f
	  FROM generate_series(1, 100000) AS id) AS v;
ALTER TABLE sample ADD p grant_period;
UPDATE sample SET p = grant_period(f, l);
SELECT count(*), count(*) FILTER (WHERE is_open(p)) AS open,
	   count(*) FILTER (WHERE first_day(p) <> f OR last_day(p) <> l) AS ends,
	   count(*) FILTER (WHERE days(p) IS DISTINCT FROM CASE WHEN l < 'infinity' THEN l - f + 1 END) AS days,
	   count(*) FILTER (WHERE is_open(p) <> (l = 'infinity')) AS is_open,
	   count(*) FILTER (WHERE p::text <> concat(f, '/', CASE WHEN l < 'infinity' THEN l::text ELSE '..' END)) AS text,
	   count(*) FILTER (WHERE p::text::grant_period <> p) AS reread,
	   count(*) FILTER (WHERE p::daterange <> daterange(f, nullif(l, 'infinity'), '[]')) AS daterange,
	   count(*) FILTER (WHERE p::daterange::grant_period <> p) AS back
FROM sample;

--
-- Casts: written ones to and from daterange
--

SELECT p, p::daterange AS daterange, upper_inf(p::daterange)
FROM unnest('{2021, 2021-07-15, 2021-01-01/.., 4714-11-24 BC/5874897-12-30, 0044 BC}'::grant_period[]) AS p;
-- Unbounded and infinite are open.
SELECT r, r::grant_period AS p
FROM unnest(ARRAY['[2021-01-01,2022-01-01)', '[2021-01-01,2021-12-31]', '(2020-12-31,2021-12-31]', '[2021-01-01,)',
				  '[2021-01-01,infinity)', '[2021-01-01,infinity]', '(2020-12-31,)', '[2021-07-15,2021-07-15]',
				  '[4714-11-24 BC,5874897-12-31)', NULL]::daterange[]) AS r;
SELECT castsource::regtype, casttarget::regtype,
	   CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END AS context
FROM pg_cast
WHERE 'grant_period'::regtype IN (castsource, casttarget)
ORDER BY casttarget::regtype::text;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT 'empty'::daterange::grant_period$$);
SELECT refusal($$SELECT '(,2021-12-31]'::daterange::grant_period$$);
SELECT refusal($$SELECT '[-infinity,2021-12-31]'::daterange::grant_period$$);
SELECT refusal($$SELECT '(-infinity,2021-12-31]'::daterange::grant_period$$);
SELECT refusal($$SELECT '(,)'::daterange::grant_period$$);
SELECT refusal($$SELECT '[infinity,infinity]'::daterange::grant_period$$);
-- A daterange cannot end with the last day that date has.
SELECT refusal($$SELECT '2021-01-01/5874897-12-31'::grant_period::daterange$$);
-- Nothing is cast in silence, least of all a day.
SELECT split_part(refusal($$SELECT '2021-01-01'::date::grant_period$$), E'\n', 1);
SELECT split_part(refusal($$SELECT daterange('2021-01-01', '2022-01-01') && '2021'::grant_period$$), E'\n', 1);
\pset tuples_only off
\pset format aligned

--
-- Binary form: two dates, the second infinity for an open end
--

SELECT p, grant_period_send(p),
	   grant_period_send(p) = date_send(first_day(p)) || date_send(last_day(p)) AS two_dates
FROM unnest('{2000-01-01, 2021, 2021-01-01/.., 0001-12-31 BC/0001-01-01, 4714-11-24 BC/5874897-12-31}'::grant_period[]) AS p;

-- What COPY writes in binary it reads back.
CREATE TABLE copied (id int, p grant_period);
\copy (SELECT id, p FROM sample WHERE id <= 20000) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied FROM 'results/grant_period.binary' (FORMAT binary)
SELECT count(*), count(*) FILTER (WHERE sample.p <> copied.p) AS unlike FROM sample JOIN copied USING (id);
-- Eight bytes from elsewhere are two dates, if a period can have them: here
-- those of a bigint.
CREATE FUNCTION bytes(first_day integer, last_day integer) RETURNS bigint
	RETURN first_day * 4294967296 + (last_day::bigint & 4294967295);
DELETE FROM copied;
\set VERBOSITY terse
\copy (SELECT bytes(0, 365)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes(0, 2147483647)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes(0, -1)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes((-2147483648)::int, 0)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes(-2451546, 0)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes(0, 2145031949)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT bytes(2147483647, 2147483647)) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT 365) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\copy (SELECT '1 month'::interval) TO 'results/grant_period.binary' (FORMAT binary)
\copy copied (p) FROM 'results/grant_period.binary' (FORMAT binary)
\set VERBOSITY default
SELECT p FROM copied ORDER BY p;
DROP TABLE copied;
DROP FUNCTION bytes;

--
-- Order: by first day, then by last; an open end comes after every day
--

SELECT p
FROM unnest('{2021, 2021-01-01/.., 2021-Q1, 2020-12-31/.., NULL, 2021, 0001 BC, 4714-11-24 BC/.., 1999-12-31,
			  2021-01-01/5874897-12-31, 2000-01-01}'::grant_period[]) AS p
ORDER BY p;
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, grant_period_cmp(a, b) AS cmp
FROM (VALUES ('2021'::grant_period, '2021-01-01/2021-12-31'::grant_period), ('2021-Q1', '2021'), ('2021', '2022'),
			 ('2021-01-01/5874897-12-31', '2021-01-01/..'), ('2021-01-01/..', '2021-01-01/infinity'),
			 ('1999-12-31', '2000-01-01'), ('0001 BC', '0001'), ('2021', NULL)) AS v(a, b);

-- As rows of two dates compare, 80,000 times: any two, and two with the same
-- first or last day
DELETE FROM sample WHERE id > 20000;
SELECT count(*),
	   count(*) FILTER (WHERE (p < q, p <= q, p = q, p <> q, p >= q, p > q)
						   <> ((f, l) < (g, m), (f, l) <= (g, m), (f, l) = (g, m), (f, l) <> (g, m), (f, l) >= (g, m),
							   (f, l) > (g, m))) AS unlike,
	   count(*) FILTER (WHERE grant_period_cmp(p, q) <> CASE WHEN p < q THEN -1 WHEN p = q THEN 0 ELSE 1 END) AS cmp,
	   count(*) FILTER (WHERE p = q AND (grant_period_hash(p) <> grant_period_hash(q)
										 OR grant_period_hash_extended(p, 7) <> grant_period_hash_extended(q, 7))) AS hash
FROM (SELECT a.f, a.l, a.p, v.g, v.m, grant_period(v.g, v.m) AS q
	  FROM sample AS a JOIN sample AS b ON b.id = a.id % 20000 + 1,
		   LATERAL (VALUES (b.f, b.l), (a.f, greatest(a.f, b.l)), (least(a.l, b.f), a.l), (a.f, a.l)) AS v(g, m)
	  WHERE isfinite(v.g)) AS pair;

-- Sorting, grouping and joining: as by two dates
INSERT INTO sample (id) SELECT generate_series(20001, 20010);
INSERT INTO sample SELECT id + 30000, f, l, p FROM sample WHERE id % 5 = 0;
ANALYZE sample;
SELECT array_agg(id ORDER BY p, id) = array_agg(id ORDER BY f, l, id) AS ascending,
	   array_agg(id ORDER BY p DESC, id) = array_agg(id ORDER BY f DESC, l DESC, id) AS descending,
	   array_agg(id ORDER BY p NULLS FIRST, id) = array_agg(id ORDER BY f NULLS FIRST, l, id) AS nulls_first
FROM sample;
SET enable_sort = off;
SELECT count(*) AS periods, sum(rows) FROM (SELECT p, count(*) AS rows FROM sample GROUP BY p) AS hashed;
RESET enable_sort;
SET enable_hashagg = off;
SELECT count(*) AS periods, sum(rows) FROM (SELECT p, count(*) AS rows FROM sample GROUP BY p) AS sorted;
RESET enable_hashagg;
SELECT count(*) AS periods, sum(rows) FROM (SELECT f, l, count(*) AS rows FROM sample GROUP BY f, l) AS two_dates;
SELECT count(DISTINCT p), (SELECT count(*) FROM (SELECT DISTINCT f, l FROM sample WHERE f IS NOT NULL) AS d) AS two_dates
FROM sample;

SET max_parallel_workers_per_gather = 0;
SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM sample AS a JOIN sample AS b USING (p);
SELECT count(*) FROM sample AS a JOIN sample AS b USING (p);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM sample AS a JOIN sample AS b USING (p);
SELECT count(*) FROM sample AS a JOIN sample AS b USING (p);
RESET enable_hashjoin;
RESET enable_nestloop;
RESET enable_mergejoin;
SELECT count(*) AS two_dates FROM sample AS a JOIN sample AS b USING (f, l);

-- A btree for one period, and for those that begin in a year; which ones lie
-- between two is asked in their order.
CREATE INDEX sample_p ON sample (p);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM sample WHERE p = '2000-01-01/2000-01-10' ORDER BY id;
SELECT count(*), (SELECT count(*) FROM sample WHERE f = '2000-01-01' AND l = '2000-01-10') AS two_dates
FROM sample WHERE p = '2000-01-01/2000-01-10';
EXPLAIN (COSTS OFF) SELECT count(*) FROM sample WHERE p >= '2000-01-01' AND p < '2001-01-01';
SELECT count(*), (SELECT count(*) FROM sample WHERE f BETWEEN '2000-01-01' AND '2000-12-31') AS two_dates
FROM sample WHERE p >= '2000-01-01' AND p < '2001-01-01';
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;
DROP TABLE sample;

-- A primary key, and hash partitions
CREATE TABLE report (p grant_period PRIMARY KEY) PARTITION BY HASH (p);
CREATE TABLE report_0 PARTITION OF report FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE report_1 PARTITION OF report FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO report SELECT grant_period(m::date, (m + '1 month')::date - 1)
FROM generate_series('2001-01-01'::timestamp, '2020-12-01', '1 month') AS m;
SELECT count(*), count(*) FILTER (WHERE tableoid = 'report_0'::regclass) BETWEEN 80 AND 160 AS spread FROM report;
SELECT p FROM report WHERE p = '2016-02';
\set VERBOSITY terse
INSERT INTO report VALUES ('[2016-02-01,2016-03-01)');
\set VERBOSITY default
INSERT INTO report VALUES ('2016-02-01/2016-02-29') ON CONFLICT DO NOTHING;
DROP TABLE report;
