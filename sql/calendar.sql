-- Grant periods on the calendar: extending, shifting, measuring and splitting
-- them, and fiscal years.
\pset null NULL
SET datestyle = ISO;
SET intervalstyle = postgres;

--
-- A new last day
--

SELECT p, day, extend_to(p, day)
FROM (VALUES ('2021'::grant_period, '2022-06-30'::date), ('2021', '2021-06-30'), ('2021', '2021-01-01'),
			 ('2021', 'infinity'), ('2021-01-01/..', '2021-12-31'), ('2021-01-01/..', 'infinity'), ('2021', NULL),
			 (NULL, '2021-01-01')) AS v(p, day);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT extend_to('2021', '2020-12-31')$$);
SELECT left(refusal($$SELECT extend_to('2021', '-infinity')$$), 5);
\pset tuples_only off
\pset format aligned

--
-- Longer by a number of months and days
--

-- A whole number of months from the first day stays one: the last day of a
-- month is not left behind, nor is the 31st lost in February.  Of another
-- period the day after the last moves.
SELECT p, by, extend_by(p, by)
FROM (VALUES ('2021-01-01/2021-02-28'::grant_period, '1 month'::interval), ('2021-01-01/2021-06-30', '1 month'),
			 ('2020-12-31/2021-01-30', '1 month'), ('2020-12-31/2021-02-27', '1 month'), ('2020-12-31/2021-01-30', '2 months'),
			 ('2024-02-29/2025-02-27', '1 year'), ('2024-02-29/2025-02-27', '3 years'), ('2024-02-29', '1 year'),
			 ('2024-01-31/2024-02-28', '1 month'), ('2021', '1 year 6 months'), ('2021', '1.5 years'), ('2021', '-1 month'),
			 ('2021', '-11 months'), ('2021', '10 days'), ('2021', '-2 weeks'), ('2021', '1 month -10 days'),
			 ('2021', '0'), ('2021-01-15/2021-03-01', '1 month'), ('2021-01-15/2021-03-01', '-1 month'),
			 ('2021-01-15/2021-01-30', '1 month'), ('2021-01-15/2021-01-29', '1 month'), ('2021-01-10/2021-01-30', '1 month 1 day'),
			 ('2021-01-01/..', '1 year'), ('2021', NULL), (NULL, '1 year')) AS v(p, by);
-- Extended twice as by the sum, in whole months
SELECT extend_by(extend_by('2020-12-31/2021-01-30', '1 month'), '1 month') AS twice,
	   extend_by('2020-12-31/2021-01-30', '2 months') AS once;
\pset format unaligned
\pset tuples_only on
-- A time of day
SELECT refusal($$SELECT extend_by('2021', '1 month 3 hours')$$);
SELECT split_part(refusal($$SELECT extend_by('2021', '24:00')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT extend_by('2021', '1 month -3 hours')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT extend_by('2021-01-01/..', '0.5 days')$$), E'\n', 1);
-- No day is left.
SELECT refusal($$SELECT extend_by('2021', '-1 year')$$);
SELECT split_part(refusal($$SELECT extend_by('2021-07-15', '-1 day')$$), E'\n', 1);
-- Beyond date, and never wrapped: the last has the number of infinity.
SELECT refusal($$SELECT extend_by('2021-01-01/5874897-12-31', '1 day')$$);
SELECT split_part(refusal($$SELECT extend_by('2021', '178956970 years')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT extend_by('2021', '-178956970 years')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT extend_by('2021-01-01/5874897-12-31', '2451699 days')$$), E'\n', 1);
\pset tuples_only off
\pset format aligned

--
-- Moved
--

SELECT p, by, shift(p, by)
FROM (VALUES ('2021-02-01/2021-02-28'::grant_period, '1 month'::interval), ('2021-03', '-1 month'),
			 ('2024', '1 year'), ('2023', '1 year'), ('2024-02-29/2025-02-27', '1 year'), ('2021-01-31/2021-02-27', '1 month'),
			 ('2021-01-31/2021-02-27', '2 months'), ('2021-Q1', '1 month 10 days'), ('2021-01-15/2021-03-01', '1 month'),
			 ('2021-01-15/2021-03-01', '14 days'),
			 ('2021-01-30', '1 month'), ('2021-01-28/2021-01-30', '1 month'), ('2021-01-30/2021-01-31', '1 month'),
			 ('2021-03-31', '-1 month'), ('2021', '0'), ('2021-01-01/..', '1 year'), ('2021-01-31/..', '1 month'),
			 ('2021-01-01/..', '-10 days'), ('2021', NULL), (NULL, '1 year')) AS v(p, by);
