-- The type score: text and binary form, construction, order, parts, levels,
-- averages.
\pset null NULL

--
-- Text
--

-- A mark on a scale, a percentage, so many of so many, and what does not apply.
-- An end below zero is joined by two dots.
SELECT to_json(input) AS input, input::score AS score
FROM (VALUES ('3.5 of 1-5'), ('1 of 1-5'), ('5 of 1-5'), ('3.50 OF 1-5'), ('3.50000 of 1-5'), ('+3 of 1-5'),
			 ('003 of 01-05'), ('.5 of 0-1'), ('1. of 0-1'), ('3of1-5'), (E' \t3 of 1\n-  5 '), ('3 of 1..5'),
			 ('0.0001 of 0-1'), ('0.9999 of 0-1'), ('-0 of 0-1'), ('0.0000 of 0-1'),
			 ('72%'), ('72.25 %'), ('0%'), ('100%'), ('72 of 0-100'),
			 ('4/10'), ('4 / 10'), ('3.5/5'), ('0/1'), ('7 of 0-10'),
			 ('2 of -5..5'), ('-2.5 of -5..5'), ('-5 of -5..-1'), ('-0.0001 of -1..0'), ('-0 of -1..1'),
			 ('n/a of 1-4'), ('N/A of -5..5'), (' n/a  of 0-100 '),
			 ('-32768 of -32768..32767'), ('32767 of -32768..32767'), ('-32767.9999 of -32768..32767'),
			 ('-32768 of -32768..-32767'), ('32767 of 32766-32767')) AS v(input);

\pset format unaligned
\pset tuples_only on

-- Not a score
SELECT refusal($$SELECT '3.5'::score$$);
-- More decimals than are kept
SELECT refusal($$SELECT '3.00001 of 1-5'::score$$);
-- An end that does not fit
SELECT refusal($$SELECT '3 of 1-32768'::score$$);
-- Ends that are equal or inverted
SELECT refusal($$SELECT '3 of 5-1'::score$$);
SELECT refusal($$SELECT '4/0'::score$$);
-- Off the scale
SELECT refusal($$SELECT '6 of 1-5'::score$$);
SELECT refusal($$SELECT '0.9999 of 1-5'::score$$);

\pset tuples_only off
\pset format aligned

-- The same in other forms
SELECT input, split_part(refusal(format('SELECT %L::score', input)), '"', 1) AS refusal
FROM (VALUES (''), (' '), ('of 1-5'), ('3 of'), ('3 of 5'), ('3 of 1-'), ('3 of -5'), ('3 of 1-5-9'), ('3 of 1 5'), ('3 1-5'),
			 ('3 on 1-5'), ('3,5 of 1-5'), ('3.5.1 of 1-5'), ('1e0 of 1-5'), ('three of 1-5'), ('3 of 1-5 x'), ('3 of 1.0-5.0'),
			 ('2 of -5-5'), ('2 of 1--5'), ('2 of 1-..5'), ('2 of -5.5'), ('2 of +1-5'), ('NaN of 1-5'), ('Infinity of 1-5'),
			 ('n/a'), ('n/a%'), ('n/a/10'), ('na of 1-4'), ('NULL of 1-4'), ('%'), ('72%%'), ('72% of 0-100'), ('/10'), ('4/'),
			 ('4/10/10'), ('4/10.5'), ('- 2 of -5..5'), ('--2 of -5..5'),
			 ('0.00001 of 0-1'), ('72.12345%'), ('0.33333/1'), ('-0.00001 of -1..1'), ('9.99999 of 1-5'),
			 ('0 of -32769..5'), ('0 of 0-99999999999999999999'), ('0 of -99999999999999999999..0'), ('1/32768'), ('n/a of 0-65536'),
			 ('3 of 3-3'), ('-3 of -3..-3'), ('n/a of 4-1'), ('n/a of 0..0'), ('1/-1'), ('0 of 32767..-32768'),
			 ('5.0001 of 1-5'), ('100.0001%'), ('-1%'), ('-0.0001%'), ('11/10'), ('-5.0001 of -5..5'), ('5 of -5..-1'),
			 ('214748.3648 of 0-5'), ('-214748.3648 of 0-5'), ('-214748.3648 of -5..5'), ('429496.7296 of 0-5'),
			 ('1844674407370955.1616 of 0-5'), ('99999999999999999999999999999999999999999999 of 0-5'),
			 ('-99999999999999999999999999999999999999999999 of -5..5')) AS v(input);

