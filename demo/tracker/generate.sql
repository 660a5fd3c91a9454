-- An invented programme in the tables of the tracker: foundations give to an
-- alliance, which grants to 36 community organizations of six countries, over
-- the three years 2021 to 2023.
--
--   psql -v scale=100 -f generate.sql     a hundred such programmes
--   psql -v seed=7 -f generate.sql        other figures of the same shape
--   psql -v files=/tmp/sheets -f ...      where to leave the sheets of flows
--
-- Every organization and every figure is invented.  People are codes.

\if :{?scale} \else \set scale 1 \endif
\if :{?seed} \else \set seed 1 \endif
\if :{?files} \else \set files `mktemp -d` \endif

-- caudal, which loads the sheets, goes where this goes
\setenv PGHOST :HOST
\setenv PGPORT :PORT
\setenv PGUSER :USER
\setenv PGDATABASE :DBNAME

SET search_path = report, tracker, caudal;
SET client_min_messages = warning;
-- days are in the names by which rows refer to one another
SET datestyle = ISO;
-- compiling long statements would take longer than running them
SET jit = off;

-- Draws that are the same wherever this runs.  random() is not: setseed() gives
-- other numbers from one major version to the next, and the order in which rows
-- draw depends on the plan.  hashint8extended() is what PostgreSQL places rows of
-- hash partitions by, so it may never give another number for the same key: it
-- computes with integers alone, whatever the machine's byte order or locale.
--
-- "what" says what is drawn, "a" and "b" for which row.
CREATE FUNCTION pg_temp.draw(low bigint, high bigint, what bigint, a bigint, b bigint DEFAULT 0) RETURNS bigint
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN low + (hashint8extended(b, hashint8extended(a, hashint8extended(what, :seed))) & 4611686018427387903)
				 % (high - low + 1);

\ir organizations.sql
\ir awards.sql
\ir flows.sql
\ir books.sql
\ir accounts.sql
\ir resilience.sql
\ir people.sql

RESET jit;
RESET datestyle;
RESET client_min_messages;
ANALYZE;
