-- The type income_mix: text and binary form, aggregates, figures of
-- concentration.
\pset null NULL

--
-- Text: each source in double quotes with its total, NULL what has no source,
-- and the currency if there is one
--

-- Read in any order, a source more than once; written in the order of the
-- sources' bytes, all totals with as many decimals as the one with most, and at
-- least those of the currency.
SELECT to_json(input) AS input, input::income_mix AS mix
FROM (VALUES ('{"One foundation": 1500.50, NULL: 20.00} USD'), ('{"b": 1, "a": 2}'), ('{"a": 1, "b": 2, "a": 3.5}'),
			 ('{NULL: 1, "a": 2, null: 3}'), ('{"a": 1, "NULL": 2, NULL: 3, "null": 4}'), ('{"a": 1, "b": 2.5, "c": 0.125}'),
			 ('{"a": 1} mxn'), ('{"a": 1} JPY'), ('{"a": 1.5} JPY'), ('{"a": 1} CLF'), ('{"a": 5.255} MXN'), ('{"a": 1}XTS'),
			 ('{"a": -5, "b": +5, "c": -0}'), ('{"a": 5, "a": -5}'), ('{"a": .5, "b": 1.}'), ('{"a": 000012.50}'),
			 ('{}'), ('{} USD'), (E' {\t"a" :\n1 ,NULL :2 }  EUR '), ('{"a":1,"b":2}USD'), ('{"": 1, " ": 2, " a ": 3, "a": 4}')) AS v(input);

-- Names are told apart byte by byte, and quoted so that they are read again.
SELECT to_json(name) AS name, income_mix(name, 1) AS mix, income_mix(name, 1)::text::income_mix = income_mix(name, 1) AS reread,
	   (SELECT source IS NOT DISTINCT FROM name FROM sources(income_mix(name, 1)::text::income_mix)) AS same
