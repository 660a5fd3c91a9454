-- The aggregates over monetary and money_bag: sum, avg, min, max, bag.
\pset null NULL

--
-- One currency; NULLs are left out; no amount is NULL
--

SELECT title, sum(m), avg(m), min(m), max(m), bag(m), count(m)
FROM (VALUES (1, 'amounts', '1500.50 MXN'::monetary), (1, 'amounts', NULL), (1, 'amounts', '-20 MXN'),
			 (1, 'amounts', '0.01 MXN'), (2, 'only NULL', NULL), (2, 'only NULL', NULL), (3, 'one', '7 JPY'),
			 (4, 'cancel', '5 USD'), (4, 'cancel', '-5 USD'), (5, 'exponents', '5.250 MXN(3)'),
			 (5, 'exponents', '1 MXN(0)'), (5, 'exponents', '0.50 MXN')) AS v(place, title, m)
GROUP BY place, title ORDER BY place;
SELECT sum(m), avg(m), min(m), max(m), bag(m), bag(b)
FROM (SELECT NULL::monetary AS m, NULL::money_bag AS b WHERE false) AS nothing;
SELECT pg_typeof(sum(m)), pg_typeof(avg(m)), pg_typeof(min(m)), pg_typeof(bag(m)), pg_typeof(bag(bag))
FROM (VALUES ('1 USD'::monetary, '{}'::money_bag)) AS v(m, bag);

-- FILTER, DISTINCT, ORDER BY, several groupings
SELECT coalesce(region, 'all') AS region, coalesce(kind, 'all') AS kind, sum(m),
	   sum(m) FILTER (WHERE is_positive(m)) AS paid, sum(DISTINCT m) AS different,
	   bag(m ORDER BY m DESC) AS bag
FROM (VALUES ('north', 'rent', '5 MXN'::monetary), ('north', 'rent', '5.000 MXN(3)'), ('north', 'food', '7 MXN'),
			 ('south', 'rent', '-1 MXN'), ('south', 'food', NULL)) AS v(region, kind, m)
GROUP BY CUBE (region, kind)
ORDER BY GROUPING(region), region, GROUPING(kind), kind;

-- bag takes what the others refuse.
SELECT bag(m), bag(m) FILTER (WHERE false) AS of_none
FROM unnest('{1500.50 MXN, 20 USD, NULL, -0.50 MXN, 3 EUR, -3 EUR, 0 JPY}'::monetary[]) AS m;
SELECT bag(bag) FROM unnest(ARRAY['{1 MXN, 2 USD}', '{-2 USD, 7 JPY}', '{}', NULL]::money_bag[]) AS bag;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT sum(m) FROM unnest('{1 MXN, 2 USD}'::monetary[]) AS m$$);
SELECT refusal($$SELECT avg(m) FROM unnest('{1 MXN, 2 USD}'::monetary[]) AS m$$);
SELECT refusal($$SELECT min(m) FROM unnest('{1 MXN, 2 USD}'::monetary[]) AS m$$);
SELECT refusal($$SELECT max(m) FROM unnest('{1 MXN, 0 USD}'::monetary[]) AS m$$);
\pset tuples_only off
\pset format aligned

-- The total may leave 64 bits on its way, if it comes back.
SELECT sum(m), bag(m)
FROM unnest('{92233720368547758.07 MXN, 92233720368547758.07 MXN, -92233720368547758.08 MXN}'::monetary[]) AS m;
SELECT avg(m), bag(m)
FROM unnest('{92233720368547758.07 MXN, 92233720368547758.07 MXN, 92233720368547758.06 MXN}'::monetary[]) AS m;
SELECT sum(m) FROM (SELECT CASE WHEN i <= 1000 THEN '92233720368547758.07 MXN'::monetary
						   ELSE '-92233720368547758.07 MXN' END AS m FROM generate_series(1, 2000) AS i) AS v;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT sum(m) FROM unnest('{92233720368547758.07 MXN, 0.01 MXN}'::monetary[]) AS m$$);
SELECT refusal($$SELECT sum(m) FROM unnest('{-92233720368547758.08 MXN, -0.01 MXN}'::monetary[]) AS m$$);
SELECT refusal($$SELECT bag(b) FROM unnest(ARRAY['1701411834604692317316873037158841057.27 MXN', '0.01 MXN']::money_bag[]) AS b$$);
\pset tuples_only off
\pset format aligned

