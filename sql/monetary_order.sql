-- Comparison of monetary: strict operators, the total order, indexes and the
-- planner's estimates.
\pset null NULL
-- Plans are shown as one process runs them.
SET max_parallel_workers_per_gather = 0;

-- The topmost node of a plan
CREATE FUNCTION pg_temp.plan(query text) RETURNS json
LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan';
END
$$;

--
-- Operators
--

-- Within one currency the strict operators and the total order agree.
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt,
	   a *< b AS "*lt", a *<= b AS "*le", a *>= b AS "*ge", a *> b AS "*gt", monetary_cmp(a, b) AS cmp
FROM (VALUES ('-0.01 MXN'::monetary, '0 MXN'::monetary), ('5 MXN', '5.00 MXN'), ('10 MXN', '9 MXN'),
			 ('-10 MXN', '-9 MXN'), ('5 MXN', '5 MXN(3)'), ('5.001 MXN(3)', '5 MXN'), ('4.99 MXN', '4.999 MXN(3)'),
			 ('-92233720368547758.08 MXN', '92233720368547758.07 MXN'),
			 ('9223372036854775807 MXN(0)', '9223372036.854775807 MXN(9)'),
			 ('-9223372036854775808 MXN(0)', '-9223372036.854775808 MXN(9)'), ('1 MXN', NULL)) AS v(a, b);

-- Across currencies equality and the total order answer: code, then value.
SELECT a, b, a = b AS eq, a <> b AS ne, a *< b AS "*lt", a *<= b AS "*le", a *>= b AS "*ge", a *> b AS "*gt",
	   monetary_cmp(a, b) AS cmp
FROM (VALUES ('500 MXN'::monetary, '10 USD'::monetary), ('10 USD', '500 MXN'), ('0 MXN', '0 USD'),
			 ('92233720368547758.07 COP', '-1 MXN'), ('1 MXN', '1 MXP')) AS v(a, b);

-- The strict ones do not.
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '500 MXN'::monetary < '10 USD'$$);
SELECT operator, split_part(refusal(format($$SELECT '0 USD'::monetary %s '0 MXN'$$, operator)), E'\n', 1)
FROM unnest('{<,<=,>,>=}'::text[]) AS operator;
SELECT refusal($$SELECT '5 MXN'::monetary BETWEEN '1 USD' AND '9 USD'$$) LIKE '22023: cannot compare MXN and USD%';
\pset tuples_only off
\pset format aligned

--
-- What PostgreSQL compares by itself goes by the total order
--

SELECT GREATEST('10 USD'::monetary, '500 MXN') AS greatest, LEAST('10 USD'::monetary, '500 MXN') AS least,
	   ARRAY['10 USD'::monetary] > ARRAY['500 MXN'::monetary] AS "array", a > b AS record,
	   NULLIF('5 MXN'::monetary, '5.000 MXN(3)') AS "nullif", '5 MXN'::monetary IN ('5 USD', '5 MXN(0)') AS "in"
FROM (SELECT '10 USD'::monetary) AS a, (SELECT '500 MXN'::monetary) AS b;
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY m), mode() WITHIN GROUP (ORDER BY m),
	   array_agg(m ORDER BY m) AS sorted
FROM unnest('{10 USD, 500 MXN, 500.0 MXN(1), 3 USD, 7 COP}'::monetary[]) AS m;
SELECT m, first_value(m) OVER w, rank() OVER w FROM unnest('{10 USD, 500 MXN, 3 USD, 500 MXN}'::monetary[]) AS m
WINDOW w AS (ORDER BY m DESC) ORDER BY m;
-- A comparison of rows asks for operators of one family and finds none in <.
SELECT left(refusal($$SELECT ROW('1 MXN'::monetary, 1) < ROW('2 MXN'::monetary, 1)$$), 5) AS row_comparison;

