-- The type scorecard: text and binary form, the aggregate, indices, change
-- between rounds, agreement between assessors.
\pset null NULL

--
-- Text: each item in double quotes with its score, or NULL where it was not
-- answered, and its weight
--

SELECT to_json(input) AS input, input::scorecard AS card
FROM (VALUES ('{"has a plan": 3 of 1-4 weight 2, "has reserves": NULL weight 1}'), ('{"b": 50% weight 1, "a": n/a of -5..5 weight 0.5}'),
			 ('{"a":3of1-4weight 2,"b":nullWEIGHT.5}'), (E' { "a" :\t4/10\nweight +1 } '), ('{}'), ('{"a": 1 of 1-4 weight 0, "b": NULL weight -0.00}'),
			 ('{"a": 3 of 1-4 weight 1, "a": 3.0 of 1-4 weight 1.000}'), ('{"": 1 of 0-1 weight 1, "NULL": 1/1 weight 1, "a \"b\" \\ c": 1/1 weight 1}')) AS v(input);

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '{"a": 3 weight 1}'::scorecard$$);
-- A score that is none
SELECT refusal($$SELECT '{"a": 5 of 1-4 weight 1}'::scorecard$$);
SELECT refusal($$SELECT '{"a": 2 of 4-1 weight 1}'::scorecard$$);
-- One item twice
SELECT refusal($$SELECT '{"a": 3 of 1-4 weight 1, "a": 2 of 1-4 weight 1.5}'::scorecard$$);
-- Weights
SELECT refusal($$SELECT '{"a": 3 of 1-4 weight -0.5}'::scorecard$$);
SELECT refusal($$SELECT '{"a": 3 of 1-4 weight 1000000000000000000000000000000000000000}'::scorecard$$);
-- Too long a name
SELECT refusal($$SELECT format('{"%s": NULL weight 1}', repeat('ñ', 1001))::scorecard$$);
\pset tuples_only off
\pset format aligned
-- The same in other forms
SELECT to_json(input) AS input, split_part(refusal(format('SELECT %L::scorecard', input)), '"', 1) AS refusal
FROM (VALUES (''), ('{'), ('{"a"}'), ('{"a": 3 of 1-4}'), ('{"a": 3 of 1-4 weight}'), ('{"a": 3 of 1-4 weight x}'), ('{"a": 3 of 1-4 2}'), ('{"a": weight 1}'),
			 ('{NULL: 3 of 1-4 weight 1}'), ('{a: 3 of 1-4 weight 1}'), ('{"a": 3 of 1-4 weight 1,}'), ('{"a": 3 of 1-4 weight 1} x'),
			 ('{"a": 3 of 1-4 weight 1 "b": NULL weight 1}'), ('{"a": "3 of 1-4" weight 1}'), ('{"a": 3 of 1-4 weight NULL}'), ('{"a": 3 of 1-4 weight NaN}'),
			 ('{"a": 3.00001 of 1-4 weight 1}'), ('{"a": 3 of 1-40000 weight 1}'), ('{"a": n/a weight 1}'), ('{"a": NULL weight 1, "a": 3 of 1-4 weight 1}'),
			 ('{"a": NULL weight 1, "a": NULL weight 2}'), ('{"a": n/a of 1-4 weight 1, "a": n/a of 1-5 weight 1}')) AS v(input);

--
-- From rows
--