-- The mean is rounded half away from zero to today's minor unit ...
SELECT amounts, (SELECT avg(m) FROM unnest(amounts) AS m) AS avg
FROM (VALUES ('{0.01 USD, 0.02 USD}'::monetary[]), ('{-0.01 USD, -0.02 USD}'), ('{0.01 USD, 0.01 USD, 0.02 USD}'),
			 ('{0.01 USD, 0.02 USD, 0.02 USD}'), ('{-0.01 USD, 0 USD}'), ('{0.01 USD, 0 USD, 0 USD}'),
			 ('{1 JPY, 2 JPY}'), ('{1 JPY, 2 JPY, 2 JPY, 2 JPY}'),
			 ('{-1 JPY, -1 JPY, -2 JPY, -2 JPY}')) AS v(amounts);
-- ... also that of amounts of a finer unit, which a sum keeps.
SELECT sum(m), amount(sum(m)) AS number, avg(m), amount(avg(m)) AS number, bag(m), max(m)
FROM unnest('{5.255 MXN(3), 1 MXN(0), 0.50 MXN}'::monetary[]) AS m;
SELECT avg(m) AS rounded_once FROM unnest('{0.014 MXN(3), 0.015 MXN(3)}'::monetary[]) AS m;
SELECT avg(m) AS finer_than_stored FROM unnest('{1 MXN(0), 2 MXN(0)}'::monetary[]) AS m;

--
-- Windows
--

-- Whole partitions and running totals
SELECT id, m, sum(m) OVER w AS running, avg(m) OVER w AS mean, min(m) OVER w AS min, max(m) OVER w AS max,
	   bag(m) OVER (ORDER BY id DESC) AS remaining
FROM (VALUES (1, '5 MXN'::monetary), (2, NULL), (3, '-7.5 MXN'), (4, '0.01 MXN')) AS v(id, m)
WINDOW w AS (ORDER BY id)
ORDER BY id;

-- A frame that moves on to another currency, through rows without an amount
SELECT id, m, sum(m) OVER w AS sum, avg(m) OVER w AS avg, bag(m) OVER w AS bag
FROM (VALUES (1, '5 MXN'::monetary), (2, '7 MXN'), (3, NULL), (4, '20 USD'), (5, '1.260 USD(3)'), (6, NULL),
			 (7, NULL), (8, '9 JPY')) AS v(id, m)
WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
ORDER BY id;
SELECT split_part(refusal($$SELECT sum(m) OVER (ORDER BY m ROWS 1 PRECEDING)
									FROM unnest('{1 MXN, 2 MXN, 3 USD}'::monetary[]) AS m$$), E'\n', 1) AS refusal;

-- Moving frames against sums made afresh for each row.  Group 1 has one
-- currency, group 2 another for each run of 40 rows with a gap between them;
-- every seventh amount is NULL, exponents differ.
CREATE TABLE flow AS
SELECT id, grp, CASE WHEN id % 7 = 0 OR grp = 2 AND id % 40 >= 34 THEN NULL
				ELSE (hashint8extended(id, grp) % 100000 * ('1e-' || exponent)::numeric || ' ' || code
					  || '(' || exponent || ')')::monetary END AS m
FROM generate_series(1, 200) AS id, generate_series(1, 2) AS grp,
	 LATERAL (SELECT CASE WHEN grp = 1 THEN 'MXN' ELSE ('{MXN,USD,JPY,KWD}'::text[])[id / 40 % 4 + 1] END AS code,
					 1 + abs(hashint4(id)) % 4 AS exponent) AS v;
SELECT count(*) AS rows, count(m) AS amounts, count(DISTINCT currency(m)) AS currencies FROM flow;

-- In how many rows sum, avg and bag over a window's frame are not those of a
-- subquery over the same rows
CREATE FUNCTION pg_temp.compare(frame text, subquery text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format(
		'SELECT format(''%%s rows, %%s without amount, %%s unlike'', count(*),
					   count(*) FILTER (WHERE moving.bag IS NULL),
					   count(*) FILTER (WHERE (moving.sum, moving.avg, moving.bag, moving.bags)
											  IS DISTINCT FROM (afresh.sum, afresh.avg, afresh.bag, afresh.bags)))
		 FROM (SELECT id, grp, sum(m) OVER w, avg(m) OVER w, bag(m) OVER w, bag(money_bag(m)) OVER w AS bags
			   FROM flow WINDOW w AS (PARTITION BY grp ORDER BY id ROWS BETWEEN %s)) AS moving
		 JOIN LATERAL (SELECT sum(m), avg(m), bag(m), bag(money_bag(m)) AS bags
					   FROM flow WHERE flow.grp = moving.grp AND flow.id BETWEEN moving.id + %s) AS afresh ON true',
		frame, subquery)
	INTO result;
	RETURN result;
