-- The members of the extension against the rules that hold for all of them,
-- as core's opr_sanity does.  Most queries list offenders, of which there are
-- none.

CREATE TEMPORARY TABLE member AS
SELECT classid, objid
FROM pg_depend
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'caudal');

CREATE TEMPORARY VIEW function AS
SELECT p.oid::regprocedure AS function, p.*
FROM member JOIN pg_proc AS p ON p.oid = objid AND classid = 'pg_proc'::regclass;

CREATE TEMPORARY VIEW aggregate AS
SELECT function AS aggregate, proname, pg_aggregate.*
FROM function JOIN pg_aggregate ON aggfnoid = oid;

CREATE TEMPORARY VIEW operator AS
SELECT o.oid::regoperator AS operator, o.*
FROM member JOIN pg_operator AS o ON o.oid = objid AND classid = 'pg_operator'::regclass;

-- but for the row types of tables and the types of arrays
CREATE TEMPORARY VIEW type AS
SELECT t.oid::regtype AS type, t.*
FROM member JOIN pg_type AS t ON t.oid = objid AND classid = 'pg_type'::regclass
WHERE typtype <> 'c' AND typcategory <> 'A';

CREATE TEMPORARY VIEW opclass AS
SELECT opcname AS opclass, amname, o.*
FROM member JOIN pg_opclass AS o ON o.oid = objid AND classid = 'pg_opclass'::regclass
	JOIN pg_am ON pg_am.oid = opcmethod;

--
-- All objects
--

SELECT extrelocatable FROM pg_extension WHERE extname = 'caudal';

-- Each is in the extension's schema.
SELECT pg_describe_object(classid, objid, 0)
FROM member, LATERAL pg_identify_object(classid, objid, 0)
WHERE schema IS DISTINCT FROM 'caudal' AND type <> 'cast';

-- Each has a comment, columns too; casts and operator classes are explained by
-- their functions.
SELECT pg_describe_object(classid, objid, 0)
FROM member
WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND classid::regclass::text NOT IN ('pg_cast', 'pg_opclass', 'pg_opfamily')
	-- from 17 on also the row types of tables and the types of arrays
	AND NOT (classid = 'pg_type'::regclass
			 AND EXISTS (SELECT FROM pg_type WHERE oid = objid AND (typtype = 'c' OR typcategory = 'A')));
SELECT attrelid::regclass, attname
FROM pg_attribute JOIN member ON attrelid = objid AND classid = 'pg_class'::regclass
WHERE attnum > 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL;

-- A comment is one line without stray blanks.
SELECT pg_describe_object(classid, objid, 0)
FROM member
WHERE obj_description(objid, classid::regclass::name) ~ '(^\s|\s$|  |\n)';

--
-- Functions
--

-- Each may run in parallel and says what it costs; none has the rights of its
-- owner or claims to leak nothing.
SELECT function, proparallel, procost, prosecdef, proleakproof
FROM function
WHERE proparallel <> 's' OR procost <= 0 OR prosecdef OR proleakproof;

-- Strict, but for those of an aggregate that have to see a missing state or
-- row, and for what goes on without one of its arguments
SELECT function
FROM function JOIN pg_language ON pg_language.oid = prolang
WHERE NOT proisstrict AND prokind = 'f' AND lanname <> 'sql'
ORDER BY function::text;
-- One in SQL is an expression that the planner puts in place of the call, which
-- it could not if the function were strict: what it returns for a NULL its
-- tests show.
SELECT function
FROM function JOIN pg_language ON pg_language.oid = prolang
WHERE lanname = 'sql' AND (proisstrict OR pg_get_function_sqlbody(function.oid) !~ '^RETURN ');

-- Stable: estimators, the gathering of statistics, what looks for the rate of a
-- currency on a day or in a period, what reads a setting, and what ICU answers.  All others are
-- immutable.
SELECT function, provolatile
FROM function
WHERE prokind = 'f'
	AND provolatile <> CASE WHEN proname ~ '_(sel|joinsel|typanalyze)$'
							OR proargtypes::regtype[] @> '{currency}' AND proargtypes::regtype[] && '{date,grant_period}'
							OR proname IN ('reporting_currency', 'pivot_currency', 'message', 'name_key', 'name_similarity')
							OR 'locale' = ANY (proargnames)
					   THEN 's' ELSE 'i' END;

