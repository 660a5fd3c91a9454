-- The type currency.
\pset null NULL
SET datestyle = ISO;

--
-- Text
--

-- Case is folded, blanks around the code are ignored.
SELECT to_json(input) AS input, input::currency AS currency
FROM (VALUES ('MXN'), ('mxn'), ('mXn'), ('  MXN '), (E'\tMXN\r\n')) AS v(input);
SELECT currency 'mxn' AS literal, currency('mxn') AS call, CAST('mxn' AS currency) AS "cast";
SELECT ARRAY['usd', 'mxn']::currency[] AS array, NULL::currency AS nothing;

-- Everything else is an unknown code.
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT 'MNX'::currency$$);
SELECT refusal($$SELECT 'QQQ'::currency$$);
SELECT refusal($$SELECT 'peso'::currency$$);
\pset tuples_only off
\pset format aligned
SELECT input, split_part(refusal(format('SELECT %L::currency', input)), E'\n', 1) AS refusal
FROM (VALUES (''), ('  '), ('$'), ('€'), ('MX'), ('MXNN'), ('M XN'), ('MXN MXN'), ('484'), ('MX1'), ('M-N'),
			 ('MÉX'), ('mxñ')) AS v(input);

-- The code in the hint: two neighbours swapped, else another third letter,
-- else another first or second one; of several a current code rather than a
-- historic one, and a country's money rather than a fund.
SELECT input, substring(refusal(format('SELECT %L::currency', input)) FROM 'mean "(.*)"') AS nearest
FROM unnest('{MNX, UDS, mxm, COL, GTM, HND, NIX, EUO, PTM, NXN, QQQ}'::text[]) AS input;

--
-- ISO 4217
--

