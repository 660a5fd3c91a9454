-- Rates that both parts of the demonstration use: one source, one invented rate
-- a month, usable for at most 31 days.
INSERT INTO rate_source (code, name, priority, max_age)
VALUES ('illustrative', 'illustrative rates, invented for this demonstration', 1, 31);

\setenv PGDATABASE :DBNAME
\! caudal load rates --format plain --source illustrative sample/rates.csv
