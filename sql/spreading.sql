-- Money spread over time by days, and divided by weights.
\pset null NULL
SET datestyle = ISO;

-- What must come out: the exact quotient, rounded once.  The dividend has so
-- many decimals that the division loses none that could turn a half.
CREATE FUNCTION pg_temp.expected(total numeric, first_day date, last_day date, day date, decimals int) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
	SELECT round(total * greatest(0, least(day, last_day) - first_day + 1)
				 * 1.00000000000000000000000000000000000000000000000000000000000000 / (last_day - first_day + 1), decimals)
$$;

--
-- Accrual, by the end of a day
--

SELECT day, accrued('1000 USD', '2021', day), accrue_amount(1000, '2021', day, 0) AS whole_units,
	   accrue_amount(1000, '2021', day, 6)
FROM (VALUES ('-infinity'::date), ('2020-12-31'), ('2021-01-01'), ('2021-06-30'), ('2021-12-30'), ('2021-12-31'),
			 ('2022-01-01'), ('infinity'), (NULL)) AS v(day);

-- Half away from zero, in the minor unit of the amount: a currency's own or
-- the stored one
SELECT m, accrued(m, '2021-01-01/2021-01-02', '2021-01-01') AS half, accrued(m, '2021-01', '2021-01-10') AS ten_of_31
FROM (VALUES ('0.01 USD'::monetary), ('-0.01 USD'), ('0.03 USD'), ('-0.03 USD'), ('1 JPY'), ('-5 JPY'), ('0.001 KWD'),
			 ('0.0001 CLF'), ('0.001 USD(3)'), ('3 USD(0)'), ('0 USD')) AS v(m);
-- Just below a half a second rounding would round up.
SELECT accrue_amount(amount, '2021-01-01/2021-01-02', '2021-01-01', 2)
FROM (VALUES (0.01), (0.01 - 1e-60), (-0.01), (1e-60 - 0.01), (0.01 + 1e-16383), (0.01 - 1e-16383)) AS v(amount);

-- All the days there are, and the ends of 64 bits
SELECT accrued(m, '4714-11-24 BC/5874897-12-31', '5874897-12-31') AS "all",
	   accrued(m, '4714-11-24 BC/5874897-12-31', '5874897-12-30') AS but_a_day,
	   accrued(m, '4714-11-24 BC/5874897-12-31', '4714-11-24 BC') AS a_day,
	   accrued(m, '2021-07-15', '2021-07-15') AS of_one_day, accrued(m, '2021-07-15', '2021-07-14') AS before
FROM (VALUES ('92233720368547758.07 USD'::monetary), ('-92233720368547758.08 USD')) AS v(m);
SELECT accrue_amount(1e100, '2021-01-01/2021-01-03', '2021-01-01', 2),
	   scale(accrue_amount(0, '2021', '2021-06-30', 20)), accrue_amount(2.5, '2021', 'infinity', 0);


--
-- Parts of a period
--

-- Days outside the whole have nothing, and an open part what is left.
SELECT part, prorate('365 USD', '2021', part) AS "365", prorate('-1000 USD', '2021', part) AS "-1000",
	   prorate_amount(1000, '2021', part, 3)
FROM (VALUES ('2021'::grant_period), ('2021-07'), ('2021-01-01'), ('2021-12-31'), ('2020'), ('2022'),
			 ('2020-12-31/2021-01-01'), ('2020/2022'), ('2021-12-31/..'), ('2022-01-01/..'), ('2020-01-01/..'), (NULL)) AS v(part);

-- Random periods, of a day to 270 years, in random parts; amounts of all sizes
-- and of both signs, in currencies of 0 to 4 decimals and as plain numbers
CREATE TEMPORARY TABLE sample AS
SELECT id, first_day, first_day + days - 1 AS last_day, grant_period(first_day, first_day + days - 1) AS whole,
	   monetary(hashint8extended(id, 1) % (10 ^ (1 + id % 18))::bigint * 0.1 ^ minor_units(code), code) AS total,
	   hashint8extended(id, 2) * ('1e-' || id % 25)::numeric AS plain, id % 21 AS decimals
