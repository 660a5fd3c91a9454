\pset border 0
\pset numericlocale on
SET caudal.pivot_currency = 'EUR';
CREATE VIEW spent AS
SELECT value_date, value
FROM iati_transaction
WHERE activity = 'GB-CHC-274467-GB-XUKDU15001' AND type IN (3, 4);

\echo '5. What the British Council''s activity paid, by fiscal year, in dollars.'
\echo
\echo '   Disbursements and expenditure, at the rate of each day; three calendars side'
\echo '   by side.  A year is named by the one in which it ends.'
\echo
SELECT coalesce('FY' || year, 'total') AS year,
	   amount(sum_in(value, 'USD', value_date) FILTER (WHERE whose = 'UK')) AS "UK (April)",
	   amount(sum_in(value, 'USD', value_date) FILTER (WHERE whose = 'calendar')) AS calendar,
	   amount(sum_in(value, 'USD', value_date) FILTER (WHERE whose = 'US')) AS "US federal (October)"
FROM spent,
	 LATERAL (VALUES ('UK', fiscal_year(value_date, 4)),
					 ('calendar', fiscal_year(value_date, 1)),
					 ('US', fiscal_year(value_date, 10))) AS fiscal (whose, year)
GROUP BY ROLLUP (year) ORDER BY fiscal.year;

\echo '6. The same at the average rate of each calendar year.'
\echo
\echo '   Some funders ask for the mean of the daily rates over the reporting period,'
\echo '   here the ECB''s.  Beside it, each payment at the rate of its own day, and the'
\echo '   rate that this comes to.'
\echo
SELECT first_day(year), last_day(year),
	   round(average_rate('EUR', 'USD', year, 'ecb'), 6) AS average,
	   amount(at_rate(eur, average_rate('EUR', 'USD', year, 'ecb'), 'USD')) AS "USD",
	   amount(usd) AS "USD by day",
	   round(effective, 6) AS effective
FROM (SELECT fiscal_period(fiscal_year(value_date, 1), 1) AS year,
			 sum(value) AS eur,
			 sum_in(value, 'USD', value_date, 'ecb') AS usd,
			 effective_rate(value, in_currency(value, 'USD', value_date, 'ecb')) AS effective
	  FROM spent GROUP BY 1) AS total
ORDER BY year;

\echo '7. The months in which it paid nothing.'
\echo
\echo '   Between its first payment and its last; quarterly reports leave gaps.'
\echo
\set ECHO queries
SELECT gap::grant_period, calendar_months(gap::grant_period) AS months
FROM (SELECT gaps(to_char(value_date, 'YYYY-MM')::grant_period, life) AS gaps
      FROM spent,
           (SELECT grant_period(min(value_date), max(value_date)) AS life
            FROM spent) AS activity) AS activity,
     unnest(gaps) AS gap
ORDER BY gap;
\set ECHO none