--
-- From a number and two ends
--

-- rounded half away from zero
SELECT score(3.5, 1, 5), score(72, 0, 100), score(-2.5, -5, 5), score(1.00005, 1, 5) AS up, score(1.00004999, 1, 5) AS down,
	   score(-1.00005, -5, 5) AS away, score(-1.00004999, -5, 5) AS towards, score(4.99999, 1, 5) AS to_end;
SELECT score(NULL, 1, 5) AS mark, score(3, NULL, 5) AS low, score(3, 1, NULL) AS high,
	   not_applicable(1, 4), not_applicable(-5, 5), not_applicable(NULL, 5) AS no_low, not_applicable(1, NULL) AS no_high;
\pset format unaligned
\pset tuples_only on
-- Off the scale, also where rounding would bring it on
SELECT refusal($$SELECT score(5.00004, 1, 5)$$);
SELECT refusal($$SELECT score(-5.00004, -5, 5)$$);
SELECT refusal($$SELECT score('NaN', 1, 5)$$);
SELECT refusal($$SELECT score(3, 5, 5)$$);
SELECT refusal($$SELECT score(3, 1, 32768)$$);
SELECT refusal($$SELECT not_applicable(4, 1)$$);
SELECT refusal($$SELECT not_applicable(-32769, 1)$$);
\pset tuples_only off
\pset format aligned
SELECT call, split_part(refusal('SELECT ' || call), '"', 1) AS refusal
FROM (VALUES ('score(0.99999, 1, 5)'), ('score(''Infinity'', 1, 5)'), ('score(''-Infinity'', 1, 5)'), ('score(1e100, 1, 5)'),
			 ('score(-214748.3648, -32768, 32767)'), ('score(3, 5, 1)'), ('score(3, -2147483648, 2147483647)'),
			 ('score(3, 65537, 65541)'), ('not_applicable(0, 0)'), ('not_applicable(2147483647, -2147483648)')) AS v(call);

--
-- What a score is made of
--

SELECT s, mark(s), scale_low(s), scale_high(s), is_applicable(s), normalized(s), reversed(s)
FROM unnest('{3.5 of 1-5, 1 of 1-5, 5 of 1-5, 2 of 1-4, 72%, 4/10, 2 of -5..5, 0 of -5..5, n/a of 1-4, -32768 of -32768..32767,
			  0.0001 of 0-1, NULL}'::score[]) AS s;

-- Of 10,000 scores: what numbers say.  Every fiftieth does not apply.
CREATE TABLE sample AS
SELECT id, low, high,
	   CASE WHEN id % 50 > 0 THEN trim_scale(round(low + (high - low) * (hashint8extended(id, 1) % 5001 + 5000) / 10000.0, id % 5)) END AS mark
FROM generate_series(1, 10000) AS id,
	 LATERAL (SELECT (ARRAY[0, 1, -5, 0, 1, -32768, hashint8extended(id, 2) % 16000])[1 + id % 7]::int AS low) AS l,
	 LATERAL (SELECT (ARRAY[100, 5, 5, 10, 4, 32767, low + 1 + abs(hashint8extended(id, 3) % (10 ^ (id % 5))::int)])[1 + id % 7]::int AS high) AS h;
ALTER TABLE sample ADD s score;
UPDATE sample SET s = CASE WHEN mark IS NULL THEN not_applicable(low, high) ELSE score(mark, low, high) END;
SELECT count(*), count(DISTINCT (low, high)) > 1000 AS scales, count(*) FILTER (WHERE mark IN (low, high)) > 100 AS at_ends,
	   count(*) FILTER (WHERE mark IS NULL) AS not_applicable FROM sample;
SELECT count(*) FILTER (WHERE s::text <> concat(coalesce(mark::text, 'n/a'), ' of ', low, CASE WHEN low < 0 THEN '..' ELSE '-' END, high)) AS text,
	   count(*) FILTER (WHERE s::text::score <> s) AS reread,
	   count(*) FILTER (WHERE mark(s)::text IS DISTINCT FROM mark::text) AS mark,
	   count(*) FILTER (WHERE (scale_low(s), scale_high(s), is_applicable(s)) IS DISTINCT FROM (low, high, mark IS NOT NULL)) AS scale,
	   count(*) FILTER (WHERE normalized(s)::text IS DISTINCT FROM ((mark - low) / (high - low))::text) AS normalized,
	   count(*) FILTER (WHERE mark(reversed(s)) IS DISTINCT FROM low + high - mark) AS reversed,
	   count(*) FILTER (WHERE (scale_low(reversed(s)), scale_high(reversed(s))) <> (low, high)) AS reversed_scale,
	   count(*) FILTER (WHERE reversed(reversed(s)) <> s) AS twice