FROM (VALUES (''), ('NULL'), (NULL), ('"'), ('\'), ('\"'), ('a "b" c'), ('C:\new'), (E'two\nlines'), (E'a\ttab'), ('{}:, '), ('1'),
			 ('Fundación Ñandú'), ('€'), ('木'), (E'e\u0301'), (E'\u00e9')) AS v(name)
GROUP BY name ORDER BY name COLLATE "C";
SELECT '{"\a\b": 1, "\\": 2, "\"": 3}'::income_mix AS backslashes;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '{One foundation: 1500.50} USD'::income_mix$$);
-- A currency that there is not
SELECT refusal($$SELECT '{"a": 1} UDS'::income_mix$$);
-- Too many digits
SELECT refusal($$SELECT '{"a": 1000000000000000000000000000000000000000}'::income_mix$$);
-- Too long a name
SELECT refusal($$SELECT format('{"%s": 1}', repeat('ñ', 1001))::income_mix$$);
\pset tuples_only off
\pset format aligned
-- The same in other forms
SELECT to_json(input) AS input, split_part(refusal(format('SELECT %L::income_mix', input)), '"', 1) AS refusal
FROM (VALUES (''), ('{'), ('}'), ('"a": 1'), ('{"a"}'), ('{"a": }'), ('{"a" 1}'), ('{"a": 1'), ('{"a": 1,}'), ('{, "a": 1}'), ('{"a": 1;}'),
			 ('{"a: 1}'), ('{"a\": 1}'), ('{"a\'), ('{''a'': 1}'), ('{"a": "1"}'), ('{"a": 1 USD}'), ('{"a": NULL}'), ('{"a": 1,5}'), ('{"a": 1e5}'),
			 ('{"a": NaN}'), ('{"a": - 5}'), ('{"a": --5}'), ('{NULLS: 1}'), ('{NUL: 1}'), ('{"a": 1} {"b": 2}'), ('USD {"a": 1}'), ('{"a": 1} US'),
			 ('{"a": 1} USD EUR'), ('{"a": 1} $'), ('{"a": 0.000000000000000000000000000000000000001}'),
			 ('{"a": 100000000000000000000000000000000000000, "a": 100000000000000000000000000000000000000}'),
			 ('{"a": 100000000000000000000000000000000000000, "b": 0.1}'), ('{"b": 0.1, "a": 100000000000000000000000000000000000000}'),
			 ('{"a": 100000000000000000000000000000000000000} USD')) AS v(input);

--
-- Figures by hand
--

-- 60, 25, 10 and 5: squares of 0.435; (0.435 - 1/4) / (1 - 1/4); 1 / 0.435;
-- (3 * 60 + 25 - 10 - 3 * 5) / (4 * 100)
CREATE FUNCTION figures(mix income_mix, OUT hhi numeric, OUT normalized numeric, OUT effective numeric, OUT largest numeric, OUT top_2 numeric,
						OUT gini numeric, OUT unknown numeric, OUT negative int)
RETURN (round(hhi(mix), 4), round(hhi_normalized(mix), 4), round(effective_sources(mix), 4), round(largest_share(mix), 4), round(top_share(mix, 2), 4),
		round(gini(mix), 4), round(unknown_share(mix), 4), negative_sources(mix));
SELECT name, figures.*
FROM (VALUES (1, 'worked', '{"a": 60, "b": 25, "c": 10, "d": 5}'::income_mix), (2, 'four equal', '{"a": 0.1, "b": 0.1, "c": 0.1, "d": 0.1}'),
			 (3, 'one', '{"a": 7}'), (4, 'and one that took back', '{"a": 100, "b": -50}'), (5, 'and one of zero', '{"a": 100, "b": 0}'),
			 (6, 'two and three', '{"a": 75, "b": 25, "c": -1, "d": -2, "e": 0}'), (7, 'no positive', '{"a": -5, "b": 0}'), (8, 'nothing', '{}'),
			 (9, 'unknown', '{"a": 75, NULL: 25}'), (10, 'unknown alone', '{NULL: 25}'), (11, 'unknown took back', '{"a": 75, NULL: -25}'),
			 (12, 'cents', '{"a": 0.01, "b": 0.02} USD'), (13, 'one of a million', '{"a": 999999, "b": 1}'), (14, 'NULL', NULL)) AS v(id, name, mix), figures(mix)
ORDER BY id;
SELECT hhi(mix), hhi_normalized(mix), effective_sources(mix), largest_share(mix), gini(mix) FROM (VALUES ('{"a": 60, "b": 25, "c": 10, "d": 5}'::income_mix)) AS v(mix);
SELECT n, top_share('{"a": 60, "b": 25, "c": 10, "d": 5, "e": -100}', n) FROM unnest('{1, 2, 3, 4, 5, 2147483647, NULL}'::int[]) AS n;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT top_share('{"a": 60}', 0)$$);
SELECT refusal($$SELECT top_share('{}', -2147483648)$$);
\pset tuples_only off
\pset format aligned

SELECT s.* FROM sources('{"b": 75.5, "a": 24.5, NULL: 100, "took back": -10, "zero": 0}') AS s;
SELECT s.* FROM sources('{"b": -75.5, "zero": 0} USD') AS s;
SELECT count(*) FROM sources('{}');
SELECT count(*) FROM sources(NULL);

--
-- From rows: one source is one share, whatever it gave in how many parts
--

