-- What an owner of the tables, or a caller of functions that are not meant to
-- be called by hand, can do wrong: an error, and never a wrong figure or worse.

-- a type modifier that names no currency
SELECT format_type('monetary'::regtype, 16777215);
SELECT monetary('5 MXN'::monetary, 16711422, true);

-- A state of avg(score) that SQL made up: its shape, its counts, a sum that no
-- marks on the scale have, and a scale that is none.  One that SQL holds is not
-- changed.
SELECT state, split_part(refusal(format('SELECT score_avg_final(%L)', state)), E'\n', 1) AS final,
	   split_part(refusal(format('SELECT score_avg_accum(%L, ''3 of 1-5'')', state)), E'\n', 1) AS accum,
	   split_part(refusal(format('SELECT score_avg_inverse(%L, ''3 of 1-5'')', state)), E'\n', 1) AS inverse,
	   split_part(refusal(format('SELECT score_avg_combine(''{1,1,30000,-9223372036854710267}'', %L)', state)), E'\n', 1) AS combine
FROM unnest('{"{}", "{0,0,0}", "{0,0,0,0,0}", "{0,NULL,0,0}", "{{0,0,0,0}}", "{-1,-1,0,-9223372036854710267}", "{1,-1,0,-9223372036854710267}", "{1,2,30000,-9223372036854710267}", "{1,0,30000,-9223372036854710267}", "{1,1,30000,0}", "{0,0,0,7}", "{0,0,0,-9223372036854710267}", "{1,1,50001,-9223372036854710267}", "{1,1,-9223372036854775808,-9223372036854710267}", "{1,1,-2147483648,-9223372036854710268}", "{1,1,30000,-9223372036854448123}", "{1,1,30000,-9223372036854448127}", "{1,1,30000,128849018945541}", "{9223372036854775807,9223372036854775807,9223372036854775807,-9223372036854710267}"}'::text[]) AS state;
SELECT state, score_avg_accum(state, '3 of 1-5') AS accum, score_avg_inverse(state, '3 of 1-5') AS inverse, score_avg_combine(state, state) AS combine
FROM (VALUES ('{1,1,30000,-9223372036854710267}'::bigint[])) AS v(state);

-- A stored value that is damaged: an error, and no crash.  The header is
-- currency, decimals, whether there are scores, and how many names; then each
-- has its length, a number of 16 bytes, a score of 8 if there are any, and
-- itself.  The bytes that are put in mean the same in either order.
BEGIN;
CREATE CAST (bytea AS income_mix) WITHOUT FUNCTION;
CREATE CAST (income_mix AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS scorecard) WITHOUT FUNCTION;
CREATE CAST (scorecard AS bytea) WITHOUT FUNCTION;
SELECT what, refusal(format('SELECT %L::bytea::income_mix::text', damaged)) AS out, split_part(refusal(format('SELECT hhi(%L::bytea::income_mix)', damaged)), E'\n', 1) AS hhi
FROM (SELECT '{"a": 7.25, "b": 1.00}'::income_mix::bytea AS sound) AS v,
	 LATERAL (VALUES ('sound', sound), ('cut in the header', substr(sound, 1, 11)), ('cut in a name', substr(sound, 1, 34)), ('cut in a number', substr(sound, 1, 50)),
					 ('decimals', overlay(sound PLACING '\x7f7f' FROM 5)), ('negative decimals', overlay(sound PLACING '\xffff' FROM 5)),
					 ('names', overlay(sound PLACING '\x01010101' FROM 9)), ('negative names', overlay(sound PLACING '\xffffffff' FROM 9)),
					 ('a long name', overlay(sound PLACING '\x01010101' FROM 13)), ('a negative name', overlay(sound PLACING '\xfefefefe' FROM 13))) AS d(what, damaged);
SELECT what, refusal(format('SELECT %L::bytea::scorecard::text', damaged)) AS out, split_part(refusal(format('SELECT index_geometric(%L::bytea::scorecard)', damaged)), E'\n', 1) AS index
FROM (SELECT '{"a": 3 of 1-5 weight 1}'::scorecard::bytea AS sound) AS v,
	 LATERAL (VALUES ('sound', sound), ('a scale of no length', overlay(sound PLACING '\x0101010101010101' FROM 33)), ('off the scale', overlay(sound PLACING '\x7f7f7f7f' FROM 37)),
					 ('off the scale', overlay(sound PLACING '\x7f7f7f7f' FROM 33))) AS d(what, damaged);
ROLLBACK;

-- A run of deficits that an integer does not count
SELECT consecutive_deficits_accum(2147483646, -1);
SELECT consecutive_deficits_accum(2147483647, -1);

