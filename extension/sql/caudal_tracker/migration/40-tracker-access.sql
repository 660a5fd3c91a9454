-- Who may read and change what.  Rights on objects are given by grant_access;
-- which rows of them a role sees is said by row_access, once row security is
-- enabled.  Nothing is ever for PUBLIC.

CREATE TABLE row_access (
	role name NOT NULL
		CONSTRAINT "rows are shown to roles and not to PUBLIC" CHECK (role <> 'public'),
	organization identifier REFERENCES organization ON UPDATE CASCADE
);
COMMENT ON TABLE row_access IS 'Which role sees the rows of which organization, once enable_row_security() has been called. Members of a role see what it sees. Only the owner of the tracker writes it.';
COMMENT ON COLUMN row_access.role IS 'name of the database role; take its rows away before you drop it, or a new role of that name will see them';
COMMENT ON COLUMN row_access.organization IS 'the organization; NULL for all, whose rows the role then may also change';
CREATE UNIQUE INDEX "a role is shown an organization once" ON row_access (role, coalesce(organization, ''));
CREATE INDEX ON row_access (organization);

-- These views read tables with the rights of their owner, whom row security
-- does not bind: that is why policies can ask them about tables that have
-- policies of their own, without going round in circles.  current_user is still
-- whoever asks, and is shown no more than by the policies.  As barriers they
-- hide the other rows from functions in a WHERE.
CREATE VIEW own_access WITH (security_barrier) AS
	SELECT r.organization
	FROM row_access AS r
		 JOIN pg_roles AS d ON d.rolname = r.role
	WHERE pg_has_role(d.oid, 'USAGE');
COMMENT ON VIEW own_access IS 'What row_access says of the current role, and of those whose member it is.';
COMMENT ON COLUMN own_access.organization IS 'the organization for which it stands; NULL for all';

CREATE VIEW own_code (list, code) WITH (security_barrier) AS
	WITH own AS (
		SELECT a.organization
		FROM own_access AS a
		WHERE a.organization IS NOT NULL
	), own_award AS (
		SELECT a.award, a.funder, a.recipient, a.programme
		FROM award AS a
		WHERE a.funder IN (SELECT o.organization FROM own AS o)
		UNION
		SELECT a.award, a.funder, a.recipient, a.programme
		FROM award AS a
		WHERE a.recipient IN (SELECT o.organization FROM own AS o)
	), own_mentorship AS (
		SELECT m.programme, m.organization, m.mentor
		FROM mentorship AS m
		WHERE m.organization IN (SELECT o.organization FROM own AS o)
		   OR m.mentor IN (SELECT o.organization FROM own AS o)
	), own_programme AS (
		SELECT p.programme
		FROM programme_partner AS p
		WHERE p.organization IN (SELECT o.organization FROM own AS o)
		UNION
		SELECT p.programme
		FROM programme AS p
		WHERE p.lead IN (SELECT o.organization FROM own AS o)
		UNION
		SELECT a.programme
		FROM own_award AS a
		WHERE a.programme IS NOT NULL
		UNION
		SELECT m.programme
		FROM own_mentorship AS m
	)
	SELECT 'own organization'::text, o.organization::text
	FROM own AS o
	UNION ALL
	SELECT 'award.award', a.award
	FROM own_award AS a
	UNION ALL
	SELECT 'programme.programme', p.programme
	FROM own_programme AS p
	UNION ALL
	SELECT 'convening.convening', c.convening
	FROM convening AS c
	WHERE c.programme IN (SELECT p.programme FROM own_programme AS p)
	UNION ALL
	SELECT 'convening.convening', a.convening
	FROM attendance AS a
	WHERE a.organization IN (SELECT o.organization FROM own AS o)
	UNION ALL
	SELECT 'learning_path.path', l.path
	FROM learning_path AS l
	WHERE l.programme IS NULL
	   OR l.programme IN (SELECT p.programme FROM own_programme AS p)
	UNION ALL
	SELECT 'learning_path.path', e.path
	FROM enrolment AS e
	WHERE e.organization IN (SELECT o.organization FROM own AS o)
	UNION ALL
	SELECT 'indicator.indicator', i.indicator
	FROM indicator AS i
	WHERE i.programme IN (SELECT p.programme FROM own_programme AS p)
	UNION ALL
	SELECT 'person', a.person
	FROM attendance AS a
	WHERE a.organization IN (SELECT o.organization FROM own AS o)
	  AND a.person IS NOT NULL
	UNION ALL
	SELECT 'person', e.person
	FROM enrolment AS e
	WHERE e.organization IN (SELECT o.organization FROM own AS o)
	UNION ALL
	-- and organizations whose names it may read: its own, ...
	SELECT 'organization.organization', o.organization
	FROM own AS o
	UNION ALL
	-- ... those of its awards, ...
	SELECT 'organization.organization', x.organization
	FROM own_award AS a
		 CROSS JOIN LATERAL (VALUES (a.funder), (a.recipient)) AS x (organization)
	UNION ALL
	-- ... flows, ...
	SELECT 'organization.organization', x.organization
	FROM (SELECT f.provider, f.receiver
		  FROM flow AS f
		  WHERE f.provider IN (SELECT o.organization FROM own AS o)
		  UNION
		  SELECT f.provider, f.receiver
		  FROM flow AS f
		  WHERE f.receiver IN (SELECT o.organization FROM own AS o)
		  UNION
		  SELECT f.provider, f.receiver
		  FROM flow AS f
		  WHERE f.award IN (SELECT a.award FROM own_award AS a)) AS f
		 CROSS JOIN LATERAL (VALUES (f.provider), (f.receiver)) AS x (organization)
	WHERE x.organization IS NOT NULL
	UNION ALL
	-- ... programmes ...
	SELECT 'organization.organization', p.organization
	FROM programme_partner AS p
	WHERE p.programme IN (SELECT m.programme FROM own_programme AS m)
	UNION ALL
	SELECT 'organization.organization', p.lead
	FROM programme AS p
	WHERE p.programme IN (SELECT m.programme FROM own_programme AS m)
	  AND p.lead IS NOT NULL
	UNION ALL
	-- ... and mentorships
	SELECT 'organization.organization', x.organization
	FROM own_mentorship AS m
		 CROSS JOIN LATERAL (VALUES (m.organization), (m.mentor)) AS x (organization);