CREATE TABLE grants (organization text, funder text, amount monetary);
INSERT INTO grants VALUES
	('worked', 'a', '40 USD'), ('worked', 'b', '25 USD'), ('worked', 'c', '5.50 USD'), ('worked', 'a', '30 USD'), ('worked', 'd', '5 USD'),
	('worked', 'c', '4.50 USD'), ('worked', 'a', '-10 USD'), ('worked', 'd', NULL), ('worked', 'nobody', NULL),
	('refunded', 'a', '100 MXN'), ('refunded', 'b', '50 MXN'), ('refunded', 'b', '-100 MXN'),
	('returned', 'a', '100 MXN'), ('returned', 'a', '-100 MXN'), ('unknown', NULL, '5 EUR'), ('unknown', NULL, '10 EUR'), ('unknown', '', '15 EUR'),
	('unknown', NULL, NULL), ('nothing', 'a', NULL), ('nothing', NULL, NULL), ('case', 'A', '1 JPY'), ('case', 'a', '1 JPY'), ('case', 'a ', '1 JPY'),
	-- stored with more and with fewer decimals than the currency has today
	('former', 'a', '5.255 MXN(3)'), ('former', 'b', '5 MXN(0)'), ('former', 'c', '0.10 MXN'), ('whole', 'a', '5 MXN(0)');
SELECT organization, income_mix(funder, amount) AS mix, round(hhi(income_mix(funder, amount)), 4) AS hhi
FROM grants GROUP BY organization ORDER BY organization;
SELECT organization, income_mix(funder, amount(amount)) AS mix, income_mix(funder, amount(amount)) = income_mix(funder, amount) AS same
FROM grants WHERE organization IN ('worked', 'former') GROUP BY organization ORDER BY organization;
SELECT income_mix(funder, amount) AS no_rows, income_mix(funder, amount(amount)) AS numeric, rollup(NULL::income_mix) FROM grants WHERE false;
SELECT income_mix(funder, amount) FILTER (WHERE amount > '5 USD') AS large, income_mix(funder, amount ORDER BY amount DESC) AS in_order
FROM grants WHERE organization = 'worked';
-- as of each row
SELECT n, income_mix(source, amount) OVER (ORDER BY n) AS so_far, income_mix(source, amount) OVER (ORDER BY n ROWS 1 PRECEDING) AS of_two
FROM (VALUES (1, 'a', 5), (2, 'b', 5.25), (3, 'a', -2), (4, 'c', NULL)) AS v(n, source, amount) ORDER BY n;
-- plain numbers of different decimals
SELECT income_mix(source, amount) FROM (VALUES ('a', 1), ('b', 0.12345), ('a', 2.5), ('c', 1e5), ('d', 1e-7), ('c', -1e5)) AS v(source, amount);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT income_mix(funder, amount) FROM grants WHERE organization IN ('worked', 'refunded')$$);
SELECT refusal($$SELECT income_mix('a', 'NaN'::numeric)$$);
SELECT refusal($$SELECT income_mix('a', '-Infinity'::numeric)$$);
SELECT refusal($$SELECT income_mix('a', 1e39)$$);
SELECT refusal($$SELECT income_mix('a', 1e-39)$$);
-- The total of a source, and the decimals of another one, count too.
SELECT refusal($$SELECT income_mix('a', 99999999999999999999999999999999999999) FROM generate_series(1, 2)$$);
SELECT refusal($$SELECT income_mix(n::text, ('1e' || n)::numeric) FROM unnest('{30, -9}'::int[]) AS n$$);
SELECT refusal($$SELECT income_mix(n::text, ('1e' || n)::numeric) FROM unnest('{-9, 30}'::int[]) AS n$$);
-- A mix holds what its figures cannot add up.
SELECT mix FROM (VALUES ('{"a": 99999999999999999999999999999999999999, "b": 99999999999999999999999999999999999999}'::income_mix)) AS v(mix);
SELECT refusal($$SELECT hhi('{"a": 99999999999999999999999999999999999999, "b": 99999999999999999999999999999999999999}')$$);
SELECT refusal($$SELECT sources('{"a": 99999999999999999999999999999999999999, "b": 99999999999999999999999999999999999999}')$$);
\pset tuples_only off
\pset format aligned
SELECT count(*) FILTER (WHERE mix::text = format('{"a": %s}', n)) AS wherever_the_point_is
FROM (SELECT n, income_mix('a', n) AS mix FROM generate_series(0, 38) AS decimals, LATERAL (SELECT (repeat('7', 38) || 'e-' || decimals)::numeric AS n) AS v GROUP BY n) AS m;
SELECT income_mix('a', 99999999999999999999999999999999999999) AS greatest, income_mix('a', -0.99999999999999999999999999999999999999) AS finest;

