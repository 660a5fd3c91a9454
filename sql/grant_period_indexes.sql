-- Every index gives the rows that reading the table gives.
\pset null NULL
-- thousands of small queries, none of which is worth a worker
SET max_parallel_workers_per_gather = 0;
CREATE SCHEMA period_indexes;
SET search_path = period_indexes, caudal;
CREATE EXTENSION btree_gist;

-- Numbers between 0 and 1, the same ones in every run
CREATE FUNCTION draw(id integer, series integer) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$ SELECT (hashint8extended(id, series) & 1048575) / 1048576.0 $$;

-- Awards with the days of their periods in two columns of their own: many of
-- a year from the first of a month, some of one day or several years, some
-- open, some without a period, a few at the limits of date
CREATE TABLE award (id integer PRIMARY KEY, first date, last date, period grant_period);
CREATE FUNCTION insert_awards(from_id integer, to_id integer) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO award
	SELECT id, CASE WHEN last IS NOT NULL THEN first END, last, grant_period(first, last)
	FROM generate_series(from_id, to_id) AS id,
		 LATERAL (SELECT date '2009-01-01' + (5478 * sqrt(draw(id, 1)))::integer AS day) AS days,
		 LATERAL (SELECT CASE WHEN draw(id, 2) < 0.5 THEN date_trunc('month', day)::date ELSE day END AS first) AS firsts,
		 LATERAL (SELECT draw(id, 3) AS kind) AS kinds,
		 LATERAL (SELECT CASE WHEN kind < 0.4 THEN (first + interval '1 year')::date - 1
						 WHEN kind < 0.5 THEN first
						 WHEN kind < 0.6 THEN 'infinity'
						 WHEN kind < 0.7 THEN (first + interval '5 years')::date - 1
						 WHEN kind < 0.98 THEN first + (600 * draw(id, 4) ^ 2)::integer END AS last) AS lasts
$$;
SELECT insert_awards(1, 2000);
INSERT INTO award
SELECT 3000 + row_number() OVER (), first_day(period), last_day(period), period
FROM unnest('{4714-11-24 BC/4714-11-24 BC, 4714-11-24 BC/5874897-12-31, 4714-11-24 BC/..,
			  5874897-12-31/5874897-12-31, 5874897-12-31/.., 2016-02-29/2016-02-29}'::grant_period[]) AS period;
SELECT count(*), count(period) AS periods, count(DISTINCT period) AS different,
	   count(*) FILTER (WHERE is_open(period)) AS open
FROM award;

-- What to look for: periods and days like these, longer ones, the months after
-- them, and others
CREATE TABLE query (id serial, period grant_period, first date, last date, day date);
INSERT INTO query (period)
SELECT period FROM award WHERE id % 40 = 0 AND period IS NOT NULL
UNION ALL
SELECT grant_period(first - (90 * draw(id, 5))::integer, last + (90 * draw(id, 6))::integer)
FROM award WHERE id % 25 = 10 AND period IS NOT NULL
UNION ALL
SELECT grant_period(last + 1, last + 31) FROM award WHERE id % 40 = 20 AND NOT is_open(period)
UNION ALL
SELECT period FROM award WHERE id > 3000
UNION ALL
SELECT unnest('{2010, 2016-02, 2024-12-31, 1990, 2100-01-01/.., 1990-01-01/.., 2009-01-01/..}'::grant_period[]);
UPDATE query SET first = first_day(period), last = last_day(period),
	day = CASE id % 40 WHEN 0 THEN 'infinity' WHEN 1 THEN '-infinity' ELSE first_day(period) END;

