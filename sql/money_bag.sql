-- The type money_bag: a sum of several currencies.
\pset null NULL

--
-- Text
--

-- With or without braces, in any order; amounts of one currency are added,
-- zeros are left out.
SELECT to_json(input) AS input, input::money_bag AS bag
FROM (VALUES ('{1500.50 MXN, 20.00 USD}'), ('1500.5 mxn,USD 20'), ('{USD 20, 1500.50 MXN}'),
			 (E' {\t20 USD ,\n1500.50 MXN } '), ('5 MXN'), ('{5 MXN}'), ('{1 USD, 2 MXN, 3 USD, -2 MXN, 4 EUR}'),
			 ('{5 USD, -5 USD}'), ('{0 JPY}'), ('-0.00 USD'), ('{}'), (' { } '),
			 ('{7 JPY, 0.5 KWD, 1 CLF, -3 XYZ}'), ('{5.255 MXN(3), 0.001 MXN(3), 1 MXN}'), ('{5.250 MXN(3)}'),
			 ('{5 MXN(0), 0.005 MXN(3), -0.005 MXN(3)}')) AS v(input);

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '{5 MXN, 3 UDS}'::money_bag$$);
SELECT refusal($$SELECT '{1,500.50 MXN}'::money_bag$$);
SELECT refusal($$SELECT '{1.500 COP, 5 MXN}'::money_bag$$);
SELECT refusal($$SELECT '{5 MXN, 3}'::money_bag$$);
SELECT refusal($$SELECT '{5 MXN, }'::money_bag$$);
SELECT refusal($$SELECT ''::money_bag$$);
\pset tuples_only off
\pset format aligned
SELECT to_json(input) AS input,
	   split_part(refusal(format('SELECT %L::money_bag', input)), E'\n', 1) AS refusal
FROM (VALUES ('{'), ('}'), ('{5 MXN'), ('5 MXN}'), ('{{5 MXN}}'), ('{,5 MXN}'), ('{5 MXN,,5 USD}'), (','),
			 ('{5 MXN 5 USD}'), ('{5 MXN; 5 USD}'), ('{5 MXN} {5 USD}'), ('{"5 MXN"}'), ('{"MXN": 5}'), ('{NULL}'),
			 ('5 MXN USD'), ('  '), ('{1.234,50 COP}'), ('{1 500 MXN}')) AS v(input);

--
-- 128 bits of minor units
--

SELECT '{1701411834604692317316873037158841057.27 MXN}'::money_bag AS greatest,
	   '-1701411834604692317316873037158841057.28 MXN'::money_bag AS least,
	   '170141183460469231731687303715884105727 JPY'::money_bag AS yen,
	   '{92233720368547758.07 MXN, 0.01 MXN}'::money_bag AS beyond_monetary;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '1701411834604692317316873037158841057.28 MXN'::money_bag$$);
SELECT refusal($$SELECT '-1701411834604692317316873037158841057.29 MXN'::money_bag$$);
SELECT refusal($$SELECT '{1701411834604692317316873037158841057.27 MXN, 0.01 MXN}'::money_bag$$);
SELECT refusal($$SELECT '{1701411834604692317316873037158841057.27 MXN, 0.001 MXN(3)}'::money_bag$$);
SELECT refusal($$SELECT '{1701411834604692317316873037158841057.27 MXN}'::money_bag + '0.01 MXN'::monetary$$);
SELECT refusal($$SELECT '{-1701411834604692317316873037158841057.27 MXN}'::money_bag - '{0.02 MXN}'::money_bag$$);
SELECT refusal($$SELECT '{5 MXN}'::money_bag - '{-1701411834604692317316873037158841057.28 MXN}'::money_bag$$);
\pset tuples_only off
\pset format aligned
-- What the calculation does not exceed it gives, and an entry that is whole in
-- today's minor unit prints so.
SELECT '{1701411834604692317316873037158841057.27 MXN}'::money_bag - '{1701411834604692317316873037158841057.26 MXN}'::money_bag AS cent,
	   '{-1701411834604692317316873037158841057.27 MXN}'::money_bag - '0.01 MXN'::monetary AS least,
	   '{170141183460469231731687303715884105727 MXN(0)}'::money_bag AS not_in_cents;

--
-- Operators
--

SELECT a, b, a + b AS sum, a - b AS difference
FROM (VALUES ('{1 MXN, 2 USD}'::money_bag, '{3 USD, 4 EUR}'::money_bag), ('{1 MXN}', '{1 MXN}'), ('{}', '{5 COP}'),
			 ('{5 COP}', '{}'), ('{}', '{}'), ('{1.255 MXN(3), 7 JPY}', '{0.25 MXN}'),
			 ('{1 MXN}', NULL)) AS v(a, b);
