-- How steady the years of an organization are: coefficient_of_variation,
-- consecutive_deficits, revenue_drop.
\pset null NULL

--
-- coefficient_of_variation: stddev_samp / avg
--

-- 2, 4, 4, 4, 5, 5, 7, 9 has the mean 5 and squares of 32, of which 32/7 are the
-- variance: sqrt(32/7) / 5.  90 and 110: sqrt(200) / 100.
SELECT name, coefficient_of_variation(revenue)
FROM (VALUES ('eight years', 2), ('eight years', 4), ('eight years', 4), ('eight years', 4), ('eight years', 5), ('eight years', 5), ('eight years', 7),
			 ('eight years', 9), ('two years', 90), ('two years', 110), ('steady', 100.00), ('steady', 100.00), ('steady', 100.00),
			 ('one year', 100), ('one known', 100), ('one known', NULL), ('two known', 90), ('two known', NULL), ('two known', 110), ('none known', NULL),
			 ('mean of zero', -100), ('mean of zero', 100), ('mean below zero', -300), ('mean below zero', 100), ('one below zero', -50), ('one below zero', 150),
			 ('all zero', 0), ('all zero', 0), ('tiny', 0.0000000001), ('tiny', 0.0000000003), ('NaN', 'NaN'), ('NaN', 1), ('infinite', 'Infinity'), ('infinite', 1)) AS v(name, revenue)
GROUP BY name ORDER BY name COLLATE "C";
SELECT round(sqrt(32.0 / 7) / 5, 12) AS eight_years, round(sqrt(200.0) / 100, 12) AS two_years, round(sqrt(2.0) / 2, 12) AS tiny;
SELECT coefficient_of_variation(revenue) AS no_rows FROM (VALUES (1)) AS v(revenue) WHERE false;

-- As of core's aggregates, of groups, of integers, and in windows that rows enter
-- and leave
CREATE TABLE year AS
SELECT n % 97 AS organization, 2000 + n / 97 AS year, CASE WHEN n % 13 > 0 THEN (hashint8extended(n, 1) % 100000) / 100.0 + 400 END AS revenue
FROM generate_series(0, 1939) AS n;
SELECT count(*), count(cv), count(*) FILTER (WHERE cv IS DISTINCT FROM CASE WHEN mean > 0 THEN deviation / mean END) AS unlike, count(*) FILTER (WHERE mean <= 0) > 0 AS some_negative
FROM (SELECT coefficient_of_variation(revenue) AS cv, stddev_samp(revenue) AS deviation, avg(revenue) AS mean FROM year GROUP BY organization, year / 5) AS v;
SELECT coefficient_of_variation(n) FROM generate_series(1, 3) AS n;
SELECT count(*), count(cv), count(*) FILTER (WHERE cv IS DISTINCT FROM CASE WHEN mean > 0 THEN deviation / mean END) AS unlike
FROM (SELECT coefficient_of_variation(revenue) OVER w AS cv, stddev_samp(revenue) OVER w AS deviation, avg(revenue) OVER w AS mean
	  FROM year WINDOW w AS (PARTITION BY organization ORDER BY year ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)) AS v;
SELECT year, revenue, round(coefficient_of_variation(revenue) OVER (ORDER BY year ROWS 1 PRECEDING), 6) AS of_two
FROM (VALUES (2020, 100), (2021, 100), (2022, 300), (2023, NULL), (2024, -500), (2025, 500.5)) AS v(year, revenue) ORDER BY year;
-- the state is shared with core's own
SELECT coefficient_of_variation(revenue) = stddev(revenue) / avg(revenue) AS shared FROM year;

--
-- consecutive_deficits: the run of deficits that the last year ends
--

SELECT name, surpluses, consecutive_deficits(surplus ORDER BY place), consecutive_deficits(surplus ORDER BY place DESC) AS backwards
FROM (VALUES (1, 'surplus', '{1, 2, 3}'::numeric[]), (2, 'deficit', '{-1, -2, -3}'), (3, 'two at last', '{-1, 2, -3, -4}'), (4, 'two at first', '{-1, -2, 3}'),
			 (5, 'zero is none', '{-1, 0, -0.00}'), (6, 'after zero', '{0, -0.01}'), (7, 'not known at last', '{-1, -2, NULL}'), (8, 'not known between', '{-1, NULL, -2}'),
			 (9, 'not known at first', '{NULL, -1, -2}'), (10, 'never known', '{NULL, NULL}'), (11, 'one', '{-5}'), (12, 'NaN', '{-1, NaN}'), (13, 'infinite', '{1, -Infinity}'))
	 AS v(id, name, surpluses), unnest(surpluses) WITH ORDINALITY AS u(surplus, place)