-- A cursor waits while user or settings change, and goes on.  What it then
-- looks up is not taken for what the transaction's other statements see.
BEGIN;
INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('daily', 'of each day', 1, 7), ('other', 'over another pivot', 2, NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
SELECT 'daily', 'USD', quote, '2023-01-01'::date + n, rate + n
FROM (VALUES ('MXN', 17), ('COP', 4000)) AS v(quote, rate), generate_series(1, 12) AS n;
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('other', 'MXN', 'GTQ', '2023-01-01', 100), ('other', 'GTQ', 'COP', '2023-01-01', 100);
CREATE TEMPORARY TABLE flow AS
SELECT n, '100 MXN'::monetary AS amount, '2023-01-01'::date + n AS day FROM generate_series(1, 12) AS n;
CREATE INDEX ON flow (n);
SET LOCAL enable_seqscan = off;
SET LOCAL enable_hashagg = off;
SET LOCAL enable_sort = off;
DECLARE c CURSOR FOR SELECT n, sum_in(amount, 'COP', day) FROM flow GROUP BY n ORDER BY n;
FETCH 2 FROM c;
SET LOCAL caudal.pivot_currency = 'GTQ';
FETCH 8 FROM c;
SET LOCAL caudal.pivot_currency = 'USD';
SELECT count(*) AS unlike FROM flow
WHERE in_currency(amount, 'COP', day) <> monetary(100 * (4000.0 + n) / (17 + n), 'COP');
ROLLBACK;

-- The constraints of the tables are gone, or the types of their columns are
-- others.
BEGIN;
INSERT INTO rate_source (code, name, priority) VALUES ('agreed', 'agreed', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('agreed', 'USD', 'MXN', '2023-01-01', 18.5);
ALTER TABLE exchange_rate ALTER rate TYPE double precision, ALTER valid_from TYPE timestamp;
SELECT in_currency('10 USD', 'MXN', '2023-01-02');
SELECT average_rate('USD', 'MXN', '2023');
ALTER TABLE exchange_rate ALTER rate DROP NOT NULL, DROP CONSTRAINT exchange_rate_rate_is_positive_and_finite;
SAVEPOINT s;
UPDATE exchange_rate SET rate = NULL;
SELECT in_currency('10 USD', 'MXN', '2023-01-02');
ROLLBACK TO s;
UPDATE exchange_rate SET rate = NULL;
SELECT average_rate('USD', 'MXN', '2023');
ROLLBACK TO s;
UPDATE exchange_rate SET rate = 0;
SELECT in_currency('10 MXN', 'USD', '2023-01-02');
ROLLBACK TO s;
UPDATE exchange_rate SET rate = 'NaN';
SELECT in_currency('10 MXN', 'USD', '2023-01-02');
ROLLBACK TO s;
-- of two rates in a mean only one is good
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('agreed', 'USD', 'MXN', '2023-01-02', 20.5);
SELECT average_rate('USD', 'MXN', '2023');
SAVEPOINT two;
UPDATE exchange_rate SET rate = NULL WHERE rate = 18.5;
SELECT average_rate('USD', 'MXN', '2023');
ROLLBACK TO two;
UPDATE exchange_rate SET rate = -1 WHERE rate = 18.5;
SELECT average_rate('USD', 'MXN', '2023');
ROLLBACK TO two;
UPDATE exchange_rate SET rate = 'Infinity' WHERE rate = 18.5;
SELECT average_rate('USD', 'MXN', '2023');
ROLLBACK TO s;
SELECT in_currency('10 USD', 'MXN', '2023-01-02');
ROLLBACK;

-- Two rates so small that numeric cannot hold their product
BEGIN;
INSERT INTO rate_source (code, name, priority) VALUES ('agreed', 'agreed', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('agreed', 'USD', 'XTA', '2023-01-01', 1e-9000), ('agreed', 'XTB', 'USD', '2023-01-01', 1e-9000);
SAVEPOINT s;
SELECT convert_amount(1, 'XTB', 'XTA', '2023-01-02');
ROLLBACK TO s;
SELECT average_rate('XTB', 'XTA', '2023');
ROLLBACK TO s;
SELECT average_rate('XTA', 'XTB', '2023');
ROLLBACK;

-- Rates that come in through a table that inherits, while they are being used
BEGIN;
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('daily', 'of each day', 1, NULL);
CREATE TABLE more_rates () INHERITS (exchange_rate);
CREATE FUNCTION pg_temp.both(on_day date, OUT converted numeric, OUT asked numeric) LANGUAGE plpgsql AS $$
BEGIN
	SELECT convert_amount(100, 'USD', 'HNL', on_day),
		(SELECT 100 * rate FROM exchange_rate WHERE quote = 'HNL' AND valid_from <= on_day
		 ORDER BY valid_from DESC LIMIT 1)
	INTO converted, asked;
END
$$;
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('daily', 'USD', 'HNL', '2023-01-01', 24);
INSERT INTO more_rates (source, base, quote, valid_from, rate, note)
SELECT 'daily', 'USD', 'HNL', '2023-01-01'::date + n, 24 + n, pg_temp.both('2023-01-01'::date + n - 1)
FROM generate_series(1, 7) AS n;
SELECT valid_from, rate, note FROM more_rates ORDER BY valid_from;
ROLLBACK;

-- Sorting bags, mixes and scorecards gives back the memory of each comparison.
CREATE TEMPORARY TABLE bags AS
SELECT monetary(n * 7919 % 100003, 'MXN') + '{1 USD}'::money_bag AS held, format('{"a": %s}', n * 7919 % 100003)::income_mix AS mix,
	   format('{"a": 1/1 weight %s}', n * 7919 % 100003)::scorecard AS card
FROM generate_series(1, 20000) AS n;
SET work_mem = '64MB';
BEGIN;
DECLARE sorted CURSOR FOR SELECT held FROM bags ORDER BY held;
MOVE 1 FROM sorted;
SELECT sum(total_bytes) < 20 * 1024 * 1024 AS frugal FROM pg_backend_memory_contexts;
ROLLBACK;
BEGIN;
DECLARE sorted CURSOR FOR SELECT mix FROM bags ORDER BY mix;
MOVE 1 FROM sorted;
SELECT sum(total_bytes) < 20 * 1024 * 1024 AS frugal FROM pg_backend_memory_contexts;
ROLLBACK;
BEGIN;
DECLARE sorted CURSOR FOR SELECT card FROM bags ORDER BY card;
MOVE 1 FROM sorted;
SELECT sum(total_bytes) < 20 * 1024 * 1024 AS frugal FROM pg_backend_memory_contexts;
ROLLBACK;
RESET work_mem;
