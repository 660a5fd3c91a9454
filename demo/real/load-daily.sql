-- A file of date,base,quote,rate on standard input:
--   psql -v source=banxico-fix -v file=fix.csv -f load-daily.sql <fix.csv
\ir staging.sql
\copy staged (valid_from, base, quote, rate) FROM pstdin CSV HEADER
\set unit rows
\ir take.sql