END
$$;
SELECT frame, pg_temp.compare(frame, subquery)
FROM (VALUES ('CURRENT ROW AND CURRENT ROW', '0 AND moving.id + 0'),
			 ('2 PRECEDING AND CURRENT ROW', '-2 AND moving.id'),
			 ('3 PRECEDING AND 2 PRECEDING', '-3 AND moving.id - 2'),
			 ('1 PRECEDING AND 1 FOLLOWING', '-1 AND moving.id + 1'),
			 ('4 FOLLOWING AND 5 FOLLOWING', '4 AND moving.id + 5'),
			 ('5 PRECEDING AND 6 PRECEDING', '-5 AND moving.id - 6')) AS v(frame, subquery);
-- Wide frames, where the inverse does the work, in the group of one currency:
-- the other's would be refused.  Then a frame with a row taken out.
DELETE FROM flow WHERE grp = 2;
SELECT frame, pg_temp.compare(frame, subquery)
FROM (VALUES ('30 PRECEDING AND 30 FOLLOWING', '-30 AND moving.id + 30'),
			 ('UNBOUNDED PRECEDING AND 3 PRECEDING', '-1000 AND moving.id - 3'),
			 ('3 FOLLOWING AND UNBOUNDED FOLLOWING', '3 AND moving.id + 1000')) AS v(frame, subquery);
SELECT count(*) FILTER (WHERE sum IS DISTINCT FROM afresh) AS unlike
FROM (SELECT sum(m) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING EXCLUDE CURRENT ROW) AS sum,
			 (SELECT sum(m) FROM flow AS f WHERE f.id BETWEEN flow.id - 2 AND flow.id + 2
					 AND f.id <> flow.id) AS afresh FROM flow) AS v;
DROP TABLE flow;

--
-- Serial and parallel
--

CREATE TABLE payment (id int, ccy currency, m monetary);
INSERT INTO payment
SELECT id, code, monetary(hashint8extended(id, 1) % 1000000000000 * 0.01, code)
FROM generate_series(1, 20000) AS id, LATERAL (SELECT ('{MXN,COP,USD,JPY}'::currency[])[id % 4 + 1] AS code) AS c;
ANALYZE payment;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS
SELECT ccy, sum(m), avg(m), min(m), max(m), bag(m),
	   (SELECT bag(bag) FROM (SELECT bag(m) FROM payment GROUP BY id % 10) AS tenth) AS bag_of_all
FROM payment GROUP BY ccy;
SELECT ccy, sum = monetary((SELECT sum(amount(m)) FROM payment WHERE payment.ccy = serial.ccy), ccy) AS sum,
	   avg = monetary((SELECT sum(amount(m)) / count(*) FROM payment WHERE payment.ccy = serial.ccy), ccy) AS avg,
	   amount(min) = (SELECT min(amount(m)) FROM payment WHERE payment.ccy = serial.ccy) AS min,
	   amount(max) = (SELECT max(amount(m)) FROM payment WHERE payment.ccy = serial.ccy) AS max,
	   bag = money_bag(sum) AS bag, bag_of_all -> ccy = sum AS bag_of_all
FROM serial ORDER BY ccy;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
EXPLAIN (COSTS OFF) SELECT sum(m), avg(m), min(m), max(m), bag(m) FROM payment WHERE ccy = 'MXN';
CREATE TABLE parallel AS
SELECT ccy, sum(m), avg(m), min(m), max(m), bag(m),
	   (SELECT bag(bag) FROM (SELECT bag(m) FROM payment GROUP BY id % 10) AS tenth) AS bag_of_all
FROM payment GROUP BY ccy;
TABLE serial EXCEPT TABLE parallel;
SELECT count(*) FROM parallel;
SELECT left(refusal('SELECT sum(m) FROM payment'), 5) AS sum,
	   left(refusal('SELECT avg(m) FROM payment'), 5) AS avg,
	   left(refusal('SELECT min(m) FROM payment'), 5) AS min,
	   left(refusal('SELECT max(m) FROM payment'), 5) AS max;
SELECT sum(m), bag(m) FROM payment WHERE ccy = 'EUR';
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET parallel_leader_participation;
DROP TABLE payment, serial, parallel;

--
-- The state: a bigint array, which may be stored, moved and added to.  It
-- holds the number of amounts and, by currency, the unit and the total in two
-- halves; the unit is the code's letters and the exponent.
--