-- 100,000 sources and names of 1,000 characters, but no more
SELECT effective_sources(mix), gini(mix), octet_length(mix::text) > 1000000 AS long
FROM (SELECT income_mix(n::text, 1) AS mix FROM generate_series(1, 100000) AS n) AS v;
SELECT length(source), octet_length(source), amount FROM sources((SELECT income_mix(repeat('ñ', 1000), 1)));
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT income_mix(nullif(n, 0)::text, 1) FROM generate_series(0, 100000) AS n$$);
SELECT refusal($$SELECT income_mix(repeat('ñ', 1000) || 'o', 1)$$);
SELECT refusal($$SELECT income_mix(repeat('x', 39) || repeat('ñ', 962), '1 USD'::monetary)$$);
\pset tuples_only off
\pset format aligned

--
-- What the two-level GROUP BY says: 301 organizations, 39 funders, of which one
-- is not known
--

CREATE TABLE payment AS
SELECT n % 301 AS organization, nullif(format('funder %s', hashint8extended(n, 1) % 20), 'funder 0') AS funder,
	   monetary((hashint8extended(n, 2) % 100000 + 30000) / 100.0, 'USD') AS amount
FROM generate_series(1, 12000) AS n;
CREATE VIEW two_level AS
SELECT organization, count(*) AS sources, count(*) FILTER (WHERE total > 0) AS n, count(*) FILTER (WHERE total < 0) AS negative,
	   sum(x) AS sum, sum(x * x) AS squares, max(x) AS largest, sum(x) FILTER (WHERE place <= 3) AS top_3, sum(x) FILTER (WHERE funder IS NULL) AS unknown,
	   sum((n + 1 - 2 * place) * x) AS differences
FROM (SELECT *, greatest(total, 0) AS x, count(*) FILTER (WHERE total > 0) OVER (PARTITION BY organization) AS n,
			 row_number() OVER (PARTITION BY organization ORDER BY total DESC) AS place
	  FROM (SELECT organization, funder, sum(amount(amount)) AS total FROM payment GROUP BY organization, funder) AS totals) AS ordered
GROUP BY organization;
CREATE TABLE mixes AS SELECT organization, income_mix(funder, amount) AS mix FROM payment GROUP BY organization;
SELECT count(*), count(*) FILTER (WHERE negative > 0) > 100 AS some_negative, count(*) FILTER (WHERE unknown > 0) > 100 AS some_unknown,
	   count(*) FILTER (WHERE hhi(mix) <> squares / (sum * sum)) AS hhi,
	   count(*) FILTER (WHERE round(hhi_normalized(mix), 12) <> round((squares / (sum * sum) - 1.0 / n) / (1 - 1.0 / n), 12)) AS normalized,
	   count(*) FILTER (WHERE effective_sources(mix) <> sum * sum / squares) AS effective,
	   count(*) FILTER (WHERE largest_share(mix) <> largest / sum) AS largest, count(*) FILTER (WHERE top_share(mix, 3) <> top_3 / sum) AS top,
	   count(*) FILTER (WHERE gini(mix) <> differences / (n * sum)) AS gini,
	   count(*) FILTER (WHERE unknown_share(mix) <> coalesce(unknown, 0) / sum) AS unknown,
	   count(*) FILTER (WHERE negative_sources(mix) <> negative) AS negative,
	   count(*) FILTER (WHERE (SELECT count(*) FROM sources(mix)) <> sources) AS sources
FROM mixes JOIN two_level USING (organization);
SELECT count(*), count(*) FILTER (WHERE m.organization IS NULL OR t.total IS NULL) AS missing, count(*) FILTER (WHERE s.amount <> t.total) AS amount,
	   count(*) FILTER (WHERE s.share <> greatest(t.total, 0) / l.sum) AS share
