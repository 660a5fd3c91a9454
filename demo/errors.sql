\echo '5. Nothing is guessed.  Where no usable rate is known, the answer is an error'
\echo '   (SQLSTATE CR001), or NULL for those who ask for it.'
\echo
\set ECHO queries
\set ON_ERROR_STOP off
SELECT in_currency('25000.00 GTQ', 'USD', '2024-02-15');
\set ECHO none
\set ON_ERROR_STOP on
CALL expect_sqlstate('CR001', :'SQLSTATE');

\echo
\set ECHO queries
SET caudal.missing_rate = 'null';
SELECT in_currency('25000.00 GTQ', 'USD', '2024-02-15') IS NULL AS unknown;
RESET caudal.missing_rate;
\set ECHO none

\echo
\echo '   Nor are two currencies ever added (SQLSTATE 22023).'
\echo
\set ECHO queries
\set ON_ERROR_STOP off
SELECT sum(value) FROM flow;
\set ECHO none
\set ON_ERROR_STOP on
CALL expect_sqlstate('22023', :'SQLSTATE');
