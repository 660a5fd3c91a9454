-- How many rows the planner expects a condition on periods to find.
\pset null NULL
-- thousands of small queries, none of which is worth a worker
SET max_parallel_workers_per_gather = 0;
CREATE SCHEMA period_estimates;
SET search_path = period_estimates, caudal;

CREATE FUNCTION expected_rows(query text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END
$$;
CREATE FUNCTION found_rows(query text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	found bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM (' || query || ') AS found' INTO found;
	RETURN found;
END
$$;

--
-- Common values are known one by one: what is expected is what is there.
--

CREATE TABLE common (period grant_period, day date);
INSERT INTO common
SELECT period, first_day(period)
FROM unnest('{2020, 2021, 2021-06, 2021-06-30/2022-07-01, 2022-01-01/..}'::grant_period[]) WITH ORDINALITY AS period(period, n),
	 generate_series(1, n * 40);
INSERT INTO common SELECT NULL FROM generate_series(1, 200);
ANALYZE common;
-- with the column on either side; the planner expects one row where there is none
SELECT operator, query, expected_rows('SELECT FROM common WHERE ' || condition) AS expected,
	   found_rows('SELECT FROM common WHERE ' || condition) AS found,
	   expected_rows('SELECT FROM common WHERE ' || reverse) AS reverse,
	   found_rows('SELECT FROM common WHERE ' || reverse) AS found
FROM unnest('{@>,<@,&&,<<,>>,&<,&>}'::text[]) WITH ORDINALITY AS operator(operator, n),
	 unnest('{2021-06, 2021-06-30/2022-12-31, 2022-02-01/..}'::text[]) AS query,
	 LATERAL (SELECT format('period %s grant_period %L', operator, query) AS condition,
					 format('grant_period %L %s period', query, operator) AS reverse) AS conditions
ORDER BY n, query;
SELECT condition, expected_rows('SELECT FROM common WHERE ' || condition) AS expected,
	   found_rows('SELECT FROM common WHERE ' || condition) AS found
FROM unnest(ARRAY['period @> date ''2021-06-30''', 'date ''2022-01-01'' <@ period', 'period @> date ''infinity''',
				  'period @> date ''-infinity''', 'day <@ grant_period ''2021''', 'grant_period ''2021-06-30/..'' @> day',
				  'period @> (date ''2021-06-29'' + 1)', 'period @> NULL::date', 'period && NULL']) AS condition;
-- Joins, too
SELECT operator, expected_rows('SELECT FROM common AS a JOIN common AS b ON a.period ' || operator || ' b.period') AS expected,
	   found_rows('SELECT FROM common AS a JOIN common AS b ON a.period ' || operator || ' b.period') AS found
FROM unnest('{@>,<@,&&,<<,>>,&<,&>}'::text[]) AS operator;
SELECT query, expected_rows(query) AS expected, found_rows(query) AS found
FROM unnest(ARRAY['SELECT FROM common AS a JOIN common AS b ON a.period @> b.day',
				  'SELECT FROM common AS a JOIN common AS b ON a.day <@ b.period',
				  'SELECT FROM common AS a WHERE EXISTS (SELECT FROM common AS b WHERE a.period << b.period)',
				  'SELECT FROM common AS a WHERE EXISTS (SELECT FROM common AS b WHERE b.period << a.period)',
				  'SELECT FROM common AS a WHERE NOT EXISTS (SELECT FROM common AS b WHERE a.period >> b.period)']) AS query;

--
-- 200,000 skewed periods: many of exactly or about one year, some of five
-- years, others of any length, a few open; more and more of them over 15
-- years, half from the first of a month.  ANALYZE samples at random, so that
-- what is expected varies from run to run.
--

CREATE FUNCTION draw(id integer, series integer) RETURNS double precision
LANGUAGE sql IMMUTABLE AS $$ SELECT (hashint8extended(id, series) & 1048575) / 1048576.0 $$;

CREATE TABLE skewed AS
SELECT id, first, last, grant_period(first, last) AS period
FROM generate_series(1, 200000) AS id,
	 LATERAL (SELECT date '2009-01-01' + (5478 * sqrt(draw(id, 1)))::integer AS day) AS days,
	 LATERAL (SELECT CASE WHEN draw(id, 2) < 0.5 THEN date_trunc('month', day)::date ELSE day END AS first) AS firsts,
	 LATERAL (SELECT draw(id, 3) AS kind, draw(id, 4) AS length) AS draws,
	 LATERAL (SELECT CASE WHEN kind < 0.35 THEN (first + interval '1 year')::date - 1
					 WHEN kind < 0.55 THEN first + 335 + (60 * length)::integer
					 WHEN kind < 0.70 THEN (first + interval '5 years')::date - 1
					 WHEN kind < 0.73 THEN 'infinity'
					 WHEN kind < 0.85 THEN first + (1800 * length ^ 2)::integer
					 WHEN kind < 0.92 THEN first + (60 * length)::integer
					 ELSE (first + (1 + (36 * length)::integer) * interval '1 month')::date - 1 END AS last) AS lasts
ORDER BY draw(id, 5);

-- Lengths that follow from the first day: early periods are short, late ones
-- long.
CREATE TABLE correlated AS
SELECT id, grant_period(first, first + 30 + ((first - date '2009-01-01') / 3 * (0.5 + draw(id, 6)))::integer) AS period
FROM skewed
WHERE id <= 100000;

-- The grants of three programmes, each of which ends on one day
CREATE TABLE programme AS
SELECT grant_period(last - (2190 * draw(id, 8))::integer, last) AS period
FROM generate_series(1, 100000) AS id,
	 LATERAL (SELECT (ARRAY['2018-12-31', '2020-12-31', '2022-12-31']::date[])[1 + id % 3] AS last) AS ends;

-- so that counting is quick
CREATE INDEX ON skewed USING gist (period);
CREATE INDEX ON correlated USING gist (period);
CREATE INDEX ON programme USING gist (period);
VACUUM ANALYZE skewed, correlated, programme;

-- Fifty queries, of a month to five years, half of them from the first of a
-- month to the last
CREATE TABLE query AS
SELECT id, grant_period(first, (first + months * interval '1 month')::date - 1) AS period, first AS day
FROM generate_series(1, 50) AS id,
	 LATERAL (SELECT date '2009-01-01' + (5478 * draw(id, 7))::integer AS day) AS days,
	 LATERAL (SELECT CASE WHEN id % 2 = 0 THEN date_trunc('month', day)::date ELSE day END AS first,
					 (ARRAY[1, 3, 12, 36, 60])[1 + id % 5] AS months) AS firsts;

-- Expected within a factor of two of what is found
SELECT name, operator, count(*) AS queries,
	   count(*) FILTER (WHERE expected BETWEEN found / 2.0 AND found * 2) >= 45 AS at_least_45
FROM unnest('{skewed, correlated, programme}'::text[]) AS name,
	 unnest('{&&,@>,@> day,<@,<<,>>,&<,&>}'::text[]) WITH ORDINALITY AS operator(operator, n),
	 query,
	 LATERAL (SELECT format('SELECT FROM %I WHERE period ', name) ||
					 CASE operator WHEN '@> day' THEN format('@> date %L', day)
					 ELSE format('%s grant_period %L', operator, period) END AS condition) AS conditions,
	 LATERAL (SELECT expected_rows(condition) AS expected, greatest(found_rows(condition), 1) AS found) AS rows
GROUP BY name, operator, n
ORDER BY name, n;

-- Where all end on one day, what is over by then is told from what is not.
CREATE TABLE one_end AS SELECT grant_period(first_day(period), '2023-06-30') AS period FROM programme;
CREATE INDEX ON one_end USING gist (period);
VACUUM ANALYZE one_end;
SELECT condition, expected_rows('SELECT FROM one_end WHERE period ' || condition) AS expected,
	   found_rows('SELECT FROM one_end WHERE period ' || condition) AS found
FROM unnest(ARRAY['&& ''2023-06-30''', '&& ''2023-07-01''', '<< ''2023-07''', '<< ''2023-06-30''', '&< ''2023-06''',
				  '&< ''2023-06-29''', '@> date ''2023-06-30''', '@> date ''2023-07-01''', '<@ ''2010/2023''', '>> ''2023-06''']) AS condition;

-- Joins, of a sample with another and with days
CREATE TABLE some_skewed AS SELECT period, first AS day FROM skewed WHERE id <= 1000;
CREATE TABLE some_correlated AS SELECT period FROM correlated WHERE id BETWEEN 2001 AND 2500;
ANALYZE some_skewed, some_correlated;
SELECT condition, expected BETWEEN found * 0.8 AND found * 1.25 AS close
FROM unnest('{@>,<@,&&,<<,>>,&<,&>}'::text[]) WITH ORDINALITY AS operator(operator, n),
	 LATERAL (VALUES ('a.period ' || operator || ' b.period'),
					 ('b.period ' || operator || ' a.period')) AS condition(condition),
	 LATERAL (SELECT 'SELECT FROM some_skewed AS a JOIN some_correlated AS b ON ' || condition AS query) AS queries,
	 LATERAL (SELECT expected_rows(query) AS expected, found_rows(query) AS found) AS rows
ORDER BY n, condition;
SELECT query, expected BETWEEN found * 0.8 AND found * 1.25 AS close
FROM unnest(ARRAY['SELECT FROM some_skewed AS a JOIN some_correlated AS b ON b.period @> a.day',
				  'SELECT FROM some_skewed AS a JOIN some_correlated AS b ON a.day <@ b.period',
				  'SELECT FROM some_skewed AS a LEFT JOIN some_correlated AS b ON a.period << b.period',
				  'SELECT FROM some_skewed AS a WHERE EXISTS (SELECT FROM some_correlated AS b WHERE a.period @> b.period)',
				  'SELECT FROM some_skewed AS a WHERE NOT EXISTS (SELECT FROM some_correlated AS b WHERE a.period @> b.period)',
				  'SELECT FROM some_correlated AS b WHERE EXISTS (SELECT FROM some_skewed AS a WHERE a.period @> b.period)']) AS query,
	 LATERAL (SELECT expected_rows(query) AS expected, found_rows(query) AS found) AS rows;

--
-- What ANALYZE keeps: most common values, histogram, correlation, and points
-- of the spread in classes of length
--

CREATE VIEW spread AS
SELECT starelid::regclass AS "table", kind, numbers AS parts, "values"::text::grant_period[] AS points
FROM pg_statistic,
	 LATERAL (VALUES (stakind1, stanumbers1, stavalues1), (stakind2, stanumbers2, stavalues2),
					 (stakind3, stanumbers3, stavalues3), (stakind4, stanumbers4, stavalues4)) AS slot(kind, numbers, "values")
WHERE kind >= 10000;
CREATE TABLE spread_of AS SELECT * FROM spread WHERE "table" = 'skewed'::regclass;
SELECT kind, cardinality(parts) > 10 AS classes, cardinality(points) BETWEEN 900 AND 1000 AS ten_times_the_target
FROM spread_of;
-- parts of a whole; classes ascend in length, and in each the days do
SELECT abs(sum(part) - 1) < 1e-5 AS whole, min(part) > 0 AS positive FROM spread_of, unnest(parts) AS part;
SELECT bool_and(length >= shorter OR shorter IS NULL) AS longer_and_longer
FROM (SELECT avg(length) AS length, lag(avg(length)) OVER (ORDER BY class) AS shorter
	  FROM (SELECT (n - 1) / (cardinality(points) / cardinality(parts)) AS class, days(period) AS length
			FROM spread_of, unnest(points) WITH ORDINALITY AS point(period, n)) AS point
	  WHERE length IS NOT NULL
	  GROUP BY class) AS class;
SELECT count(*) FILTER (WHERE first_day(later) < first_day(earlier)) AS begins_earlier,
	   count(*) FILTER (WHERE last_day(later) < last_day(earlier)) AS ends_earlier
FROM (SELECT period AS later, lag(period) OVER (PARTITION BY (n - 1) / (cardinality(points) / cardinality(parts)) ORDER BY n) AS earlier
	  FROM spread_of, unnest(points) WITH ORDINALITY AS point(period, n)) AS pairs;
-- the statistics target decides how many
ALTER TABLE skewed ALTER period SET STATISTICS 10;
ANALYZE skewed (period);
SELECT cardinality(points) BETWEEN 80 AND 100 AS ten_times_the_target FROM spread WHERE "table" = 'skewed'::regclass;

-- Nothing to keep, and little
CREATE TABLE one (period grant_period);
ANALYZE one;
SELECT expected_rows('SELECT FROM one WHERE period && ''2021''') > 0 AS some;
INSERT INTO one SELECT NULL FROM generate_series(1, 100);
ANALYZE one;
SELECT expected_rows('SELECT FROM one WHERE period && ''2021''');
INSERT INTO one VALUES ('2021');
ANALYZE one;
SELECT parts, points FROM spread WHERE "table" = 'one'::regclass;
SELECT expected_rows('SELECT FROM one WHERE period && ''2021'''), expected_rows('SELECT FROM one WHERE period && ''2022''');
INSERT INTO one VALUES ('4714-11-24 BC/..'), ('4714-11-24 BC/5874897-12-31'), ('5874897-12-31/5874897-12-31'), ('2021-05-05/2021-05-05');
ANALYZE one;
SELECT parts, points FROM spread WHERE "table" = 'one'::regclass;

-- Without statistics: the figures of the range types
CREATE TABLE unknown AS SELECT id, period, day FROM query, generate_series(1, 1000);
ALTER TABLE unknown ALTER period SET STATISTICS 0, ALTER day SET STATISTICS 0;
ANALYZE unknown;
SELECT condition, expected_rows('SELECT FROM unknown WHERE ' || condition)
FROM unnest(ARRAY['period @> ''2021''', 'period <@ ''2021''', 'period && ''2021''', 'period << ''2021''', 'period >> ''2021''',
				  'period &< ''2021''', 'period &> ''2021''', 'period @> date ''2021-01-01''', 'day <@ grant_period ''2021''',
				  'period && NULL', 'period @> day']) AS condition;
SELECT expected_rows('SELECT FROM unknown AS a JOIN unknown AS b ON a.period && b.period');
-- nor is anything known of an expression, unless an index or statistics has it
SELECT expected_rows('SELECT FROM skewed WHERE grant_period(first, last) && ''2021''');
CREATE INDEX ON skewed (grant_period(first, last));
ANALYZE skewed;
SELECT expected BETWEEN found * 0.8 AND found * 1.25 AS close
FROM (SELECT 'SELECT FROM skewed WHERE grant_period(first, last) && ''2021'''::text AS query) AS query,
	 LATERAL (SELECT expected_rows(query) AS expected, found_rows(query) AS found) AS rows;
-- A domain is estimated as its type.
CREATE DOMAIN fiscal AS grant_period CHECK (NOT is_open(VALUE));
CREATE TABLE fiscal_common AS SELECT period::fiscal, day FROM common WHERE NOT is_open(period);
ANALYZE fiscal_common;
SELECT expected_rows('SELECT FROM fiscal_common WHERE period && ''2021-06'''), found_rows('SELECT FROM fiscal_common WHERE period && ''2021-06''');

SET client_min_messages = warning;
DROP SCHEMA period_estimates CASCADE;
