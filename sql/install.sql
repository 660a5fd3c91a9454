-- The documented installation, which all other tests build on.
CREATE SCHEMA caudal;
CREATE EXTENSION caudal SCHEMA caudal;
GRANT USAGE ON SCHEMA caudal TO PUBLIC;

-- last on the search path, so that a user's own names win
DO $$
BEGIN
	EXECUTE format('ALTER DATABASE %I SET search_path = "$user", public, caudal',
				   current_database());
END
$$;
SET search_path = "$user", public, caudal;

SELECT sum(amount) FROM (VALUES ('1500.50 MXN'::monetary), ('20 MXN')) AS v(amount);

-- For the other tests: what a statement is refused with
CREATE FUNCTION refusal(statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n', SQLSTATE || ': ' || message,
					 'DETAIL:  ' || nullif(detail, ''),
					 'HINT:  ' || nullif(hint, ''));
END
$$;