\pset format unaligned
\pset tuples_only on
SELECT split_part(refusal($$SELECT shift('2021', '1 day 00:00:01')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT shift('5874897-12-31', '1 day')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT shift('5874897-12-31/..', '1 day')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT shift('4714-11-24 BC/..', '-1 day')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT shift('4714-11-24 BC/2021-01-01', '-1 day')$$), E'\n', 1);
-- to the day that has the number of -infinity
SELECT split_part(refusal($$SELECT shift('2000-01-01/..', '-2147483648 days')$$), E'\n', 1);
SELECT split_part(refusal($$SELECT shift('2021', '178956970 years 2147483647 days')$$), E'\n', 1);
\pset tuples_only off
\pset format aligned

-- 100,000 periods, half of them whole months, from 1726 to 2275: against dates
-- and intervals of PostgreSQL
CREATE TABLE sample AS
SELECT id, f, CASE id % 2 WHEN 0 THEN (f + make_interval(months => k))::date ELSE f + k * k END AS next, k, n, d
FROM (SELECT id, '2000-01-01'::date + (hashint8extended(id, 1) % 100000)::int AS f,
			 1 + (abs(hashint8extended(id, 2)) % 60)::int AS k, (hashint8extended(id, 3) % 40)::int AS n,
			 CASE id % 3 WHEN 0 THEN (hashint8extended(id, 4) % 50)::int ELSE 0 END AS d
	  FROM generate_series(1, 100000) AS id) AS v;
-- many at the end of a month
UPDATE sample SET f = f + k % 4 - (extract(day FROM f))::int WHERE id % 4 = 3;
UPDATE sample SET f = f + k % 4 - (extract(day FROM f))::int,
	next = ((f + k % 4 - (extract(day FROM f))::int) + make_interval(months => k))::date WHERE id % 4 = 2;
CREATE TABLE moved AS
SELECT sample.*, grant_period(f, next - 1) AS p, make_interval(months => n, days => d) AS by, whole,
	   (coalesce(f + make_interval(months => whole + n), next + make_interval(months => n)))::date + d AS extended,
	   first_day, coalesce((first_day + make_interval(months => whole))::date,
						   greatest((next + make_interval(months => n, days => d))::date, first_day + 1)) AS shifted
FROM sample, LATERAL (SELECT ((extract(year FROM next) - extract(year FROM f)) * 12
							  + extract(month FROM next) - extract(month FROM f))::int) AS t(touched),
	 -- k whole months from the first day, or else NULL
	 LATERAL (SELECT CASE WHEN (f + make_interval(months => touched))::date = next THEN touched END) AS w(whole),
	 LATERAL (SELECT (f + make_interval(months => n, days => d))::date) AS v(first_day);
SELECT count(*), count(whole) AS of_whole_months, count(*) FILTER (WHERE n < 0 OR d < 0) AS back FROM moved;
SELECT count(*), count(*) FILTER (WHERE extend_by(p, by) <> grant_period(f, extended - 1)) AS unlike FROM moved
WHERE extended > f;
SELECT count(*), count(*) FILTER (WHERE refusal(format('SELECT extend_by(%L, %L)', p, by))
								  LIKE '22023: grant period without a day: %') AS refused
FROM moved WHERE extended <= f AND id <= 20000;
SELECT count(*), count(*) FILTER (WHERE shift(p, by) <> grant_period(first_day, shifted - 1)) AS unlike FROM moved;
SELECT count(*) FILTER (WHERE shift(grant_period(f, 'infinity'), by) <> grant_period(first_day, 'infinity')) AS open,
	   count(*) FILTER (WHERE extend_by(grant_period(f, 'infinity'), by) <> grant_period(f, 'infinity')) AS kept,
	   count(*) FILTER (WHERE extend_to(p, f + k) <> grant_period(f, f + k)) AS extend_to
FROM moved;

--
-- Months
--