SELECT bag, m, bag + m AS "bag + m", m + bag AS "m + bag", bag - m AS "bag - m", m - bag AS "m - bag"
FROM (VALUES ('{1 MXN, 2 USD}'::money_bag, '2 USD'::monetary), ('{1 MXN}', '-5 COP'), ('{}', '7 JPY'),
			 ('{7 JPY}', '0 USD'), ('{5 MXN}', '0.005 MXN(3)'), ('{}', NULL)) AS v(bag, m);
-- A literal beside a bag is a bag.
SELECT '{1 MXN}'::money_bag + '5 MXN' AS sum, '5 MXN, 2 USD' - '{1 MXN}'::money_bag AS difference,
	   pg_typeof('1 MXN'::monetary + '{1 MXN}'::money_bag), money_bag('5 MXN'::monetary) AS call,
	   money_bag('0 MXN'::monetary) AS of_zero;

-- One currency of a bag: zero where it has none of it
SELECT bag, bag -> 'USD' AS usd, bag -> 'mxn' AS mxn, amount(bag -> 'JPY') AS jpy, pg_typeof(bag -> 'USD')
FROM unnest(ARRAY['{1500.50 MXN, 20.00 USD}', '{5.255 MXN(3)}', '{}', NULL]::money_bag[]) AS bag;
SELECT '{1 MXN}'::money_bag -> NULL AS nothing, '{-92233720368547758.08 MXN}'::money_bag -> 'MXN' AS least;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '{92233720368547758.08 MXN, 1 USD}'::money_bag -> 'MXN'$$);
SELECT refusal($$SELECT '{1 USD}'::money_bag -> 'UDS'$$) LIKE '22P02: unknown currency code: "UDS"%';
\pset tuples_only off
\pset format aligned

SELECT bag, currencies(bag), pg_typeof(currencies(bag))
FROM unnest(ARRAY['{1500.50 MXN, 20.00 USD, 7 COP}', '{}', NULL]::money_bag[]) AS bag;
SELECT unnest('{20.00 USD, 1500.50 MXN, 7 JPY}'::money_bag) AS amount;
SELECT id, m
FROM (VALUES (1, '{5 USD, 1 COP}'::money_bag), (2, '{}'), (3, NULL), (4, '{5.255 MXN(3)}')) AS v(id, bag),
	 unnest(bag) AS m
ORDER BY id, m;
SELECT refusal($$SELECT unnest('{1 COP, 92233720368547758.08 MXN}'::money_bag)$$) AS refusal;

SELECT bag::jsonb
FROM unnest(ARRAY['{20.00 USD, 1500.50 MXN, 7 JPY}', '{}', '{-0.05 MXN}',
				  '{1701411834604692317316873037158841057.27 MXN}', '{5.255 MXN(3)}', NULL]::money_bag[]) AS bag;
SELECT ('{20.00 USD, 1500.50 MXN}'::money_bag::jsonb ->> 'MXN')::numeric + 1 AS number;

SELECT castsource::regtype, casttarget::regtype,
	   CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END AS context
FROM pg_cast
WHERE 'money_bag'::regtype IN (castsource, casttarget)
ORDER BY casttarget::regtype::text;

--
-- Equality, hash and order: entry by entry, by code and then value
--

SELECT a, b, a = b AS eq, a <> b AS ne, a *< b AS lt, a *<= b AS le, a *>= b AS ge, a *> b AS gt,
	   money_bag_cmp(a, b) AS cmp
FROM (VALUES ('{1 MXN, 2 USD}'::money_bag, '{2 USD, 1 MXN}'::money_bag), ('{1 MXN}', '{1 MXN, 2 USD}'),
			 ('{}', '{-1 AED}'), ('{2 MXN}', '{1 MXN, 1 USD}'), ('{1 USD}', '{9 MXN}'), ('{5 MXN}', '{5 MXN(3)}'),
			 ('{5 MXN}', '{5.001 MXN(3)}'), ('{-5 MXN}', '{-5.001 MXN(3)}'),
			 ('{170141183460469231731687303715884105727 MXN(0)}', '{5.5 MXN(9)}'),
			 ('{-170141183460469231731687303715884105727 MXN(0)}', '{5.5 MXN(9)}'), ('{}', '{}'),
			 ('{}', NULL)) AS v(a, b);
SELECT left(refusal($$SELECT '{1 MXN}'::money_bag < '{2 MXN}'::money_bag$$), 5) AS no_strict_order;