SELECT monetary_sum_accum('{0,0,0,0}', '-5.01 MXN') AS accumulated, x'4d584e02'::bigint AS "MXN with 2 decimals";
SELECT monetary_sum_final(monetary_sum_combine(monetary_sum_accum('{0,0,0,0}', '5 MXN'),
											   monetary_sum_accum(monetary_sum_accum('{0,0,0,0}', '7 MXN'),
																  '1.005 MXN(3)'))) AS sum,
	   monetary_sum_final('{0,0,0,0}') AS of_none,
	   monetary_sum_final(monetary_sum_inverse(monetary_sum_accum(monetary_sum_accum('{0,0,0,0}', '5 MXN'),
																  '7 MXN'), '5 MXN')) AS inverse,
	   money_bag_final(money_bag_combine(money_bag_accum(money_bag_accum('{0}', '5 MXN'), '7 USD'),
										 money_bag_accum_bag('{0}', '{-5 MXN, 2 COP}'))) AS bag,
	   money_bag_final('{0}') AS bag_of_none,
	   money_bag_final(money_bag_inverse(money_bag_accum(money_bag_accum('{0}', '5 MXN'), '7 USD'),
										 '7 USD')) AS bag_inverse;
SELECT refusal($$SELECT monetary_sum_combine('{1,1297632770,0,5}', monetary_sum_accum('{0,0,0,0}', '5 USD'))$$)
	   LIKE '22023: cannot sum MXN and USD%' AS refused;

-- Whatever else is handed to the functions is refused, at the latest where a
-- state is combined with another or becomes an amount.  No call can do harm.
CREATE TEMPORARY TABLE state AS
SELECT state::text
FROM (VALUES ('{}'::bigint[]), ('{NULL,NULL,NULL,NULL}'), ('{{0,0},{0,0}}'), ('{0,0,0}'), ('{0,0,0,0,0}'),
			 -- a negative count, no unit, a unit of no letters, an unknown code,
			 -- a great exponent, more than 32 bits
			 ('{-1,1297632770,0,5}'), ('{1,0,0,5}'), ('{1,5,0,5}'), ('{1,1363431682,0,5}'),
			 ('{1,1297632895,0,5}'), ('{1,5592600066,0,5}'), ('{1,-1,0,5}'), ('{1,4294967295,0,5}'),
			 ('{-9223372036854775808,-9223372036854775808,-9223372036854775808,-9223372036854775808}')) AS v(state);
SELECT call, array_agg(DISTINCT outcome ORDER BY outcome) AS outcomes
FROM (SELECT place, call, split_part(refusal('SELECT ' || format(call, state)), ':', 1) AS outcome
	  FROM state, unnest(ARRAY['monetary_sum_final(%L)', 'monetary_avg_final(%L)', 'money_bag_final(%L)',
							   'monetary_sum_combine(%L, $${1,1297632770,0,5}$$)',
							   'monetary_sum_combine($${1,1297632770,0,5}$$, %L)',
							   'money_bag_combine(%L, $${1,1297632770,0,5}$$)',
							   'money_bag_combine($${1,1297632770,0,5}$$, %L)',
							   'monetary_sum_accum(%L, $$1 MXN$$)', 'monetary_sum_inverse(%L, $$1 MXN$$)',
							   'money_bag_accum(%L, $$1 MXN$$)', 'money_bag_inverse(%L, $$1 MXN$$)',
							   'money_bag_accum_bag(%L, $${1 MXN, 1 USD}$$)',
							   'money_bag_inverse_bag(%L, $${1 MXN, 1 USD}$$)'])
			 WITH ORDINALITY AS c(call, place)) AS called
GROUP BY place, call ORDER BY place;
-- An amount of another currency is not taken out of a total either.
SELECT left(refusal($$SELECT monetary_sum_inverse('{2,1297632770,0,5}', '1 USD')$$), 5) AS other_currency;
-- two totals out of order, a currency twice
SELECT left(refusal($$SELECT money_bag_final('{2,1431520258,0,5,1297632770,0,5}')$$), 5) AS disorder,
	   left(refusal($$SELECT money_bag_final('{2,1297632770,0,5,1297632771,0,5}')$$), 5) AS twice,
	   money_bag_final('{2,1297632770,0,5,1431520258,0,5}') AS in_order;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT monetary_sum_final('{-1,1297632770,0,5}')$$);
-- the greatest total, and one more
SELECT refusal($$SELECT monetary_sum_accum('{1,1297632770,9223372036854775807,-1}', '0.01 MXN')$$);
SELECT refusal($$SELECT monetary_sum_final('{1,1297632770,9223372036854775807,-1}')$$);