SELECT p, months(p), calendar_months(p)
FROM unnest('{2021-01-15/2021-03-01, 2021-01-15/P18M, 2021-08-29/P18M, 2021-08-30/P18M, 2021-08-31/P18M,
			  2021-01-30/P1M, 2021-01-29/P13M, 2024-02-29/P4Y, 2021, 2021-02, 2021-Q1, 2021-07-15, 2021-02-28,
			  2021-01-31/2021-02-28, 2021-01-31/2021-03-29,
			  2021-01-31/2021-03-30, 2024-02-29/2024-03-31, 0001-12-31 BC/0001-01-01, 4714-11-24 BC/5874897-12-31, 2021-01-01/..,
			  NULL}'::grant_period[]) AS p;
-- Not additive: the days of other months are other shares.
SELECT months('2021-01-15/2021-03-01') AS whole, sum(months(part)) AS parts
FROM split('2021-01-15/2021-03-01', 'month') AS part;
-- The months that are over, counted from the first day, and the share of the
-- next one: for 100,000 by the calendar, for 5,000 also one after another
SELECT count(*), count(*) FILTER (WHERE months(p) <> round(past + (next - anchor)::numeric / (after - anchor), 4)) AS unlike,
	   count(*) FILTER (WHERE anchor > next OR after <= next) AS wrongly_expected
FROM moved, LATERAL (SELECT ((extract(year FROM next) - extract(year FROM f)) * 12
							 + extract(month FROM next) - extract(month FROM f))::int) AS t(touched),
	 LATERAL (SELECT touched - CASE WHEN (f + make_interval(months => touched))::date > next THEN 1 ELSE 0 END) AS w(past),
	 LATERAL (SELECT (f + make_interval(months => past))::date, (f + make_interval(months => past + 1))::date) AS a(anchor, after);
SELECT count(*), count(*) FILTER (WHERE trunc(months(p)) <> (SELECT max(i) FROM generate_series(0, 130) AS i
															 WHERE (f + make_interval(months => i))::date <= next)) AS unlike
FROM moved WHERE id <= 5000;
SELECT count(*), count(*) FILTER (WHERE months(p) <> whole) AS not_whole,
	   count(*) FILTER (WHERE months(shift(p, by)) <> whole) AS lost
FROM moved WHERE whole IS NOT NULL;
SELECT count(*), count(*) FILTER (WHERE calendar_months(p) <> (SELECT count(DISTINCT date_trunc('month', f + i))
															   FROM generate_series(0, next - 1 - f) AS i)) AS unlike
FROM moved WHERE id % 100 = 1;

--
-- Days over, and days in common
--

SELECT day, elapsed('2021', day), elapsed('2021-01-01/2021-01-03', day), elapsed('2021-07-15', day)
FROM unnest('{-infinity, 2020-12-31, 2021-01-01, 2021-01-02, 2021-07-14, 2021-07-15, 2021-12-30, 2021-12-31, 2022-01-01,
			  infinity, NULL}'::date[]) AS day;
SELECT count(*), count(*) FILTER (WHERE elapsed(p, day) <> greatest(least(day, next - 1) - f + 1, 0)::numeric / (next - f)) AS unlike,
	   count(*) FILTER (WHERE elapsed(p, day) NOT BETWEEN 0 AND 1) AS beyond
FROM moved, LATERAL (SELECT f - 100 + k * k + d AS day) AS v;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT elapsed('2021-01-01/..', '2021-06-30')$$);
\pset tuples_only off
\pset format aligned
SELECT p, q, overlap_days(p, q)
FROM (VALUES ('2021'::grant_period, '2021'::grant_period), ('2021', '2021-12/2022-02'), ('2021', '2022'),
			 ('2021', '2020-06-01/..'), ('2021-12-31/..', '2020/2021'), ('2021-01-01/..', '2020'), ('2021-01-01/..', '2022-01-01/..'),
			 ('4714-11-24 BC/..', '4714-11-24 BC/5874897-12-31'), ('2021', NULL)) AS v(p, q);
DROP TABLE sample, moved;

--
-- Fiscal years: named by the calendar year of their end, unless their start is
-- asked for
--

-- calendar years, Belize, many foundations, the US government
SELECT day, fiscal_year(day, 1) AS january, fiscal_year(day, 4) AS april, fiscal_year(day, 4, 'start') AS by_start,
	   fiscal_year(day, 7) AS july, fiscal_year(day, 10) AS october, fiscal_quarter(day, 10) AS quarter,
	   fiscal_label(day, 10) AS label, fiscal_label(day, 4, 'Start') AS label_by_start