-- In C under a name of our own, or core's; or in SQL that was parsed when it
-- was made, so that no search path changes its meaning
SELECT function, lanname, prosrc
FROM function JOIN pg_language ON pg_language.oid = prolang
WHERE prokind = 'f'
	AND NOT (lanname = 'c' AND prosrc ~ '^caudal_' AND probin = '$libdir/caudal')
	AND NOT (lanname = 'internal' AND EXISTS (SELECT FROM pg_proc AS core WHERE core.proname = function.prosrc))
	AND NOT (lanname = 'sql' AND prosqlbody IS NOT NULL);

-- A set says how many rows to expect: 1000 is what CREATE FUNCTION assumes.
SELECT function, prorows FROM function WHERE proretset AND prorows NOT BETWEEN 1 AND 999;

-- No argument has a default: a strict function would take NULL for it.
SELECT function FROM function WHERE pronargdefaults > 0;

--
-- Types
--

SELECT type, typlen, typbyval, typalign, typstorage, typcategory, typispreferred
FROM type
ORDER BY type::text;

-- Text and binary input and output, which read no table, setting or locale
SELECT type
FROM type
WHERE typtype <> 'b' OR typreceive = 0 OR typsend = 0 OR typarray = 0 OR (typmodin = 0) <> (typmodout = 0)
	OR typcollation <> 0;
SELECT type, io.oid::regprocedure
FROM type, LATERAL unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout]) AS io(oid)
WHERE io.oid <> 0 AND io.oid NOT IN (SELECT oid FROM function WHERE provolatile = 'i' AND proisstrict);

-- A default operator class for btree and for hash
SELECT type, method
FROM type, unnest('{btree,hash}'::name[]) AS method
WHERE NOT EXISTS (SELECT FROM opclass WHERE opcintype = type.oid AND opcdefault AND amname = method);

--
-- Operators
--

-- A commutator takes the arguments the other way round and points back, a
-- negator as they are.
SELECT o.operator, c.operator AS commutator
FROM operator AS o JOIN operator AS c ON c.oid = o.oprcom
WHERE c.oprcom <> o.oid OR c.oprleft <> o.oprright OR c.oprright <> o.oprleft OR c.oprresult <> o.oprresult;
SELECT o.operator, n.operator AS negator
FROM operator AS o JOIN operator AS n ON n.oid = o.oprnegate
WHERE n.oprnegate <> o.oid OR n.oprleft <> o.oprleft OR n.oprright <> o.oprright OR n.oprresult <> o.oprresult
	OR n.oid = o.oid;

-- None is a shell, or has a partner outside.
SELECT operator
FROM operator
WHERE oprcode = 0 OR oprcom NOT IN (SELECT 0 UNION ALL SELECT oid FROM operator)
	OR oprnegate NOT IN (SELECT 0 UNION ALL SELECT oid FROM operator);

-- A condition has both estimators and both partners, another operator has no
-- negator and no estimator.  What asks how periods lie to each other has the
-- partners that it has for ranges: no negator, and a commutator but for &< and
-- &>, which look at one end.
SELECT operator
FROM operator
WHERE CASE WHEN oprresult = 'boolean'::regtype
	  THEN 0 IN (oprrest, oprjoin) OR (oprcom = 0) <> (oprname IN ('&<', '&>'))
		   OR (oprnegate = 0) <> (oprname = ANY ('{@>,<@,&&,<<,>>,&<,&>,-|-}'))
	  ELSE (oprnegate, oprrest, oprjoin) <> (0, 0, 0) END;
-- Their estimators read the statistics of periods, but for that of -|-, which
-- few pairs are.
SELECT operator, oprrest, oprjoin
FROM operator
WHERE oprresult = 'boolean'::regtype AND oprnegate = 0
ORDER BY operator::text COLLATE "C";
SELECT type, typanalyze FROM type WHERE typanalyze <> 0;