FROM generate_series(1, 8000) AS id,
	 LATERAL (SELECT ('{JPY,MXN,KWD,CLF}'::currency[])[id % 4 + 1] AS code,
					 '2000-01-01'::date + hashint4(id) % 20000 AS first_day,
					 (1 + abs(hashint8extended(id, 3)) % (10 ^ (1 + id % 5))::bigint)::int AS days) AS v;
CREATE TEMPORARY TABLE part AS
SELECT id, first_day, coalesce(lead(first_day) OVER (PARTITION BY id ORDER BY first_day) - 1, last_day) AS last_day
FROM (SELECT id, last_day, first_day FROM sample
	  UNION
	  SELECT id, last_day, first_day + (abs(hashint8extended(id, 100 + cut)) % (last_day - first_day + 1))::int
	  FROM sample, generate_series(1, 20) AS cut) AS first_days;
CREATE TEMPORARY TABLE share AS
SELECT s.*, p.first_day AS part_first, p.last_day AS part_last,
	   minor_amount(prorate(total, whole, grant_period(p.first_day, p.last_day))) AS minor,
	   prorate_amount(plain, whole, grant_period(p.first_day, p.last_day), decimals) AS number
FROM sample AS s JOIN part AS p USING (id);

-- against the definition, and the total of each period
SELECT count(*) AS parts, count(DISTINCT sign(plain)) AS signs,
	   count(*) FILTER (WHERE minor IS DISTINCT FROM
						pg_temp.expected(minor_amount(total), first_day, last_day, part_last, 0)
						- pg_temp.expected(minor_amount(total), first_day, last_day, part_first - 1, 0)) AS unlike,
	   count(*) FILTER (WHERE number IS DISTINCT FROM
						pg_temp.expected(plain, first_day, last_day, part_last, decimals)
						- pg_temp.expected(plain, first_day, last_day, part_first - 1, decimals)) AS unlike_numbers,
	   count(*) FILTER (WHERE scale(number) <> decimals) AS other_scale
FROM share;
SELECT count(*) AS periods, count(*) FILTER (WHERE sum <> minor_amount(total)) AS unlike,
	   count(*) FILTER (WHERE sum_of_numbers <> round(plain, decimals)) AS unlike_numbers
FROM (SELECT id, total, plain, decimals, sum(minor), sum(number) AS sum_of_numbers
	  FROM share GROUP BY id, total, plain, decimals) AS sums;

-- The negative amount has the negative parts, and accrues the negative.
SELECT count(*) FILTER (WHERE prorate(- total, whole, grant_period(part_first, part_last))
							  <> - prorate(total, whole, grant_period(part_first, part_last))) AS unlike,
	   count(*) FILTER (WHERE minor_amount(accrued(total, whole, part_last))
							  <> pg_temp.expected(minor_amount(total), first_day, last_day, part_last, 0)) AS unlike_accrued,
	   count(*) FILTER (WHERE accrued(- total, whole, part_last) <> - accrued(total, whole, part_last)) AS unlike_negative,
	   count(*) FILTER (WHERE accrue_amount(plain, whole, part_last, decimals)
							  <> pg_temp.expected(plain, first_day, last_day, part_last, decimals)) AS unlike_numbers
FROM share;

--
-- By month, quarter, half or year
--

