-- Installing the tracker is running its migrations, and upgrading it is running
-- those that it has not had.  They create ordinary objects of the caller's, so
-- that pg_dump saves them with whatever the caller adds, and DROP EXTENSION is
-- refused while they are there.

CREATE FUNCTION tracker_version() RETURNS int
	LANGUAGE sql STABLE PARALLEL SAFE
	BEGIN ATOMIC
		SELECT max(m.migration) FROM tracker_migrations() AS m;
	END;
COMMENT ON FUNCTION tracker_version() IS
'The number of the last migration that this version of caudal_tracker has.';

CREATE FUNCTION upgrade_tracker(schema name DEFAULT 'tracker', report_schema name DEFAULT NULL, to_version int DEFAULT NULL)
	RETURNS int
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	caudal_schema text := (SELECT quote_ident(n.nspname)
						   FROM pg_extension AS e
								JOIN pg_namespace AS n ON n.oid = e.extnamespace
						   WHERE e.extname = 'caudal');
	own_schema text := (SELECT quote_ident(n.nspname)
						FROM pg_extension AS e
							 JOIN pg_namespace AS n ON n.oid = e.extnamespace
						WHERE e.extname = 'caudal_tracker');
	path_of_tables text := concat_ws(', ', quote_ident(schema), caudal_schema, nullif(own_schema, caudal_schema), 'pg_temp');
	path_of_reports text;
	reports oid;
	known_reports name;
	had int;
	last int;
	has int;
	next record;
	made name[];
	routine regprocedure;
	type regtype;