COMMENT ON VIEW own_code IS 'What the current role sees through the organizations for which it stands: awards that they give or receive, programmes in which they take part (as partner or lead, by an award or a mentorship) with convenings and indicators, convenings that they attended, learning paths that they entered or that are of no programme, their people, and organizations that share an award, a flow, a programme or a mentorship with them. A code may come more than once.';
COMMENT ON COLUMN own_code.list IS 'what the code is of: table.column as in labels, ''own organization'' or ''person''';
COMMENT ON COLUMN own_code.code IS 'the code';

CREATE FUNCTION sees_all() RETURNS boolean
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000
	BEGIN ATOMIC
		SELECT EXISTS (SELECT FROM own_access AS a WHERE a.organization IS NULL);
	END;
COMMENT ON FUNCTION sees_all() IS
'Whether the current role sees the rows of all organizations, by row_access.';

-- Policies call it in a select list, where it is not inlined: plans stay small,
-- and the planner, which takes its word for the number of rows, always makes a
-- hash table of them.
CREATE FUNCTION own_codes(list text) RETURNS SETOF text
	LANGUAGE sql STABLE PARALLEL SAFE COST 1000 ROWS 100
	BEGIN ATOMIC
		SELECT o.code FROM own_code AS o WHERE o.list = own_codes.list;
	END;
COMMENT ON FUNCTION own_codes(list text) IS
'The codes of one list of own_code.';

-- A table that is not in the list, be it of the user or of a later version, is
-- hidden from partners.
CREATE FUNCTION set_row_security(tracker regclass, enabled boolean) RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path FROM CURRENT
AS $$
DECLARE
	tracker_schema name := (SELECT n.nspname
							FROM pg_catalog.pg_class AS c
								 JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
							WHERE c.oid = tracker);
	own CONSTANT text := 'IN (SELECT own_codes(''own organization''))';
	own_award CONSTANT text := 'award IN (SELECT own_codes(''award.award''))';
	own_programme CONSTANT text := 'programme IN (SELECT own_codes(''programme.programme''))';
	own_convening CONSTANT text := 'convening IN (SELECT own_codes(''convening.convening''))';
	own_path CONSTANT text := 'path IN (SELECT own_codes(''learning_path.path''))';
	own_indicator CONSTANT text := 'indicator IN (SELECT own_codes(''indicator.indicator''))';
	known CONSTANT text := 'organization IN (SELECT own_codes(''organization.organization''))';
	tables bigint := 0;
	next record;
