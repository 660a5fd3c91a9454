-- The tables of exchange rates: what they take, what they refuse, and who may
-- read them.
SET datestyle = ISO;

SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default
FROM information_schema.columns
WHERE table_schema = 'caudal'
ORDER BY table_name, ordinal_position;

SELECT conrelid::regclass, conname, pg_get_constraintdef(oid)
FROM pg_constraint
WHERE conrelid IN ('rate_source'::regclass, 'exchange_rate'::regclass)
	AND contype <> 'n'
ORDER BY conrelid::regclass::text, conname;

-- every column says what it holds
SELECT a.attrelid::regclass, a.attname
FROM pg_attribute a
WHERE a.attrelid IN ('rate_source'::regclass, 'exchange_rate'::regclass)
	AND a.attnum > 0 AND NOT a.attisdropped
	AND col_description(a.attrelid, a.attnum) IS NULL;
SELECT c.oid::regclass, obj_description(c.oid, 'pg_class')
FROM pg_class c
WHERE c.oid IN ('rate_source'::regclass, 'exchange_rate'::regclass)
ORDER BY c.relname;

-- The details of these errors show the whole row, with the time of loading.
\set VERBOSITY terse

-- Sources

INSERT INTO rate_source (code, name, priority, max_age)
VALUES ('banxico-fix', 'Banco de México, FIX', 10, 7);
-- a limit is stated or there is none; it is no number below zero
INSERT INTO rate_source (code, name, priority) VALUES ('budget-2024', 'Budget of 2024', 100);
SELECT code, max_age FROM rate_source ORDER BY code;
INSERT INTO rate_source (code, name, priority, max_age) VALUES ('past', 'A limit below zero', 10, -1);
-- a source has a code, a name and a priority
INSERT INTO rate_source (name, priority) VALUES ('Without a code', 10);
INSERT INTO rate_source (code, priority) VALUES ('nameless', 10);
INSERT INTO rate_source (code, name) VALUES ('anywhere', 'Without a priority');
-- codes are unique, and distinguish case
INSERT INTO rate_source (code, name, priority) VALUES ('banxico-fix', 'Once more', 20);
INSERT INTO rate_source (code, name, priority) VALUES ('Banxico-FIX', 'Another source', 20);

\echo :LAST_ERROR_SQLSTATE

-- Rates

-- as loaded: the time of loading is filled in, the code folded to upper case
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
VALUES ('banxico-fix', 'usd', 'MXN', '2021-04-29', 19.9712)
RETURNING source, base, quote, valid_from, valid_to, rate, loaded_at = now() AS "loaded now", note;

-- a rate is a finite number greater than zero; it is kept with its digits
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', 0);
\echo :LAST_ERROR_SQLSTATE
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', -19.9712);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', 'NaN');
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', 'Infinity');
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', '-Infinity');
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', NULL);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-30', 1e-30), ('banxico-fix', 'USD', 'COP', '2021-04-30', 3700.000);
SELECT quote, rate FROM exchange_rate WHERE valid_from = '2021-04-30' ORDER BY quote;

-- of two currencies
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'USD', '2021-04-30', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MNX', '2021-04-30', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', NULL, 'MXN', '2021-04-30', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', NULL, '2021-04-30', 20);

-- from a day, to the same or a later one
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', NULL, 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', 'infinity', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '-infinity', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-05-03', '2021-05-02', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-05-03', '-infinity', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
VALUES ('banxico-fix', 'USD', 'MXN', '2021-05-03', '2021-05-03', 20),
	('banxico-fix', 'USD', 'MXN', '2021-05-04', 'infinity', 20);

-- of a source that is registered, which stays while it has rates
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('fix', 'USD', 'MXN', '2021-04-30', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES (NULL, 'USD', 'MXN', '2021-04-30', 20);
DELETE FROM rate_source WHERE code = 'banxico-fix';

-- once for each pair, source and day; the pair turned round is another pair
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-04-29', 20);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
VALUES ('budget-2024', 'USD', 'MXN', '2021-04-29', 20),
	('banxico-fix', 'MXN', 'USD', '2021-04-29', 0.05)
RETURNING source, base, quote;

\set VERBOSITY default

-- Everybody may read, nobody else may write

SELECT c.relname, acl.privilege_type
FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS acl
WHERE c.oid IN ('rate_source'::regclass, 'exchange_rate'::regclass) AND acl.grantee = 0
ORDER BY c.relname, acl.privilege_type;

CREATE ROLE regress_caudal_reader;
SET ROLE regress_caudal_reader;
SELECT count(*) FROM exchange_rate;
SELECT in_currency('100 USD', 'MXN', '2021-04-29');
INSERT INTO rate_source (code, name, priority) VALUES ('mine', 'Mine', 1);
INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('banxico-fix', 'USD', 'MXN', '2021-05-01', 20);
UPDATE exchange_rate SET rate = 1;
DELETE FROM exchange_rate;
RESET ROLE;
DROP ROLE regress_caudal_reader;

-- Both tables are dumped whole, and nothing is seeded

SELECT c.relname, condition = '' AS "whole"
FROM pg_extension e, unnest(e.extconfig, e.extcondition) AS dumped(relid, condition), pg_class c
WHERE e.extname = 'caudal' AND c.oid = relid
ORDER BY c.relname;
TRUNCATE exchange_rate, rate_source;

-- The built-in rates are no rows of the tables

SELECT * FROM built_in_rates() ORDER BY quote;