CREATE TABLE answer (organization text, item text, s score, weight numeric);
INSERT INTO answer VALUES
	('worked', 'a', '3 of 1-5', 2), ('worked', 'b', '5 of 1-5', 1), ('worked', 'c', '1 of 1-4', 1), ('worked', 'd', NULL, 1), ('worked', 'e', 'n/a of 1-4', 5),
	('half', 'a', '3 of 1-5', 1), ('half', 'b', '50%', 7), ('half', 'c', '0 of -5..5', 0.3),
	('minimum', 'a', '1 of 1-5', 1), ('minimum', 'b', '0%', 2), ('minimum', 'c', '-5 of -5..5', 3),
	('maximum', 'a', '5 of 1-5', 1), ('maximum', 'b', '100%', 2), ('maximum', 'c', '5 of -5..5', 3),
	('uneven', 'a', '0/10', 1), ('uneven', 'b', '10/10', 1), ('even', 'a', '5/10', 1), ('even', 'b', '5/10', 1),
	('three to one', 'a', '4 of 1-4', 3), ('three to one', 'b', '1 of 1-4', 1), ('0.3 to 0.1', 'a', '4 of 1-4', 0.3), ('0.3 to 0.1', 'b', '1 of 1-4', 0.1),
	('a third', 'a', '2 of 1-4', 1), ('two thirds', 'a', '3 of 1-4', 5),
	('without weight', 'a', '4 of 1-4', 0), ('without weight', 'b', NULL, 1), ('no weight for one', 'a', '1 of 1-4', 0), ('no weight for one', 'b', '3 of 1-4', 1),
	('missing', 'a', NULL, 1), ('missing', 'b', NULL, 1), ('not applicable', 'a', 'n/a of 1-4', 1), ('not applicable', 'b', 'n/a of 1-4', 1),
	('neither', 'a', 'n/a of 1-4', 1), ('neither', 'b', NULL, 1), ('reversed', 'a', reversed('1 of 1-4'), 1), ('reversed', 'b', reversed('2 of 1-4'), 1),
	('said twice', 'a', '2 of 1-4', 1), ('said twice', 'a', '2 of 1-4', 1.00), ('said twice', 'b', NULL, 1), ('said twice', 'b', NULL, 1),
	('ties', 'b', '50%', 1), ('ties', 'c', '3 of 1-5', 1), ('ties', 'B', '5/10', 1), ('ties', 'a', '51%', 1);
CREATE TABLE card AS SELECT organization, scorecard(item, s, weight) AS card FROM answer GROUP BY organization;
SELECT organization, card FROM card ORDER BY organization;

-- By hand, on 1-100: worked is sqrt(50.5) * 100^(1/4) * 1 = sqrt(505); uneven is
-- sqrt(1 * 100), three to one 100^(3/4).  (G - 1) * 100/99 brings them back.
SELECT organization, index_arithmetic(card) AS arithmetic, index_geometric(card) AS geometric, round(completeness(card), 4) AS complete, weakest(card)
FROM card ORDER BY organization;
SELECT round((sqrt(505.0) - 1) * 100 / 99, 6) AS worked, round((sqrt(100.0) - 1) * 100 / 99, 6) AS uneven,
	   round((sqrt(100.0) * sqrt(10.0) - 1) * 100 / 99, 6) AS three_to_one;
SELECT index_arithmetic(NULL), index_geometric(NULL), completeness(NULL), weakest(NULL), index_arithmetic('{}') AS empty, index_geometric('{}') AS geometric,
	   completeness('{}') AS complete, weakest('{}') AS weak;
SELECT scorecard(item, s, weight) AS no_rows FROM answer WHERE false;
SELECT i.* FROM card, items(card) AS i WHERE organization = 'worked';
SELECT count(*) FROM items('{}');
-- as of each answer
SELECT item, index_arithmetic(scorecard(item, s, weight) OVER (ORDER BY item)) AS so_far FROM answer WHERE organization = 'worked' ORDER BY item;

-- An organization's scores do not depend on who else was assessed.
SELECT count(*), count(*) FILTER (WHERE (alone.a, alone.g, alone.c) IS DISTINCT FROM (index_arithmetic(card), index_geometric(card), completeness(card))) AS changed
FROM card, LATERAL (SELECT index_arithmetic(c) AS a, index_geometric(c) AS g, completeness(c) AS c
					FROM (SELECT scorecard(item, s, weight) AS c FROM answer WHERE answer.organization = card.organization) AS one) AS alone;
