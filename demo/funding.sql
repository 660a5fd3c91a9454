\echo '8. The gaps in one organization''s funding, 2021 to 2023.'
\echo
\echo '   Its awards, both days included:'
\echo
\pset border 0
\pset numericlocale on
SELECT a.id, f.name AS funder, a.period, days(a.period), months(a.period),
	   monetary(a.amount, a.currency) AS amount
FROM award AS a
JOIN organization AS f ON f.id = a.funder
WHERE a.recipient = 6
ORDER BY a.period;

\echo '   Together, however they overlap, and what they leave open:'
\echo
\set ECHO queries
SELECT period::grant_period, days(period::grant_period), state
FROM (SELECT coverage(period * '2021/2023'), gaps(period, '2021/2023')
      FROM award WHERE recipient = 6) AS organization,
     LATERAL (SELECT unnest(coverage), 'funded'
              UNION ALL
              SELECT unnest(gaps), 'GAP') AS part (period, state)
ORDER BY period;
\set ECHO none