GROUP BY id, name, surpluses ORDER BY id;
SELECT consecutive_deficits(surplus) AS no_rows FROM (VALUES (1)) AS v(surplus) WHERE false;
-- the rows come in any order; as of each year; over a frame
SELECT consecutive_deficits(surplus ORDER BY year) FROM (VALUES (2022, -1), (2020, -5), (2023, -2), (2021, 4)) AS v(year, surplus);
SELECT year, surplus, consecutive_deficits(surplus) OVER (ORDER BY year) AS so_far, consecutive_deficits(surplus) OVER (ORDER BY year ROWS 1 PRECEDING) AS of_two
FROM (VALUES (2020, NULL), (2021, -1), (2022, -5), (2023, -1), (2024, NULL), (2025, -2), (2026, 3), (2027, -2)) AS v(year, surplus) ORDER BY year;
-- the run by another way: years since the last that was not known to be a deficit
SELECT count(*), sum(run), count(run), count(*) FILTER (WHERE run IS DISTINCT FROM CASE WHEN revenue IS NOT NULL THEN place - coalesce(max, 0) END) AS unlike, max(run) > 3 AS long
FROM (SELECT consecutive_deficits(revenue - 500) OVER w AS run, row_number() OVER w AS place, revenue,
			 max(CASE WHEN revenue - 500 < 0 THEN NULL ELSE y END) OVER w AS max
	  FROM (SELECT *, row_number() OVER (PARTITION BY organization ORDER BY year) AS y FROM year) AS numbered
	  WINDOW w AS (PARTITION BY organization ORDER BY year)) AS v;

--
-- revenue_drop: the worst fall from one year to the next, as a share of the former
--

SELECT name, revenues, round(revenue_drop(revenue ORDER BY place), 6) AS worst, round(revenue_drop(revenue ORDER BY place DESC), 6) AS backwards
FROM (VALUES (1, 'rises', '{100, 110, 120}'::numeric[]), (2, 'falls by 30 %', '{100, 70}'), (3, 'worst of three', '{100, 90, 45, 40}'), (4, 'steady', '{100, 100.00}'),
			 (5, 'to zero', '{100, 0}'), (6, 'from zero', '{0, 100}'), (7, 'zero between', '{100, 0, 50, 40}'), (8, 'not known between', '{100, NULL, 10}'),
			 (9, 'not known, then a fall', '{100, NULL, 10, 9}'), (10, 'one year', '{100}'), (11, 'none known', '{NULL, NULL}'), (12, 'only zero', '{0, 0}'),
			 (13, 'below zero', '{100, -50}'), (14, 'after below zero', '{-50, -100}'), (15, 'by a third', '{3, 2}'), (16, 'NaN', '{100, NaN, 50}'),
			 (17, 'a fall of little', '{1000000000, 999999999.99}')) AS v(id, name, revenues), unnest(revenues) WITH ORDINALITY AS u(revenue, place)
GROUP BY id, name, revenues ORDER BY id;
SELECT revenue_drop(revenue) AS no_rows FROM (VALUES (1)) AS v(revenue) WHERE false;
SELECT revenue_drop(revenue ORDER BY year) AS third FROM (VALUES (2021, 2), (2020, 3)) AS v(year, revenue);
SELECT year, revenue, revenue_drop(revenue) OVER (ORDER BY year) AS so_far, revenue_drop(revenue) OVER (ORDER BY year ROWS 1 PRECEDING) AS of_two
FROM (VALUES (2020, 100), (2021, 50), (2022, 80), (2023, 60), (2024, NULL), (2025, 10), (2026, 10)) AS v(year, revenue) ORDER BY year;
-- What lag says, of each organization, and of years with many digits
SELECT count(*), count(worst), count(*) FILTER (WHERE worst IS DISTINCT FROM expected) AS unlike
FROM (SELECT organization, revenue_drop(revenue ORDER BY year) AS worst FROM year GROUP BY organization) AS a
	 JOIN (SELECT organization, max(greatest((before - revenue) / before, 0)) FILTER (WHERE before > 0 AND revenue IS NOT NULL) AS expected
		   FROM (SELECT *, lag(revenue) OVER (PARTITION BY organization ORDER BY year) AS before FROM year) AS v GROUP BY organization) AS b USING (organization);
SELECT count(*), count(*) FILTER (WHERE so_far IS DISTINCT FROM expected) AS unlike
FROM (SELECT revenue_drop(long) OVER w AS so_far, max(greatest((before - long) / before, 0)) FILTER (WHERE before > 0) OVER w AS expected
	  FROM (SELECT organization, year, long, lag(long) OVER (PARTITION BY organization ORDER BY year) AS before
			FROM (SELECT organization, year, coalesce(abs(revenue), 1) * 1e200 + 1e-200 AS long FROM year WHERE organization < 5) AS l) AS v
	  WINDOW w AS (PARTITION BY organization ORDER BY year)) AS v;

DROP TABLE year;