INSERT INTO answer SELECT 'another ' || n, item, s, 1000
FROM generate_series(1, 20) AS n, (VALUES ('a', '1 of 1-5'::score), ('b', '100%'), ('c', '4 of 1-4'), ('e', '1 of 1-4'), ('z', '1/1')) AS v(item, s);
SELECT count(*), count(*) FILTER (WHERE before.card <> after.card) AS changed
FROM card AS before JOIN (SELECT organization, scorecard(item, s, weight) AS card FROM answer GROUP BY organization) AS after USING (organization);

-- The least completeness, also where it is equal to the card's, whatever its
-- digits
SELECT least, index_arithmetic(three_of_four, least) AS of_four, index_geometric(three_of_four, least) AS geometric,
	   index_arithmetic(two_of_three, least) AS of_three, index_arithmetic(one, least) AS one, index_arithmetic(none, least) AS none
FROM (VALUES ('{"a": 3 of 1-5 weight 1, "b": 5 of 1-5 weight 1, "c": 1 of 1-5 weight 100, "d": NULL weight 1, "e": n/a of 1-5 weight 1}'::scorecard,
			  '{"a": 3 of 1-5 weight 1, "b": 5 of 1-5 weight 1, "c": NULL weight 100}'::scorecard, '{"a": 3 of 1-5 weight 1}'::scorecard,
			  '{"a": NULL weight 1}'::scorecard)) AS v(three_of_four, two_of_three, one, none),
	 unnest('{0, 0.5, 0.66666666666666666666, 0.66666666666666666667, 0.75, 0.750000000000000000000000000001, 1, 1.000, NULL}'::numeric[]) AS least;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT index_arithmetic('{}', 1.01)$$);
SELECT refusal($$SELECT index_arithmetic('{}', 80)$$);
SELECT refusal($$SELECT index_geometric('{}', -0.01)$$);
SELECT refusal($$SELECT index_geometric('{}', 'NaN')$$);
SELECT refusal($$SELECT index_arithmetic('{}', 'Infinity')$$);

-- What is no item of a scorecard
SELECT refusal($$SELECT scorecard('a', s, 1) FROM unnest('{3 of 1-4, 2 of 1-4}'::score[]) AS s$$);
SELECT refusal($$SELECT scorecard('a', s, 1) FROM unnest('{3 of 1-4, NULL}'::score[]) AS s$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', w) FROM unnest('{1, 1.5}'::numeric[]) AS w$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', -1)$$);
SELECT refusal($$SELECT scorecard('a', NULL, -0.001)$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', 'NaN')$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', 'Infinity')$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', NULL)$$);
SELECT refusal($$SELECT scorecard(NULL, '3 of 1-4', 1)$$);
SELECT refusal($$SELECT scorecard('a', '3 of 1-4', 1e39)$$);
SELECT refusal($$SELECT scorecard(n::text, '3 of 1-4', ('1e' || n)::numeric) FROM unnest('{30, -9}'::int[]) AS n$$);
SELECT refusal($$SELECT scorecard(repeat('x', 1001), '3 of 1-4', 1)$$);
SELECT refusal($$SELECT scorecard(n::text, '3 of 1-4', 1) FROM generate_series(0, 100000) AS n$$);
-- Weights that cannot be added up
SELECT refusal($$SELECT index_arithmetic(scorecard(n::text, '3 of 1-4', 99999999999999999999999999999999999999)) FROM generate_series(1, 2) AS n$$);
SELECT refusal($$SELECT index_geometric(scorecard(n::text, '3 of 1-4', 99999999999999999999999999999999999999)) FROM generate_series(1, 2) AS n$$);
\pset tuples_only off
\pset format aligned
SELECT index_arithmetic(card), index_geometric(card), completeness(card), weakest(card)
FROM (SELECT scorecard(to_char(n, 'FM000000'), score(n % 4, 0, 3), 0.00001) AS card FROM generate_series(1, 100000) AS n) AS v;