-- The strict forms of GREATEST and LEAST
SELECT greatest_of('10 MXN', '500 MXN', NULL, '-500 MXN') AS greatest,
	   least_of('10 MXN', '500 MXN', NULL, '-500 MXN') AS least,
	   greatest_of(VARIADIC '{{1 USD, 2 USD}, {3 USD, NULL}}') AS of_array,
	   greatest_of('5.001 MXN(3)', '5 MXN') AS finer,
	   least_of(NULL, NULL) AS of_nulls, least_of(VARIADIC '{}') AS of_none,
	   greatest_of(VARIADIC NULL) AS of_nothing, least_of('7 JPY') AS of_one;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT greatest_of('10 USD', '500 MXN')$$);
SELECT refusal($$SELECT least_of('10 USD', NULL, '10 USD', '500 MXN')$$) LIKE '22023: cannot compare MXN and USD%';
\pset tuples_only off
\pset format aligned

--
-- Sorting
--

-- Many codes that differ in one letter, every exponent, values around zero,
-- around the limits of the abbreviated keys and at the ends of 64 bits, with
-- many that are equal in value and not in exponent.
CREATE TABLE mixed AS
SELECT id, CASE id % 4
		   WHEN 0 THEN hashint8extended(id, 1) % 2000
		   WHEN 1 THEN hashint8extended(id, 1) % (10 ^ (id % 19))::bigint
		   WHEN 2 THEN (281474976710656 + hashint8extended(id, 1) % 200) / (10 ^ (id % 3))::bigint
					   * CASE WHEN id % 8 = 2 THEN 1 ELSE -1 END
		   ELSE CASE WHEN id % 8 = 3 THEN 9223372036854775807 - id % 300 ELSE -9223372036854775807 + id % 300 END
		   END AS minor,
	   ('{MXN,MXP,MXV,MYR,MXN,XXN,AED,ZWR}'::text[])[abs(hashint8extended(id, 2)) % 8 + 1] AS code,
	   (CASE WHEN id % 5 < 3 THEN 2 ELSE abs(hashint8extended(id, 3)) % 10 END)::int AS exponent,
	   NULL::monetary AS m
FROM generate_series(1, 12000) AS id;
UPDATE mixed SET m = ((minor * ('1e-' || exponent)::numeric)::text || ' ' || code || '(' || exponent || ')')::monetary;
SELECT count(*) AS rows, count(DISTINCT m) AS values,
	   count(DISTINCT (m, exponent)) > count(DISTINCT m) AS has_equal_values_of_two_exponents
FROM mixed;
SELECT count(*) AS wrong FROM mixed WHERE amount(m) <> minor * ('1e-' || exponent)::numeric OR currency(m) <> code;

SELECT count(*) AS out_of_place
FROM (SELECT row_number() OVER (ORDER BY m) AS place, currency(m) AS code, amount(m) AS value FROM mixed) AS sorted
JOIN (SELECT row_number() OVER (ORDER BY currency(m), amount(m)) AS place, currency(m) AS code, amount(m) AS value
	  FROM mixed) AS expected USING (place)
WHERE (sorted.code, sorted.value) <> (expected.code, expected.value);
-- The same downwards, on disk
SET work_mem = '64kB';
SELECT count(*) AS out_of_place
FROM unnest(ARRAY(SELECT m FROM mixed ORDER BY m DESC)) WITH ORDINALITY AS sorted(m, place)
JOIN unnest((SELECT array_agg(m ORDER BY currency(m) DESC, amount(m) DESC) FROM mixed))
	WITH ORDINALITY AS expected(m, place) USING (place)
WHERE sorted.m <> expected.m;
RESET work_mem;

--
-- Equality and hash see value, not exponent
--

SELECT count(*) AS unlike
FROM mixed
WHERE monetary_hash(m)::bit(32) <> monetary_hash_extended(m, 0)::bit(32);
SELECT count(DISTINCT monetary_hash(m)) AS hashes, count(DISTINCT monetary_hash_extended(m, 42)) AS extended,
	   count(*) AS forms
