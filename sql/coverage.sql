-- coverage and gaps: which days many periods have together, and which they
-- lack.
\pset null NULL
SET datestyle = ISO;

--
-- What they mean
--

SELECT label, coverage(p::grant_period), gaps(p::grant_period, '2021/2023')
FROM (VALUES ('apart', '{2021, 2023}'::text[]), ('adjacent', '{2021, 2022}'), ('overlapping', '{2021, 2021-07/2022-06}'),
			 ('within another', '{2021/2022, 2021-03, 2022-03-01/2022-03-31}'), ('the same twice', '{2022, 2022}'),
			 ('in any order', '{2023, 2021, 2022}'), ('two months missing', '{2021, 2022-03/2022-12, 2023}'),
			 ('open', '{2022-07-01/..}'), ('open and later', '{2022-07-01/.., 2023}'),
			 ('all and more', '{2020/2024}'), ('outside', '{2020, 2025-01-01/..}'), ('up to a day', '{2021-01-01/2023-12-30}'),
			 ('from a day on', '{2021-01-02/2023-12-31}'), ('a day between', '{2021-01-01/2022-05-05, 2022-05-07/2023-12-31}'),
			 ('with a NULL', '{2021, NULL, 2023}'), ('only NULL', '{NULL, NULL}')) AS v(label, periods), unnest(periods) AS p
GROUP BY label ORDER BY label COLLATE "C";
SELECT pg_typeof(coverage('2021')), pg_typeof(gaps('2021', '2021'));

-- A row of an outer join without a period shows the whole as a gap; without
-- rows, and without a period to look within, there is no answer.
SELECT gaps(NULL, '2021') AS no_period, gaps('2021', NULL) AS within_nothing, coverage(NULL) AS covered
FROM generate_series(1, 2);
SELECT gaps('2021', '2021') AS no_rows, coverage('2021') AS covered WHERE false;
SELECT gaps(p, w) AS "given once"
FROM (VALUES ('2021-Q1'::grant_period, NULL::grant_period), ('2021-Q3', '2021'), (NULL, NULL)) AS v(p, w);

-- An open period to look within, the first and the last days that there are
SELECT gaps(p, '2021-01-01/..') AS with_an_end, gaps(p, '2021-01-01/..') FILTER (WHERE is_open(p)) AS open
FROM unnest('{2021-Q1, 2022, 2023-07-01/..}'::grant_period[]) AS p;
SELECT gaps(p, '2021-01-01/..') FROM unnest('{2021-Q1, 2022}'::grant_period[]) AS p;
SELECT coverage(p), gaps(p, '4714-11-24 BC/5874897-12-30')
FROM unnest('{4714-11-24 BC, 5874897-12-30, 0001 BC}'::grant_period[]) AS p;
SELECT coverage(p) AS open, gaps(p, '4714-11-24 BC/..')
FROM unnest('{4714-11-25 BC/5874897-12-30, 5874897-12-31/..}'::grant_period[]) AS p;

\pset format unaligned
\pset tuples_only on
-- One answer is for one period.
SELECT refusal($$SELECT gaps(p, w)
				 FROM (VALUES ('2021'::grant_period, '2021'::grant_period), ('2021', '2022')) AS v(p, w)$$);