-- 2,000 cards of five items on different scales, of which some are missing or do
-- not apply: what numeric says
CREATE TABLE random_answer AS
SELECT card, item, weight, CASE hash % 12 WHEN 0 THEN NULL WHEN 1 THEN not_applicable(low, high) ELSE score(low + hash % ((high - low) * 4 + 1) / 4.0, low, high) END AS s
FROM generate_series(1, 2000) AS card,
	 (VALUES ('a', 1, 4, 1), ('b', 1, 5, 2.5), ('c', 0, 10, 0.125), ('d', -2, 2, 3), ('e', 0, 100, 0)) AS v(item, low, high, weight),
	 LATERAL (SELECT abs(hashint8extended(card, ascii(item))) AS hash) AS h;
SET max_parallel_workers_per_gather = 0;
SELECT count(*), count(*) FILTER (WHERE n < applicable) > 500 AS incomplete, count(*) FILTER (WHERE applicable < 5) > 500 AS not_applicable,
	   count(*) FILTER (WHERE index_arithmetic(card) IS DISTINCT FROM arithmetic) AS arithmetic,
	   count(*) FILTER (WHERE index_geometric(card) IS DISTINCT FROM geometric) AS geometric,
	   count(*) FILTER (WHERE index_geometric(card) > index_arithmetic(card)) AS above,
	   count(*) FILTER (WHERE completeness(card) IS DISTINCT FROM n::numeric / nullif(applicable, 0)) AS completeness,
	   count(*) FILTER (WHERE weakest(card) IS DISTINCT FROM weak) AS weakest,
	   count(*) FILTER (WHERE card::text::scorecard <> card) AS reread
FROM (SELECT scorecard(item, s, weight) AS card, count(normalized(s)) AS n, count(*) FILTER (WHERE s IS NULL OR is_applicable(s)) AS applicable,
			 round(100 * sum(weight * normalized(s)) / nullif(sum(weight) FILTER (WHERE is_applicable(s)), 0), 6) AS arithmetic,
			 round((exp(sum(weight * ln(1 + 99 * round(normalized(s), 30))) / nullif(sum(weight) FILTER (WHERE is_applicable(s)), 0)) - 1) * 100 / 99, 6) AS geometric,
			 (array_agg(item ORDER BY normalized(s), item) FILTER (WHERE is_applicable(s)))[1] AS weak
	  FROM random_answer GROUP BY card) AS v;
-- Where all items are as high, whatever their scales and weights, the indices
-- are equal, to the last digit.
SELECT count(*), count(*) FILTER (WHERE index_arithmetic(card) <> expected) AS arithmetic, count(*) FILTER (WHERE index_geometric(card) <> expected) AS geometric
FROM (SELECT p, scorecard(item, rescale(score(p, 0, 840), low, high), weight) AS card, round(p / 8.4, 6) AS expected
	  FROM generate_series(0, 840, 7) AS p, (VALUES ('a', 0, 30, 1), ('b', -60, 60, 0.7), ('c', 0, 840, 3), ('d', 1, 121, 13.37)) AS v(item, low, high, weight)
	  GROUP BY p) AS v;
-- The rounding of a mean of three is once, and half away from zero.
SELECT index_arithmetic('{"a": 1/3 weight 1, "b": 2/3 weight 1, "c": 2/3 weight 1}') AS five_ninths,
	   index_arithmetic('{"a": 1 of 0-64 weight 1, "b": 0/1 weight 15624}') AS exact, index_arithmetic('{"a": 1 of 0-2 weight 1, "b": 0/1 weight 99999999}') AS half,
	   index_arithmetic('{"a": 1 of 0-2 weight 1, "b": 0/1 weight 100000000}') AS below_half;
RESET max_parallel_workers_per_gather;

--
-- Change between two rounds, on the items answered in both
--

-- a and b are in both; c was not answered and d did not apply at first; e and f are
-- in one round: 2 of a, b, c, e, f.  (2 * 1/3 + 0) / 3 and (2 * 2/3 + 1) / 3.
SELECT c.*
FROM change('{"a": 2 of 1-4 weight 2, "b": 1 of 1-4 weight 1, "c": NULL weight 1, "d": n/a of 1-4 weight 1, "e": 3 of 1-4 weight 1}',
			'{"a": 3 of 1-4 weight 2.0, "b": 4 of 1-4 weight 1, "c": 4 of 1-4 weight 1, "d": 2 of 1-4 weight 1, "f": 1 of 1-4 weight 1}') AS c;