FROM mixes AS m CROSS JOIN sources(mix) AS s
	 FULL JOIN (SELECT organization, funder, sum(amount(amount)) AS total FROM payment GROUP BY organization, funder) AS t
	 ON t.organization = m.organization AND coalesce(t.funder, '') = coalesce(s.source, '')
	 LEFT JOIN two_level AS l ON l.organization = m.organization;
SELECT count(*) FILTER (WHERE mix::text::income_mix <> mix) AS reread FROM mixes;

-- Rolled up, mixes of parts are that of the whole, in whatever parts and order.
SELECT rollup(mix) = (SELECT income_mix(funder, amount) FROM payment) AS equal, rollup(mix ORDER BY organization DESC)::text = rollup(mix)::text AS any_order FROM mixes;
SELECT rollup(m) AS decimals FROM unnest(ARRAY['{"a": 1.5}', NULL, '{"a": 1.255, NULL: 1}', '{}', '{"b": -1, NULL: 2}']::income_mix[]) AS m;
SELECT rollup(m) AS empty FROM unnest(ARRAY['{}', NULL, '{}']::income_mix[]) AS m;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT rollup(m) FROM unnest(ARRAY['{"a": 1} USD', '{"a": 1} MXN']::income_mix[]) AS m$$);
SELECT refusal($$SELECT rollup(m) FROM unnest(ARRAY['{"a": 1} USD', '{}']::income_mix[]) AS m$$);
SELECT refusal($$SELECT rollup(m) FROM (SELECT income_mix(n::text, 1) AS m FROM generate_series(1, 100001) AS n GROUP BY n % 2) AS v$$);
\pset tuples_only off
\pset format aligned

--
-- Equality, hash and order: name by name, by total whatever its decimals, then
-- by currency
--

SELECT a, b, a = b AS eq, a <> b AS ne, a *< b AS lt, a *<= b AS le, a *>= b AS ge, a *> b AS gt, sign(income_mix_cmp(a, b)) AS cmp,
	   income_mix_hash(a) = income_mix_hash(b) AS hash, income_mix_hash_extended(a, 42) = income_mix_hash_extended(b, 42) AS extended
FROM (VALUES ('{"a": 1.5, "b": 100}'::income_mix, '{"b": 100.000, "a": 1.500}'::income_mix), ('{"a": 1.5} USD', '{"a": 1.50000} USD'),
			 ('{"a": 0}', '{"a": -0.00}'), ('{"a": 0}', '{}'), ('{}', '{}'), ('{} USD', '{}'), ('{"a": 1} USD', '{"a": 1}'), ('{"a": 1} USD', '{"a": 1} EUR'),
			 ('{"a": 1}', '{"b": 1}'), ('{"a": 1}', '{"a": 1, "b": 0}'), ('{"a": 2}', '{"a": 1, "b": 0}'), ('{NULL: 1}', '{"zzz": 1}'), ('{NULL: 1}', '{"NULL": 1}'),
			 ('{NULL: 1}', '{"": 1}'), ('{"A": 1}', '{"a": 1}'), ('{"a": -1.01}', '{"a": -1.001}'),
			 ('{"a": 100000000000000000000000000000000000000}', '{"a": 0.00000000000000000000000000000000000001}'),
			 ('{"a": -100000000000000000000000000000000000000}', '{"a": 0.00000000000000000000000000000000000001}'), ('{"a": 1}', NULL)) AS v(a, b);
SELECT left(refusal($$SELECT '{}'::income_mix < '{}'::income_mix$$), 5) AS no_other_order;