FROM sample;
-- Reversed twice is the score itself for each mark of a scale.
SELECT low, high, count(*) AS marks, count(*) FILTER (WHERE reversed(reversed(s)) <> s) AS twice,
	   count(*) FILTER (WHERE reversed(s) = s) AS middle, min(mark(reversed(s))), max(mark(reversed(s))),
	   count(*) FILTER (WHERE mark(s) + mark(reversed(s)) <> low + high) AS unlike
FROM (VALUES (0, 1), (1, 4), (-1, 1), (32766, 32767)) AS v(low, high),
	 LATERAL (SELECT score(m / 10000.0, low, high) FROM generate_series(low * 10000, high * 10000) AS m) AS marks(s)
GROUP BY low, high ORDER BY low, high;

--
-- On another scale: the same place, rounded half away from zero
--

SELECT s, rescale(s, 0, 100) AS percent, rescale(s, 1, 5) AS one_to_five, rescale(s, -1, 1) AS around_zero, rescale(s, 0, 3) AS thirds
FROM unnest('{3.5 of 1-5, 72%, 1 of 1-4, 4 of 1-4, 2 of 1-4, -5 of -5..5, 0 of -5..5, 0.0001 of 0-1, n/a of 1-4, NULL}'::score[]) AS s;
SELECT rescale('1.0001 of 0-8', 0, 4) AS up, rescale('1.0001 of 0-8', -4, 0) AS away, rescale('0.0001 of -4..4', -2, 2) AS small,
	   rescale('-0.0001 of -4..4', -2, 2) AS small_negative, rescale('0.0001 of 0-32767', 0, 1) AS nothing,
	   rescale('32766.9999 of 0-32767', -32768, 32767) AS wide, rescale('2 of 1-5', 1, 5) AS same, rescale('2 of 1-5', NULL, 5) AS no_end;
SELECT count(*), count(*) FILTER (WHERE (scale_low(r), scale_high(r)) <> (l, h)) AS scale,
	   count(*) FILTER (WHERE mark(r) IS DISTINCT FROM trim_scale(round(l + (mark - low) * (h - l) / (high - low), 4))) AS mark
FROM sample, (VALUES (0, 100), (1, 7), (-3, 3), (-32768, 32767)) AS v(l, h), rescale(s, l, h) AS r;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT rescale('3 of 1-5', 5, 1)$$);
SELECT refusal($$SELECT rescale('3 of 1-5', 0, 40000)$$);
SELECT refusal($$SELECT rescale('n/a of 1-5', 2, 2)$$);
\pset tuples_only off
\pset format aligned

--
-- Level: a cut-point belongs to the upper level
--

SELECT s, level(s, '{1.75, 2.5, 3.25}'), level(s, '{}') AS none, level(s, '{1}') AS low_end, level(s, '{4}') AS high_end
FROM unnest('{1 of 1-4, 1.7499 of 1-4, 1.75 of 1-4, 1.7501 of 1-4, 2.4999 of 1-4, 2.5 of 1-4, 3.25 of 1-4, 4 of 1-4, n/a of 1-4, NULL}'::score[]) AS s;
-- Cut-points have as many digits as they like; a mark is not rounded to them.
SELECT level('2 of 1-4', '{1.99999999999999999999, 2.00000000000000000001}'), level('-1 of -5..5', '{-5, -1, 0, 5}') AS negative,
	   level('3 of 1-4', NULL) AS no_cutpoints;
SELECT count(*) FILTER (WHERE level(s, cutpoints) IS DISTINCT FROM 1 + (SELECT count(*) FROM unnest(cutpoints) AS c WHERE c <= mark)::int + CASE WHEN mark IS NULL THEN NULL ELSE 0 END) AS unlike,
	   count(DISTINCT level(s, cutpoints)) AS levels