SELECT name, c.items, round(c.coverage, 4) AS coverage, baseline_index, endline_index, difference
FROM (VALUES (1, 'same', '{"a": 2 of 1-4 weight 2}'::scorecard, '{"a": 2 of 1-4 weight 2}'::scorecard), (2, 'worse', '{"a": 100% weight 1}', '{"a": 25% weight 1}'),
			 (3, 'nothing in common', '{"a": 2 of 1-4 weight 2}', '{"b": 2 of 1-4 weight 2}'), (4, 'nothing', '{}', '{}'), (5, 'one empty', '{}', '{"a": 2 of 1-4 weight 2}'),
			 (6, 'never answered', '{"a": NULL weight 1}', '{"a": NULL weight 1}'), (7, 'answered once', '{"a": NULL weight 1}', '{"a": 2 of 1-4 weight 1}'),
			 (8, 'never applicable', '{"a": n/a of 1-4 weight 1}', '{"a": n/a of 1-4 weight 1}'), (9, 'no longer applicable', '{"a": 2 of 1-4 weight 1}', '{"a": n/a of 1-4 weight 1}'),
			 (10, 'not answered, not applicable', '{"a": NULL weight 1}', '{"a": n/a of 1-4 weight 1}'), (11, 'without weight', '{"a": 1 of 1-4 weight 0}', '{"a": 2 of 1-4 weight 0}'),
			 (12, 'no baseline', NULL, '{"a": 2 of 1-4 weight 1}'), (13, 'no endline', '{"a": 2 of 1-4 weight 1}', NULL)) AS v(id, name, b, e)
	 LEFT JOIN LATERAL change(b, e) AS c ON true
ORDER BY id;
-- What is answered in one round only moves neither index.
SELECT DISTINCT baseline_index, endline_index
FROM unnest(ARRAY['{"a": 2 of 1-4 weight 1}', '{"a": 2 of 1-4 weight 1, "b": 4 of 1-4 weight 9}', '{"a": 2 of 1-4 weight 1, "c": 1 of 1-4 weight 9}']::scorecard[]) AS b,
	 unnest(ARRAY['{"a": 4 of 1-4 weight 1}', '{"a": 4 of 1-4 weight 1, "d": 1 of 1-4 weight 9}', '{"0": 1 of 1-4 weight 1, "a": 4 of 1-4 weight 1}']::scorecard[]) AS e, change(b, e);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT change('{"a": 2 of 1-4 weight 1}', '{"a": 2 of 1-5 weight 1}')$$);
SELECT refusal($$SELECT change('{"a": n/a of 1-4 weight 1}', '{"a": 2 of -5..5 weight 1}')$$);
SELECT refusal($$SELECT change('{"a": 2 of 1-4 weight 1}', '{"a": 2 of 1-4 weight 1.5}')$$);
SELECT refusal($$SELECT change('{"a": NULL weight 1}', '{"a": NULL weight 2}')$$);
\pset tuples_only off
\pset format aligned

--
-- Agreement of assessors, on what at least two of them answered
--

-- a alike, b one point apart, c three points apart, e alike but for one to whom it
-- does not apply; d is answered by one.  Ranges 0, 1, 3 and 0.
SELECT g.*
FROM agreement(ARRAY['{"a": 3 of 1-4 weight 1, "b": 2 of 1-4 weight 1, "c": 1 of 1-4 weight 1, "d": 1 of 1-4 weight 1, "e": n/a of 1-4 weight 1}',
					 '{"a": 3 of 1-4 weight 2, "b": 3 of 1-4 weight 1, "c": 4 of 1-4 weight 1, "d": NULL weight 1, "e": 2 of 1-4 weight 1}',
					 NULL,
					 '{"a": 3 of 1-4 weight 1, "c": 2 of 1-4 weight 1, "d": n/a of 1-4 weight 1, "e": 2 of 1-4 weight 1}']::scorecard[]) AS g;
