-- Every function can be called with quoted literals only.  A function with
-- overloads that PostgreSQL cannot choose from (42725) would force casts upon
-- whoever writes a query by hand.

-- A valid literal of each type, or of an argument that takes few values.  Another
-- text is a country or a source of rates; a source of that name makes both calls
-- valid.
CREATE FUNCTION pg_temp.literal(type regtype, argument text) RETURNS text
	RETURN CASE argument
		WHEN 'unit' THEN '''month'''
		WHEN 'label' THEN '''end'''
		WHEN 'kind' THEN '''NIT'''
		WHEN 'locale' THEN '''es-SV'''
		WHEN 'style' THEN '''code'''
		WHEN 'month' THEN '''7'''
		WHEN 'written' THEN '''B/.25.00'''
		WHEN 'start_month' THEN '''10'''
		WHEN 'decimals' THEN '''2'''
		WHEN 'low' THEN '''0'''
		WHEN 'high' THEN '''10'''
		WHEN 'n' THEN '''3'''
		WHEN 'least_completeness' THEN '''0.8'''
		WHEN 'cutpoints' THEN '''{1, 2, 3, 4}'''
	ELSE CASE type
		WHEN 'monetary'::regtype THEN '''100 USD'''
		WHEN 'monetary[]'::regtype THEN '''100 USD'', ''200 USD'''
		WHEN 'money_bag'::regtype THEN '''{100 USD}'''
		WHEN 'currency'::regtype THEN '''PAB'''
		WHEN 'numeric'::regtype THEN '''2'''
		WHEN 'numeric[]'::regtype THEN '''{1, 2}'''
		WHEN 'integer'::regtype THEN '''-1'''
		WHEN 'bigint'::regtype THEN '''42'''
		WHEN 'boolean'::regtype THEN '''true'''
		WHEN 'date'::regtype THEN '''2021-01-05'''
		WHEN 'daterange'::regtype THEN '''[2021-01-01,2022-01-01)'''
		WHEN 'grant_period'::regtype THEN '''2021'''
		WHEN 'interval'::regtype THEN '''1 month'''
		WHEN 'text'::regtype THEN '''SV'''
		WHEN 'character'::regtype THEN '''MXN'''
		WHEN 'score'::regtype THEN '''3 of 1-5'''
		WHEN 'income_mix'::regtype THEN '''{"a": 5} USD'''
		WHEN 'scorecard'::regtype THEN '''{"a": 3 of 1-5 weight 1}'''
		WHEN 'scorecard[]'::regtype THEN '''{}'''
	END END;
BEGIN;
INSERT INTO rate_source VALUES ('SV', 'named like a country', 1, NULL);

CREATE FUNCTION pg_temp.outcome(call text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'SELECT ' || call;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END
$$;

-- The functions of the extension, but for those of input, output, estimation
-- and aggregation: they take what SQL cannot write, or an aggregate's state.
CREATE TEMPORARY TABLE member AS
SELECT p.oid, p.proname, p.prokind, p.proargtypes, p.proargnames
FROM pg_depend AS d JOIN pg_proc AS p ON p.oid = d.objid
WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'caudal')
AND NOT p.proargtypes::regtype[] && '{internal,cstring,cstring[],bigint[]}'
AND NOT EXISTS (SELECT FROM pg_type WHERE p.oid IN (typoutput, typsend, typmodin, typmodout));

CREATE TEMPORARY TABLE called AS
SELECT call, pg_temp.outcome(call)
FROM (SELECT proname || '(' || coalesce((SELECT string_agg(pg_temp.literal(type, proargnames[place]), ', ' ORDER BY place)
										 FROM unnest(proargtypes) WITH ORDINALITY AS a(type, place)),
										 '') || ')' AS call
	  FROM member) AS written;
SELECT count(*) > 150 AS many, count(*) FILTER (WHERE call IS NULL) AS not_written FROM called;

-- PostgreSQL has more than one sum, avg and unnest of its own, and income_mix is
-- like its sum: of an amount of money or of a plain number, which a column says
-- and a quoted literal alone does not.  A call with the name of a type and one
-- literal is a cast to that type.  SV is no currency.
SELECT call, outcome FROM called WHERE outcome <> 'accepted' ORDER BY call;
ROLLBACK;

-- Of the names of pg_catalog only those are used again for a function of one
-- argument: calls that are valid without the extension are so with it.
SELECT DISTINCT ours.proname, ours.prokind
FROM pg_depend AS d JOIN pg_proc AS ours ON ours.oid = d.objid
JOIN pg_proc AS core ON core.proname = ours.proname AND core.pronamespace = 'pg_catalog'::regnamespace
WHERE d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'caudal')
AND ours.pronargs = 1
ORDER BY ours.proname;