BEGIN
	-- also where the schema was renamed and upgrade_tracker() not yet called
	PERFORM set_config('search_path', concat_ws(', ', quote_ident(tracker_schema), 'pg_temp'), true);
	FOR next IN
		SELECT c.oid, c.relname AS name, s.shown, s.words,
			   c.relname IN ('schema_version', 'row_access') AS is_of_owner
		FROM pg_class AS c
			 LEFT JOIN (VALUES
				('organization', known, 'itself, and those with which it shares an award, a flow, a programme or a mentorship'),
				('organization_alias', known, 'names of organizations that it sees'),
				('programme', own_programme, 'programmes in which it takes part'),
				('programme_partner', own_programme, 'the partners of programmes in which it takes part'),
				('award', own_award, 'awards that it gives or receives'),
				('amendment', own_award, 'of awards that it gives or receives'),
				('tranche', own_award, 'of awards that it gives or receives'),
				('requirement', own_award, 'of awards that it gives or receives'),
				('budget_line', own_award, 'of awards that it gives or receives'),
				('budget', own_award, 'of awards that it gives or receives'),
				('flow', format('provider %1$s OR receiver %1$s OR %2$s', own, own_award),
				 'what it pays or receives, and what belongs to awards that it gives or receives'),
				-- not by hash tables, which would be as large as what it sees
				('closing_entry',
				 'EXISTS (SELECT FROM flow AS f WHERE f.flow = closing_entry.flow)'
				 || ' OR EXISTS (SELECT FROM amendment AS a WHERE a.amendment = closing_entry.amendment)',
				 'of flows and amendments that it sees'),
				('closed_period', 'true', 'all'),
				('closing_rate', 'true', 'all'),
				('statement', 'organization ' || own, 'its own'),
				('statement_income', 'organization ' || own, 'its own'),
				('cost_plan', 'organization ' || own, 'its own'),
				('area', 'true', 'all'),
				('framework', 'true', 'all'),
				('framework_area', 'true', 'all'),
				('framework_item', 'true', 'all'),
				('assessment', 'organization ' || own, 'its own'),
				('mark', 'assessment IN (SELECT a.assessment FROM assessment AS a)', 'of its own assessments'),
				('convening', own_convening, 'of programmes in which it takes part, and those that it attended'),
				('attendance', 'organization ' || own, 'its own people'),
				('attendance_total', own_convening, 'of convenings that it sees'),
				('learning_path', own_path, 'of no programme, of those in which it takes part, and those that its people entered'),
				('enrolment', 'organization ' || own, 'its own people'),
				('mentorship', format('organization %1$s OR mentor %1$s', own), 'where it is mentored or mentors'),
				('indicator', own_indicator, 'of programmes in which it takes part'),
				('indicator_target', own_indicator, 'of programmes in which it takes part'),
				('indicator_actual', own_indicator, 'of programmes in which it takes part'),
				('indicator_person', own_indicator || ' AND person IN (SELECT own_codes(''person''))',
				 'people whom it has listed itself, as attending or learning'),
				('activity', own_award, 'of awards that it gives or receives'),
				('activity_organization', own_award, 'of awards that it gives or receives'),
				('activity_country', own_award, 'of awards that it gives or receives'),
				('activity_result', own_award, 'of awards that it gives or receives'),
				('activity_indicator', 'result IN (SELECT r.result FROM activity_result AS r)', 'of results that it sees'),
				('label',
				 'CASE list WHEN ''award.award'' THEN code IN (SELECT own_codes(''award.award''))'
				 || ' WHEN ''award.description'' THEN code IN (SELECT own_codes(''award.award''))'
				 || ' WHEN ''programme.programme'' THEN code IN (SELECT own_codes(''programme.programme''))'
				 || ' WHEN ''convening.convening'' THEN code IN (SELECT own_codes(''convening.convening''))'
				 || ' WHEN ''learning_path.path'' THEN code IN (SELECT own_codes(''learning_path.path''))'
				 || ' WHEN ''indicator.indicator'' THEN code IN (SELECT own_codes(''indicator.indicator''))'
				 || ' WHEN ''indicator.definition'' THEN code IN (SELECT own_codes(''indicator.indicator''))'
				 || ' WHEN ''activity_result.result'' THEN code IN (SELECT r.result FROM activity_result AS r)'
				 || ' WHEN ''activity_result.description'' THEN code IN (SELECT r.result FROM activity_result AS r)'
				 || ' WHEN ''organization.organization'' THEN code IN (SELECT own_codes(''organization.organization''))'
				 || ' ELSE list IN (''activity.status'', ''activity_indicator.measure'', ''activity_organization.role'','
				 || ' ''activity_result.type'', ''amendment.kind'', ''area.area'', ''assessment.stage'', ''attendance_total.unit'', ''closing_entry.kind'','
				 || ' ''convening.kind'', ''country'', ''data_findings.finding'', ''duplicate_organizations.reason'', ''flow.type'','
				 || ' ''framework.framework'', ''framework_item.item'', ''grant_status.status'', ''indicator.accumulation'','
				 || ' ''indicator.direction'', ''indicator.unit'', ''organization.kind'', ''programme_partner.role'','
				 || ' ''programme_summary.country'', ''programme_summary.number'', ''programme_summary.sentence'','
				 || ' ''programme_summary.unit'', ''requirement.kind'', ''requirement_status'', ''resilience_scorecard'','
				 || ' ''tranche_status'') END',
				 'those of the lists that the tracker comes with, but no names of what it does not see'),
				('schema_version', 'true', 'all'),
				('row_access', 'role IN (SELECT r.rolname FROM pg_roles AS r WHERE pg_has_role(r.oid, ''USAGE''))', 'what is said of itself')
			 ) AS s (name, shown, words) ON s.name = c.relname
		WHERE c.relnamespace = (SELECT t.relnamespace FROM pg_class AS t WHERE t.oid = tracker)
		  AND c.relkind IN ('r', 'p')
		ORDER BY c.relname
	LOOP
		IF EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = next.oid AND p.polname = 'a partner sees its own') THEN
			EXECUTE format('DROP POLICY "a partner sees its own" ON %I', next.name);
		END IF;
		IF EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = next.oid AND p.polname = 'who sees all changes all') THEN
			EXECUTE format('DROP POLICY "who sees all changes all" ON %I', next.name);
		END IF;
		tables := tables + 1;
		IF enabled THEN
			EXECUTE format('CREATE POLICY "who sees all changes all" ON %I FOR %s USING ((SELECT sees_all()))',
						   next.name, CASE WHEN next.is_of_owner THEN 'SELECT' ELSE 'ALL' END);
			EXECUTE format('COMMENT ON POLICY "who sees all changes all" ON %I IS %L', next.name,
						   CASE WHEN next.is_of_owner THEN 'Roles that row_access shows all organizations see every row; the owner alone changes them.'
								ELSE 'Roles that row_access shows all organizations see and change every row.' END);
			IF next.shown IS NOT NULL THEN
				EXECUTE format('CREATE POLICY "a partner sees its own" ON %I FOR SELECT USING (%s)',
							   next.name, next.shown);
				EXECUTE format('COMMENT ON POLICY "a partner sees its own" ON %I IS %L', next.name,
							   'A role that stands for an organization sees: ' || next.words || '. It changes nothing.');
			END IF;
			EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', next.name);
		ELSE
			EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', next.name);
		END IF;
	END LOOP;
	RETURN tables;