FROM unnest('{2022-12-31, 2023-01-01, 2023-03-31, 2023-04-01, 2023-06-30, 2023-07-01, 2022-09-30, 2022-10-01,
			  2024-02-29}'::date[]) AS day;
SELECT day, fiscal_year(day, 10), fiscal_year(day, 10, 'start') AS by_start, fiscal_quarter(day, 10), fiscal_label(day, 10)
FROM unnest('{infinity, -infinity, NULL, 5874897-12-31, 0044-03-15 BC, 0001-12-31 BC}'::date[]) AS day;
SELECT year, fiscal_period(year, 1) AS january, fiscal_period(year, 4) AS april, fiscal_period(year, 4, 'start') AS by_start,
	   fiscal_period(year, 10) AS october
FROM unnest('{2023, 2024, 1, -1, NULL}'::int[]) AS year;
SELECT fiscal_period(5874897, 1) AS last, fiscal_period(-4713, 1) AS first, fiscal_period(NULL, 1) AS no_year,
	   fiscal_period(2023, NULL) AS no_month, fiscal_period(2023, 1, NULL) AS no_label, fiscal_year('2023-01-01', NULL) AS year,
	   fiscal_label('2023-01-01', 1, NULL) AS label;

-- Every day of twelve years, every month, both names: as calendar years of days
-- that are moved
SELECT count(*),
	   count(*) FILTER (WHERE fiscal_year(day, m) <> ending OR fiscal_year(day, m, 'end') <> ending
							  OR fiscal_year(day, m, 'start') <> starting) AS year,
	   count(*) FILTER (WHERE fiscal_quarter(day, m) <> quarter) AS quarter,
	   count(*) FILTER (WHERE fiscal_label(day, m) <> concat('FY', ending, '-Q', quarter)
							  OR fiscal_label(day, m, 'start') <> concat('FY', starting, '-Q', quarter)) AS label,
	   count(*) FILTER (WHERE NOT fiscal_period(fiscal_year(day, m), m) @> day
							  OR NOT fiscal_period(fiscal_year(day, m, 'start'), m, 'start') @> day) AS period,
	   count(*) FILTER (WHERE fiscal_period(ending, m)
							  <> grant_period(make_date(starting, m, 1), make_date(starting + 1, m, 1) - 1)) AS days
FROM (SELECT '2015-01-01'::date + i AS day, m FROM generate_series(0, 4382) AS i, generate_series(1, 12) AS m) AS v,
	 LATERAL (SELECT (day - make_interval(months => m - 1))::date AS back) AS b,
	 LATERAL (SELECT extract(year FROM back)::int AS starting,
					 extract(year FROM day + make_interval(months => (13 - m) % 12))::int AS ending,
					 extract(quarter FROM back)::int AS quarter) AS e;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT fiscal_year('2023-01-01', 0)$$);
SELECT refusal($$SELECT fiscal_quarter('2023-01-01', 13)$$);
SELECT refusal($$SELECT fiscal_label('2023-01-01', 1, 'fiscal')$$);
SELECT refusal($$SELECT fiscal_period(0, 1)$$);
SELECT refusal($$SELECT fiscal_period(5874898, 10)$$);
\pset tuples_only off
\pset format aligned
-- The same in other calls, with a day that is infinite, too
SELECT call, split_part(refusal('SELECT ' || call), E'\n', 1) AS refusal
FROM (VALUES ($$fiscal_year('2023-01-01', 13)$$), ($$fiscal_year('infinity', 0)$$),
			 ($$fiscal_year('2023-01-01', -4, 'end')$$),
			 ($$fiscal_year('2023-01-01', 4, '')$$), ($$fiscal_year('2023-01-01', 1, 'ends')$$),
			 ($$fiscal_year('infinity', 4, 'en')$$), ($$fiscal_quarter('2023-01-01', 0)$$),
			 ($$fiscal_label('2023-01-01', 0)$$), ($$fiscal_label('2023-01-01', 13, 'end')$$),
			 ($$fiscal_period(2023, 0)$$), ($$fiscal_period(2023, 13, 'end')$$), ($$fiscal_period(2023, 2147483647)$$),
			 ($$fiscal_period(2023, 4, 'both')$$), ($$fiscal_period(0, 4, 'start')$$), ($$fiscal_period(5874898, 1)$$),
			 ($$fiscal_period(-4714, 1)$$), ($$fiscal_period(2147483647, 12)$$), ($$fiscal_period((-2147483648)::int, 12)$$)
	 ) AS v(call);

