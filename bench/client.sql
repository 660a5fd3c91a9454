-- An empty book of flows for bench/client.sh: organizations and awards, two
-- currencies.
CREATE SCHEMA caudal;
CREATE EXTENSION caudal SCHEMA caudal;
CREATE EXTENSION caudal_tracker SCHEMA caudal;
SELECT caudal.install_tracker();
SET search_path = tracker, caudal;
INSERT INTO organization (organization, name, country)
SELECT 'O' || n, 'Organization ' || n, 'MX'
FROM generate_series(0, 4999) AS n;
INSERT INTO award (award, title, funder, recipient)
SELECT 'A' || n, 'Award ' || n, 'O' || n % 5000, 'O' || (n + 7) % 5000
FROM generate_series(0, 19999) AS n;
INSERT INTO amendment (award, kind, holds_from, period, change, known_since)
SELECT 'A' || n, 'original', '2021-01-01', '2021-01-01/2023-12-31', money_bag(monetary(100000, CASE n % 2 WHEN 0 THEN 'USD' ELSE 'MXN' END::currency)), '2021-01-01'
FROM generate_series(0, 19999) AS n;
VACUUM ANALYZE;