CREATE TABLE several AS
SELECT id, CASE WHEN id % 4 = 0 THEN income_mix(source, amount + 0.000) ELSE income_mix(source, amount) END AS mix
FROM generate_series(0, 999) AS id, LATERAL (VALUES ('a', id % 3 * 1.5), ('b', id % 5 * 10), (CASE WHEN id % 2 = 0 THEN 'c' END, id % 7)) AS v(source, amount)
GROUP BY id;
SELECT count(*) FILTER (WHERE income_mix_hash(mix)::bit(32) <> income_mix_hash_extended(mix, 0)::bit(32)) AS unlike,
	   count(DISTINCT income_mix_hash(mix)) AS hashes, count(DISTINCT income_mix_hash_extended(mix, 42)) AS extended,
	   count(DISTINCT (id % 3, id % 5, id % 7, id % 2)) AS values, count(DISTINCT mix::text) AS texts
FROM several;
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT DISTINCT mix FROM several) AS d;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) AS by_hash FROM (SELECT DISTINCT mix FROM several) AS d;
RESET enable_sort;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) AS hash_join FROM several AS a JOIN several AS b USING (mix);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT count(*) AS merge_join FROM several AS a JOIN several AS b USING (mix);
RESET enable_mergejoin;
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT sum(c * c) AS pairs FROM (SELECT count(*) AS c FROM several GROUP BY id % 3, id % 5, id % 7, id % 2) AS by_value;
CREATE INDEX several_btree ON several (mix);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT count(*) FROM several WHERE mix = '{"a": 3, "b": 10, NULL: 1}';
SELECT array_agg(id ORDER BY id) FROM several WHERE mix = '{"a": 3, "b": 10, NULL: 1}';
DROP INDEX several_btree;
CREATE INDEX several_hash ON several USING hash (mix);
EXPLAIN (COSTS OFF) SELECT count(*) FROM several WHERE mix = '{"a": 3, "b": 10, NULL: 1}';
SELECT array_agg(id ORDER BY id) FROM several WHERE mix = '{"a": 3, "b": 10, NULL: 1}';
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;
DROP TABLE several;

--
-- As jsonb
--

SELECT mix::jsonb
FROM unnest(ARRAY['{"One foundation": 1500.50, NULL: 20.00} USD', '{"b": 1, "a": -2.5}', '{NULL: 1}', '{} EUR', '{}', '{"": 1, "a \"b\" \\ c": 2, "ñ": 3}',
				  '{"a": 99999999999999999999999999999999999.99} MXN', NULL]::income_mix[]) AS mix;
SELECT income_mix(E'two\nlines\ttab', 1)::jsonb;
SELECT count(*) FILTER (WHERE (mix::jsonb)->>'currency' <> 'USD') AS currency,
	   count(*) FILTER (WHERE coalesce((SELECT sum(value::numeric) FROM jsonb_each_text(mix::jsonb->'sources')), 0) + coalesce((mix::jsonb->>'unknown')::numeric, 0)
						<> (SELECT sum(amount) FROM sources(mix))) AS sum
FROM mixes;

--
-- Stored with a short header, compressed, out of line; and in binary
--

CREATE TABLE stored (id int, mix income_mix);
INSERT INTO stored VALUES (1, '{"a": 5, NULL: -7} USD'), (2, '{}'), (3, NULL);
INSERT INTO stored SELECT 4, income_mix('funder ' || n, n / 7.0) FROM generate_series(1, 2000) AS n;
ALTER TABLE stored ALTER mix SET STORAGE external;
INSERT INTO stored SELECT 5, income_mix('funder ' || n, n / 7.0) FROM generate_series(1, 2000) AS n;
SELECT id, (SELECT count(*) FROM sources(mix)) AS sources, pg_column_size(mix) < 127 AS short, pg_column_size(mix) < 2000 * 30 AS compressed,
	   round(hhi(mix), 12) AS hhi, octet_length(mix::text) AS text