-- Only = hashes and merges, and operator classes are behind it.
SELECT operator FROM operator WHERE oprcanhash <> (oprname = '=') OR oprcanmerge <> (oprname = '=');
SELECT operator, method
FROM operator, (VALUES ('btree', 3), ('hash', 1)) AS v(method, strategy)
WHERE oprcanhash
	AND NOT EXISTS (SELECT
					FROM pg_amop JOIN pg_am ON pg_am.oid = amopmethod
					WHERE amopopr = operator.oid AND amname = method AND amopstrategy = strategy);

-- The function takes and returns what the operator does, ...
SELECT operator, function
FROM operator JOIN function ON function.oid = oprcode
WHERE proargtypes::text <> concat_ws(' ', nullif(oprleft, 0), oprright) OR prorettype <> oprresult OR proretset;
-- ... and its comment says so, unless it is for use under its own name, too.
SELECT operator, function
FROM operator JOIN function ON function.oid = oprcode
WHERE obj_description(function.oid, 'pg_proc') <> 'implementation of ' || oprname || ' operator';

-- The strict comparisons cost so much that a test of the currency runs before,
-- and have estimators of their own.
SELECT operator, procost, oprrest
FROM operator JOIN function ON function.oid = oprcode
WHERE procost <> 1 OR oprname IN ('<', '<=', '>', '>=') AND oprleft = 'monetary'::regtype
ORDER BY operator::text;

--
-- Operator classes
--

SELECT opclass, amname, amvalidate(oid) FROM opclass ORDER BY opclass, amname;

-- Hash with a seed, for hash partitions
SELECT opclass
FROM opclass
WHERE amname = 'hash' AND NOT EXISTS (SELECT FROM pg_amproc WHERE amprocfamily = opcfamily AND amprocnum = 2);

-- Equal is alike for currency, grant_period and score only: elsewhere two stored
-- numbers of decimals of one value are equal.
SELECT opclass, amproc
FROM opclass JOIN pg_amproc ON amprocfamily = opcfamily
WHERE amname = 'btree' AND amprocnum = 4
ORDER BY opclass;

-- Nothing was added to a family of core: pg_upgrade would lose it.
SELECT operator
FROM operator JOIN pg_amop ON amopopr = operator.oid
WHERE amopfamily NOT IN (SELECT opcfamily FROM opclass);
SELECT function
FROM function JOIN pg_amproc ON amproc = function.oid
WHERE amprocfamily NOT IN (SELECT opcfamily FROM opclass);

--
-- Casts
--

-- The function takes the source (text for varchar) and returns the target.
SELECT castsource::regtype, casttarget::regtype
FROM member JOIN pg_cast ON pg_cast.oid = objid AND classid = 'pg_cast'::regclass
	JOIN function ON function.oid = castfunc
WHERE prorettype <> casttarget OR provolatile <> 'i'
	OR proargtypes[0] <> CASE castsource WHEN 'varchar'::regtype THEN 'text'::regtype ELSE castsource END;

--
-- Aggregates
--

SELECT aggregate, aggtranstype::regtype AS state, aggmtransfn <> 0 AS moving
FROM aggregate
ORDER BY aggregate::text;

-- Each can be combined, and an internal state sent to another process, but for
-- those that go by the order of their rows.
SELECT aggregate
FROM aggregate
WHERE (aggcombinefn = 0) <> (proname IN ('consecutive_deficits', 'revenue_drop'))
	OR (aggtranstype = 'internal'::regtype AND aggcombinefn <> 0) <> (aggserialfn <> 0) OR (aggserialfn = 0) <> (aggdeserialfn = 0);

-- No index answers for an aggregate that refuses a mixture.
SELECT aggregate FROM aggregate WHERE aggsortop <> 0;

-- A final function leaves the state as it is: another aggregate may share it.
SELECT aggregate
FROM aggregate
WHERE aggfinalmodify <> 'r' OR aggmfinalmodify <> 'r' OR aggfinalextra OR aggmfinalextra;