BEGIN
	-- message() is of caudal
	PERFORM set_config('search_path', concat_ws(', ', 'pg_catalog', caudal_schema, 'pg_temp'), true);
	IF to_regclass(format('%I.schema_version', schema)) IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'undefined_table',
			MESSAGE = format(message('there is no tracker in schema "%s"'), schema),
			DETAIL = format(message('Table %I.schema_version does not exist.'), schema),
			HINT = message('Name the schema that the tracker is in, or create one by install_tracker().');
	END IF;
	-- before anything of the tracker's is called: it runs with the caller's rights
	IF (SELECT n.nspowner <> current_user::regrole FROM pg_namespace AS n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = format(message('only its owner upgrades the tracker in schema "%s"'), schema),
			DETAIL = format(message('That is role "%s"; what another role creates would be that role''s.'),
							(SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname = schema)),
			HINT = format(message('SET ROLE %I, and call it again.'),
						  (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace AS n WHERE n.nspname = schema));
	END IF;
	EXECUTE format('SELECT %I.report_schema()::oid', schema) INTO reports;
	SELECT n.nspname INTO known_reports FROM pg_namespace AS n WHERE n.oid = reports;
	IF report_schema <> known_reports THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_schema_name',
			MESSAGE = format(message('the reports of the tracker in schema "%s" are not in schema "%s"'), schema, report_schema),
			DETAIL = format(message('They are in schema "%s".'), known_reports),
			HINT = message('Leave the argument report_schema out.');
	END IF;
	report_schema := known_reports;
	path_of_reports := concat_ws(', ', quote_ident(report_schema), path_of_tables);
	EXECUTE format('LOCK TABLE %I.schema_version IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT coalesce(max(migration), 0) FROM %I.schema_version', schema) INTO had;
	EXECUTE format('SELECT %s.tracker_version()', own_schema) INTO has;
	IF had > has THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format(message('the tracker in schema "%s" is newer than caudal_tracker'), schema),
			DETAIL = format(message('It has migration %s; this version of caudal_tracker knows %s.'), had, has),
			HINT = message('Install the newer version of caudal_tracker, then ALTER EXTENSION caudal_tracker UPDATE.');
	ELSIF to_version NOT BETWEEN 1 AND has THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format(message('there is no version %s of the tracker'), to_version),
			HINT = format(message('This version of caudal_tracker knows versions 1 to %s.'), has);
	END IF;

	-- Loads the module: before, only a superuser may make a function with a
	-- setting of caudal's
	EXECUTE format('SELECT %s.reporting_currency()', caudal_schema);

	-- The migrations name nothing with its schema, and are found where they are
	-- to be; what they leave keeps the path by which it was made.
	last := had;
	FOR next IN EXECUTE format('SELECT migration, name, is_report, script FROM %s.tracker_migrations() WHERE migration > %s AND migration <= %s ORDER BY migration',
							   own_schema, had, coalesce(to_version, has))
	LOOP
		PERFORM set_config('search_path', CASE WHEN next.is_report THEN path_of_reports ELSE path_of_tables END, true);
		EXECUTE next.script;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('INSERT INTO %I.schema_version (migration, name) VALUES ($1, $2)', schema)
			USING next.migration, next.name;
		last := next.migration;
	END LOOP;

	-- After DROP EXTENSION ... CASCADE the tracker did not depend on it any more
	IF NOT EXISTS (SELECT
				   FROM pg_catalog.pg_constraint AS c
				   WHERE c.conrelid = to_regclass(format('%I.schema_version', schema))
					 AND c.conname = 'a version is one that caudal_tracker knows')
	THEN
		EXECUTE format('ALTER TABLE %I.schema_version ADD CONSTRAINT "a version is one that caudal_tracker knows" CHECK (%s.is_tracker_migration(migration))',
					   schema, own_schema);
	END IF;

	-- Routines of the migrations that look names up follow schemas that were
	-- renamed since; what others have made in these schemas stays theirs
	EXECUTE format($made$
		SELECT array_agg(DISTINCT m.name[1])
		FROM %s.tracker_migrations() AS t,
			 regexp_matches(t.script, '\mCREATE (?:FUNCTION|AGGREGATE|DOMAIN|TYPE) (\w+)', 'g') AS m (name)
	$made$, own_schema) INTO made;
	PERFORM set_config('search_path', path_of_tables, true);
	FOR routine IN
		SELECT p.oid::regprocedure
		FROM pg_catalog.pg_proc AS p
			 JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
		WHERE n.nspname IN (schema, report_schema)
		  AND p.proowner = n.nspowner
		  AND p.proname = ANY (made)
		  AND EXISTS (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'search_path=%')
	LOOP
		PERFORM set_config('search_path', CASE WHEN (SELECT n.nspname = report_schema
													 FROM pg_catalog.pg_proc AS p
														  JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
													 WHERE p.oid = routine)
											   THEN path_of_reports ELSE path_of_tables END, true);
		EXECUTE format('ALTER ROUTINE %s SET search_path FROM CURRENT', routine);
	END LOOP;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);

	-- Nothing for PUBLIC, also of what PostgreSQL would give it unasked
	IF last > had THEN
		FOR routine IN
			SELECT p.oid::regprocedure
			FROM pg_proc AS p
				 JOIN pg_namespace AS n ON n.oid = p.pronamespace
			WHERE n.nspname IN (schema, report_schema)
			  AND p.proowner = n.nspowner
			  AND p.proname = ANY (made || 'report_schema'::name)
			  -- those that PostgreSQL made with a range are not the caller's, and a
			  -- dump keeps no rights on them
			  AND NOT EXISTS (SELECT FROM pg_depend AS d
							  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
		LOOP
			EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine);
		END LOOP;
		FOR type IN
			SELECT t.oid::regtype
			FROM pg_type AS t
				 JOIN pg_namespace AS n ON n.oid = t.typnamespace
			WHERE n.nspname IN (schema, report_schema)
			  AND t.typowner = n.nspowner
			  AND t.typname = ANY (made)
			  AND t.typtype IN ('d', 'r')
		LOOP
			EXECUTE format('REVOKE ALL ON TYPE %s FROM PUBLIC', type);
		END LOOP;
	END IF;
	RETURN last;
END
$$;
COMMENT ON FUNCTION upgrade_tracker(schema name, report_schema name, to_version int) IS
'Brings a tracker to the version that this caudal_tracker has, or to to_version, by running the migrations that it has not had; returns the number of the last. Its reports are found where they are; naming another schema is an error. Also for after renaming a schema of it, or moving caudal to another. An error where there is no tracker, a newer one, or another role''s.';

