# A tracker of an earlier version, filled with rows and upgraded, is like one
# that was installed today, and keeps its rows.
use strict;
use warnings;

use File::Basename qw(dirname);
use lib dirname(__FILE__);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TrackerRows;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->start;

# All that the catalogs say of the two schemas, one fact a line
my $facts = q{
	SELECT string_agg(x, E'\n' ORDER BY x COLLATE "C") FROM (
		SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || a.attnum || ' ' || format_type(a.atttypid, a.atttypmod)
			   || ' ' || a.attnotnull || ' ' || a.attidentity::text || a.attgenerated::text || ' '
			   || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || coalesce(col_description(a.attrelid, a.attnum), '')
		FROM pg_attribute AS a
			 JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'S')
			 LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		WHERE c.relnamespace IN ('tracker'::regnamespace, 'report'::regnamespace) AND a.attnum > 0
		UNION ALL
		SELECT 'relation ' || c.oid::regclass || ' ' || c.relkind::text || ' ' || coalesce(c.relacl::text, '') || ' '
			   || coalesce(obj_description(c.oid, 'pg_class'), '')
			   || CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) ELSE '' END
		FROM pg_class AS c
		WHERE c.relnamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
		UNION ALL
		SELECT 'index ' || pg_get_indexdef(i.indexrelid)
		FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
		WHERE c.relnamespace = 'tracker'::regnamespace
		UNION ALL
		SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
		FROM pg_constraint WHERE connamespace = 'tracker'::regnamespace
		UNION ALL
		SELECT 'trigger ' || pg_get_triggerdef(t.oid)
		FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
		WHERE c.relnamespace = 'tracker'::regnamespace AND NOT t.tgisinternal
		UNION ALL
		SELECT 'routine ' || CASE prokind WHEN 'a' THEN oid::regprocedure::text ELSE pg_get_functiondef(oid) END || ' '
			   || coalesce(proacl::text, '') || ' ' || coalesce(obj_description(oid, 'pg_proc'), '')
		FROM pg_proc WHERE pronamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
		UNION ALL
		SELECT 'type ' || oid::regtype || ' ' || coalesce(typacl::text, '') || ' ' || coalesce(obj_description(oid, 'pg_type'), '')
		FROM pg_type WHERE typnamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
		UNION ALL
		SELECT 'label ' || l::text FROM tracker.label AS l
	) AS v(x)};

TrackerRows::create($node, 'fresh', empty => 1);
$node->safe_psql('fresh', 'SELECT install_tracker()');
my $fresh = $node->safe_psql('fresh', $facts);
my $last = $node->safe_psql('fresh', 'SELECT caudal.tracker_version()');
my $lines = () = $fresh =~ /^(column|routine|constraint) /mg;
cmp_ok($lines, '>', 500, "the catalogs say much: $lines facts");

# Version 14 had the tables and no report; version 24 half of the reports.
foreach my $version (14, 24)
{
	my $database = "from_$version";

	TrackerRows::create($node, $database, empty => 1);
	is($node->safe_psql($database, "SELECT install_tracker(to_version => $version)"), $version, "installed at version $version");
	isnt($node->safe_psql($database, $facts), $fresh, 'which has less than today');
	TrackerRows::fill($node, $database);
	# a label of the user's own that a later version brings as well
	$node->safe_psql($database, q{INSERT INTO tracker.label VALUES ('data_findings.finding', 'overspent', 'es', 'se gastó más de lo desembolsado')});
	my $rows = rows($database);
	like($rows, qr/XX-coast/, 'filled with rows');

	$node->safe_psql($database, 'BEGIN; SELECT upgrade_tracker(); ROLLBACK');
	is($node->safe_psql($database, 'SELECT max(migration) FROM tracker.schema_version'), $version, 'an upgrade rolled back leaves nothing');
	is($node->safe_psql($database, 'SELECT upgrade_tracker()'), $last, 'upgraded');
	is($node->safe_psql($database, 'SELECT upgrade_tracker()'), $last, 'and again, for nothing');
	is($node->safe_psql($database, $facts), $fresh, 'is like a new one in every fact');
	is(rows($database), $rows, 'and has the rows that it had');
	is($node->safe_psql($database, 'SELECT count(*) > 0 FROM report.grant_status'), 't', 'which reports show');
}

# Rows of tables that every version has; labels and versions grow, and what a
# later version adds is empty
sub rows
{
	my ($database) = @_;

	return join '', map {
		my $rows = $node->safe_psql($database, qq{SELECT jsonb_strip_nulls(to_jsonb(x))::text FROM tracker."$_" AS x ORDER BY x::text COLLATE "C"});

		$rows ne '' ? "$_:\n$rows\n" : ()
	} grep { !/^(label|schema_version|row_access)$/ } TrackerRows::relations($node, $database, 'tracker', 'r');
}

# One of another role
$node->safe_psql('fresh', q{CREATE ROLE regress_owner; ALTER SCHEMA tracker OWNER TO regress_owner});
my (undef, undef, $refused) = $node->psql('fresh', 'SELECT upgrade_tracker()');
like($refused, qr/only its owner upgrades the tracker in schema "tracker"/, 'whoever upgrades owns what comes');
$node->safe_psql('fresh', q{ALTER SCHEMA tracker OWNER TO postgres});

# What another role has made is not called with the rights of who upgrades
$node->safe_psql('fresh', q{
	CREATE SCHEMA regress_trap AUTHORIZATION regress_owner;
	SET ROLE regress_owner;
	CREATE TABLE regress_trap.schema_version (migration int, name text);
	CREATE FUNCTION regress_trap.report_schema() RETURNS oid LANGUAGE plpgsql AS
		$$ BEGIN RAISE NOTICE 'called by %', current_user; RETURN 'report'::regnamespace; END $$});
(undef, undef, $refused) = $node->psql('fresh', q{SELECT upgrade_tracker('regress_trap')});
like($refused, qr/only its owner upgrades the tracker in schema "regress_trap"/, 'a tracker of another role is refused');
unlike($refused, qr/called by/, 'before anything of it runs');

# A function of the user's own keeps its path; the lock on the extension comes
# back after DROP EXTENSION ... CASCADE
$node->safe_psql('fresh', q{
	CREATE FUNCTION tracker.of_the_user() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1';
	ALTER TABLE tracker.schema_version DROP CONSTRAINT "a version is one that caudal_tracker knows";
	SELECT upgrade_tracker()});
is($node->safe_psql('fresh', q{SELECT proconfig FROM pg_proc WHERE proname = 'of_the_user'}), '{search_path=pg_catalog}',
	'a function of the user keeps its search_path');
(undef, undef, $refused) = $node->psql('fresh', 'DROP EXTENSION caudal_tracker');
like($refused, qr/cannot drop extension caudal_tracker/, 'the tracker depends on the extension again');

# One that is newer than the extension
$node->safe_psql('fresh', q{INSERT INTO tracker.schema_version (migration, name) VALUES (100000, 'of the future')});
my ($status, $out, $error) = $node->psql('fresh', 'SELECT upgrade_tracker()');
like($error, qr/the tracker in schema "tracker" is newer than caudal_tracker/, 'a newer tracker is not touched');

$node->stop;
done_testing();