-- Moving windows: forward and inverse take the same and are both strict.
SELECT aggregate
FROM aggregate JOIN pg_proc AS forward ON forward.oid = aggmtransfn
	LEFT JOIN pg_proc AS inverse ON inverse.oid = aggminvtransfn
WHERE (inverse.proisstrict, inverse.proargtypes, aggmtranstype)
	IS DISTINCT FROM (forward.proisstrict, forward.proargtypes, aggtranstype);

--
-- Tables
--

-- Dumped with their rows, read by everyone
SELECT relname, extconfig @> ARRAY[c.oid] AS dumped, has_table_privilege('public', c.oid, 'SELECT') AS readable,
	   has_table_privilege('public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writable
FROM pg_extension, member JOIN pg_class AS c ON c.oid = objid AND classid = 'pg_class'::regclass
WHERE extname = 'caudal' AND relkind = 'r'
ORDER BY relname;

--
-- Soft errors: from PostgreSQL 16 on, input can report one without raising it
--

DO $$
DECLARE
	input record;
	valid boolean;
BEGIN
	IF current_setting('server_version_num')::int < 160000 THEN
		RETURN;
	END IF;
	FOR input IN
		SELECT *
		FROM (VALUES ('currency', 'mxn', true), ('currency', 'MNX', false), ('currency', '', false),
					 ('monetary', '5 MXN', true), ('monetary', '5 MNX', false), ('monetary', '5', false),
					 ('monetary', '1,5 MXN', false), ('monetary', '1.005 MXN', false), ('monetary', '', false),
					 ('monetary', '99999999999999999999 MXN', false), ('monetary(''MXN'')', '5 USD', false),
					 ('money_bag', '{5 MXN, 3 USD}', true), ('money_bag', '{5 MNX}', false),
					 ('money_bag', '{5 MXN', false),
					 ('money_bag', '{170141183460469231731687303715884105727 JPY, 1 JPY}', false),
					 ('grant_period', '2021', true), ('grant_period', '2021-13', false), ('grant_period', '', false),
					 ('grant_period', '31/12/2021', false), ('grant_period', '2023/2021', false),
					 ('grant_period', '(,2021-12-31]', false), ('grant_period', '5874898-01-01', false),
					 ('score', '3 of 1-5', true), ('score', '3', false), ('score', '3.00001 of 1-5', false), ('score', '3 of 1-32768', false),
					 ('score', '3 of 5-1', false), ('score', '6 of 1-5', false),
					 ('income_mix', '{"a": 1, NULL: 2} USD', true), ('income_mix', '{"a"}', false), ('income_mix', '{"a": 1} UDS', false),
					 ('income_mix', '{"a": 1e40}', false), ('income_mix', '{"a": ' || repeat('9', 40) || '}', false),
					 ('income_mix', '{"a": 1, "b": 0.' || repeat('1', 38) || ', "c": 9999}', false),
					 ('income_mix', '{"' || repeat('x', 1001) || '": 1}', false),
					 ('income_mix', '{"a": ' || repeat('9', 38) || '} USD', false),
					 ('income_mix', (SELECT '{' || string_agg(format('"%s": 1', n), ', ') || '}' FROM generate_series(1, 100001) AS n), false),
					 ('scorecard', '{"a": 3 of 1-4 weight 1}', true), ('scorecard', '{"a": 3 weight 1}', false),
					 ('scorecard', '{"a": 5 of 1-4 weight 1}', false), ('scorecard', '{"a": 3 of 1-4 weight -1}', false),
					 ('scorecard', '{"a": 3 of 1-4 weight 1, "a": NULL weight 1}', false),
					 ('scorecard', '{"a": NULL weight ' || repeat('9', 40) || '}', false),
					 ('scorecard', '{"' || repeat('x', 1001) || '": NULL weight 1}', false)
			 ) AS v(type, text, expected)
	LOOP
		EXECUTE 'SELECT pg_input_is_valid($1, $2)' INTO valid USING input.text, input.type;
		IF valid <> input.expected THEN
			RAISE WARNING '% "%": valid is %', input.type, input.text, valid;
		END IF;
	END LOOP;
END
$$;
