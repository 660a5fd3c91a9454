\set n random(0, 4016)
SELECT round(1500.50 / (SELECT rate FROM rate WHERE code = 'MXN' AND day <= date '2013-01-01' + :n::int AND day >= date '2013-01-01' + :n::int - 7 ORDER BY day DESC LIMIT 1), 2);