-- The oracle: each condition as an operator, and on the columns of days
CREATE TABLE condition (methods text, operator text, days text);
INSERT INTO condition VALUES
	('gist brin', 'a.period << q.period', 'a.last < q.first'),
	('gist brin', 'a.period &< q.period', 'a.last <= q.last'),
	('gist brin', 'a.period && q.period', 'a.first <= q.last AND a.last >= q.first'),
	('gist brin', 'q.period && a.period', 'a.first <= q.last AND a.last >= q.first'),
	('gist brin', 'a.period &> q.period', 'a.first >= q.first'),
	('gist brin', 'a.period >> q.period', 'a.first > q.last'),
	('gist brin', 'a.period -|- q.period',
	 'isfinite(a.last) AND a.last - date ''2000-01-01'' = q.first - date ''2000-01-02'' OR '
	 'isfinite(q.last) AND q.last - date ''2000-01-01'' = a.first - date ''2000-01-02'''),
	('gist brin', 'a.period @> q.period', 'a.first <= q.first AND a.last >= q.last'),
	('gist brin', 'a.period <@ q.period', 'a.first >= q.first AND a.last <= q.last'),
	('gist brin', 'a.period @> q.day', 'q.day BETWEEN a.first AND a.last'),
	('gist brin', 'q.day <@ a.period', 'q.day BETWEEN a.first AND a.last'),
	('gist brin btree hash', 'a.period = q.period', 'a.first = q.first AND a.last = q.last'),
	('btree', 'a.period < q.period', '(a.first, a.last) < (q.first, q.last)'),
	('btree', 'a.period <= q.period', '(a.first, a.last) <= (q.first, q.last)'),
	('btree', 'a.period > q.period', '(a.first, a.last) > (q.first, q.last)'),
	('btree', 'a.period >= q.period', '(a.first, a.last) >= (q.first, q.last)');

-- The awards that each query finds: how many and, in two sums, which
CREATE FUNCTION find(condition text) RETURNS TABLE (query integer, awards bigint, sum bigint, hashes bigint)
LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'SELECT q.id, count(*), sum(a.id), sum(hashint4(a.id))::bigint '
		'FROM query AS q JOIN award AS a ON ' || condition || ' GROUP BY q.id';
END
$$;
CREATE TABLE truth (operator text, query integer, awards bigint, sum bigint, hashes bigint);
CREATE FUNCTION find_truth() RETURNS void
LANGUAGE sql SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off AS $$
	TRUNCATE truth;
	INSERT INTO truth SELECT operator, f.* FROM condition, find(days) AS f;
$$;

-- What all queries find by one kind of scan: over how many operators, how many
-- pairs of query and award, and for how many queries not the truth.  A plan
-- without that scan is named.
CREATE FUNCTION check_scan(method text, scan text, OUT operators integer, OUT pairs bigint, OUT wrong bigint)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off AS $$
DECLARE
	tested text;
	plan json;
	counts record;
BEGIN
	PERFORM set_config('enable_seqscan', CASE scan WHEN 'Seq Scan' THEN 'on' ELSE 'off' END, true),
			set_config('enable_bitmapscan', CASE scan WHEN 'Bitmap Index Scan' THEN 'on' ELSE 'off' END, true),
			set_config('enable_indexscan', CASE scan WHEN 'Index Scan' THEN 'on' ELSE 'off' END, true);
	operators := 0;
	pairs := 0;
	wrong := 0;
	FOR tested IN SELECT operator FROM condition WHERE methods LIKE '%' || method || '%' LOOP
		EXECUTE 'EXPLAIN (FORMAT JSON) SELECT a.id FROM query AS q JOIN award AS a ON ' || tested INTO plan;
		IF plan::text NOT LIKE '%"' || scan || '"%' THEN
			RAISE NOTICE 'no % for %', scan, tested;
		END IF;
		SELECT sum(f.awards) AS pairs,
			   count(*) FILTER (WHERE (t.awards, t.sum, t.hashes) IS DISTINCT FROM (f.awards, f.sum, f.hashes)) AS wrong
		INTO counts
		FROM (SELECT * FROM truth WHERE operator = tested) AS t FULL JOIN find(tested) AS f USING (query);
		operators := operators + 1;
		pairs := pairs + coalesce(counts.pairs, 0);
		wrong := wrong + counts.wrong;
	END LOOP;
