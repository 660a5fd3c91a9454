-- Tables that exist already: plain numbers beside currency codes in text,
-- varchar and char(n), and names of their own.
\pset null NULL
SET datestyle = ISO;

CREATE TABLE payment (
	id int,
	amount numeric(12,2),
	code3 char(3),
	code5 char(5),
	word text,
	letters varchar(3),
	paid date,
	paid_at timestamptz
);
INSERT INTO payment
SELECT id, amount, code, code, code, code, paid, paid
FROM (VALUES (1, 8.75, 'SVC', '2021-03-01'::date), (2, 100, 'USD', '2021-03-15'), (3, 50.255, 'PAB', '2021-04-01'),
			 (4, -2, 'BZD', '2021-04-30'), (5, NULL, 'USD', '2021-05-01')) AS v(id, amount, code, paid);
CREATE INDEX payment_word ON payment (word);

-- Whatever type holds the code, it is taken for a currency where one is asked for.
SELECT id, monetary(amount, code3) AS "char(3)", monetary(amount, code5) AS "char(5)",
	   monetary(amount, word) AS "text", monetary(amount, letters) AS "varchar",
	   minor_units(code3) AS units
FROM payment ORDER BY id;
SELECT bag(monetary(amount, code3)), bag(monetary(amount, word)) = bag(monetary(amount, letters)) AS same
FROM payment;
SELECT word, sum(monetary(amount, word)), avg(amount) FROM payment GROUP BY word ORDER BY word;

-- Conversion at the built-in rates: USD/SVC 8.75, USD/PAB 1, USD/BZD 2
SELECT id, in_currency(monetary(amount, code3), 'USD', paid) AS in_currency,
	   convert_amount(amount, code3, 'USD', paid) AS "char(3)",
	   convert_amount(amount, code5, 'USD', paid) AS "char(5)",
	   convert_amount(amount, word, 'USD', paid) AS "text",
	   convert_amount(amount, letters, 'USD', paid) AS "varchar", convert_amount(amount, 'USD', word, paid) AS back,
	   exchange_rate(code3, 'USD', paid)::numeric(10,6) AS rate
FROM payment ORDER BY id;
SELECT sum_converted(amount, code3, 'USD', paid) AS "char(3)", sum_converted(amount, word, 'USD', paid) AS "text",
	   sum_converted(amount, letters, 'USD', paid) AS "varchar",
	   sum_in(monetary(amount, code5), 'USD', paid) AS sum_in
FROM payment;

-- A date is a day.  A time is one in a time zone only, which the user names.
SELECT left(refusal('SELECT convert_amount(amount, code3, $$USD$$, paid_at) FROM payment'), 5) AS refused;
SELECT convert_amount(amount, code3, 'USD', (paid_at AT TIME ZONE 'America/Mexico_City')::date) AS converted
FROM payment WHERE id = 1;

-- A code that is none
INSERT INTO payment VALUES (6, 1, 'US$', 'US$', 'US$', 'US$', '2021-05-01');
SELECT refusal('SELECT sum_converted(amount, code3, $$USD$$, paid) FROM payment') AS refusal;
DELETE FROM payment WHERE id = 6;

-- Comparison of a currency with the column, joined in every way
SELECT id, currency(monetary(amount, word)) = word AS "text", currency(monetary(amount, word)) = code5 AS "char",
	   word = currency(monetary(amount, word)) AS reversed,
	   currency_of('PA') = code3 AS "is PAB", currency_of('PA') IN (word, letters) AS "in"
FROM payment ORDER BY id;
CREATE TABLE country (name text, code currency PRIMARY KEY);
INSERT INTO country VALUES ('United States', 'USD'), ('Panama', 'PAB'), ('El Salvador', 'SVC');
SELECT name, count(*) FROM payment JOIN country ON country.code = payment.code5 GROUP BY name ORDER BY name;
SELECT id FROM payment WHERE word NOT IN (SELECT code FROM country) ORDER BY id;

-- What is text stays text: its operators, and its index.
SELECT id FROM payment WHERE word = 'USD' AND letters <> 'usd' AND code3 > 'US' AND word || '.' = 'USD.'
	   AND word LIKE 'U%' ORDER BY id;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT id FROM payment WHERE word = 'USD';
EXPLAIN (COSTS OFF) SELECT id FROM payment WHERE word IN ('USD', 'MXN');
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET max_parallel_workers_per_gather;

-- A column is changed to a currency, and an amount generated from its parts.
ALTER TABLE payment ALTER code3 TYPE currency, ALTER letters TYPE currency USING letters::currency,
	ADD money monetary GENERATED ALWAYS AS (monetary(amount, word)) STORED,
	ADD CHECK (code3 IN ('SVC', 'USD', 'PAB', 'BZD'));
SELECT id, code3, letters, money, pg_typeof(code3) FROM payment ORDER BY id;
INSERT INTO payment (id, amount, code3, word) VALUES (7, 1.005, 'usd', 'usd');
SELECT code3, money FROM payment WHERE id = 7;
\set VERBOSITY terse
INSERT INTO payment (id, code3) VALUES (8, 'MXN');
INSERT INTO payment (id, amount, word) VALUES (8, 1, 'MXM');
\set VERBOSITY default
-- and back
ALTER TABLE payment ALTER code3 TYPE text;
SELECT id, code3, pg_typeof(code3) FROM payment WHERE id = 7;
DROP TABLE payment, country;

--
-- A user's own names win, because caudal comes last on the search path
--

CREATE TABLE exchange_rate (currency char(3), rate numeric);
CREATE TABLE currency (code char(3) PRIMARY KEY, name text);
INSERT INTO currency VALUES ('MXN', 'Peso mexicano');
SELECT * FROM currency;
SELECT count(*) FROM exchange_rate;
SELECT pg_typeof('(MXN,Peso)'::currency), 'MXN'::caudal.currency AS code, monetary(5, 'MXN') AS amount,
	   in_currency('8.75 SVC', 'USD', '2021-01-01') AS converted;
SELECT left(refusal($$SELECT 'MXN'::currency$$), 5) AS malformed_record;
DROP TABLE exchange_rate, currency;

-- Calls that work without caudal work with it.
SELECT abs('-5'), sign('-5'), min(x), max(x), sum(x), avg(x) FROM (VALUES (1), (2)) AS v(x);

-- Any role may use it, wherever its search path leads.
CREATE ROLE regress_analyst;
SET ROLE regress_analyst;
SELECT currency_of('MX'), sum(m), convert_amount(8.75, 'SVC', 'USD', '2021-01-01')
FROM unnest('{1 MXN, 2 MXN}'::monetary[]) AS m;
SELECT count(*) FROM exchange_rate JOIN rate_source ON source = code WHERE code = 'none';
SET search_path = '';
SELECT caudal.sum(m), caudal.convert_amount(8.75, 'SVC', 'USD', '2021-01-01')
FROM pg_catalog.unnest('{1 MXN, 2 MXN}'::caudal.monetary[]) AS m;
RESET search_path;
RESET ROLE;
DROP ROLE regress_analyst;