-- Each line is the difference of two roundings of 100000.00 * days / 335.
SELECT period, amount, sum(amount) OVER (ORDER BY period) AS so_far
FROM allocate('100000 USD', '2024-01-15/2024-12-14', 'month');
SELECT * FROM allocate('100000 USD', '2024-01-15/2024-12-14', 'quarter');
SELECT * FROM allocate('100000 USD', '2024-01-15/2024-12-14', 'quarter', 2);
SELECT * FROM allocate('100000 USD', '2024-01-15/2024-12-14', 'half', 10);
SELECT * FROM allocate('-100 JPY', '2023-11-30/2026-01-01', 'year');
SELECT * FROM allocate('-100 JPY', '2023-11-30/2026-01-01', 'year', 4);
SELECT * FROM allocate('0.01 USD', '2021-07-15', 'month');
SELECT * FROM allocate_amount(100, '2021', 'quarter', 0);
SELECT * FROM allocate_amount(-1234.56789, '2021', 'half', 3, 4);

-- A row at a time: all the months of date are 70 million.
SELECT allocate('1000000000000 USD', '4714-11-24 BC/5874897-12-31', 'month') LIMIT 2;
SELECT allocate_amount(1e12, '4714-11-24 BC/5874897-12-31', 'year', 3) LIMIT 2;
SELECT * FROM allocate('100 USD', '5874897-11-15/5874897-12-31', 'month');

-- The parts are those of split, each has what prorate gives, and the months of
-- a coarser unit sum to it, with any start of the year.
CREATE TEMPORARY TABLE plan AS
SELECT id, whole, total, plain, decimals, unit, start_month, p.period, p.amount, p.place
FROM sample, unnest('{month,quarter,half,year}'::text[]) AS unit, LATERAL (SELECT 1 + id % 12) AS v(start_month),
	 LATERAL allocate(total, whole, unit, start_month) WITH ORDINALITY AS p(period, amount, place)
WHERE last_day - first_day < 3000 AND id % 3 = 0;
SELECT unit, count(*) AS parts, count(*) FILTER (WHERE amount <> prorate(total, whole, period)) AS unlike
FROM plan GROUP BY unit ORDER BY unit;
SELECT count(*) AS unlike_split
FROM (SELECT id, unit, period, place FROM plan
	  EXCEPT
	  SELECT id, unit, s.period, s.place
	  FROM (SELECT DISTINCT id, whole, unit, start_month FROM plan) AS p,
		   LATERAL split(whole, unit, start_month) WITH ORDINALITY AS s(period, place)) AS unlike;
SELECT count(*) FILTER (WHERE sum <> total) AS unlike
FROM (SELECT total, sum(amount) FROM plan GROUP BY id, unit, total) AS sums;
SELECT unit, count(*) AS parts, count(*) FILTER (WHERE months <> amount) AS unlike
FROM (SELECT coarse.unit, coarse.amount, sum(month.amount) AS months
	  FROM plan AS coarse JOIN plan AS month ON month.id = coarse.id AND month.period <@ coarse.period
	  WHERE month.unit = 'month' AND coarse.unit <> 'month'
	  GROUP BY coarse.id, coarse.unit, coarse.period, coarse.amount) AS quarters
GROUP BY unit ORDER BY unit;
-- plain numbers, and calendar years where no start is given
SELECT count(*) AS parts,
	   count(*) FILTER (WHERE p.amount IS DISTINCT FROM prorate_amount(plain, whole, plan.period, decimals)) AS unlike
FROM plan LEFT JOIN LATERAL allocate_amount(plain, whole, unit, decimals, start_month) AS p
	 ON p.period = plan.period;
SELECT count(*) AS parts, count(*) FILTER (WHERE p IS DISTINCT FROM q) AS unlike,
	   count(*) FILTER (WHERE r IS DISTINCT FROM s) AS unlike_numbers
FROM sample, unnest('{month,quarter,half,year}'::text[]) AS unit,
	 LATERAL ROWS FROM (allocate(total, whole, unit), allocate(total, whole, unit, 1),
						allocate_amount(plain, whole, unit, decimals), allocate_amount(plain, whole, unit, decimals, 1))
	 AS v(p1, p2, q1, q2, r1, r2, s1, s2),
	 LATERAL (SELECT row(p1, p2) AS p, row(q1, q2) AS q, row(r1, r2) AS r, row(s1, s2) AS s) AS pair