END
$$;

SELECT find_truth();
SELECT count(*) AS queries, (SELECT count(*) FROM truth) AS answers FROM query;
-- The operators themselves
SELECT * FROM check_scan('', 'Seq Scan');

--
-- GiST
--

-- Built at once
CREATE INDEX award_period ON award USING gist (period);
SELECT * FROM check_scan('gist', 'Index Scan');
SELECT * FROM check_scan('gist', 'Bitmap Index Scan');

-- ... row by row within the build
DROP INDEX award_period;
CREATE INDEX award_period ON award USING gist (period) WITH (buffering = on);
SELECT * FROM check_scan('gist', 'Index Scan');

-- After half of the rows have gone and others have come
DELETE FROM award WHERE id % 2 = 0;
VACUUM award;
SELECT insert_awards(4001, 5000);
SELECT find_truth();
SELECT * FROM check_scan('gist', 'Index Scan');
SELECT * FROM check_scan('gist', 'Bitmap Index Scan');

-- Row by row into an empty index
TRUNCATE award;
SELECT insert_awards(6001, 8000);
SELECT find_truth();
SELECT * FROM check_scan('gist', 'Index Scan');
SELECT * FROM check_scan('gist', 'Bitmap Index Scan');

-- The index has the periods themselves.
VACUUM ANALYZE award;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT period FROM award WHERE period && '2012-Q1';
SELECT count(*), min(first_day(period)), max(last_day(period)) FROM award WHERE period && '2012-Q1';
EXPLAIN (COSTS OFF) SELECT count(*) FROM award WHERE period IS NULL;
SELECT count(*) FROM award WHERE period IS NULL;
SELECT count(*) FROM award WHERE period @> NULL::date;
RESET enable_seqscan;
SELECT count(*), min(first), max(last) FROM award WHERE first <= '2012-03-31' AND last >= '2012-01-01';
SELECT count(*) FROM award WHERE last IS NULL;

-- With other columns
DROP INDEX award_period;
CREATE INDEX award_period ON award USING gist ((id % 3), period);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM award WHERE id % 3 = 1 AND period @> date '2015-05-05';
SELECT count(*), sum(id) FROM award WHERE id % 3 = 1 AND period @> date '2015-05-05';
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT count(*), sum(id) FROM award WHERE id % 3 = 1 AND date '2015-05-05' BETWEEN first AND last;
DROP INDEX award_period;

-- Short, long and open periods are on pages of their own, whichever way the
-- index is built, so that searching for a day reads few of them.
CREATE TABLE mixed_rows AS
SELECT grant_period(first, CASE WHEN id % 50 = 0 THEN 'infinity' WHEN id % 10 = 0 THEN first + 1825 ELSE first + 6 END) AS period
FROM generate_series(1, 20000) AS id, LATERAL (SELECT date '2009-01-01' + (5478 * draw(id, 7))::integer AS first) AS firsts;
CREATE FUNCTION part_read(query text, index regclass) RETURNS double precision
LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query INTO plan;
	plan := plan->0->'Plan';
	RETURN ((plan->>'Shared Hit Blocks')::integer + (plan->>'Shared Read Blocks')::integer - (plan->>'Heap Fetches')::integer)::double precision
		/ (pg_relation_size(index) / current_setting('block_size')::integer);
END
$$;
CREATE TABLE mixed (period grant_period);
CREATE INDEX mixed_period ON mixed USING gist (period);
INSERT INTO mixed SELECT period FROM mixed_rows;
VACUUM ANALYZE mixed;
SELECT count(*) FROM mixed WHERE period @> date '2018-01-01';
SELECT part_read('SELECT period FROM mixed WHERE period @> date ''2018-01-01''', 'mixed_period') < 0.2 AS few;
DROP INDEX mixed_period;
CREATE INDEX mixed_period ON mixed USING gist (period);
SELECT part_read('SELECT period FROM mixed WHERE period @> date ''2018-01-01''', 'mixed_period') < 0.12 AS few;