SELECT name, g.*
FROM (VALUES (1, 'nobody', '{}'::scorecard[]), (2, 'one', ARRAY['{"a": 3 of 1-4 weight 1}']::scorecard[]), (3, 'no array', NULL),
			 (4, 'NULL twice', ARRAY[NULL, NULL]::scorecard[]), (5, 'nothing in common', ARRAY['{"a": 3 of 1-4 weight 1}', '{"b": 3 of 1-4 weight 1}']::scorecard[]),
			 (6, 'not applicable to both', ARRAY['{"a": n/a of 1-4 weight 1}', '{"a": n/a of 1-4 weight 1}']::scorecard[]),
			 (7, 'one point', ARRAY['{"a": 1.5 of 1-4 weight 1}', '{"a": 2.5 of 1-4 weight 1}']::scorecard[]),
			 (8, 'and a little', ARRAY['{"a": 1.5 of 1-4 weight 1}', '{"a": 2.5001 of 1-4 weight 1}']::scorecard[]),
			 (9, 'a point of a hundred', ARRAY['{"a": 50% weight 1}', '{"a": 51% weight 1}', '{"a": 50.5% weight 1}']::scorecard[]),
			 (10, 'across zero', ARRAY['{"a": -0.5 of -1..1 weight 1}', '{"a": 0.25 of -1..1 weight 1}']::scorecard[]),
			 (11, 'in two dimensions', ARRAY[['{"a": 1/1 weight 1}'], ['{"a": 0/1 weight 1}']]::scorecard[])) AS v(id, name, cards)
	 LEFT JOIN LATERAL agreement(cards) AS g ON true
ORDER BY id;
-- of 300 pairs: what the marks say
SELECT count(*), sum(n) AS items, sum(exact) AS exact, sum(adjacent) AS adjacent,
	   count(*) FILTER (WHERE (items, exact_share, adjacent_share, mean_range) IS DISTINCT FROM (n, exact / nullif(n, 0), adjacent / nullif(n, 0), range / nullif(n, 0))) AS unlike
FROM (SELECT pair, count(*)::int AS n, count(*) FILTER (WHERE range = 0)::numeric AS exact, count(*) FILTER (WHERE range <= 1)::numeric AS adjacent, sum(range) AS range
	  FROM (SELECT card % 300 AS pair, max(mark(s)) - min(mark(s)) AS range FROM random_answer WHERE card < 600 GROUP BY pair, item HAVING count(mark(s)) = 2) AS i
	  GROUP BY pair) AS expected
	 JOIN (SELECT id % 300 AS pair, array_agg(cards) AS cards
		   FROM (SELECT card AS id, scorecard(item, s, weight) AS cards FROM random_answer WHERE card < 600 GROUP BY card) AS c GROUP BY pair) AS c USING (pair),
	 agreement(cards);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT agreement(ARRAY['{"a": 2 of 1-4 weight 1}', '{"a": NULL weight 1}', '{"a": 2 of 1-5 weight 1}']::scorecard[])$$);
SELECT refusal($$SELECT agreement(ARRAY['{"a": n/a of 1-4 weight 1}', '{"a": n/a of 1-5 weight 1}']::scorecard[])$$);
\pset tuples_only off
\pset format aligned

--
-- Equality, hash and order: item by item, by name, score and weight, whatever the
-- weight's decimals
--

SELECT a, b, a = b AS eq, a <> b AS ne, scorecard_hash(a) = scorecard_hash(b) AS hash, scorecard_hash_extended(a, 42) = scorecard_hash_extended(b, 42) AS extended,
	   (a *< b)::int + (a = b)::int + (a *> b)::int = 1 AS one_of_three, (a *<= b) = (a *< b OR a = b) AS le, (a *>= b) = (a *> b OR a = b) AS ge,
	   sign(scorecard_cmp(a, b)) = (a *> b)::int - (a *< b)::int AS cmp, sign(scorecard_cmp(a, b)) = -sign(scorecard_cmp(b, a)) AS turned