WHERE last_day - first_day < 1000 AND id % 10 = 0;

--
-- After an amendment
--

-- 1000.00 over 2021; on 1 July 500 more.  What was reported stays.
SELECT accrued('1000 USD', '2021', '2021-06-30') AS reported;
SELECT period, amount, '495.89 USD' + sum(amount) OVER (ORDER BY period) AS so_far
FROM respread('1500 USD', '495.89 USD', '2021-07-01/2021-12-31', 'month');
SELECT * FROM respread('1500 USD', '495.89 USD', '2021-07-01/2021-12-31', 'quarter', 2);
-- A cut below it is taken back, and an extension spreads what is left longer.
SELECT * FROM respread('400 USD', '495.89 USD', '2021-07-01/2021-12-31', 'quarter');
SELECT * FROM respread('1000 USD', '495.89 USD', '2021-07-01/2022-06-30', 'half');
-- Two exponents of one currency: the larger is kept.
SELECT * FROM respread('1 USD', '0.001 USD(3)', '2021-01-01/2021-01-02', 'year');
SELECT count(*) AS parts, count(*) FILTER (WHERE r.amount IS DISTINCT FROM a.amount) AS unlike
FROM sample, LATERAL ROWS FROM (respread(total, total * 0.3, whole, 'quarter', 7),
								allocate(total - total * 0.3, whole, 'quarter', 7)) AS v(p, m, q, n),
	 LATERAL (SELECT m AS amount) AS r, LATERAL (SELECT n AS amount) AS a
WHERE last_day - first_day < 1000 AND id % 10 = 1;

--
-- By weights, the largest remainder first
--

SELECT m, weights, allocate_by(m, weights)
FROM (VALUES ('1 USD'::monetary, '{1,1,1}'::numeric[]), ('-1 USD', '{1,1,1}'), ('0.05 USD', '{30,70}'),
			 ('0.05 USD', '{70,30}'), ('-0.05 USD', '{0.3,0.7}'), ('0.02 USD', '{1,2,3}'), ('100 JPY', '{1,2,4}'),
			 ('0.02 USD', '{1,0,1,0,1}'), ('0.02 USD', '{0,0,5}'), ('0 USD', '{1,2}'), ('0.005 USD(3)', '{1,1}'),
			 ('10 USD', '{7}'), ('1 USD', '[0:2]={1,1,1}'), ('1 USD', NULL), (NULL, '{1}')) AS v(m, weights);
SELECT amount, decimals, allocate_amount_by(amount, '{1,1,1}', decimals)
FROM (VALUES (100, 0), (100, 2), (-100, 2), (0.995, 2), (-0.994, 2), (1e-30, 20), (1e40, 1), (0, 3)) AS v(amount, decimals);

-- The ends of 64 bits, and weights of any size.  Two that differ in the last
-- place only decide who has the larger remainder.
SELECT m, allocate_by(m, '{1}') AS "all", allocate_by(m, '{1,1,1}') AS thirds
FROM (VALUES ('92233720368547758.07 USD'::monetary), ('-92233720368547758.08 USD')) AS v(m);
SELECT allocate_by('0.01 USD', ARRAY[1, 1 + 1e-1000, 1]) AS later, allocate_by('0.01 USD', ARRAY[1 + 1e-1000, 1, 1]) AS earlier,
	   allocate_by('1 USD', ARRAY[1e100, 1e-100, 2e100]) AS apart, allocate_by('1 USD', ARRAY[1e130000, 1e-16383, 1e130000]) AS farther;

-- Random totals and weights, some of them zero or equal: against windows over
-- exact remainders
CREATE TEMPORARY TABLE split_by AS
SELECT id, total, plain, decimals, weights, allocate_by(total, weights) AS parts,
	   allocate_amount_by(plain, weights, decimals) AS numbers
