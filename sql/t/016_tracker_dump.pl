# A tracker is ordinary objects of whoever installed it: a dump keeps its rows
# and whatever its owner has added, PostgreSQL refuses to drop the extensions
# under it, and several can be in one database.
use strict;
use warnings;

use File::Basename qw(dirname);
use lib dirname(__FILE__);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TrackerRows;

my $node = PostgreSQL::Test::Cluster->new('source');
$node->init;
$node->start;
TrackerRows::create($node, 'books');

# What an owner may have added to tables of the tracker
$node->safe_psql(
	'books', q{
	SET search_path = tracker, report, public, caudal;
	CREATE ROLE regress_partner;
	ALTER TABLE award ADD COLUMN region text DEFAULT 'norte';
	UPDATE award SET region = 'sur' WHERE award = 'A3';
	CREATE INDEX award_region ON award (region);
	ALTER TABLE flow ADD CONSTRAINT flow_note_is_short CHECK (length(note) < 1000);
	CREATE TABLE audit (flow bigint, at timestamptz DEFAULT now());
	CREATE FUNCTION note_flow() RETURNS trigger LANGUAGE plpgsql SET search_path = tracker AS
		'BEGIN INSERT INTO audit (flow) VALUES (new.flow); RETURN NULL; END';
	CREATE TRIGGER own_trigger AFTER INSERT ON flow FOR EACH ROW EXECUTE FUNCTION note_flow();
	SELECT grant_access('regress_partner', 'read');
	GRANT SELECT ON audit TO regress_partner;
	INSERT INTO row_access (role, organization) VALUES ('regress_partner', 'XX-north');
	SELECT enable_row_security();
	CREATE POLICY own_policy ON flow FOR SELECT TO regress_partner USING (type = 13);
	INSERT INTO label (list, code, language, label) VALUES ('country', 'MX', 'nah', 'Mexihco');
	CREATE VIEW report.own_view AS SELECT award, region FROM award;
});

my $additions = <<'SQL';
	SET search_path = pg_catalog;
	SELECT string_agg(x, E'\n' ORDER BY x) FROM (
		SELECT 'column ' || attname FROM pg_attribute WHERE attrelid = 'tracker.award'::regclass AND attname = 'region'
		UNION ALL SELECT 'index ' || indexname FROM pg_indexes WHERE indexname = 'award_region'
		UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE tgname = 'own_trigger' AND tgenabled = 'O'
		UNION ALL SELECT 'constraint ' || conname FROM pg_constraint WHERE conname = 'flow_note_is_short'
		UNION ALL SELECT 'policy ' || polname || ' on ' || polrelid::regclass || ' ' || polcmd::text || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') FROM pg_policy
		UNION ALL SELECT 'row security ' || oid::regclass FROM pg_class WHERE relrowsecurity
		UNION ALL SELECT 'right ' || oid::regclass || ' ' || relacl::text FROM pg_class WHERE relacl::text ~ 'regress_partner'
		UNION ALL SELECT 'right ' || oid::regprocedure || ' ' || proacl::text FROM pg_proc WHERE proacl::text ~ 'regress_partner' AND proname !~ '^identifier_(multi)?range$'
		UNION ALL SELECT 'open to all: ' || oid::regprocedure FROM pg_proc WHERE pronamespace IN ('tracker'::regnamespace, 'report'::regnamespace) AND (proacl IS NULL OR proacl::text ~ '[{,]=')
			-- a dump does not keep rights on the functions that PostgreSQL makes for a range
			AND proname NOT IN ('note_flow', 'identifier_range', 'identifier_multirange')
	) AS v(x)
SQL
my $partner = q{SET ROLE regress_partner; SELECT string_agg(f.flow || ' ' || f.type, ',' ORDER BY f.flow) FROM tracker.flow AS f};

my %before = (
	tables => TrackerRows::contents($node, 'books', 'tracker', 'r'),
	views => TrackerRows::contents($node, 'books', 'report', 'v'),
	additions => $node->safe_psql('books', $additions),
	partner => $node->safe_psql('books', $partner));
