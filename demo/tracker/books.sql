-- The books.  What comes to be known is recorded; in February the year before is
-- closed in dollars; what is known after that is late, and closed figures stay.

ANALYZE flow_plan;

-- Two rates were mistyped at first, and closed so
UPDATE exchange_rate SET rate = 21.40, note = 'as first typed' WHERE (source, quote, valid_from) = ('illustrative', 'HNL', '2021-10-01');
UPDATE exchange_rate SET rate = 15.90, note = 'as first typed' WHERE (source, quote, valid_from) = ('illustrative', 'MXN', '2022-11-01');

\set after '2020-01-01'
\set until '2022-02-15'
\ir record.sql
SELECT close_period('2021-12-31', 'USD', '2022-02-15') AS closed
\gset

UPDATE exchange_rate SET rate = 24.10, note = NULL WHERE (source, quote, valid_from) = ('illustrative', 'HNL', '2021-10-01');

\set after '2022-02-15'
\set until '2023-02-20'
\ir record.sql
SELECT close_period('2022-12-31', 'USD', '2023-02-20') AS closed
\gset

UPDATE exchange_rate SET rate = 19.50, note = NULL WHERE (source, quote, valid_from) = ('illustrative', 'MXN', '2022-11-01');

-- 2023 is open
\set after '2023-02-20'
\set until '2023-12-31'
\ir record.sql

-- Numbers of amendments were given, so the next ones follow them
SELECT setval(pg_get_serial_sequence('tracker.amendment', 'amendment'), max(amendment)) AS last FROM amendment
\gset