FROM stored ORDER BY id;
SELECT pg_relation_size(reltoastrelid) > 0 AS out_of_line FROM pg_class WHERE oid = 'stored'::regclass;
SELECT a.mix = b.mix AS equal, income_mix_hash(a.mix) = income_mix_hash(b.mix) AS hash, rollup(m) = a.mix AS one
FROM stored AS a, stored AS b, LATERAL (VALUES (a.mix)) AS v(m) WHERE a.id = 4 AND b.id = 5 GROUP BY a.mix, b.mix;

-- Whether there is a currency, and its letters; decimals; number of sources;
-- of each the length of its name, the name, and two halves of the total
SELECT mix, income_mix_send(mix)
FROM unnest(ARRAY['{}', '{"a": 1}', '{"a": -0.01, NULL: 1} USD', '{"ñ": 18446744073709551616}']::income_mix[]) AS mix;
CREATE TABLE copied (id int, mix income_mix);
INSERT INTO stored SELECT 10 + organization, mix FROM mixes;
\copy stored TO 'results/income_mix.binary' (FORMAT binary)
\copy copied FROM 'results/income_mix.binary' (FORMAT binary)
SELECT count(*), count(*) FILTER (WHERE income_mix_send(stored.mix) IS DISTINCT FROM income_mix_send(copied.mix)) AS unlike,
	   count(*) FILTER (WHERE stored.mix::text IS DISTINCT FROM copied.mix::text) AS texts
FROM stored FULL JOIN copied USING (id);

-- Bytes from elsewhere.  Sources come in any order, as the order of another
-- encoding is another one; decimals are brought to those of the currency.
CREATE FUNCTION entry(name bytea, total bigint) RETURNS bytea
	RETURN coalesce(int4send(length(name)) || name, int4send(-1)) || int8send(CASE WHEN total < 0 THEN -1 ELSE 0 END) || int8send(total);
CREATE FUNCTION bytes(currency bytea, decimals int, n int, entries bytea) RETURNS bytea
	RETURN coalesce('\x01' || currency, '\x00') || int4send(decimals) || int4send(n) || entries;
TRUNCATE copied;
\set VERBOSITY terse
\copy (SELECT bytes('USD', 2, 3, entry('b', 150) || entry(NULL, -1) || entry('a', 0))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes('USD', 0, 1, entry('a', 5))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 38, 1, entry('', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- a name twice, and a missing one twice
\copy (SELECT bytes(NULL, 0, 2, entry('a', 1) || entry('a', 2))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 2, entry(NULL, 1) || entry(NULL, 2))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- numbers of sources: negative, more than there are, fewer
\copy (SELECT bytes(NULL, 0, -1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 2147483647, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 0, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- decimals
\copy (SELECT bytes(NULL, -1, 1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 39, 1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 65536, 1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- names: of negative length, beyond the end, too long, not in UTF-8, with a zero
\copy (SELECT bytes(NULL, 0, 1, int4send(-2) || int8send(0) || int8send(1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 1, int4send(1000) || int8send(0) || int8send(1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 1, entry(convert_to(repeat('x', 1001), 'UTF8'), 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 1, entry('\xc3', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 1, entry('\x610062', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- currencies: not upper case, unknown
\copy (SELECT bytes('usd', 2, 1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes('QQQ', 2, 1, entry('a', 1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
-- totals beyond what decimals of the currency leave room for; bytes missing, and too many
\copy (SELECT bytes('USD', 0, 1, int4send(1) || 'a' || int8send(9223372036854775807) || int8send(-1))) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT substr(bytes(NULL, 0, 1, entry('a', 1)), 1, 25)) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT bytes(NULL, 0, 1, entry('a', 1)) || '\x00') TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\copy (SELECT ''::bytea) TO 'results/income_mix.binary' (FORMAT binary)
\copy copied (mix) FROM 'results/income_mix.binary' (FORMAT binary)
\set VERBOSITY default
SELECT mix, mix::text::income_mix::text = mix::text AS reread FROM copied ORDER BY mix;

DROP FUNCTION bytes, entry, figures;
DROP VIEW two_level;
DROP TABLE grants, payment, mixes, stored, copied;