FROM (SELECT *, ARRAY[low, low + (high - low) * 0.25, low + (high - low) * 0.5, low + (high - low) * 0.9] AS cutpoints FROM sample) AS v;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT level('3 of 1-4', '{2, 1.5}')$$);
SELECT refusal($$SELECT level('3 of 1-4', '{2, 2.00}')$$);
SELECT refusal($$SELECT level('3 of 1-4', '{2, NULL}')$$);
SELECT refusal($$SELECT level('3 of 1-4', '{2, 4.0001}')$$);
SELECT refusal($$SELECT level('-3 of -4..4', '{-4.5}')$$);
SELECT refusal($$SELECT level('3 of 1-4', '{2, NaN}')$$);
SELECT refusal($$SELECT level('n/a of 1-4', '{5}')$$);
SELECT refusal($$SELECT level('3 of 1-4', '{{2}, {3}}')$$);
\pset tuples_only off
\pset format aligned

--
-- Binary form: the mark in ten-thousandths, the least integer for n/a, and the
-- two ends
--

SELECT s, score_send(s),
	   score_send(s) = int4send(coalesce((mark(s) * 10000)::int, -2147483648)) || int2send(scale_low(s)::int2) || int2send(scale_high(s)::int2) AS as_said
FROM unnest('{3.5 of 1-5, 0 of 0-1, -0.0001 of -1..1, n/a of 1-4, -32768 of -32768..32767}'::score[]) AS s;

