-- Two date columns become a period beside them: its last day is included, and
-- where no end was agreed it is open.
ALTER TABLE award ADD COLUMN period grant_period
	GENERATED ALWAYS AS (grant_period(start_date, coalesce(end_date, 'infinity'))) STORED;

\echo
\echo '6. The plan of one award by month, in its own currency and in dollars.'
\echo
\echo '   The amount is spread by days.  In dollars it is the converted total that is'
\echo '   spread, not each month that is converted: so both columns add up to the cent.'
\echo
\pset border 0
\pset numericlocale on
\set ECHO queries
SELECT coalesce(plan.period::text, 'total') AS month,
       sum(days(plan.period)) AS days,
       sum(amount(plan.amount)) AS "MXN",
       sum(amount(usd.amount)) AS "USD"
FROM (SELECT period, monetary(amount, currency) AS value
      FROM award WHERE id = 1) AS a,
     allocate(a.value, a.period, 'month') AS plan
     JOIN allocate(in_currency(a.value, 'USD', first_day(a.period)),
                   a.period, 'month') AS usd USING (period)
GROUP BY ROLLUP (plan.period) ORDER BY plan.period;