FROM (SELECT id, total, plain, decimals,
			 ARRAY(SELECT CASE abs(hashint8extended(id, 50 + n)) % 5
						  WHEN 0 THEN 0
						  WHEN 1 THEN 2.5
						  ELSE abs(hashint8extended(id, 80 + n)) % (10 ^ (1 + id % 15))::bigint
							   * ('1e-' || n % 9)::numeric END
				   FROM generate_series(1, 1 + id % 25) AS n) || 0.001 AS weights
	  FROM sample) AS v;
CREATE FUNCTION pg_temp.by_weights(units numeric, weights numeric[]) RETURNS numeric[]
LANGUAGE sql IMMUTABLE AS $$
	SELECT array_agg(sign(units) * (whole + (rank <= abs(units) - sum_of_whole)::int) ORDER BY place)
	FROM (SELECT place, whole, sum(whole) OVER () AS sum_of_whole, row_number() OVER (ORDER BY remainder DESC, place) AS rank
		  FROM (SELECT place, div(abs(units) * weight, sum) AS whole, mod(abs(units) * weight, sum) AS remainder
				FROM (SELECT place, weight, sum(weight) OVER () FROM unnest(weights) WITH ORDINALITY AS w(weight, place)) AS w
			   ) AS shares) AS ranked
$$;
SELECT count(*) AS cases, sum(cardinality(weights)) AS parts,
	   count(*) FILTER (WHERE ARRAY(SELECT minor_amount(part)::numeric FROM unnest(parts) AS part)
							  <> pg_temp.by_weights(minor_amount(total), weights)) AS unlike,
	   count(*) FILTER (WHERE numbers <> ARRAY(SELECT part * ('1e-' || decimals)::numeric
											   FROM unnest(pg_temp.by_weights(round(plain, decimals) * ('1e' || decimals)::numeric,
																			  weights)) AS part)) AS unlike_numbers,
	   count(*) FILTER (WHERE (SELECT sum(part) FROM unnest(parts) AS part) <> total) AS other_sum,
	   count(*) FILTER (WHERE (SELECT sum(part) FROM unnest(numbers) AS part) <> round(plain, decimals)) AS other_sum_of_numbers,
	   count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(weights, parts, numbers) AS u(weight, part, number)
									  WHERE weight = 0 AND (number <> 0 OR NOT is_zero(part)))) AS something_for_nothing,
	   count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(numbers) AS number WHERE scale(number) <> decimals)) AS other_scale
FROM split_by;

--
-- What is refused
--

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT accrued('1 USD', '2021-01-01/..', '2021-06-30')$$);
SELECT refusal($$SELECT accrue_amount(1, '2021-01-01/..', '2021-06-30', 2)$$);
SELECT refusal($$SELECT prorate('1 USD', '2021-01-01/..', '2021')$$);
SELECT refusal($$SELECT prorate_amount(1, '2021-01-01/..', '2021', 2)$$);
SELECT refusal($$SELECT allocate('1 USD', '2021-01-01/..', 'month')$$);
SELECT refusal($$SELECT respread('2 USD', '1 USD', '2021-01-01/..', 'month')$$);
SELECT refusal($$SELECT allocate_amount(1, '2021-01-01/..', 'month', 2)$$);

SELECT refusal($$SELECT allocate('1 USD', '2021', 'week')$$);
SELECT refusal($$SELECT respread('2 USD', '1 USD', '2021', '')$$);
SELECT refusal($$SELECT allocate_amount(1, '2021', 'months', 2)$$);
SELECT refusal($$SELECT allocate('1 USD', '2021', 'month', 0)$$);
SELECT refusal($$SELECT respread('2 USD', '1 USD', '2021', 'month', 13)$$);
SELECT refusal($$SELECT allocate_amount(1, '2021', 'month', 2, -1)$$);