--
-- Parts by month, quarter, half and year
--

SELECT unit, start_month, string_agg(part::text, ' ' ORDER BY n) AS parts
FROM (VALUES ('month', 1), ('quarter', 1), ('half', 1), ('year', 1), ('quarter', 2), ('half', 4),
			 ('year', 10)) AS v(unit, start_month),
	 split('2021-11-15/2022-04-30', unit, start_month) WITH ORDINALITY AS s(part, n)
GROUP BY unit, start_month ORDER BY unit, start_month;
SELECT split('2024-01-31/2024-03-01', 'month') AS month, split('2021-07-15', 'YEAR') AS one_day,
	   split(NULL, 'month') AS no_period;
SELECT split('0001-12 BC/0001-01', 'Month');
-- as many as are asked for
SELECT split('4714-11-24 BC/5874897-12-31', 'year') LIMIT 2;
SELECT split('5874896-07-01/5874897-12-31', 'year');

-- 800 periods, by every unit and from every month: the parts are disjoint, meet,
-- cover the whole, and each lies within one unit that no other is in
CREATE TABLE part AS
SELECT p, unit, months, m, n, part, lag(part) OVER w AS before, lead(part) OVER w AS after,
	   floor((extract(year FROM first_day(part)) * 12 + extract(month FROM first_day(part)) - m) / months) AS unit_of_first,
	   floor((extract(year FROM last_day(part)) * 12 + extract(month FROM last_day(part)) - m) / months) AS unit_of_last
FROM (SELECT id, grant_period(f, f + (abs(hashint8extended(id, 2)) % (10 ^ (id % 4))::int)::int) AS p
	  FROM generate_series(1, 800) AS id,
		   LATERAL (SELECT '2000-01-01'::date + (hashint8extended(id, 1) % 20000)::int AS f) AS v) AS p,
	 (VALUES ('month', 1), ('quarter', 3), ('half', 6), ('year', 12)) AS u(unit, months), generate_series(1, 12) AS m,
	 split(p, unit, m) WITH ORDINALITY AS s(part, n)
WINDOW w AS (PARTITION BY id, unit, m ORDER BY n);
SELECT count(*), count(*) FILTER (WHERE before IS NULL AND first_day(part) <> first_day(p)) AS begins,
	   count(*) FILTER (WHERE after IS NULL AND last_day(part) <> last_day(p)) AS ends,
	   count(*) FILTER (WHERE last_day(before) + 1 <> first_day(part)) AS meet,
	   count(*) FILTER (WHERE unit_of_first <> unit_of_last) AS in_one_unit,
	   count(*) FILTER (WHERE after IS NOT NULL AND (extract(day FROM last_day(part) + 1) <> 1
						OR (extract(month FROM last_day(part) + 1)::int - m) % months <> 0)) AS at_a_boundary
FROM part;
SELECT count(*), count(*) FILTER (WHERE days(p) <> days) AS days, count(*) FILTER (WHERE units <> parts) AS units
FROM (SELECT p, sum(days(part)) AS days, count(*) AS parts, max(unit_of_last) - min(unit_of_first) + 1 AS units
	  FROM part GROUP BY p, unit, m) AS whole;
SELECT count(*) AS unlike FROM part
WHERE m = 1 AND NOT EXISTS (SELECT FROM split(p, unit) AS of_calendar WHERE of_calendar = part);
DROP TABLE part;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT split('2021', 'week')$$);
SELECT refusal($$SELECT split('2021', 'quarter', 0)$$);
SELECT refusal($$SELECT split('2021-01-01/..', 'month')$$);
\pset tuples_only off
\pset format aligned
SELECT call, split_part(refusal('SELECT ' || call), E'\n', 1) AS refusal
FROM (VALUES ($$split('2021', '')$$), ($$split('2021', 'months')$$), ($$split('2021', 'mont')$$),
			 ($$split('2021', 'quarter', 13)$$),
			 ($$split('2021', 'day', 1)$$), ($$split('2021-01-01/..', 'year', 4)$$)) AS v(call);
