\echo '7. What was received by fiscal year: three calendars side by side.'
\echo
\echo '   The US government''s year begins in October and is named by the year in which'
\echo '   it ends; the one of Belize begins in April and is named here by its start.'
\echo '   Dollars of the day of each payment, as in reports 1 and 2.'
\echo
\pset border 0
\pset numericlocale on
\set ECHO queries
SELECT coalesce('FY' || year, 'total') AS year,
       sum_converted(amount, currency, 'USD', paid_on)
           FILTER (WHERE whose = 'US') AS "US federal",
       sum_converted(amount, currency, 'USD', paid_on)
           FILTER (WHERE whose = 'calendar') AS calendar,
       sum_converted(amount, currency, 'USD', paid_on)
           FILTER (WHERE whose = 'BZ') AS "Belize"
FROM received,
     LATERAL (VALUES
         ('US', fiscal_year(paid_on, 10)),
         ('calendar', fiscal_year(paid_on, 1)),
         ('BZ', fiscal_year(paid_on, 4, 'start'))) AS fiscal (whose, year)
GROUP BY ROLLUP (year) ORDER BY fiscal.year;