SELECT refusal($$SELECT respread('2 USD', '1 MXN', '2021', 'month')$$);
SELECT refusal($$SELECT respread('92233720368547758.07 USD', '-0.01 USD', '2021', 'month')$$);

SELECT refusal(format('SELECT accrue_amount(%L, %L, %L, 2)', amount, '2021', '2021-06-30'))
FROM (VALUES ('NaN'), ('Infinity'), ('-Infinity')) AS v(amount);
SELECT refusal($$SELECT prorate_amount('NaN', '2021', '2021-06', 2)$$);
SELECT refusal($$SELECT allocate_amount('NaN', '2021', 'month', 2)$$);
SELECT refusal($$SELECT allocate_amount_by('NaN', '{1}', 2)$$);

SELECT refusal(format('SELECT accrue_amount(1, %L, %L, %s)', '2021', '2021-06-30', decimals))
FROM (VALUES (-1), (0), (20), (21)) AS v(decimals);
SELECT refusal($$SELECT prorate_amount(1, '2021', '2021-06', -1)$$);
SELECT refusal($$SELECT allocate_amount(1, '2021', 'month', 21)$$);
SELECT refusal($$SELECT allocate_amount_by(1, '{1}', 21)$$);

SELECT refusal(format('SELECT allocate_by(%L, %L)', '1 USD', weights))
FROM (VALUES ('{}'), ('{0}'), ('{0,0.00,0}'), ('{1,NULL}'), ('{1,1,-0.5}'), ('{NaN,1}'), ('{1,Infinity}'), ('{1,-Infinity}'),
			 ('{{1,2},{3,4}}'), ('[0:1]={1,-1}'), ('{1e131071}')) AS v(weights);
SELECT refusal($$SELECT allocate_amount_by(1, '{1,-1}', 2)$$);
SELECT refusal($$SELECT allocate_amount_by(1, '{}', 2)$$);

-- beyond numeric
SELECT refusal($$SELECT accrue_amount(1e131071, '2021', '2021-06-30', 2)$$);
SELECT refusal($$SELECT allocate_amount_by(1, '{9e131071,9e131071}', 0)$$);
\pset tuples_only off
\pset format aligned

-- quoted literals only
SELECT accrued('1 USD', '2021', '2021-06-30'), accrue_amount('1', '2021', '2021-06-30', '2'),
	   prorate('1 USD', '2021', '2021-06'), prorate_amount('1', '2021', '2021-06', '2'),
	   allocate_by('1 USD', '{1,2}'), allocate_amount_by('1', '{1,2}', '2');
SELECT allocate('1 USD', '2021', 'year') AS plain, allocate('1 USD', '2021', 'year', '1') AS fiscal,
	   allocate_amount('1', '2021', 'year', '2') AS of_number, allocate_amount('1', '2021', 'year', '2', '1') AS fiscal_of_number,
	   respread('3 USD', '1 USD', '2021', 'year'), respread('3 USD', '1 USD', '2021', 'year', '1') AS fiscal_respread;

-- NULL for NULL, and no row
SELECT accrued(NULL, '2021', '2021-06-30'), accrued('1 USD', NULL, '2021-06-30'), prorate(NULL, '2021', '2021'),
	   prorate('1 USD', NULL, '2021'), accrue_amount(1, '2021', '2021-06-30', NULL),
	   prorate_amount(1, '2021', NULL, 2), allocate_amount_by(1, NULL, 2), allocate_amount_by(1, '{1}', NULL);
SELECT (SELECT count(*) FROM allocate(NULL, '2021', 'month')) + (SELECT count(*) FROM allocate('1 USD', NULL, 'month'))
	   + (SELECT count(*) FROM allocate('1 USD', '2021', NULL)) + (SELECT count(*) FROM allocate('1 USD', '2021', 'month', NULL))
	   + (SELECT count(*) FROM respread('1 USD', NULL, '2021', 'month'))
	   + (SELECT count(*) FROM allocate_amount(1, '2021', 'month', NULL)) AS rows;