CREATE FUNCTION install_tracker(schema name DEFAULT 'tracker', report_schema name DEFAULT 'report', to_version int DEFAULT NULL)
	RETURNS int
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	taken text;
	caudal_schema text := (SELECT quote_ident(n.nspname)
						   FROM pg_extension AS e
								JOIN pg_namespace AS n ON n.oid = e.extnamespace
						   WHERE e.extname = 'caudal');
	own_schema text := (SELECT quote_ident(n.nspname)
						FROM pg_extension AS e
							 JOIN pg_namespace AS n ON n.oid = e.extnamespace
						WHERE e.extname = 'caudal_tracker');
	last int;
BEGIN
	-- message() is of caudal
	PERFORM set_config('search_path', concat_ws(', ', 'pg_catalog', caudal_schema, 'pg_temp'), true);
	taken := CASE WHEN to_regnamespace(quote_ident(schema)) IS NOT NULL THEN 'schema'
				  WHEN to_regnamespace(quote_ident(report_schema)) IS NOT NULL THEN 'report_schema' END;
	IF schema IS NULL OR report_schema IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = message('a tracker needs the names of two schemas, and one is NULL'),
			HINT = message('Leave an argument out for its default: "tracker" for the tables, "report" for the reports.');
	ELSIF schema = report_schema THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = message('the tables and the reports of a tracker need two schemas'),
			DETAIL = format(message('Both arguments are "%s".'), schema),
			HINT = message('Tables and reports have names in common, and roles that read reports alone.');
	ELSIF taken IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'duplicate_schema',
			MESSAGE = format(message('schema "%s" exists already'),
							 CASE taken WHEN 'schema' THEN schema ELSE report_schema END),
			DETAIL = format(message('It is the argument %s of install_tracker(schema, report_schema).'), taken),
			HINT = format(message('Name another: SELECT install_tracker(%s => ''...''). To bring a tracker up to date use upgrade_tracker().'), taken);
	END IF;
	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('CREATE SCHEMA %I', report_schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'Grants, flows and resilience: the tables of caudal_tracker.');
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', report_schema, 'Reports of caudal_tracker, in plain types.');
	EXECUTE format($create$
		CREATE TABLE %1$I.schema_version (
			migration int PRIMARY KEY
				-- makes the table, and so the tracker, depend on the extension
				CONSTRAINT "a version is one that caudal_tracker knows" CHECK (%2$s.is_tracker_migration(migration)),
			name text NOT NULL,
			applied_at timestamptz NOT NULL DEFAULT now()
		);
		COMMENT ON TABLE %1$I.schema_version IS 'The migrations that made this tracker, written by upgrade_tracker().';
		COMMENT ON COLUMN %1$I.schema_version.migration IS 'number of the migration';
		COMMENT ON COLUMN %1$I.schema_version.name IS 'what it made';
		COMMENT ON COLUMN %1$I.schema_version.applied_at IS 'when';
	$create$, schema, own_schema);
	-- A schema in a parsed body is known by itself and not by its name: it may be
	-- renamed, and a dump writes the name that it has.
	EXECUTE format($create$
		CREATE FUNCTION %1$I.report_schema() RETURNS regnamespace
			LANGUAGE sql STABLE PARALLEL SAFE
			RETURN %2$L::regnamespace;
		COMMENT ON FUNCTION %1$I.report_schema() IS 'The schema that the reports of this tracker are in.';
	$create$, schema, quote_ident(report_schema));
	EXECUTE format('SELECT %s.upgrade_tracker($1, $2, $3)', own_schema) INTO last
		USING schema, report_schema, to_version;
	RETURN last;
END
$$;
COMMENT ON FUNCTION install_tracker(schema name, report_schema name, to_version int) IS
'Creates a grant database: tables in one new schema, reports in another, all of them the caller''s own objects. Returns the number of the last migration. The caller needs CREATE on the database. 42P06 for a schema that exists already. Several trackers may be in one database, each with two schemas of its own.';