END
$$;
COMMENT ON FUNCTION set_row_security(tracker regclass, enabled boolean) IS
'What enable_row_security and disable_row_security call with a table of the tracker.';

-- Parsed when they are created, they find what they name also after a schema
-- was renamed.
CREATE FUNCTION enable_row_security() RETURNS bigint
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	BEGIN ATOMIC
		SELECT set_row_security('row_access'::regclass, true);
	END;
COMMENT ON FUNCTION enable_row_security() IS
'From now on a role sees the rows that row_access says: all, of which it may change what its rights allow, or those of organizations for which it stands, which it may only read. Two policies on every table say so; the comments of the policies tell what a partner sees. The owner of the tables and superusers are not bound. Where partners are to write, add policies of your own: they are kept. Call it again after upgrade_tracker and after adding a table. Returns the number of tables.';

CREATE FUNCTION disable_row_security() RETURNS bigint
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	BEGIN ATOMIC
		SELECT set_row_security('row_access'::regclass, false);
	END;
COMMENT ON FUNCTION disable_row_security() IS
'Takes away the policies of enable_row_security and disables row security on every table: whoever may read a table sees all its rows. Policies of your own stay, and say nothing until it is enabled again. Returns the number of tables.';

-- What runs with its owner's rights is not bound by row security, and is never
-- granted here: functions that are SECURITY DEFINER, but for close_period, and views that read tables
-- themselves, unless they are security_invoker.
CREATE FUNCTION set_access(tracker regclass, report_schema regnamespace, role name, level text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path FROM CURRENT
AS $$
DECLARE
	tracker_schema record;
	caudal_schema record;
	routines oid[];
	routine_names text;
	type_names text;
	unprotected text;
	next record;
BEGIN
	SELECT n.oid, n.nspname AS name, n.nspowner AS owner INTO tracker_schema
	FROM pg_catalog.pg_class AS c
		 JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
	WHERE c.oid = tracker;
	SELECT n.oid, n.nspname AS name INTO caudal_schema
	FROM pg_catalog.pg_extension AS e
		 JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'caudal';
	-- message() is of caudal
	PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', caudal_schema.name), true);

	IF role IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'null_value_not_allowed',
			MESSAGE = message('access is given to a role, which is NULL here');
	ELSIF role = 'public' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_grant_operation',
			MESSAGE = message('nothing of a tracker is for PUBLIC'),
			HINT = message('Create a role for those who are to read, and make them its members.');
	ELSIF level IS NULL OR level NOT IN ('report', 'read', 'edit', 'none') THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = format(message('there is no level of access "%s"'), level),
			HINT = message('Levels are "report" (reports alone), "read" (also tables) and "edit" (also to change rows). revoke_access(role) takes all away.');
	ELSIF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'undefined_object',
			MESSAGE = format(message('role "%s" does not exist'), role),
			HINT = format(message('Create it first: CREATE ROLE %I. A name is written here as it is stored, in small letters unless it was quoted.'), role);
	ELSIF EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role AND r.oid = tracker_schema.owner) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_grant_operation',
			MESSAGE = format(message('role "%s" owns the tracker'), role),
			DETAIL = message('An owner has every right, and is not bound by row security.'),
			HINT = message('Let people work in another role than the one that installed the tracker.');
	ELSIF NOT pg_has_role(tracker_schema.owner, 'USAGE') THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = format(message('only the owner of the tracker in schema "%s" says who may use it'), tracker_schema.name),
			DETAIL = format(message('That is role "%s".'), pg_get_userbyid(tracker_schema.owner));
	END IF;

	-- but for the functions that PostgreSQL made with a range, which are not the
	-- owner's and open to all
	SELECT array_agg(p.oid) INTO routines
	FROM pg_proc AS p
	WHERE p.pronamespace IN (tracker_schema.oid, report_schema)
	  AND NOT EXISTS (SELECT FROM pg_depend AS d
					  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i');
	SELECT string_agg(p.oid::regprocedure::text, ', ') INTO routine_names
	FROM unnest(routines) AS p (oid);
	SELECT string_agg(t.oid::regtype::text, ', ' ORDER BY t.typname) INTO type_names
	FROM pg_type AS t
	WHERE t.typnamespace IN (tracker_schema.oid, report_schema)
	  AND t.typtype IN ('d', 'e', 'r');

	EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I, %s FROM %I', tracker_schema.name, report_schema, role);
	EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I, %s FROM %I', tracker_schema.name, report_schema, role);
	EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %I', routine_names, role);
	EXECUTE format('REVOKE ALL ON TYPE %s FROM %I', type_names, role);
	EXECUTE format('REVOKE ALL ON SCHEMA %I, %s FROM %I', tracker_schema.name, report_schema, role);
	IF level = 'none' THEN
		RETURN;
	END IF;

	SELECT string_agg(format('"%s"', c.relname), ', ' ORDER BY c.relname) INTO unprotected
	FROM pg_class AS c
	WHERE c.relnamespace = tracker_schema.oid
	  AND c.relkind IN ('r', 'p')
	  AND NOT (c.relrowsecurity
			   AND EXISTS (SELECT FROM pg_policy AS p
						   WHERE p.polrelid = c.oid AND p.polname = 'who sees all changes all'))
	  AND EXISTS (SELECT FROM pg_policy AS p
				  WHERE p.polrelid = tracker AND p.polname = 'who sees all changes all');
	IF unprotected IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = message('row security is enabled, but not on all tables of the tracker'),
			DETAIL = format(message('Not on %s.'), unprotected),
			HINT = format(message('First call %I.enable_row_security() again.'), tracker_schema.name);
	ELSIF NOT has_schema_privilege(role, caudal_schema.oid, 'USAGE') THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = format(message('role "%s" may not use schema "%s"'), role, caudal_schema.name),
			DETAIL = message('Reports convert amounts, by functions of caudal.'),
			HINT = format(message('GRANT USAGE ON SCHEMA %I TO %I.'), caudal_schema.name, role);
	END IF;

	EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', report_schema, role);
	IF level <> 'report' THEN
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', tracker_schema.name, role);
		EXECUTE format('GRANT USAGE ON TYPE %s TO %I', type_names, role);
	END IF;
	FOR next IN
		WITH RECURSIVE reads AS (
			SELECT w.ev_class AS view, c.oid, c.relkind
			FROM pg_rewrite AS w
				 JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
									AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> w.ev_class
				 JOIN pg_class AS c ON c.oid = d.refobjid
		), with_rights_of_owner AS (
			SELECT r.view
			FROM reads AS r
			WHERE r.relkind <> 'v'
			UNION
			SELECT r.view
			FROM reads AS r
				 JOIN with_rights_of_owner AS o ON o.view = r.oid
		)
		SELECT c.oid::regclass AS name,
			   CASE WHEN level <> 'edit' OR c.relkind = 'v' OR c.relname IN ('schema_version', 'row_access') THEN 'SELECT'
					-- what closings keep is written by close_period alone
					WHEN c.relname IN ('closed_period', 'closing_entry', 'closing_rate') THEN 'SELECT'
					ELSE 'SELECT, INSERT, UPDATE, DELETE' END AS rights
		FROM pg_class AS c
		WHERE c.relnamespace = tracker_schema.oid
		  AND (c.relkind IN ('r', 'p')
			   OR c.relname IN ('own_access', 'own_code'))
		   OR c.relnamespace IN (tracker_schema.oid, report_schema)
			  AND c.relkind = 'v'
			  AND (c.oid NOT IN (SELECT o.view FROM with_rights_of_owner AS o)
				   OR EXISTS (SELECT FROM pg_options_to_table(c.reloptions) AS o
							  WHERE o.option_name = 'security_invoker' AND o.option_value::boolean))
		ORDER BY c.oid::regclass::text
	LOOP
		EXECUTE format('GRANT %s ON %s TO %I', next.rights, next.name, role);
	END LOOP;
	IF level = 'edit' THEN
		EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', tracker_schema.name, role);
	END IF;
	FOR next IN
		SELECT p.oid::regprocedure AS name
		FROM pg_proc AS p
		WHERE p.oid = ANY (routines)
		  AND p.prorettype <> 'trigger'::regtype
		  -- close_period asks itself who calls it
		  AND (NOT p.prosecdef OR p.pronamespace = tracker_schema.oid AND p.proname = 'close_period')
		  AND (level = 'edit' OR p.provolatile <> 'v')
		  AND (p.pronamespace <> tracker_schema.oid
			   OR p.proname NOT IN ('set_access', 'grant_access', 'revoke_access',
									'set_row_security', 'enable_row_security', 'disable_row_security'))
		ORDER BY p.oid::regprocedure::text
	LOOP
		EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', next.name, role);
	END LOOP;
END
$$;
COMMENT ON FUNCTION set_access(tracker regclass, report_schema regnamespace, role name, level text) IS
'What grant_access and revoke_access call with a table of the tracker and the schema of its reports; level "none" takes everything away.';

CREATE FUNCTION grant_access(role name, level text) RETURNS void
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	BEGIN ATOMIC
		SELECT set_access('row_access'::regclass, report_schema(), role, level);
	END;
COMMENT ON FUNCTION grant_access(role name, level text) IS
'Gives a role one of three levels of access, in the place of the one that it had.
report: the reports, and not the tables that they are made from; a role of this level cannot name a table. Before row security is enabled it may see samples of their values in pg_stats.
read: also the tables.
edit: also to insert, update and delete rows, and to close periods; but not who may see what (row_access), nor what closings have kept, to which close_period alone adds.
Only what exists at the time is granted: call it again after upgrade_tracker, and after adding a table or a report. What runs with its owner''s rights (a materialized view, a view that reads tables itself, a SECURITY DEFINER function) is left out: grant that yourself if all who get it may see all that it shows. The role also needs USAGE on the schema of caudal. Which rows it sees is another question: see enable_row_security.';

CREATE FUNCTION revoke_access(role name) RETURNS void
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
	BEGIN ATOMIC
		SELECT set_access('row_access'::regclass, report_schema(), role, 'none');
	END;
COMMENT ON FUNCTION revoke_access(role name) IS
'Takes from a role everything that it was granted in the tracker and its reports, by grant_access or by hand. What row_access says of it stays.';