FROM unnest('{5 MXN, 5 MXN(0), 5 MXN(1), 5 MXN(3), 5 MXN(9)}'::monetary[]) AS m;

-- The number of pairs of equal amounts, found in four ways
CREATE TABLE five (m monetary);
INSERT INTO five
SELECT m FROM unnest('{5 MXN, 5 MXN(3), 5 MXN(0), 5 USD, 5.001 MXN(3), 0 JPY, 0 JPY(2), NULL}'::monetary[]) AS m;
ANALYZE five;
SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM five AS a JOIN five AS b USING (m);
SELECT count(*) FROM five AS a JOIN five AS b USING (m);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM five AS a JOIN five AS b USING (m);
SELECT count(*) FROM five AS a JOIN five AS b USING (m);
SET enable_mergejoin = off;
SET enable_nestloop = on;
SELECT count(*) FROM five AS a JOIN five AS b USING (m);
RESET enable_mergejoin;
RESET enable_hashjoin;
SELECT count(*) FROM five AS a, five AS b WHERE currency(a.m) = currency(b.m) AND amount(a.m) = amount(b.m);

SET enable_sort = off;
SELECT count(*) AS by_hash FROM (SELECT DISTINCT m FROM five) AS d;
SELECT count(*) AS by_hash FROM (SELECT m FROM five UNION SELECT m FROM mixed WHERE id < 5) AS u;
RESET enable_sort;
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT DISTINCT m FROM five) AS d;
SELECT count(*) AS by_sort FROM (SELECT m FROM five UNION SELECT m FROM mixed WHERE id < 5) AS u;
RESET enable_hashagg;
-- In a long list the search is by hash.
SELECT m, m IN ('1 MXN', '2 MXN', '3 MXN', '4 MXN', '5 MXN(5)', '6 MXN', '7 MXN', '8 MXN', '9 MXN', '0 JPY(9)') AS found
FROM five
ORDER BY m, amount(m)::text;

CREATE TABLE by_hash (m monetary) PARTITION BY HASH (m);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_hash SELECT m FROM mixed UNION ALL SELECT m FROM five;
SELECT count(DISTINCT tableoid) AS partitions, count(*) FROM by_hash;
SELECT count(*) AS by_hash, (SELECT count(*) FROM by_hash WHERE currency(m) = 'MXN' AND amount(m) = 5) AS by_number
FROM by_hash WHERE m = '5.00000000 MXN(8)';
DROP TABLE by_hash;

CREATE TABLE by_range (m monetary) PARTITION BY RANGE (m);
CREATE TABLE by_range_small PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('5 MXN(7)');
CREATE TABLE by_range_large PARTITION OF by_range FOR VALUES FROM ('5 MXN') TO (MAXVALUE);
INSERT INTO by_range SELECT m FROM five WHERE m IS NOT NULL;
SELECT tableoid::regclass AS partition, array_agg(m ORDER BY m, amount(m)::text) FROM by_range GROUP BY tableoid
ORDER BY 1;
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE m *>= '5 MXN' AND m *< '6 MXN';
DROP TABLE by_range;

--
-- Indexes
--

CREATE INDEX mixed_btree ON mixed (m);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT m FROM mixed ORDER BY m;
SELECT count(*) AS out_of_place FROM (SELECT m, lag(m) OVER (ORDER BY m) AS previous FROM mixed) AS by_index
WHERE currency(previous) > currency(m) OR currency(previous) = currency(m) AND amount(previous) > amount(m);
EXPLAIN (COSTS OFF) SELECT * FROM mixed WHERE m = '5 MXN';
EXPLAIN (COSTS OFF) SELECT * FROM mixed WHERE m *>= '0 MXN' AND m *< '5 MXN';
SELECT count(*) FROM mixed WHERE m *>= '0 MXN' AND m *< '5 MXN';
EXPLAIN (COSTS OFF) SELECT m FROM mixed WHERE m *> '9223372036854775807 MXN(0)' ORDER BY m LIMIT 1;
SELECT m FROM mixed WHERE m *> '9223372036854775807 MXN(0)' ORDER BY m LIMIT 1;
-- A strict comparison is none for the index.
SELECT condition, pg_temp.plan('SELECT * FROM mixed WHERE ' || condition) ->> 'Node Type' AS node
FROM unnest('{m = $$5 MXN$$, m *< $$5 MXN$$, m < $$5 MXN$$, m <= $$5 MXN$$, m > $$5 MXN$$,
			  m >= $$5 MXN$$}'::text[]) AS condition;
