\set n random(0, 4016)
SELECT date '2013-01-01' + :n::int;
