-- How a statement is timed, and where the times are kept.

-- A statement to measure.  before: run first, outside the time.  slow: takes
-- part in the first three rounds only.
CREATE TABLE measure (
	name text PRIMARY KEY,
	place int GENERATED ALWAYS AS IDENTITY,
	what text NOT NULL,
	statement text,
	before text,
	slow boolean NOT NULL DEFAULT false
);

-- Two measures side by side.  The bar is the greatest ratio of their times,
-- or where "faster" is said the least number of times that the first is
-- faster; none: measured for information.  less, against_less: subtracted
-- first, where they are said.
CREATE TABLE comparison (
	place int GENERATED ALWAYS AS IDENTITY,
	measure text NOT NULL REFERENCES measure,
	against text NOT NULL REFERENCES measure,
	less text REFERENCES measure,
	against_less text REFERENCES measure,
	faster boolean NOT NULL DEFAULT false,
	bar numeric
);

CREATE TABLE timing (
	measure text NOT NULL REFERENCES measure,
	round int NOT NULL,
	ms numeric NOT NULL
);

-- The whole time of a statement as the server sees it: to parse, plan and run
-- it, not to send its one row.  Each call is a transaction of its own, so what
-- caudal remembers within one is read from the tables again.  Round 0 warms
-- the caches and is not kept.
CREATE FUNCTION take_time(name text, round int) RETURNS void
	LANGUAGE plpgsql AS
$$
DECLARE
	m measure;
	started timestamptz;
	ms numeric;
BEGIN
	SELECT * INTO STRICT m FROM measure WHERE measure.name = take_time.name;
	IF m.before IS NOT NULL THEN
		EXECUTE m.before;
	END IF;
	started := clock_timestamp();
	EXECUTE m.statement;
	ms := 1000 * extract(epoch FROM clock_timestamp() - started);
	IF round > 0 THEN
		INSERT INTO timing VALUES (name, round, ms);
	END IF;
END;
$$;