-- What COPY writes in binary it reads back.
CREATE TABLE copied (id int, s score);
\copy (SELECT id, s FROM sample) TO 'results/score.binary' (FORMAT binary)
\copy copied FROM 'results/score.binary' (FORMAT binary)
SELECT count(*), count(*) FILTER (WHERE sample.s <> copied.s) AS unlike FROM sample JOIN copied USING (id);
DELETE FROM copied;
-- Bytes from elsewhere: a mark at the end of its scale is taken; a mark off its
-- scale, a scale without length, and anything but eight bytes are not.
\set VERBOSITY terse
\copy (SELECT '\x0000c35000010005'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000c35100010005'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000270f00010005'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x8000000100010005'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000753000030003'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000753000050001'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x8000000000000000'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000000000000000'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000c350000100'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT '\x0000c3500001000500'::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\copy (SELECT ''::bytea) TO 'results/score.binary' (FORMAT binary)
\copy copied (s) FROM 'results/score.binary' (FORMAT binary)
\set VERBOSITY default
SELECT s FROM copied;
DROP TABLE copied;

--
-- Order: by normalized value, then by the low end and the high end of the
-- scale; n/a after every mark
--

SELECT s, normalized(s)
FROM unnest('{n/a of 0-10, 100%, 10/10, 4 of 1-4, 5/10, 50%, 0 of -5..5, 3 of 1-5, 0/10, 0%, -5 of -5..5, 1 of 1-4, 2 of 1-4, 33.3333%, 33.3334%,
			  n/a of -5..5, n/a of 0-5, 33.3333 of 0-100, NULL}'::score[]) AS s
ORDER BY s;
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, score_cmp(a, b) AS cmp
FROM (VALUES ('3 of 1-5'::score, '3 of 1-5'::score), ('3 of 1-5', '3.0001 of 1-5'), ('3 of 1-5', '50%'), ('50%', '5/10'),
			 ('50%', '49.9999%'), ('1 of 0-3', '33.3333%'), ('1 of 0-3', '33.3334%'), ('n/a of 1-5', '5 of 1-5'), ('n/a of 1-5', 'n/a of 1-5'),
			 ('n/a of 1-5', 'n/a of 1-4'), ('n/a of 0-5', 'n/a of 1-4'), ('-32768 of -32768..32767', '0%'),
			 ('32766.9999 of -32768..32767', '100%'), ('3 of 1-5', NULL)) AS v(a, b);
-- Equality is identity of mark and scale; of the level, normalized() tells.
SELECT '50%'::score = '5/10' AS identical, normalized('50%') = normalized('5/10') AS as_high;

-- All pairs of 300: the order of the fractions, cross-multiplied
SELECT count(*), count(*) FILTER (WHERE expected = 0) AS equal,
	   count(*) FILTER (WHERE expected <> score_cmp(x, y)) AS cmp,
	   count(*) FILTER (WHERE (x < y, x <= y, x = y, x <> y, x >= y, x > y)
						<> (expected < 0, expected <= 0, expected = 0, expected <> 0, expected >= 0, expected > 0)) AS operators,
	   count(*) FILTER (WHERE (x = y) <> (score_send(x) = score_send(y))) AS identity,
	   count(*) FILTER (WHERE x = y AND (score_hash(x) <> score_hash(y) OR score_hash_extended(x, 42) <> score_hash_extended(y, 42))) AS hash
FROM (SELECT a.s AS x, b.s AS y,
			 coalesce(nullif(CASE WHEN a.mark IS NULL OR b.mark IS NULL THEN (a.mark IS NULL)::int - (b.mark IS NULL)::int
								  ELSE sign((a.mark - a.low) * (b.high - b.low) - (b.mark - b.low) * (a.high - a.low)) END, 0),
					  nullif(sign(a.low - b.low), 0), sign(a.high - b.high)) AS expected
	  FROM sample AS a, sample AS b WHERE a.id % 33 = 1 AND b.id % 33 = 1) AS pairs;
SELECT count(*) FILTER (WHERE score_hash(s)::bit(32) <> score_hash_extended(s, 0)::bit(32)) AS unlike,
	   count(DISTINCT score_hash_extended(s, 42)) > 5000 AS spread FROM sample;

-- Sorted and by an index alike, with few values and with many
CREATE TABLE ordered AS
SELECT id, CASE WHEN id % 3 = 0 THEN s ELSE (ARRAY['3 of 1-5', '50%', '5/10', '1 of 1-4', 'n/a of 1-4', NULL]::score[])[1 + id / 2 % 6] END AS s
FROM sample WHERE id % 2 = 1;
CREATE INDEX ordered_btree ON ordered (s);
ANALYZE ordered;
SET max_parallel_workers_per_gather = 0;
SET enable_bitmapscan = off;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT s FROM ordered ORDER BY s;
EXPLAIN (COSTS OFF) SELECT count(*) FROM ordered WHERE s >= '5/10';
CREATE TABLE by_index AS SELECT row_number() OVER () AS place, s FROM (SELECT s FROM ordered ORDER BY s) AS o;
SELECT count(*) FILTER (WHERE s < '5/10') AS lt, count(*) FILTER (WHERE s <= '5/10') AS le, count(*) FILTER (WHERE s = '5/10') AS eq,
	   count(*) FILTER (WHERE s >= '5/10') AS ge, count(*) FILTER (WHERE s > '5/10') AS gt FROM ordered;
SELECT (SELECT count(*) FROM ordered WHERE s < '5/10') AS lt, (SELECT count(*) FROM ordered WHERE s <= '5/10') AS le,
	   (SELECT count(*) FROM ordered WHERE s = '5/10') AS eq, (SELECT count(*) FROM ordered WHERE s >= '5/10') AS ge,
	   (SELECT count(*) FROM ordered WHERE s > '5/10') AS gt;
RESET enable_seqscan;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
EXPLAIN (COSTS OFF) SELECT s FROM ordered ORDER BY s;
SELECT count(*), count(*) FILTER (WHERE a.s IS DISTINCT FROM b.s) AS unlike
FROM (SELECT row_number() OVER (ORDER BY s) AS place, s FROM ordered) AS a JOIN by_index AS b USING (place);
SELECT count(*) FILTER (WHERE before > s) AS descends, count(*) FILTER (WHERE before IS NULL AND s IS NOT NULL) AS first
FROM (SELECT s, lag(s) OVER (ORDER BY place) AS before FROM by_index) AS o;
RESET enable_indexscan;
RESET enable_indexonlyscan;

-- Distinct by sorting and by hashing; joined in two ways; by a hash index
SET enable_hashagg = off;
SELECT count(*) AS by_sort FROM (SELECT DISTINCT s FROM ordered) AS d;
RESET enable_hashagg;
SET enable_sort = off;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
SELECT count(*) AS by_hash FROM (SELECT DISTINCT s FROM ordered) AS d;
RESET enable_sort;
SELECT count(DISTINCT coalesce(s::text, 'NULL')) AS texts FROM ordered;
SELECT s, count(*) FROM ordered GROUP BY s HAVING count(*) > 100 ORDER BY s;
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) AS hash_join FROM ordered AS a JOIN ordered AS b USING (s);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT count(*) AS merge_join FROM ordered AS a JOIN ordered AS b USING (s);
RESET enable_mergejoin;
RESET enable_hashjoin;
RESET enable_nestloop;
RESET enable_indexscan;
RESET enable_indexonlyscan;
SELECT sum(c * c) AS pairs FROM (SELECT count(*) AS c FROM ordered WHERE s IS NOT NULL GROUP BY s::text) AS by_text;
DROP INDEX ordered_btree;
CREATE INDEX ordered_hash ON ordered USING hash (s);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM ordered WHERE s = '5/10';
SELECT count(*), count(*) FILTER (WHERE s::text = '5 of 0-10') AS these FROM ordered WHERE s = '5/10';
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;
DROP TABLE ordered, by_index;

