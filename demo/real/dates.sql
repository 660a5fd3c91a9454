\pset border 0
\echo '2. A weekend.  The TRM is published as intervals: what is computed on'
\echo '   Friday applies from Saturday to Monday.  The FIX serves until the next one.'
\echo
SELECT to_char(day, 'Dy') AS " ", day::date,
	   trm.rate AS trm, trm.rate_date, trm.age_days AS age,
	   fix.rate AS fix, fix.rate_date, fix.age_days AS age
FROM generate_series(timestamp '2025-08-21', '2025-08-25', '1 day') AS day,
	 exchange_rate_used('USD', 'COP', day::date, 'trm') AS trm,
	 exchange_rate_used('USD', 'MXN', day::date, 'banxico-fix') AS fix;

\echo '   Days from the first to the last of the TRM, and those it does not answer:'
\echo
SET caudal.missing_rate = 'null';
SELECT min(day)::date AS first, max(day)::date AS last, count(*) AS days,
	   count(*) FILTER (WHERE exchange_rate('USD', 'COP', day::date, 'trm') IS NULL) AS unanswered
FROM (SELECT min(valid_from) AS first, max(valid_to) AS last
	  FROM exchange_rate WHERE source = 'trm') AS trm,
	 generate_series(first::timestamp, last, '1 day') AS day;
RESET caudal.missing_rate;

\echo '   Eight days after the last FIX it is too old, and nothing is guessed:'
\echo
SELECT max(valid_from) + 8 AS too_late FROM exchange_rate WHERE source = 'banxico-fix' \gset
\set ECHO queries
\set ON_ERROR_STOP off
SELECT in_currency('1000.00 MXN', 'USD', :'too_late', 'banxico-fix');
\set ECHO none
\set ON_ERROR_STOP on
CALL expect_sqlstate('CR001', :'SQLSTATE');
\echo