CREATE TABLE total (id int, bag money_bag);
INSERT INTO total
SELECT id, CASE WHEN id % 4 = 0 THEN b.bag + '5.000 MXN(3)'::monetary - '5 MXN'::monetary ELSE b.bag END
FROM generate_series(0, 999) AS id,
	 LATERAL (SELECT format('{%s MXN, %s USD, %s COP}', id % 3, id % 5, id % 7)::money_bag AS bag) AS b;
SELECT count(*) FILTER (WHERE money_bag_hash(bag)::bit(32) <> money_bag_hash_extended(bag, 0)::bit(32)) AS unlike,
	   count(DISTINCT money_bag_hash(bag)) AS hashes, count(DISTINCT money_bag_hash_extended(bag, 42)) AS extended,
	   count(DISTINCT bag::text) AS values
FROM total;
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT DISTINCT bag FROM total) AS d;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) AS by_hash FROM (SELECT DISTINCT bag FROM total) AS d;
RESET enable_sort;
SELECT bag, count(*) FROM total GROUP BY bag ORDER BY bag LIMIT 5;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) AS hash_join FROM total AS a JOIN total AS b USING (bag);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT count(*) AS merge_join FROM total AS a JOIN total AS b USING (bag);
RESET enable_mergejoin;
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT sum(c * c) AS pairs FROM (SELECT count(*) AS c FROM total GROUP BY bag::text) AS by_text;
CREATE INDEX total_btree ON total (bag);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT count(*) FROM total WHERE bag = '{2 MXN}';
SELECT count(*) FROM total WHERE bag = '{2.0000 MXN(4)}';
DROP INDEX total_btree;
CREATE INDEX total_hash ON total USING hash (bag);
EXPLAIN (COSTS OFF) SELECT count(*) FROM total WHERE bag = '{2 MXN}';
SELECT count(*) FROM total WHERE bag = '{2.0000 MXN(4)}';
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;
DROP TABLE total;

--
-- Stored bags: with a short header, compressed, out of line
--

CREATE TABLE stored (id int, bag money_bag);
INSERT INTO stored VALUES (1, '{5 MXN, -7 USD}'), (2, '{}');
-- all codes that begin with X, compressed and then not
CREATE TEMPORARY TABLE entry AS
SELECT monetary(hashint8extended(n, 1) * 0.01, code) AS m
FROM generate_series(0, 675) AS n, LATERAL (SELECT 'X' || chr(65 + n / 26) || chr(65 + n % 26) AS code) AS c;
INSERT INTO stored SELECT 3, bag(m) FROM entry;
ALTER TABLE stored ALTER bag SET STORAGE external;
INSERT INTO stored SELECT 4, bag(m) FROM entry;
SELECT id, cardinality(currencies(bag)) AS currencies, bag -> 'USD' AS usd,
	   pg_column_size(bag) < 127 AS short, pg_column_size(bag) < 20 * cardinality(currencies(bag)) AS compressed,
	   (SELECT count(*) FROM entry WHERE bag -> currency(m) = m) AS found
FROM stored ORDER BY id;
SELECT pg_relation_size(reltoastrelid) > 0 AS out_of_line FROM pg_class WHERE oid = 'stored'::regclass;
SELECT a.id, b.id, a.bag = b.bag AS equal, a.bag - b.bag = '{}' AS difference_empty,
	   money_bag_hash(a.bag) = money_bag_hash(b.bag) AS hash
FROM stored AS a, stored AS b WHERE a.id = 3 AND b.id = 4;
SELECT id, count(*) AS entries, min(currency(m)::text), max(currency(m)::text) FROM stored, unnest(bag) AS m
GROUP BY id ORDER BY id;
SELECT id FROM stored WHERE bag::text::money_bag <> bag OR bag <> (SELECT bag(m) FROM unnest(bag) AS m);

-- Binary form: the number of entries, then each as two halves, three letters
-- and one byte.
SELECT bag, money_bag_send(bag)
FROM unnest(ARRAY['{}', '{0.01 MXN}', '{-0.01 MXN, 7 JPY}', '{1701411834604692317316873037158841057.27 USD}',
				  '{5.255 MXN(3)}']::money_bag[]) AS bag;
CREATE TABLE copied (id int, bag money_bag);
\copy stored TO 'results/money_bag.binary' (FORMAT binary)
\copy copied FROM 'results/money_bag.binary' (FORMAT binary)
SELECT count(*) AS rows,
	   count(*) FILTER (WHERE money_bag_send(stored.bag) IS DISTINCT FROM money_bag_send(copied.bag)) AS unlike
FROM stored FULL JOIN copied USING (id);
DROP TABLE stored, copied, entry;
