\echo
\echo '1. The whole job in one statement, over plain columns: numeric, char(3), date.'
\echo '   What reached community organizations, by country: each payment in dollars at'
\echo '   the rate of its day, beside what was really paid.'
\echo
\pset border 0
\pset numericlocale on
\set ECHO queries
SELECT o.country, count(*) AS flows,
       sum_converted(f.amount, f.currency, 'USD', f.paid_on) AS "USD",
       bag(monetary(f.amount, f.currency)) AS paid
FROM flow AS f JOIN organization AS o ON o.id = f.payee
WHERE o.kind = 'community'
GROUP BY o.country ORDER BY o.country;
