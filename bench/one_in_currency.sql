\set n random(0, 4016)
SELECT in_currency('1500.50 MXN', 'USD', date '2013-01-01' + :n::int);