--
-- The other methods
--

CREATE INDEX award_period ON award USING brin (period) WITH (pages_per_range = 1);
SELECT * FROM check_scan('brin', 'Bitmap Index Scan');
-- Rows that come later widen what is known of their blocks.
DELETE FROM award WHERE id % 3 = 0;
VACUUM award;
SELECT insert_awards(9001, 9500);
SELECT find_truth();
SELECT * FROM check_scan('brin', 'Bitmap Index Scan');
-- In order of time, few blocks are read.
DROP INDEX award_period;
CREATE TABLE in_order AS SELECT period FROM award WHERE NOT is_open(period) ORDER BY period;
INSERT INTO in_order SELECT period FROM in_order ORDER BY period;
CREATE INDEX ON in_order USING brin (period) WITH (pages_per_range = 1);
SET enable_seqscan = off;
CREATE FUNCTION blocks_read(query text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
	RETURN plan->0->'Plan'->'Lossy Heap Blocks';
END
$$;
SELECT blocks_read('SELECT FROM in_order WHERE period << ''2010-03''') <
	   pg_relation_size('in_order') / current_setting('block_size')::integer / 3 AS few;
RESET enable_seqscan;

CREATE INDEX award_period ON award (period);
SELECT * FROM check_scan('btree', 'Index Scan');
DROP INDEX award_period;
CREATE INDEX award_period ON award USING hash (period);
SELECT * FROM check_scan('hash', 'Index Scan');
DROP INDEX award_period;

--
-- Small indexes, and all alike
--

CREATE TABLE alike (period grant_period);
CREATE INDEX ON alike USING gist (period);
SET enable_seqscan = off;
SELECT count(*) FROM alike WHERE period && '2020';
INSERT INTO alike VALUES ('2020');
SELECT count(*) FROM alike WHERE period && '2020';
INSERT INTO alike SELECT '2020' FROM generate_series(1, 2000);
INSERT INTO alike SELECT '2021-01-01/..' FROM generate_series(1, 2000);
INSERT INTO alike SELECT NULL FROM generate_series(1, 2000);
SELECT count(*) FROM alike WHERE period && '2020';
SELECT count(*) FROM alike WHERE period @> date '2021-01-01';
SELECT count(*) FROM alike WHERE period @> '2021-01-01/..';
SELECT count(*) FROM alike WHERE period IS NULL;
RESET enable_seqscan;

--
-- Exclusion constraints
--

CREATE TABLE budget_period (
	award integer,
	period grant_period,
	EXCLUDE USING gist (award WITH =, period WITH &&)
);
INSERT INTO budget_period VALUES (1, '2021'), (1, '2022-01-01/..'), (2, '2021'), (1, NULL), (1, NULL), (NULL, '2021');
INSERT INTO budget_period VALUES (1, '2021-12-31/2022-01-15');
INSERT INTO budget_period VALUES (1, '2030-05');
INSERT INTO budget_period VALUES (2, '2022');
UPDATE budget_period SET period = '2021-06-30/2022-06-29' WHERE award = 2 AND period = '2022';
DELETE FROM budget_period WHERE award = 2 AND period = '2021';
UPDATE budget_period SET period = '2021-06-30/2022-06-29' WHERE award = 2 AND period = '2022';
SELECT * FROM budget_period ORDER BY award, period;
-- Periods that leave no gap are allowed, periods that meet can be refused.
CREATE TABLE spaced (period grant_period, EXCLUDE USING gist (period WITH -|-));
INSERT INTO spaced VALUES ('2021'), ('2021'), ('2022-01-02/2022-12-31');
INSERT INTO spaced VALUES ('2022-01-01/2022-01-01');

SET client_min_messages = warning;
DROP SCHEMA period_indexes CASCADE;