like($before{additions}, qr/policy own_policy/, 'what is looked for is there');
unlike($before{additions}, qr/open to all/, 'nothing is open to all');
my $shown = () = $before{views} =~ /^\(/mg;
cmp_ok($shown, '>', 100, "reports have rows: $shown");

my $dumps = PostgreSQL::Test::Utils::tempdir;
$node->command_ok([ 'pg_dump', '-f', "$dumps/plain.sql", 'books' ], 'pg_dump, plain');
$node->command_ok([ 'pg_dump', '-Fd', '-j', '2', '-f', "$dumps/directory", 'books' ], 'pg_dump, a directory, by two');
my $plain = slurp_file("$dumps/plain.sql");
foreach my $format ('plain', 'directory')
{
	my $database = "restored_$format";

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	if ($format eq 'plain')
	{
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database), '-f', "$dumps/plain.sql" ],
			'restored by psql without an error');
	}
	else
	{
		# by one process: two may load rates before their sources (docs/caudal.md)
		$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr($database), "$dumps/directory" ],
			'restored by pg_restore without an error');
	}
	is($node->safe_psql($database, $additions), $before{additions}, "$format: what the owner added is kept");
	is(TrackerRows::contents($node, $database, 'tracker', 'r'), $before{tables}, "$format: every row of every table");
	is(TrackerRows::contents($node, $database, 'report', 'v'), $before{views}, "$format: every report says the same");
	is($node->safe_psql($database, $partner), $before{partner}, "$format: a partner sees the same flows and no others");
	is( $node->safe_psql(
			$database, q{
			SET search_path = tracker, caudal;
			WITH new AS (INSERT INTO flow (award, type, amount, booked_on, provider, receiver)
						 VALUES ('A1', 3, '1 USD', CURRENT_DATE, 'XX-funder', 'XX-between') RETURNING flow)
			SELECT (SELECT count(*) FROM flow AS f WHERE f.flow = new.flow) FROM new;
			SELECT count(*) FROM audit AS a JOIN flow AS f ON f.flow = a.flow;
			SELECT upgrade_tracker() = tracker_version()}),
		"0\n" . (1 + ($before{tables} =~ /^audit:\n((?:\(.*\n)*)/m ? () = $1 =~ /^\(/mg : 0)) . "\nt",
		"$format: numbers go on, triggers fire, and the version is known");
}

# Restored by the owner of a database, who is no superuser: all but the
# extensions, which an administrator has installed, with leave to load rates
$node->safe_psql('postgres', 'CREATE ROLE regress_owner LOGIN; CREATE DATABASE restored_by_owner OWNER regress_owner');
$node->safe_psql(
	'restored_by_owner', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	CREATE EXTENSION caudal_tracker SCHEMA caudal;
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	GRANT INSERT ON caudal.rate_source, caudal.exchange_rate TO regress_owner;
});
my ($list) = run_command([ 'pg_restore', '-l', "$dumps/directory" ]);
append_to_file("$dumps/list",
	join("\n", grep { !/ (?:SCHEMA - caudal|EXTENSION - caudal\w*|COMMENT - EXTENSION caudal\w*|ACL - SCHEMA caudal) / } split /\n/, $list));
$node->command_ok(
	[ 'pg_restore', '--exit-on-error', '--no-owner', '-L', "$dumps/list", '-U', 'regress_owner', '-d', $node->connstr('restored_by_owner'), "$dumps/directory" ],
	'restored by who is no superuser without an error');
is(TrackerRows::contents($node, 'restored_by_owner', 'tracker', 'r'), $before{tables}, 'by the owner: every row of every table');
is(TrackerRows::contents($node, 'restored_by_owner', 'report', 'v'), $before{views}, 'by the owner: every report says the same');
is($node->safe_psql('restored_by_owner', $additions), $before{additions} =~ s/\bpostgres\b/regress_owner/gr, 'by the owner: what was added is kept');
is($node->safe_psql('restored_by_owner', $partner), $before{partner}, 'by the owner: a partner sees the same flows and no others');
is( $node->safe_psql('restored_by_owner', q{SET SESSION AUTHORIZATION regress_owner; SELECT caudal.upgrade_tracker() = caudal.tracker_version()}),
	't', 'by the owner: who can upgrade it');

# The extensions stay while a tracker needs them
foreach my $extension ('caudal_tracker', 'caudal')
{
	my ($status, $out, $error) = $node->psql('books', "DROP EXTENSION $extension");
	isnt($status, 0, "$extension is not dropped");
	like($error, qr/cannot drop extension $extension because other objects depend on it/, 'and the error says why');
}

# Two trackers in one database
$node->safe_psql('books', q{SELECT install_tracker('second', 'second_report')});
TrackerRows::fill($node, 'books', 'second', 'second_report')
  if $node->safe_psql('books', 'DELETE FROM caudal.exchange_rate; DELETE FROM caudal.rate_source') || 1;
$node->safe_psql('books', q{UPDATE second.organization SET name = 'second ' || name});
unlike(TrackerRows::contents($node, 'books', 'report', 'v'), qr/second /, 'the first tracker shows nothing of the second');
my @named = split /\n/, $node->safe_psql('books', q{SELECT DISTINCT recipient_name FROM second_report.grant_status});
is(scalar(grep { !/^second / } @named), 0, 'nor the second of the first');

# Schemas move: what looks names up follows
$node->safe_psql(
	'books', q{
	DROP SCHEMA second_report, second CASCADE;
	ALTER EXTENSION caudal SET SCHEMA public;
	ALTER SCHEMA tracker RENAME TO grants;
	ALTER SCHEMA report RENAME TO figures;
	SELECT upgrade_tracker('grants');
	-- functions of the owner's own are left to the owner
	ALTER FUNCTION grants.note_flow() SET search_path = grants;
});
is($node->safe_psql('books', q{
		INSERT INTO grants.flow (award, type, amount, booked_on, provider, receiver)
		VALUES ('A1', 3, '2 USD', CURRENT_DATE, 'XX-funder', 'XX-between');
		SELECT count(*) > 0 FROM figures.grant_status}), 't', 'after both schemas and caudal moved, triggers and reports work');
my ($status, $out, $error) = $node->psql('books', q{
	INSERT INTO grants.flow (award, type, amount, booked_on, provider, receiver)
	VALUES ('A1', 12, '-2 USD', CURRENT_DATE, 'XX-funder', 'XX-between')});
like($error, qr/a pledge is not negative/, 'and constraints');

$node->safe_psql('books', 'DROP SCHEMA figures, grants CASCADE');
is($node->safe_psql('books', 'DROP EXTENSION caudal_tracker; DROP EXTENSION caudal; SELECT 1'), '1',
	'without a tracker the extensions are dropped');

$node->stop;
done_testing();