FROM (VALUES ('{"a": 50% weight 1, "b": NULL weight 10}'::scorecard, '{"b": NULL weight 10.00, "a": 50% weight 1.00}'::scorecard),
			 ('{"a": 50% weight 1}', '{"a": 5/10 weight 1}'), ('{"a": 50% weight 1}', '{"a": 50% weight 1.01}'), ('{"a": 50% weight 1}', '{"a": NULL weight 1}'),
			 ('{"a": n/a of 0-1 weight 1}', '{"a": NULL weight 1}'), ('{"a": 0/1 weight 0}', '{"a": NULL weight 0}'), ('{"a": NULL weight 0}', '{}'), ('{}', '{}'),
			 ('{"A": 50% weight 1}', '{"a": 50% weight 1}'), ('{"a": 50% weight 1}', '{"a": 50% weight 1, "b": 50% weight 1}'),
			 ('{"a": -1 of -1..1 weight 1}', '{"a": 1 of -1..1 weight 1}')) AS v(a, b);
CREATE TABLE several AS
SELECT id, scorecard(item, s, CASE WHEN id % 2 = 0 THEN weight ELSE weight + 0.000 END) AS card
FROM generate_series(0, 999) AS id, LATERAL (VALUES ('a', score(id % 3, 0, 2), 1), ('b', CASE WHEN id % 5 > 0 THEN score(id % 5, 0, 4) END, id % 7)) AS v(item, s, weight)
GROUP BY id;
SELECT count(*) FILTER (WHERE scorecard_hash(card)::bit(32) <> scorecard_hash_extended(card, 0)::bit(32)) AS unlike,
	   count(DISTINCT scorecard_hash(card)) AS hashes, count(DISTINCT (id % 3, id % 5, id % 7)) AS values, count(DISTINCT card::text) AS texts
FROM several;
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT DISTINCT card FROM several) AS d;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) AS by_hash FROM (SELECT DISTINCT card FROM several) AS d;
RESET enable_sort;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) AS hash_join FROM several AS a JOIN several AS b USING (card);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT count(*) AS merge_join FROM several AS a JOIN several AS b USING (card);
RESET enable_mergejoin;
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT sum(c * c) AS pairs FROM (SELECT count(*) AS c FROM several GROUP BY id % 3, id % 5, id % 7) AS by_value;
CREATE INDEX several_btree ON several (card);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT count(*) FROM several WHERE card = '{"a": 1/2 weight 1, "b": 2/4 weight 3}';
SELECT array_agg(id ORDER BY id) FROM several WHERE card = '{"a": 1/2 weight 1, "b": 2/4 weight 3}';
DROP INDEX several_btree;
CREATE INDEX several_hash ON several USING hash (card);
EXPLAIN (COSTS OFF) SELECT count(*) FROM several WHERE card = '{"a": 1/2 weight 1, "b": 2/4 weight 3}';
SELECT array_agg(id ORDER BY id) FROM several WHERE card = '{"a": 1/2 weight 1, "b": 2/4 weight 3}';
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;
DROP TABLE several;

--
-- Stored with a short header, compressed, out of line; and in binary
--

CREATE TABLE stored (id int, card scorecard);
INSERT INTO stored VALUES (1, '{"a": 3 of 1-4 weight 1}'), (2, '{}'), (3, NULL);
INSERT INTO stored SELECT 4, scorecard('item ' || n, CASE WHEN n % 3 > 0 THEN score(n % 4, 0, 3) END, n) FROM generate_series(1, 2000) AS n;
ALTER TABLE stored ALTER card SET STORAGE external;
INSERT INTO stored SELECT 5, scorecard('item ' || n, CASE WHEN n % 3 > 0 THEN score(n % 4, 0, 3) END, n) FROM generate_series(1, 2000) AS n;
SELECT id, (SELECT count(*) FROM items(card)) AS items, (SELECT count(score) FROM items(card)) AS answered, pg_column_size(card) < 127 AS short,
	   pg_column_size(card) < 2000 * 30 AS compressed, index_arithmetic(card) AS arithmetic, octet_length(card::text) AS text