--
-- avg: on the scale, rounded to four decimals, half away from zero; n/a and
-- NULL are left out
--

SELECT name, avg(s), count(s)
FROM (VALUES ('mean', '1 of 1-5'::score), ('mean', '2 of 1-5'), ('mean', '2 of 1-5'), ('a third', '1/3'), ('a third', '1/3'), ('a third', '2/3'),
			 ('n/a is left out', '4 of 1-4'), ('n/a is left out', 'n/a of 1-4'), ('n/a is left out', '1 of 1-4'), ('NULL is left out', '3 of 1-4'),
			 ('NULL is left out', NULL), ('only n/a', 'n/a of 1-4'), ('only n/a', 'n/a of 1-4'), ('only NULL', NULL), ('one', '72%'),
			 ('half up', '0.0001 of -5..5'), ('half up', '0 of -5..5'), ('half down', '-0.0001 of -5..5'), ('half down', '0 of -5..5'),
			 ('at the end', '5 of 1-5'), ('at the end', '5 of 1-5'), ('wide', '32767 of -32768..32767'), ('wide', '-32768 of -32768..32767')) AS v(name, s)
GROUP BY name ORDER BY name;
SELECT avg(s) AS no_rows FROM unnest('{}'::score[]) AS s;
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT avg(s) FROM unnest('{3 of 1-5, 50%}'::score[]) AS s$$);
SELECT refusal($$SELECT avg(s) FROM unnest('{3 of 1-5, n/a of -5..5}'::score[]) AS s$$);
SELECT refusal($$SELECT avg(s) FROM unnest('{n/a of 1-4, n/a of 1-5}'::score[]) AS s$$);
\pset tuples_only off
\pset format aligned
-- What numeric says of all scales at once
SELECT count(*) AS scales, sum(n) AS scores, count(*) FILTER (WHERE mark(mean) IS DISTINCT FROM expected OR (scale_low(mean), scale_high(mean)) <> (low, high)) AS unlike
FROM (SELECT low, high, count(*) AS n, avg(s) AS mean, trim_scale(round(avg(mark), 4)) AS expected FROM sample GROUP BY low, high) AS v;
-- As of each round, and over a moving frame
SELECT round, s, avg(s) OVER (ORDER BY round) AS so_far, avg(s) OVER (ORDER BY round ROWS 1 PRECEDING) AS of_two
FROM (VALUES (1, 'n/a of 1-4'::score), (2, '1 of 1-4'), (3, '2.5 of 1-4'), (4, NULL), (5, 'n/a of 1-4'), (6, '4 of 1-4')) AS v(round, s)
ORDER BY round;
-- Scales may follow one another, if no frame has two.
SELECT round, s, avg(s) OVER (ORDER BY round ROWS 1 PRECEDING) AS of_two
FROM (VALUES (1, '2 of 1-4'::score), (2, 'n/a of 1-4'), (3, NULL), (4, '50%'), (5, NULL), (6, NULL), (7, '3/5')) AS v(round, s)
ORDER BY round;
-- What leaves a frame leaves its mean.
SELECT count(*), count(*) FILTER (WHERE moving IS DISTINCT FROM plain) AS unlike
FROM (SELECT avg(s) OVER frame AS moving, array_agg(s) OVER frame AS scores FROM sample
	  WINDOW frame AS (PARTITION BY low, high ORDER BY id ROWS BETWEEN 5 PRECEDING AND 2 PRECEDING)) AS v,
	 LATERAL (SELECT avg(s) AS plain FROM unnest(scores) AS s) AS p;

DROP TABLE sample;