SELECT split_part(refusal($$SELECT gaps('2021', w) FROM unnest('{2021, NULL,
			 2021-01-01/..}'::grant_period[]) AS w$$), E'\n', 1);
-- After the last day that date has there is none, even of an open period.
SELECT gaps('2021-01-01/5874897-12-31', '2021-01-01/..'), gaps('2021-01-01/5874897-12-30', '2021-01-01/..') AS one_day;
-- A datemultirange cannot end with it.
SELECT refusal($$SELECT coverage('5874897-12-31')$$);
SELECT split_part(refusal($$SELECT gaps('2021', '2021-01-01/5874897-12-31')$$), E'\n', 1);
-- Text is not taken for a period.
SELECT split_part(refusal($$SELECT gaps(ARRAY['2021','2022'], '2021')$$), E'\n', 1);
\pset tuples_only off
\pset format aligned

--
-- 100,000 periods in 6,000 groups: as range_agg and the difference of
-- datemultirange
--

CREATE TABLE award (id int, org int, p grant_period, within grant_period);
INSERT INTO award
SELECT id, org, CASE WHEN id % 13 = 0 THEN NULL
				WHEN id % 97 = 0 THEN grant_period(f, 'infinity')
				-- next to the one before, or the same, or somewhere
				WHEN id % 3 = 0 THEN grant_period(f, f + n)
				WHEN id % 7 = 0 THEN grant_period('2000-06-01', '2000-06-30')
				ELSE grant_period('2000-01-01'::date + id % 700, '2000-01-01'::date + id % 700 + n % 5) END,
	   grant_period('2000-01-01'::date + org % 50, CASE WHEN org % 10 = 0 THEN 'infinity' ELSE '2001-01-01'::date + org % 900 END)
FROM generate_series(1, 100000) AS id,
	 LATERAL (SELECT (abs(hashint8extended(id, 1)) % 6000)::int AS org,
					 '2000-01-01'::date + (abs(hashint8extended(id, 2)) % 1000)::int AS f,
					 (abs(hashint8extended(id, 3)) % 60)::int AS n) AS v;
ANALYZE award;
CREATE TABLE serial AS
SELECT org, coverage(p ORDER BY id) AS covered, gaps(p, within) AS lacking, range_agg(p::daterange) AS ranges,
	   datemultirange(within::daterange) - coalesce(range_agg(p::daterange), '{}') AS differ
FROM award GROUP BY org, within;
SELECT count(*) AS groups, count(*) FILTER (WHERE covered IS NULL) AS of_nulls,
	   count(*) FILTER (WHERE isempty(lacking)) AS whole, max(array_length(ARRAY(SELECT unnest(covered)), 1)) AS most,
	   count(*) FILTER (WHERE covered IS DISTINCT FROM ranges) AS coverage,
	   count(*) FILTER (WHERE lacking IS DISTINCT FROM differ) AS gaps
FROM serial;

-- One large group
SELECT coverage(p) = range_agg(p::daterange) AS coverage,
	   gaps(p, '1990-01-01/..') = datemultirange(daterange('1990-01-01', NULL)) - range_agg(p::daterange) AS gaps
FROM award;
-- 12,000 days that are apart, and then one period that has them all
CREATE TABLE apart AS
SELECT i, grant_period('2000-01-01'::date + day, '2000-01-01'::date + day) AS p
FROM generate_series(1, 12000) AS i, LATERAL (SELECT (i * 7919) % 12000 * 2 AS day) AS v;
SELECT (SELECT count(*) FROM unnest(coverage(p))) AS apart, (SELECT count(*) FROM unnest(gaps(p, '2000/2065'))) AS gaps,
	   coverage(p) = range_agg(p::daterange) AS coverage,
	   gaps(p, '2000/2065') = datemultirange('[2000-01-01,2066-01-01)'::daterange) - range_agg(p::daterange) AS the_rest
FROM apart;
INSERT INTO apart VALUES (12001, '2000/2065');
SELECT coverage(p ORDER BY i) AS at_last, coverage(p ORDER BY i DESC) AS at_first, gaps(p, '1999/2066') FROM apart;
DROP TABLE apart;

-- Windows: growing ones, in which the state is asked and goes on, and moving ones
SELECT count(*), count(*) FILTER (WHERE growing IS DISTINCT FROM growing_ranges) AS growing,
	   count(*) FILTER (WHERE lacking
							  IS DISTINCT FROM datemultirange(within::daterange) - coalesce(growing_ranges, '{}')) AS gaps,
	   count(*) FILTER (WHERE moving IS DISTINCT FROM moving_ranges) AS moving
FROM (SELECT within, coverage(p) OVER g AS growing, range_agg(p::daterange) OVER g AS growing_ranges,
			 gaps(p, within) OVER g AS lacking, coverage(p) OVER m AS moving, range_agg(p::daterange) OVER m AS moving_ranges
	  FROM award WHERE org < 600
	  WINDOW g AS (PARTITION BY org ORDER BY id),
			 m AS (PARTITION BY org ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING)) AS w;

-- Of the same rows once, and in grouping sets
SELECT count(DISTINCT org) AS orgs, coverage(DISTINCT p) = range_agg(p::daterange) AS of_distinct,
	   coverage(p) FILTER (WHERE id % 2 = 0) = range_agg(p::daterange) FILTER (WHERE id % 2 = 0) AS filtered
FROM award WHERE org < 5;
SELECT count(*), count(*) FILTER (WHERE covered IS DISTINCT FROM ranges) AS unlike
FROM (SELECT coverage(p) AS covered, range_agg(p::daterange) AS ranges FROM award WHERE org < 500
	  GROUP BY GROUPING SETS ((), (org), (org % 7), (org, id % 2))) AS sets;

--
-- Serial and parallel
--

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT coverage(p), gaps(p, '2000') FROM award;
CREATE TABLE parallel AS SELECT org, coverage(p) AS covered, gaps(p, within) AS lacking FROM award GROUP BY org;
SELECT count(*), count(*) FILTER (WHERE parallel.covered IS DISTINCT FROM serial.covered) AS coverage,
	   count(*) FILTER (WHERE parallel.lacking IS DISTINCT FROM serial.lacking) AS gaps
FROM parallel FULL JOIN serial USING (org);
SELECT coverage(p) = range_agg(p::daterange) AS one_group, gaps(p, NULL) AS within_nothing,
	   coverage(p) FILTER (WHERE false) AS no_rows, gaps(NULL, '2000-01-01/2000-12-31') AS no_periods
FROM award;
SELECT left(refusal('SELECT gaps(p, within) FROM award'), 5) AS differing;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET parallel_leader_participation;
RESET enable_sort;
DROP TABLE award, serial, parallel;