FROM stored ORDER BY id;
SELECT pg_relation_size(reltoastrelid) > 0 AS out_of_line FROM pg_class WHERE oid = 'stored'::regclass;
SELECT a.card = b.card AS equal, scorecard_hash(a.card) = scorecard_hash(b.card) AS hash, (change(a.card, b.card)).*, (agreement(ARRAY[a.card, b.card])).exact_share
FROM stored AS a, stored AS b WHERE a.id = 4 AND b.id = 5;

-- Decimals; number of items; of each the length of its name, the name, two halves
-- of its weight, whether it was answered, and its score
SELECT card, scorecard_send(card) FROM unnest(ARRAY['{}', '{"a": 3.5 of 1-4 weight 0.5, "ñ": NULL weight 1, "z": n/a of 1-4 weight 1}']::scorecard[]) AS card;
CREATE TABLE copied (id int, card scorecard);
INSERT INTO stored SELECT 10 + row_number() OVER (), card FROM card;
\copy stored TO 'results/scorecard.binary' (FORMAT binary)
\copy copied FROM 'results/scorecard.binary' (FORMAT binary)
SELECT count(*), count(*) FILTER (WHERE scorecard_send(stored.card) IS DISTINCT FROM scorecard_send(copied.card)) AS unlike,
	   count(*) FILTER (WHERE stored.card::text IS DISTINCT FROM copied.card::text) AS texts
FROM stored FULL JOIN copied USING (id);

-- Bytes from elsewhere
CREATE FUNCTION entry(name bytea, weight bigint, score bytea) RETURNS bytea
	RETURN coalesce(int4send(length(name)) || name, int4send(-1)) || int8send(CASE WHEN weight < 0 THEN -1 ELSE 0 END) || int8send(weight)
		|| coalesce('\x01' || score, '\x00');
CREATE FUNCTION bytes(decimals int, n int, entries bytea) RETURNS bytea
	RETURN int4send(decimals) || int4send(n) || entries;
TRUNCATE copied;
\set VERBOSITY terse
\copy (SELECT bytes(1, 3, entry('b', 15, score_send('3 of 1-4')) || entry('c', 0, NULL) || entry('a', 10, score_send('n/a of 1-4')))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- an item twice, also where it says the same; one without a name
\copy (SELECT bytes(0, 2, entry('a', 1, NULL) || entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry(NULL, 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- weights
\copy (SELECT bytes(0, 1, entry('a', -1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- scores: off the scale, on a scale without length, cut off
\copy (SELECT bytes(0, 1, entry('a', 1, '\x0000c35100010005'))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('a', 1, '\x0000000000000000'))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('a', 1, '\x8000000000050001'))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('a', 1, '\x0000c350000100'))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- numbers of items: negative, more than there are, fewer
\copy (SELECT bytes(0, -1, entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 2147483647, entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 0, entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- decimals
\copy (SELECT bytes(-1, 1, entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(39, 1, entry('a', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- names: of negative length, too long, not in UTF-8, with a zero
\copy (SELECT bytes(0, 1, int4send(-2) || int8send(0) || int8send(1) || '\x00')) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry(convert_to(repeat('x', 1001), 'UTF8'), 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('\xff', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('\x00', 1, NULL))) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
-- bytes missing, and too many
\copy (SELECT substr(bytes(0, 1, entry('a', 1, NULL)), 1, 29)) TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\copy (SELECT bytes(0, 1, entry('a', 1, NULL)) || '\x00') TO 'results/scorecard.binary' (FORMAT binary)
\copy copied (card) FROM 'results/scorecard.binary' (FORMAT binary)
\set VERBOSITY default
SELECT card FROM copied;

DROP FUNCTION bytes, entry;
DROP TABLE answer, card, random_answer, stored, copied;