RESET enable_seqscan;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
SELECT count(*) FROM mixed WHERE m *>= '0 MXN' AND m *< '5 MXN';
SELECT m FROM mixed WHERE m *> '9223372036854775807 MXN(0)' ORDER BY m LIMIT 1;
SELECT count(*) FROM mixed WHERE code = 'MXN' AND amount(m) >= 0 AND amount(m) < 5;
RESET enable_indexscan;
RESET enable_indexonlyscan;
DROP INDEX mixed_btree;
SET enable_seqscan = off;
CREATE INDEX mixed_hash ON mixed USING hash (m);
EXPLAIN (COSTS OFF) SELECT count(*) FROM mixed WHERE m = '0.05 MXN';
SELECT count(*) AS by_index, (SELECT count(*) FROM mixed WHERE code = 'MXN' AND amount(m) = 0.05) AS by_number
FROM mixed WHERE m = '0.05 MXN';
RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE mixed;

-- Unique means one value, whatever the exponent.
CREATE TABLE price (m monetary UNIQUE);
INSERT INTO price VALUES ('5 MXN'), ('5 USD'), ('5.001 MXN(3)');
\set VERBOSITY terse
INSERT INTO price VALUES ('5.000 MXN(3)');
\set VERBOSITY default
INSERT INTO price VALUES ('5.000 MXN(3)') ON CONFLICT DO NOTHING;

-- An index does not change what min and max answer: nothing, of two currencies.
SELECT left(refusal('SELECT min(m) FROM price'), 5) AS min,
	   left(refusal('SELECT max(m) FROM price'), 5) AS max,
	   left(refusal('SELECT min(m) FROM (SELECT m FROM five) AS not_indexed'), 5) AS not_indexed;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT min(m) FROM price WHERE m *>= '0 MXN' AND m *< '5.005 MXN(3)';
SELECT min(m), max(m) FROM price WHERE m *>= '0 MXN' AND m *< '5.005 MXN(3)';
EXPLAIN (COSTS OFF) SELECT m FROM price WHERE currency(m) = 'USD' ORDER BY m LIMIT 1;
SELECT m FROM price WHERE currency(m) = 'USD' ORDER BY m LIMIT 1;
RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE five, price;

--
-- A filter on the currency runs before a strict comparison, and nothing is
-- compared while planning
--

-- 12,000 amounts of pesos, of which 2,000 are zero, and 8,000 of dollars
CREATE TABLE expense AS
SELECT id, CASE WHEN id <= 2000 THEN monetary(0, 'MXN')
		   WHEN id <= 12000 THEN monetary((id - 2000) * 0.10, 'MXN')
		   ELSE monetary((id - 12000) * 0.01, 'USD') END AS m
FROM generate_series(1, 20000) AS id;

CREATE TEMPORARY TABLE question (query text);
INSERT INTO question VALUES
	($$SELECT * FROM expense WHERE currency(m) = 'MXN' AND m < '5 MXN'$$),
	($$SELECT * FROM expense WHERE m < '5 MXN' AND currency(m) = 'MXN'$$),
	($$SELECT * FROM (SELECT * FROM expense WHERE currency(m) = 'MXN') AS pesos WHERE m < '5 MXN'$$),
	($$SELECT * FROM (SELECT * FROM expense WHERE m < '5 MXN') AS small WHERE currency(m) = 'MXN'$$),
	($$SELECT * FROM expense WHERE m BETWEEN '5 MXN' AND '10 MXN' AND currency(m) = 'MXN'$$),
	($$SELECT * FROM expense WHERE '995 MXN' <= m AND currency(m) = 'MXN'$$),
	($$SELECT * FROM expense WHERE m > '79.95 USD' AND currency(m) = 'USD'$$),
	($$SELECT * FROM expense WHERE CASE WHEN currency(m) = 'MXN' THEN m < '5 MXN' END$$);