CREATE FUNCTION pg_temp.is_currency(code text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
	RETURN code::currency IS NOT NULL;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN false;
END
$$;

-- Of all that three letters can spell, these are accepted.  (One process asks:
-- to start another for each of 17576 questions would take minutes.)
SET max_parallel_workers_per_gather = 0;
CREATE TEMPORARY TABLE accepted AS
SELECT code::currency AS currency, code
FROM (SELECT chr(a) || chr(b) || chr(c) AS code
	  FROM generate_series(65, 90) AS a, generate_series(65, 90) AS b,
		   generate_series(65, 90) AS c) AS spelling
WHERE pg_temp.is_currency(code);
RESET max_parallel_workers_per_gather;

-- Every code that ISO 4217 has ever listed, with its minor unit where that is
-- not 2 ...
SELECT left(code, 1) AS letter,
	   string_agg(code || CASE minor_units(currency) WHEN 2 THEN ''
						  ELSE '(' || minor_units(currency) || ')' END,
				  ' ' ORDER BY code) AS codes
FROM accepted
WHERE code !~ '^X'
GROUP BY letter
ORDER BY letter;

-- ... and all that begin with X: those not listed are private.
SELECT minor_units(currency),
	   CASE WHEN count(*) < 10 THEN string_agg(code, ' ' ORDER BY code)
	   ELSE count(*) || ' codes' END AS codes
FROM accepted
WHERE code ~ '^X'
GROUP BY minor_units(currency)
ORDER BY minor_units(currency);

-- The minor unit is ISO's, not that of custom.
SELECT code, minor_units(code)
FROM unnest('{COP, MXN, CRC, CLF, JPY, KWD, XTS, XYZ}'::currency[]) AS code;
SELECT minor_units(NULL);

--
-- Order, hash
--

SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt,
	   currency_cmp(a, b) AS cmp
FROM (VALUES ('COP'::currency, 'MXN'::currency), ('MXN', 'MXN'), ('USD', 'MXN'), ('MXN', 'MXP'), ('CRC', 'CUP'),
			 ('MXN', NULL)) AS pair(a, b);

-- The order is that of the alphabet.
SELECT count(*) AS out_of_order
FROM (SELECT row_number() OVER (ORDER BY currency) AS place,
			 row_number() OVER (ORDER BY code COLLATE "C") AS expected
	  FROM accepted) AS places
WHERE place <> expected;

-- The hash with a seed of 0 has the hash as its lower half, as core asks for.
SELECT count(*) AS unlike
FROM accepted
WHERE currency_hash(currency)::bit(32) <> currency_hash_extended(currency, 0)::bit(32);

SELECT DISTINCT code FROM unnest('{USD, mxn, MXN, usd, COP}'::currency[]) AS code ORDER BY code;
SELECT min(code::text), max(code::text), count(DISTINCT code) FROM unnest('{USD, mxn, MXN}'::currency[]) AS code;

-- Indexes
CREATE TABLE flow (id int, code currency);
INSERT INTO flow SELECT i, ('{MXN,COP,GTQ,USD,HNL}'::currency[])[i % 5 + 1] FROM generate_series(1, 5000) AS i;
INSERT INTO flow VALUES (5001, 'CRC'), (5002, NULL);
CREATE INDEX flow_btree ON flow (code);
ANALYZE flow;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT id FROM flow WHERE code = 'crc';
SELECT id FROM flow WHERE code = 'crc';
SELECT count(*) FROM flow WHERE code > 'COP' AND code <= 'HNL';
DROP INDEX flow_btree;
CREATE INDEX flow_hash ON flow USING hash (code);
EXPLAIN (COSTS OFF) SELECT id FROM flow WHERE code = 'crc';
SELECT id FROM flow WHERE code = 'crc';
SELECT count(*) FROM flow WHERE code = 'GTQ';
RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE flow;

-- Partitions
CREATE TABLE by_range (code currency) PARTITION BY RANGE (code);
CREATE TABLE by_range_a_m PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('MXN');
CREATE TABLE by_range_m_z PARTITION OF by_range FOR VALUES FROM ('MXN') TO (MAXVALUE);
INSERT INTO by_range SELECT currency FROM accepted;
SELECT tableoid::regclass, min(code::text), max(code::text), count(*) FROM by_range GROUP BY tableoid
ORDER BY min(code::text);
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE code < 'COP';
DROP TABLE by_range;

CREATE TABLE by_list (code currency) PARTITION BY LIST (code);
CREATE TABLE by_list_pesos PARTITION OF by_list FOR VALUES IN ('MXN', 'COP');
EXPLAIN (COSTS OFF) SELECT * FROM by_list WHERE code = 'cop';
INSERT INTO by_list VALUES ('USD');
DROP TABLE by_list;

CREATE TABLE by_hash (code currency) PARTITION BY HASH (code);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_hash SELECT currency FROM accepted;
SELECT count(DISTINCT tableoid) AS partitions, count(*) FROM by_hash;
-- each row is where a search for it looks
SELECT count(*) AS not_found
FROM accepted
WHERE NOT EXISTS (SELECT FROM by_hash WHERE by_hash.code = accepted.currency);
DROP TABLE by_hash;
RESET max_parallel_workers_per_gather;

--
-- Casts
--

-- Implicit from text, varchar and char(n); to text in an assignment, or written.
SELECT castsource::regtype, casttarget::regtype,
	   CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END AS context
FROM pg_cast
WHERE 'currency'::regtype IN (castsource, casttarget)
ORDER BY castsource::regtype::text;
SELECT minor_units('JPY'::text) AS "text", minor_units('JPY'::varchar) AS "varchar",
	   minor_units('JPY'::char(5)) AS "char(5)", 'MXN'::currency::text AS to_text;
SELECT refusal($$SELECT minor_units('JPX'::text)$$) LIKE '22P02: unknown currency code: "JPX"%' AS refused;
SELECT refusal($$SELECT minor_units('JPYX'::char(5))$$) LIKE '22P02: unknown currency code: "JPYX"%' AS refused;
CREATE TEMPORARY TABLE label (words text, letters varchar(3), padded char(5));
INSERT INTO label SELECT code, code, code FROM (VALUES ('MXN'::currency)) AS v(code);
SELECT words, letters, padded || '.' AS padded FROM label;

-- Operators of text still are operators of text.
SELECT words = 'MXN' AS "text", letters = 'MXN' AS "varchar", words = letters AS "text = varchar",
	   letters = padded AS "varchar = char", words < 'mxn' COLLATE "C" AS less,
	   words || 'x' AS "text || text", pg_typeof(words || 'x'),
	   words LIKE 'M%' AS "like", words IN ('MXN', 'not a code') AS "in"
FROM label;
-- A comparison with a currency is one of currencies.
SELECT words = 'mxn'::currency AS "text", letters = 'mxn'::currency AS "varchar",
	   padded = 'mxn'::currency AS "char",
	   'mxn'::currency IN (words, letters) AS "in", 'MXN'::currency || 'x' AS "currency || text",
	   pg_typeof('MXN'::currency || 'x'), coalesce('MXN'::currency, 'USD') AS "coalesce",
	   pg_typeof(coalesce('MXN'::currency, 'USD'))
FROM label;

-- Binary form: the three letters
SELECT convert_from(currency_send('mxn'), 'SQL_ASCII') AS sent;

--
-- The currency of a country
--

SELECT country, currency_of(country)
FROM unnest('{MX, CO, GT, HN, SV, NI, CR, PA, BZ, US, es}'::text[]) AS country;
SELECT currency_of('GT '::char(3)) AS "char(3)", currency_of(NULL) AS nothing;

-- Of a day
SELECT country, day, currency_of(country, day)
FROM (VALUES ('SV', '2000-12-31'::date), ('SV', '2001-01-01'), ('SV', 'infinity'), ('SV', '1919-11-10'),
			 ('SV', '-infinity'), ('MX', '1992-12-31'), ('MX', '1993-01-01'), ('BG', '2025-12-31'),
			 ('BG', '2026-01-01'), ('PA', '1904-11-04'), ('PA', '2024-02-29'),
			 ('US', '0100-01-01 BC')) AS v(country, day);
SELECT currency_of('SV', NULL) AS no_day, currency_of(NULL, '2001-01-01') AS no_country;

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT currency_of('QZ')$$);
SELECT refusal($$SELECT currency_of('MEX')$$);
SELECT refusal($$SELECT currency_of('')$$);
SELECT refusal($$SELECT currency_of('QZ', '2021-01-01')$$);
