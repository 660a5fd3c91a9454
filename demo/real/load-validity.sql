-- A file of valid_from,valid_to,base,quote,rate on standard input, both days
-- included.
\ir staging.sql
\copy staged (valid_from, valid_to, base, quote, rate) FROM pstdin CSV HEADER
\set unit rows
\ir take.sql
