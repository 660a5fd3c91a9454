\pset border 0
\echo '3. Two real IATI activities in dollars.  These lines have no rate at first,'
\echo '   because no source quotes their currencies against the dollar:'
\echo
SET caudal.missing_rate = 'null';
SELECT value_date, value
FROM iati_transaction
WHERE in_currency(value, 'USD', value_date) IS NULL
ORDER BY value_date, id;
RESET caudal.missing_rate;

\set ECHO queries
\set ON_ERROR_STOP off
SELECT sum_in(value, 'USD', value_date) FROM iati_transaction;
\set ECHO none
\set ON_ERROR_STOP on
CALL expect_sqlstate('CR001', :'SQLSTATE');

\echo
\echo '   The ECB quotes them against the euro, and the dollar too.  With the euro as'
\echo '   the pivot every line has a rate:'
\echo
\set ECHO queries
SET caudal.pivot_currency = 'EUR';
\set ECHO none

CREATE TABLE valued AS
SELECT t.*, in_currency(t.value, 'USD', t.value_date) AS usd, used.*
FROM iati_transaction AS t,
	 exchange_rate_used(currency(t.value), 'USD', t.value_date) AS used;

PREPARE lines(text) AS
SELECT value_date AS day, type AS ty, value AS amount, amount(usd) AS "USD",
	   round(rate, 5) AS rate, source, rate_date, age_days AS age
FROM valued
WHERE activity = $1
ORDER BY value_date, type, id;

\echo
\echo '   UNHCR, Uganda, 2017: 11 incoming commitment, 3 disbursement, 4 expenditure.'
\echo '   Dollars need no rate; where a source quotes the pair directly, no pivot.'
\echo
EXECUTE lines('XM-DAC-41121-2017-AFR-UGA');

\echo '   British Council: 1 incoming funds, 2 outgoing commitment, the rest as above.'
\echo
EXECUTE lines('GB-CHC-274467-GB-XUKDU15001');

\echo '   Three of these lines with their paths, and the figures repeated from them:'
\echo
\pset expanded on
\pset border 1
SELECT value AS amount, value_date, usd AS valued,
	   at_rate(value, numerator, denominator, 'USD') AS repeated,
	   numerator, denominator, replace(path, '; ', E'\n') AS path
FROM valued
WHERE value IN ('238083.00 EUR', '2000000.00 CAD', '5000000.00 AUD')
ORDER BY id DESC;
\pset expanded off
\pset border 0

\echo '   A source of the pair itself comes before any pivot, also one with month ends.'
\echo '   Who would rather have the ECB for those lines names it:'
\echo
SELECT value, value_date, usd AS by_month_end,
	   in_currency(value, 'USD', value_date, 'ecb') AS by_ecb
FROM valued
WHERE source = 'imf-month-end'
ORDER BY id;

\echo '   In total, in dollars: sum_in gives the sum of the lines above.'
\echo '   (Commitments and payments are not one amount: only a check adds them.)'
\echo
\pset numericlocale on
SELECT coalesce('  ' || name, activity, 'both') AS total, count(*) AS lines,
	   amount(sum(usd)) AS sum_of_lines,
	   amount(sum_in(value, 'USD', value_date)) AS sum_in,
	   sum(usd) = sum_in(value, 'USD', value_date) AS equal
FROM valued
JOIN transaction_type ON code = type
GROUP BY GROUPING SETS ((activity, name), (activity), ())
ORDER BY activity DESC NULLS LAST, name NULLS LAST;
\pset numericlocale off

\echo '4. Official sources differ, and stand side by side.  Pesos per dollar on one'
\echo '   day, the ECB''s over the euro:'
\echo
SELECT s.code AS source, round(r.rate, 4) AS rate, r.rate_date, r.age_days AS age
FROM rate_source AS s,
	 exchange_rate_used('USD', 'MXN', '2023-06-29', s.code) AS r
WHERE s.code <> 'trm'
ORDER BY s.priority;
