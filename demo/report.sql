\pset border 0
\pset numericlocale on

\echo '2. The same by country and quarter, in three currencies, with subtotals.  A line'
\echo '   is the sum of its payments, a total the sum of its lines, to the cent.'
\echo
SELECT coalesce(country, 'all') AS "in",
	   coalesce(quarter, 'total') AS quarter,
	   sum_converted(amount, currency, 'USD', paid_on) AS "USD",
	   sum_converted(amount, currency, 'MXN', paid_on) AS "MXN",
	   sum_converted(amount, currency, 'COP', paid_on) AS "COP",
	   -- one amount a line
	   replace(bag(monetary(amount, currency))::text, ', ', E',\n ') AS paid
FROM received
GROUP BY GROUPING SETS ((country, quarter), (country), ())
ORDER BY received.country, received.quarter;

\echo '3. The chain: what intermediaries received and what they passed on, in dollars'
\echo '   of the day of each payment.'
\echo
SELECT coalesce(o.name, 'all') AS intermediary,
	   sum_converted(f.amount, f.currency, 'USD', f.paid_on) FILTER (WHERE f.payee = o.id) AS received,
	   sum_converted(f.amount, f.currency, 'USD', f.paid_on) FILTER (WHERE f.payer = o.id) AS passed_on
FROM organization AS o
JOIN flow AS f ON o.id IN (f.payer, f.payee)
WHERE o.kind = 'intermediary'
GROUP BY ROLLUP (o.name)
ORDER BY o.name;
