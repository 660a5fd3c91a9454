-- The plain columns may become one column of type monetary beside them: no
-- program that uses the table has to change.
ALTER TABLE flow ADD COLUMN value monetary
	GENERATED ALWAYS AS (monetary(amount, currency)) STORED;

\echo '4. Where a figure comes from: the rate used, its source, date and path.  Any'
\echo '   figure is repeated to the last digit from the reported fraction.'
\echo
\pset expanded on
\set ECHO queries
SELECT f.value AS paid, f.paid_on,
       in_currency(f.value, target, f.paid_on) AS valued,
       at_rate(f.value, numerator, denominator, target) AS repeated,
       numerator, denominator, source, rate_date, age_days,
       replace(path, '; ', E'\n') AS path
FROM (VALUES (1, 24, 'USD'), (2, 41, 'MXN'), (3, 11, 'USD'), (4, 11, 'COP'))
       AS example (number, id, target)
JOIN flow AS f USING (id),
     exchange_rate_used(currency(f.value), target, f.paid_on)
ORDER BY number;