CREATE FUNCTION pg_temp.count(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	result bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM (' || query || ') AS q' INTO result;
	RETURN result;
END
$$;
-- Before ANALYZE, and after it: then the planner has histograms whose bounds
-- are of both currencies.
SELECT pg_temp.count(query), query FROM question;
ANALYZE expense;
SELECT pg_temp.count(query), query FROM question;
EXPLAIN (COSTS OFF) SELECT * FROM expense WHERE m < '5 MXN' AND currency(m) = 'MXN';
EXPLAIN (COSTS OFF) SELECT * FROM expense WHERE currency(m) = 'MXN' AND m < '5 MXN';
EXPLAIN (COSTS OFF) SELECT * FROM (SELECT * FROM expense WHERE m < '5 MXN') AS small WHERE currency(m) = 'MXN';
EXPLAIN (COSTS OFF) SELECT * FROM expense WHERE m BETWEEN '5 MXN' AND '10 MXN' AND currency(m) = 'MXN';
-- Joined with itself: each pair is of one currency before it is compared.
SELECT count(*) FROM expense AS a JOIN expense AS b ON currency(a.m) = currency(b.m) AND a.m < b.m
WHERE a.id % 1000 = 7 AND b.id % 1000 = 7;
-- A prepared statement has no constant to plan with.
PREPARE less(monetary) AS SELECT count(*) FROM expense WHERE currency(m) = currency($1) AND m < $1;
SET plan_cache_mode = force_generic_plan;
EXECUTE less('5 MXN');
EXECUTE less('5 USD');
RESET plan_cache_mode;
EXECUTE less('5 USD');
DEALLOCATE less;
-- Without the filter the comparison is refused, when it runs.
EXPLAIN (COSTS OFF) SELECT * FROM expense WHERE m < '5 MXN';
SELECT left(refusal($$SELECT * FROM expense WHERE m < '5 MXN'$$), 5) AS refused;

-- Estimated rows against those that there are, by a factor of at most 2
SELECT condition, rows,
	   CASE WHEN estimate BETWEEN rows / 2.0 AND greatest(rows, 1) * 2 THEN 'near' ELSE estimate::text END AS estimate
FROM (SELECT condition, (pg_temp.plan('SELECT * FROM expense WHERE ' || condition) ->> 'Plan Rows')::numeric AS estimate,
			 pg_temp.count(format('SELECT * FROM expense WHERE currency(m) = %L AND %s', currency, condition)) AS rows
	  FROM (VALUES ('MXN', $$m < '500 MXN'$$), ('MXN', $$m <= '500 MXN'$$), ('MXN', $$m > '500 MXN'$$),
				   ('MXN', $$m >= '500 MXN'$$), ('MXN', $$'500 MXN' > m$$), ('MXN', $$'250 MXN' >= m$$),
				   ('MXN', $$'900 MXN' < m$$), ('MXN', $$'900 MXN' <= m$$), ('MXN', $$m <= '0 MXN'$$),
				   ('MXN', $$m < '0 MXN'$$), ('MXN', $$m >= '0 MXN'$$), ('MXN', $$m > '0 MXN(0)'$$),
				   ('USD', $$m < '20 USD'$$), ('USD', $$m >= '20 USD'$$), ('USD', $$m > '1000 USD'$$),
				   ('EUR', $$m < '5 EUR'$$), ('AED', $$m > '5 AED'$$), ('ZWR', $$m < '5 ZWR'$$),
				   ('MXN', $$m < NULL$$)) AS v(currency, condition)) AS estimated;
DROP TABLE expense;
