# Who may read and change what in a tracker: three levels of access, and row
# security by organization.
#
# Two partners that share nothing have the same rows in every table, with other
# names and numbers.  What one of them sees through any table, view or function
# must be what the owner of a database sees that has its rows alone.  Tables,
# views and functions are taken from the catalogs, so that later ones are tested
# as well; a new table wants rows in partner_rows.sql.
use strict;
use warnings;

use File::Basename qw(dirname);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $alpha_rows = slurp_file(dirname(__FILE__) . '/partner_rows.sql');
my $beta_rows = $alpha_rows =~ s/ALPHA/BETA/gr =~ s/55555/77777/gr;
my $of_alpha = qr/ALPHA|55555/;
my $of_beta = qr/BETA|77777/;

# Tables whose rows are nobody's, or are looked at on their own
my %is_public = map { $_ => 1 } qw(area closed_period closing_rate framework framework_area framework_item schema_version row_access);

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
# compiling what is run once takes longer than running it
$node->append_conf('postgresql.conf', 'jit = off');
$node->start;

# The owner of the tracker is no superuser
my @roles = qw(owner alpha beta staff nobody report read edit);
$node->safe_psql('postgres', join('', map { "CREATE ROLE regress_$_;\n" } @roles)
	  . 'CREATE ROLE regress_member IN ROLE regress_alpha; CREATE ROLE regress_apart NOINHERIT IN ROLE regress_alpha');

sub as
{
	my ($role, $sql) = @_;

	return "SET SESSION AUTHORIZATION regress_$role;\n$sql";
}

sub create
{
	my ($database, @rows) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database OWNER regress_owner");
	$node->safe_psql(
		$database, qq{
		CREATE SCHEMA caudal;
		CREATE EXTENSION caudal SCHEMA caudal;
		GRANT USAGE ON SCHEMA caudal TO PUBLIC;
		CREATE EXTENSION caudal_tracker SCHEMA caudal;
		ALTER DATABASE $database SET search_path = public, caudal;
		SET search_path = caudal;
		INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'Daily', 10, 7);
		INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
		SELECT 'fix', 'USD', 'MXN', day, 19 + extract(day FROM day) / 8
		FROM generate_series(timestamp '2019-12-25', CURRENT_DATE + 400, '1 day') AS day;
	});
	$node->safe_psql($database, as('owner', 'SELECT install_tracker()'));
	$node->safe_psql(
		$database,
		as('owner', 'SET search_path = tracker, caudal;' . join('', @rows)
			  . q{SELECT close_period('2021-06-30', closed_on => '2021-07-15'), close_period('2021-12-31', closed_on => '2022-01-15');
		-- numbers that say whose an entry is, instead of how many there are
		UPDATE closing_entry SET entry = 100 * coalesce(flow, amendment) + extract(month FROM last_day)}));
	return;
}

create('partners', $alpha_rows, $beta_rows);
create('alone', $alpha_rows);

sub list
{
	my ($sql) = @_;

	return split /\n/, $node->safe_psql('partners', $sql);
}

my @tables = list(q{SELECT relname FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1});
my @own_views = list(q{SELECT relname FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind = 'v' ORDER BY 1});
my @reports = list(q{SELECT relname FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v' ORDER BY 1});
cmp_ok(scalar(@tables), '>', 30, 'tables: ' . scalar(@tables));
cmp_ok(scalar(@reports), '>', 20, 'reports: ' . scalar(@reports));

# Calls of every function that is not volatile: without arguments, and with
# arguments that ask for the other partner
my @calls;
foreach (list(q{
	SELECT p.oid::regproc::text || '|' || (p.pronargs = p.pronargdefaults)::text || '|'
		   || coalesce((SELECT string_agg(coalesce(p.proargnames[a.place], '') || ' ' || format_type(a.type, NULL), '|' ORDER BY a.place)
						FROM unnest(p.proargtypes) WITH ORDINALITY AS a (type, place)), '')
	FROM pg_proc AS p
	WHERE p.pronamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
	  AND p.prokind = 'f' AND p.provolatile <> 'v' AND p.prorettype <> 'trigger'::regtype AND p.proname !~ '^identifier_(multi)?range$'
	ORDER BY 1}))
{
	my ($name, $has_defaults, @arguments) = split /\|/;
	my %asked_for = (
		code => 'AWARD-BETA', award => 'AWARD-BETA', programme => 'PROGRAMME-BETA', organization => 'ORG-BETA',
		called => 'alias of beta', language => 'es', unit => 'month');
	my %of_type = (
		date => q{'2022-12-31'}, bigint => 7777711, integer => 1, numeric => 1, boolean => 'true',
		currency => q{'USD'}, monetary => q{'1 USD'}, money_bag => q{'{1 USD}'}, grant_period => q{'2021'}, 'text[]' => q{'{ORG-BETA,FUNDER-BETA}'});
	my @lists = qw(award.award programme.programme convening.convening learning_path.path indicator.indicator organization.organization flow.type);

	# what has other answers for each role is looked at on its own
	next if $name =~ /^tracker\.(own_codes|sees_all)$/;
	push @calls, "$name()" if $has_defaults eq 'true';
	next unless @arguments;
	foreach my $list (grep(/^list text$/, @arguments) ? @lists : 'none')
	{
		push @calls, "$name(" . join(', ', map {
			my ($argument, $type) = /^(\S*) (.*)$/;

			($argument eq 'list' ? "'$list'"
			 : $type =~ /^(?:text|name|tracker\.identifier)$/ ? "'" . ($asked_for{$argument} // 'ORG-BETA') . "'"
			 : $of_type{$type} // 'NULL') . "::$type";
		} @arguments) . ')';
	}
}
cmp_ok(scalar(@calls), '>', 60, 'calls of functions: ' . scalar(@calls));

# What a role sees in a database: by name, the rows as text in the order of
# their text, or the SQLSTATE
my %query = (
	# when migrations were applied is of the database
	(map { ("table $_" => qq{SELECT (to_jsonb(x) - 'applied_at')::text COLLATE "C" FROM tracker."$_" AS x}) } @tables),
	(map { ("view $_" => qq{SELECT x::text COLLATE "C" FROM report."$_" AS x}) } @reports),
	(map { ("own view $_" => qq{SELECT x::text COLLATE "C" FROM tracker."$_" AS x}) } @own_views),
	(map { ("call $_" => qq{SELECT x::text COLLATE "C" FROM $_ AS x}) } @calls));

sub seen
{
	my ($database, $role, $which) = @_;
	my $script = "\\set VERBOSITY sqlstate\n" . as($role, '');
	my @names = grep { !$which || /$which/ } sort keys %query;
	my ($stdout, $stderr, %seen);

	$script .= "\\echo ---\n$query{$_} ORDER BY 1;\n\\if :ERROR\n\\echo :SQLSTATE\n\\endif\n" foreach @names;
	$node->psql($database, $script, stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);
	@seen{@names} = "$stdout\n" =~ /^---\n(.*?)(?=^---\n|\z)/msg;
	is(() = $stdout =~ /^---$/mg, scalar(@names), "$role has asked for all in $database");
	return \%seen;
}

# Nothing for PUBLIC, and nothing that is not said by a grant
my $public = q{
	SELECT string_agg(v.what, ', ')
	FROM (SELECT 'schema ' || n.nspname, n.nspacl, acldefault('n', n.nspowner) FROM pg_namespace AS n WHERE n.nspname IN ('tracker', 'report')
		  UNION ALL
		  SELECT 'relation ' || c.oid::regclass, c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)
		  FROM pg_class AS c WHERE c.relnamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
		  UNION ALL
		  SELECT 'column ' || a.attname || ' of ' || a.attrelid::regclass, a.attacl, NULL
		  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid WHERE c.relnamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
		  UNION ALL
		  SELECT 'routine ' || p.oid::regprocedure, p.proacl, acldefault('f', p.proowner)
		  FROM pg_proc AS p
		  WHERE p.pronamespace IN ('tracker'::regnamespace, 'report'::regnamespace)
			-- those that PostgreSQL made with a range are not the owner's
			AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
		  UNION ALL
		  -- types of rows and of arrays go with their table or element
		  SELECT 'type ' || t.oid::regtype, t.typacl, acldefault('T', t.typowner)
		  FROM pg_type AS t WHERE t.typnamespace IN ('tracker'::regnamespace, 'report'::regnamespace) AND t.typtype IN ('d', 'e', 'r')
		 ) AS v (what, acl, acl_unasked)
		 CROSS JOIN aclexplode(coalesce(v.acl, v.acl_unasked)) AS g
	WHERE g.grantee = 0};
is($node->safe_psql('partners', $public), '', 'nothing is for PUBLIC');
like(
	$node->safe_psql('partners', "BEGIN; GRANT UPDATE (note) ON tracker.flow TO PUBLIC; GRANT EXECUTE ON FUNCTION tracker.tranche_status(date, date, date, date) TO PUBLIC; $public"),
	qr/^column note of tracker\.flow, routine tracker\.tranche_status\(date,date,date,date\)$/,
	'and what is would be found');

# Run statements as a role.  Where one has an answer, or an SQLSTATE, that
# stands after it.
sub session
{
	my ($name, $database, $role, @steps) = @_;
	my $script = "\\set VERBOSITY sqlstate\n" . as($role, "SET search_path = public, caudal, report, tracker;\n");
	my $expected = '';
	my ($stdout, $stderr);

	foreach my $step (@steps)
	{
		my ($statement, $answer) = ref($step) ? @$step : ($step, '');

		$script .= "$statement;\n\\if :ERROR\n\\echo :SQLSTATE\n\\endif\n";
		$expected .= "$answer\n" if $answer ne '';
	}
	$node->psql($database, $script, stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);
	is($stdout eq '' ? '' : "$stdout\n", $expected, $name) or diag($stderr);
	return $stderr;
}

# Levels of access, while every role sees all rows
my $owner = seen('partners', 'owner');
my $alone = seen('alone', 'owner');
foreach my $name (sort keys %query)
{
	next if $name =~ /^own view /;
	unlike($owner->{$name}, qr/\A[0-9A-Z]{5}\n\z/, "owner: no error: $name");
	next if $name =~ /^call / || $name =~ /^table (.*)/ && $is_public{$1};
	isnt($owner->{$name}, $alone->{$name}, "the other partner makes a difference: $name");
}
foreach my $table (grep { !$is_public{$_} } @tables)
{
	like($owner->{"table $table"}, $of_alpha, "a row of one partner: table $table");
	like($owner->{"table $table"}, $of_beta, "a row of the other: table $table");
}

session('access is given by the owner', 'partners', 'owner', map { "SELECT FROM grant_access('regress_$_', '$_')" } qw(report read edit));
my $nobody = seen('partners', 'nobody');
my $report = seen('partners', 'report');
my $read = seen('partners', 'read');
my $edit = seen('partners', 'edit');
foreach my $name (sort keys %query)
{
	my $is_report = $name =~ /^(?:view|call report\.)/;

	is($nobody->{$name}, "42501\n", "nobody: $name");
	is($report->{$name}, $is_report ? $owner->{$name} : "42501\n", "report: $name");
	is($read->{$name}, $owner->{$name}, "read: $name");
	is($edit->{$name}, $owner->{$name}, "edit: $name");
}

# Rights to change rows are looked up, since not every table can be written to
# without a row that fits
my %changes = (
	schema_version => 'SELECT',
	row_access => 'SELECT',
	closing_entry => 'SELECT',
	closing_rate => 'SELECT',
	closed_period => 'SELECT');
foreach my $table (@tables)
{
	my %expected = (report => 'SELECT', read => 'SELECT', edit => $changes{$table} // 'SELECT INSERT UPDATE DELETE', nobody => '');

	foreach my $level (sort keys %expected)
	{
		is( $node->safe_psql(
				'partners', qq{
				SELECT string_agg(v.privilege, ' ' ORDER BY v.place)
				FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) WITH ORDINALITY AS v (privilege, place)
				WHERE has_table_privilege('regress_$level', 'tracker."$table"', v.privilege)}),
			$expected{$level}, "$level: rights on $table");
	}
}

my $new_flow = 'INSERT INTO flow (award, type, amount, booked_on, provider, receiver, known_since) VALUES';
my $close = q{SELECT close_period('2022-03-31', closed_on => '2022-04-15') > 0};
session(
	'report: tables are out of reach', 'partners', 'report',
	[ 'SELECT count(*) FROM flow', '42P01' ],
	[ 'SELECT count(*) FROM tracker.flow', '42501' ],
	[ 'SELECT count(*) > 0 FROM grant_status', 't' ],
	[ q{SELECT count(*) FROM flow_values('USD', '2022-12-31')}, '42883' ],
	[ q{SELECT table_to_xml((SELECT c.oid FROM pg_class AS c WHERE c.oid::regclass::text = 'tracker.flow'), false, false, '')}, '42501' ],
	[ q{SELECT CAST('x' AS tracker.identifier)}, '42501' ],
	[ q{SELECT tracker.close_period('2022-03-31')}, '42501' ],
	[ q{SELECT tracker.grant_access('regress_report', 'edit')}, '42501' ]);
session(
	'read: nothing is changed', 'partners', 'read',
	[ 'SELECT count(*) FROM flow', 20 ],
	'CREATE TEMPORARY TABLE own (organization tracker.identifier, amount monetary)',
	[ "$new_flow ('AWARD-ALPHA', 3, '1 USD', '2022-03-01', 'FUNDER-ALPHA', 'ORG-ALPHA', '2022-03-01')", '42501' ],
	[ q{UPDATE flow SET note = 'x'}, '42501' ],
	[ 'DELETE FROM flow', '42501' ],
	[ 'TRUNCATE flow', '42501' ],
	[ 'ALTER TABLE flow ADD COLUMN x int', '42501' ],
	[ $close, '42501' ],
	[ q{SELECT grant_access('regress_read', 'edit')}, '42501' ],
	[ 'SELECT enable_row_security()', '42501' ],
	[ q{SELECT set_access('row_access', 'report', 'regress_read', 'edit')}, '42501' ]);
session(
	'edit: rows are changed, but not who sees what, nor what is closed', 'partners', 'edit',
	'BEGIN',
	q{INSERT INTO organization (organization, name, country) VALUES ('ORG-NEW', 'New', 'GT')},
	q{INSERT INTO award (award, title, funder, recipient) VALUES ('AWARD-NEW', 'New', 'FUNDER-ALPHA', 'ORG-NEW')},
	q{INSERT INTO amendment (award, kind, holds_from, period, change, known_since)
		VALUES ('AWARD-NEW', 'original', '2022-02-01', '2022', '100 USD', '2022-02-01')},
	[ "$new_flow ('AWARD-NEW', 3, '1 USD', '2022-03-01', 'FUNDER-ALPHA', 'ORG-NEW', '2022-03-01') RETURNING valued_on", '2022-03-01' ],
	q{INSERT INTO assessment (assessment, organization, framework, version, stage, assessed_on)
		VALUES (1, 'ORG-NEW', 'caudal-resilience', 1, 'baseline', '2022-02-01')},
	[ q{INSERT INTO mark (assessment, item, mark) VALUES (1, 'reserves', '2 of 1-4') RETURNING framework}, 'caudal-resilience' ],
	q{UPDATE organization SET organization = 'ORG-NEWER' WHERE organization = 'ORG-NEW'},
	[ q{SELECT receiver FROM flow WHERE award = 'AWARD-NEW'}, 'ORG-NEWER' ],
	'SAVEPOINT s',
	[ "$new_flow ('AWARD-NEW', 12, '-1 USD', '2022-03-01', 'FUNDER-ALPHA', 'ORG-NEWER', '2022-03-01')", '23514' ],
	'ROLLBACK TO s',
	[ $close, 't' ],
	[ 'DELETE FROM mark WHERE assessment = 1 RETURNING item', 'reserves' ],
	map({ ('SAVEPOINT s', [ $_, '42501' ], 'ROLLBACK TO s') }
		'UPDATE closing_entry SET rate = 1',
		'DELETE FROM closing_entry',
		'DELETE FROM closing_rate',
		q{INSERT INTO closing_rate (currency, last_day, of, target, day, numerator, denominator) VALUES ('USD', '2022-12-31', 'MXN', 'USD', '2022-03-31', 1, 1)},
		q{INSERT INTO closed_period VALUES ('USD', '2023-01-31', '2023-02-01')},
		'DELETE FROM closed_period',
		q{UPDATE closed_period SET closed_on = '2022-01-01'},
		q{INSERT INTO row_access (role, organization) VALUES ('regress_edit', NULL)},
		'DELETE FROM row_access',
		q{INSERT INTO schema_version (migration, name) VALUES (1000, 'x')},
		'TRUNCATE flow',
		'ALTER TABLE flow DISABLE TRIGGER ALL',
		'ALTER TABLE flow DISABLE ROW LEVEL SECURITY',
		'SELECT disable_row_security()'),
	'ROLLBACK');

# Another level takes the place of the one before, and revoking leaves nothing
my $rights_of = q{
	SELECT count(*)
	FROM (SELECT nspacl FROM pg_namespace
		  UNION ALL SELECT relacl FROM pg_class
		  UNION ALL SELECT attacl FROM pg_attribute
		  UNION ALL SELECT proacl FROM pg_proc
		  UNION ALL SELECT typacl FROM pg_type) AS v (acl)
		 CROSS JOIN aclexplode(v.acl) AS g
	WHERE g.grantee = 'regress_edit'::regrole};
session(
	'levels one after another', 'partners', 'owner',
	'BEGIN',
	q{GRANT UPDATE (note) ON flow TO regress_edit},
	[ "SELECT ($rights_of) > (SELECT count(*) FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind = 'r')", 't' ],
	q{SELECT FROM grant_access('regress_edit', 'report')},
	[ q{SELECT has_schema_privilege('regress_edit', 'tracker', 'USAGE'), has_table_privilege('regress_edit', 'flow', 'UPDATE'),
		has_column_privilege('regress_edit', 'flow', 'note', 'UPDATE'), has_table_privilege('regress_edit', 'grant_status', 'SELECT')}, 'f|f|f|t' ],
	q{SELECT FROM revoke_access('regress_edit')},
	[ $rights_of, '0' ],
	q{SELECT FROM revoke_access('regress_edit')},
	'ROLLBACK');

my $errors = session(
	'what is refused', 'partners', 'owner',
	[ q{SELECT grant_access('regress_none', 'read')}, '42704' ],
	[ q{SELECT grant_access('regress_read', 'write')}, '22023' ],
	[ q{SELECT grant_access('regress_read', NULL)}, '22023' ],
	[ q{SELECT grant_access(NULL, 'read')}, '22004' ],
	[ q{SELECT grant_access('public', 'read')}, '0LP01' ],
	[ q{SELECT grant_access('regress_owner', 'read')}, '0LP01' ],
	[ q{SELECT revoke_access('regress_owner')}, '0LP01' ],
	[ q{INSERT INTO row_access (role) VALUES ('public')}, '23514' ],
	[ q{INSERT INTO row_access (role) VALUES ('regress_read'), ('regress_read')}, '23505' ],
	[ q{INSERT INTO row_access (role, organization) VALUES ('regress_read', 'ORG-NONE')}, '23503' ]);
my ($status, $stdout, $stderr) = $node->psql('partners', as('owner', q{SELECT tracker.grant_access('Regress_Read', 'read')}));
like($stderr, qr/role "Regress_Read" does not exist.*HINT: .*CREATE ROLE "Regress_Read"/s, 'a role that does not exist');
($status, $stdout, $stderr) = $node->psql('partners', as('owner', q{SELECT tracker.grant_access('regress_read', 'all')}));
like($stderr, qr/no level of access "all".*HINT: .*"report".*"read".*"edit"/s, 'a level that does not exist');
$node->safe_psql('partners', 'REVOKE USAGE ON SCHEMA caudal FROM PUBLIC; GRANT USAGE ON SCHEMA caudal TO regress_owner, regress_report');
($status, $stdout, $stderr) = $node->psql('partners', as('owner', q{SELECT tracker.grant_access('regress_read', 'read')}));
like($stderr, qr/role "regress_read" may not use schema "caudal".*HINT: .*GRANT USAGE ON SCHEMA caudal TO regress_read/s, 'who may not use caudal');
session('that is what reports need', 'partners', 'read', [ 'SELECT sum(committed_value) > 0 FROM report.grant_status', '42501' ]);
session('and enough', 'partners', 'report', [ 'SELECT sum(committed_value) > 0 FROM report.grant_status', 't' ]);
$node->safe_psql('partners', 'GRANT USAGE ON SCHEMA caudal TO PUBLIC');

# Row security
session(
	'row security is enabled', 'partners', 'owner',
	q{INSERT INTO row_access (role, organization) VALUES ('regress_alpha', 'ORG-ALPHA'), ('regress_beta', 'ORG-BETA'), ('regress_staff', NULL),
		('regress_dropped', 'ORG-BETA'), ('regress_dropped', NULL)},
	map({ "SELECT FROM grant_access('regress_$_', 'edit')" } qw(alpha beta staff)),
	[ 'SELECT enable_row_security()', scalar(@tables) ],
	[ q{SELECT count(*) FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity}, '0' ],
	[ q{SELECT count(*), count(obj_description(oid, 'pg_policy')) FROM pg_policy}, 2 * @tables . '|' . 2 * @tables ]);

my $no_call = qr/^(?!call )/;
my $alpha = seen('partners', 'alpha');
my $beta = seen('partners', 'beta', $no_call);
my $staff = seen('partners', 'staff');
my $unlisted = seen('partners', 'edit', $no_call);
foreach my $name (sort keys %query)
{
	my ($kind, $object) = split / (?!view)/, $name, 2;

	# the partner who asks for the other's is told what there is without it
	is($alpha->{$name}, $alone->{$name}, "partner: $name") unless $kind eq 'own view' || $object eq 'row_access';
	is($staff->{$name}, $owner->{$name}, "who sees all: $name") unless $kind eq 'own view' || $object eq 'row_access';
	next if $kind eq 'call';
	unlike($alpha->{$name}, $of_beta, "partner: nothing of the other: $name");
	unlike($beta->{$name}, $of_alpha, "the other: nothing of the partner: $name");
	unlike($unlisted->{$name}, qr/$of_alpha|$of_beta/, "who is not listed sees nothing of either: $name");
	next if $kind ne 'table' || $is_public{$object};
	like($beta->{$name}, $of_beta, "the other: its own: $name");
}
is($alpha->{'table row_access'}, qq({"role": "regress_alpha", "organization": "ORG-ALPHA"}\n), 'a partner sees what is said of it');
is(() = $staff->{'table row_access'} =~ /^\{/mg, 5, 'who sees all sees who sees what');

# The reports are the same to who may read them alone
session('a partner with reports alone', 'partners', 'owner', q{SELECT FROM grant_access('regress_alpha', 'report')});
my $alpha_report = seen('partners', 'alpha', qr/^(?:view|call report)/);
foreach my $name (sort keys %$alpha_report)
{
	is($alpha_report->{$name}, $alone->{$name}, "partner with reports alone: $name");
}
session('a partner that may edit', 'partners', 'owner', q{SELECT FROM grant_access('regress_alpha', 'edit')});

# Members of a role see what it sees, when they have its rights
my $count = 'SELECT count(*) FROM tracker.flow';
my $flows = () = $alone->{'table flow'} =~ /^\{/mg;
session('a member', 'partners', 'member', [ $count, $flows ], [ 'SELECT organization FROM tracker.own_access', 'ORG-ALPHA' ]);
session('a member without the rights of the role', 'partners', 'apart', [ $count, '42501' ], 'SET ROLE regress_alpha', [ $count, $flows ]);
$node->safe_psql('partners', as('owner', q{SELECT tracker.grant_access('regress_apart', 'read')}));
session('who has rights, and is a member without those of the role', 'partners', 'apart', [ $count, 0 ], 'SET ROLE regress_alpha', [ $count, $flows ],
	'RESET ROLE', [ $count, 0 ]);
session('a plan that is kept', 'partners', 'apart', "PREPARE p AS $count", [ 'EXECUTE p', 0 ], 'SET ROLE regress_alpha', [ 'EXECUTE p', $flows ],
	'RESET ROLE', [ 'EXECUTE p', 0 ]);

# A function in a WHERE is not shown rows that its caller does not see
$node->safe_psql('partners', q{
	CREATE SCHEMA traps;
	GRANT ALL ON SCHEMA traps TO regress_alpha;
});
$node->safe_psql('partners', as('alpha', q{
	CREATE FUNCTION traps.tell(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE COST 0.0001 AS
	'BEGIN RAISE NOTICE ''told %'', $1; RETURN true; END'}));
foreach my $read ('flow WHERE traps.tell(provider)', 'organization WHERE traps.tell(name)', 'own_code WHERE traps.tell(code)',
	'own_access WHERE traps.tell(organization)', 'label WHERE traps.tell(label)', 'statement WHERE traps.tell(organization)',
	q{flow_values('USD', '2022-12-31') WHERE traps.tell(provider)})
{
	($status, $stdout, $stderr) = $node->psql('partners', as('alpha', "SET search_path = public, caudal, report, tracker; SELECT count(*) FROM $read"));
	like($stderr, qr/told .*ALPHA/i, "is shown its own: $read");
	unlike($stderr, qr/told .*BETA/i, "and no other: $read");
}

# A partner that may edit changes nothing, neither others' rows nor its own,
# which it could move to another
foreach my $table (@tables)
{
	my ($columns, $first) = split /\|/, $node->safe_psql(
		'partners', qq{
		SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), (array_agg(quote_ident(attname) ORDER BY attnum))[1]
		FROM pg_attribute WHERE attrelid = 'tracker."$table"'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''});
	my $may = $changes{$table} // 'INSERT UPDATE DELETE';

	foreach my $role ('alpha', 'edit')
	{
		session(
			"$role changes nothing: $table", 'partners', $role,
			'BEGIN',
			[ qq{WITH w AS (UPDATE tracker."$table" SET $first = $first RETURNING 1) SELECT count(*) FROM w}, $may =~ /UPDATE/ ? 0 : '42501' ],
			'ROLLBACK',
			'BEGIN',
			[ qq{WITH w AS (DELETE FROM tracker."$table" RETURNING 1) SELECT count(*) FROM w}, $may =~ /DELETE/ ? 0 : '42501' ],
			'ROLLBACK');
	}
	# what it sees it may not write, be it under its own name
	session(
		"alpha writes nothing: $table", 'partners', 'alpha',
		'BEGIN',
		[ qq{SELECT count(*) > 0 FROM tracker."$table"}, 't' ],
		[ qq{INSERT INTO tracker."$table" ($columns) SELECT $columns FROM tracker."$table" LIMIT 1}, '42501' ],
		'ROLLBACK');
}
session(
	'a partner writes nothing in another\'s name', 'partners', 'alpha',
	[ "$new_flow ('AWARD-BETA', 3, '1 USD', '2022-03-01', 'FUNDER-BETA', 'ORG-BETA', '2022-03-01')", '42501' ],
	[ $close, '42501' ],
	[ q{INSERT INTO statement (organization, fiscal_year, period, currency) VALUES ('ORG-BETA', 2022, '2022', 'MXN')}, '42501' ]);
session(
	'who sees all works as before', 'partners', 'staff',
	'BEGIN',
	"$new_flow ('AWARD-BETA', 3, '1 USD', '2022-03-01', 'FUNDER-BETA', 'ORG-BETA', '2022-03-01')",
	q{UPDATE organization SET organization = 'MENTOR-ALEPH' WHERE organization = 'MENTOR-ALPHA'},
	[ $close, 't' ],
	[ q{DELETE FROM cost_plan WHERE organization = 'ORG-BETA' RETURNING organization}, "ORG-BETA\nORG-BETA\nORG-BETA" ],
	'ROLLBACK');

# A policy of the owner's own stays; the triggers of a partner see enough
session(
	'a policy lets partners book what they spend', 'partners', 'owner',
	q{CREATE POLICY "a partner books what it spends" ON flow FOR INSERT
		WITH CHECK (type = 4 AND provider IN (SELECT own_codes('own organization')) AND award IN (SELECT own_codes('award.award')))},
	[ 'SELECT enable_row_security()', scalar(@tables) ]);
session(
	'and so they do', 'partners', 'alpha',
	'BEGIN',
	[ "$new_flow ('AWARD-ALPHA', 4, '10 MXN', '2022-03-01', 'ORG-ALPHA', NULL, '2022-03-01') RETURNING amount", '10.00 MXN' ],
	'SAVEPOINT s',
	map({ ("SAVEPOINT s", $_, 'ROLLBACK TO s') }
		[ "$new_flow ('AWARD-ALPHA', 3, '10 MXN', '2022-03-01', 'ORG-ALPHA', 'VENDOR-ALPHA', '2022-03-01')", '42501' ],
		[ "$new_flow ('AWARD-BETA', 4, '10 MXN', '2022-03-01', 'ORG-BETA', NULL, '2022-03-01')", '42501' ],
		[ "$new_flow ('AWARD-BETA', 4, '10 MXN', '2022-03-01', 'ORG-ALPHA', NULL, '2022-03-01')", '42501' ],
		# the award never had yen, and the period is closed
		[ "$new_flow ('AWARD-ALPHA', 4, '10 JPY', '2022-03-01', 'ORG-ALPHA', NULL, '2022-03-01')", '23514' ],
		[ "$new_flow ('AWARD-ALPHA', 4, '10 MXN', '2021-03-01', 'ORG-ALPHA', NULL, '2021-03-01')", '23514' ]),
	'ROLLBACK');

# Partners that share a programme read each other's names, and no more
$node->safe_psql(
	'partners', as('owner', q{
	SET search_path = tracker, caudal;
	INSERT INTO programme (programme, name) VALUES ('SHARED', 'Shared programme');
	INSERT INTO programme_partner (programme, organization) VALUES ('SHARED', 'ORG-ALPHA'), ('SHARED', 'ORG-BETA');
	INSERT INTO convening (convening, programme, kind, name, period) VALUES ('COMMON', 'SHARED', 'virtual meeting', 'Common', '2022-05-05');
	INSERT INTO attendance (convening, person, organization) VALUES ('COMMON', 'person-1-ALPHA', 'ORG-ALPHA'), ('COMMON', 'person-1-BETA', 'ORG-BETA');
	INSERT INTO indicator (indicator, programme, name, unit, accumulation) VALUES ('COMMON', 'SHARED', 'Common', 'people', 'unique');
	INSERT INTO indicator_actual (indicator, period) VALUES ('COMMON', '2022');
	INSERT INTO indicator_person (indicator, period, person) VALUES ('COMMON', '2022', 'person-1-ALPHA'), ('COMMON', '2022', 'person-1-BETA')}));
my $sharing = seen('partners', 'alpha', $no_call);
like($sharing->{'table organization'}, qr/"ORG-BETA"/, 'a programme in common: the name of the other');
like($sharing->{'table label'}, qr/"Organización BETA"/, 'a programme in common: in other languages');
like($sharing->{"table $_"}, qr/"COMMON"/, "a programme in common: its own: table $_") foreach qw(convening attendance indicator_person);
unlike($sharing->{'table organization'}, qr/(?:FUNDER|AGENT|VENDOR|DONOR|MENTOR)-BETA/, 'a programme in common: the name of nobody else');
foreach my $table (grep { !/^(?:organization|organization_alias|label)$/ } @tables)
{
	unlike($sharing->{"table $table"} =~ s/^.*"SHARED".*\n//mgr, $of_beta, "a programme in common: no more: table $table");
}
foreach my $report (@reports)
{
	unlike($sharing->{"view $report"}, $of_beta, "a programme in common: no more: view $report");
}

# What runs with its owner's rights is left out of a grant
my $invoker = $node->safe_psql('partners', 'SHOW server_version_num') >= 150000;
session(
	'what the owner adds', 'partners', 'owner',
	'CREATE VIEW report.of_reports AS SELECT award FROM report.grant_status',
	'CREATE VIEW report.of_those AS SELECT award FROM report.of_reports',
	'CREATE VIEW report.of_tables AS SELECT award FROM tracker.award',
	'CREATE VIEW report.of_such AS SELECT award FROM report.of_tables',
	$invoker ? 'CREATE VIEW report.of_invoker WITH (security_invoker) AS SELECT award FROM tracker.award' : 'CREATE VIEW report.of_invoker AS SELECT 1',
	'CREATE MATERIALIZED VIEW report.kept AS SELECT award FROM tracker.award',
	'CREATE FUNCTION report.by_definer() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER BEGIN ATOMIC SELECT count(*) FROM tracker.award; END',
	'CREATE FUNCTION report.by_invoker() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM tracker.award; END',
	'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA report FROM PUBLIC',
	q{SELECT FROM grant_access('regress_alpha', 'report')});
my $awards = () = $alone->{'table award'} =~ /^\{/mg;
session(
	'and a partner reads of it', 'partners', 'alpha',
	[ 'SELECT count(DISTINCT award) FROM of_reports', $awards ],
	[ 'SELECT count(DISTINCT award) FROM of_those', $awards ],
	[ 'SELECT count(*) FROM of_invoker', $invoker ? $awards : 1 ],
	[ 'SELECT by_invoker()', $awards ],
	map({ [ $_, '42501' ] } 'SELECT FROM of_tables', 'SELECT FROM of_such', 'SELECT FROM kept', 'SELECT by_definer()'));

# A table that comes later is not granted unprotected
session(
	'a table that comes later', 'partners', 'owner',
	'CREATE TABLE tracker.visit (award identifier REFERENCES tracker.award, note text)',
	q{INSERT INTO visit VALUES ('AWARD-ALPHA', 'x')},
	[ q{SELECT grant_access('regress_alpha', 'read')}, '55000' ],
	[ 'SELECT enable_row_security()', @tables + 1 ],
	q{SELECT FROM grant_access('regress_alpha', 'read')},
	q{SELECT FROM grant_access('regress_staff', 'read')});
session('is hidden from partners', 'partners', 'alpha', [ 'SELECT count(*) FROM visit', '0' ]);
session('and shown to who sees all', 'partners', 'staff', [ 'SELECT count(*) FROM visit', '1' ]);

session(
	'row security is disabled', 'partners', 'owner',
	'DROP TABLE visit',
	[ 'SELECT disable_row_security()', scalar(@tables) ],
	[ 'SELECT polname FROM pg_policy', 'a partner books what it spends' ],
	[ 'SELECT count(*) FROM pg_class WHERE relrowsecurity', '0' ]);
session('and everybody sees all', 'partners', 'alpha', [ 'SELECT count(*) FROM flow', '20' ]);

# Two trackers in one database have nothing to do with each other, also when
# their schemas have been renamed and nobody has called upgrade_tracker()
$node->safe_psql(
	'alone', as('owner', q{
	SET search_path = public, caudal;
	SELECT install_tracker('second', 'second report');
	ALTER SCHEMA second RENAME TO "The Second";
	ALTER SCHEMA "second report" RENAME TO second_report;
	INSERT INTO "The Second".organization (organization, name, country) VALUES ('ORG-ALPHA', 'second', 'MX'), ('ORG-SECOND', 'second', 'MX');
	INSERT INTO "The Second".programme (programme, name, lead) VALUES ('SECOND', 'second', 'ORG-ALPHA');
	INSERT INTO tracker.row_access VALUES ('regress_alpha', 'ORG-ALPHA');
	INSERT INTO "The Second".row_access VALUES ('regress_alpha', 'ORG-SECOND'), ('regress_staff', NULL);
	SELECT "The Second".grant_access('regress_alpha', 'read'), "The Second".grant_access('regress_staff', 'report'),
		   "The Second".grant_access('regress_report', 'report'), "The Second".enable_row_security();
}));
my $organizations = () = $alone->{'table organization'} =~ /^\{/mg;
my $second_count = 'SELECT count(*) FROM "The Second".organization';
session('the second tracker alone', 'alone', 'alpha', [ $second_count, '1' ], [ 'SELECT count(*) FROM organization', '42P01' ],
	[ 'SELECT count(*) FROM tracker.organization', '42501' ], [ 'SELECT count(*) FROM report.programme_summary', '42501' ],
	[ 'SELECT count(*) > 0 FROM second_report.programme_summary', 't' ]);
session('who sees all of the second', 'alone', 'staff', [ $second_count, '42501' ], [ 'SELECT programme FROM second_report.attendance_measures', 'SECOND' ]);
session('and who sees nothing of it', 'alone', 'report', [ 'SELECT count(*) FROM second_report.attendance_measures', '0' ]);
session(
	'both', 'alone', 'owner',
	[ q{SELECT count(*) FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relrowsecurity}, '0' ],
	q{SELECT FROM tracker.grant_access('regress_alpha', 'read')},
	q{SELECT FROM "The Second".revoke_access('regress_report')},
	[ q{SELECT report_schema(), "The Second".report_schema()}, 'report|second_report' ],
	[ q{SELECT has_schema_privilege('regress_report', 'second_report', 'USAGE'), has_schema_privilege('regress_alpha', 'report', 'USAGE')}, 'f|t' ]);
session('a partner of both', 'alone', 'alpha', [ $second_count, '1' ],
	[ 'SELECT count(*) FROM tracker.organization', $organizations ],
	[ q{SELECT string_agg(organization, ',') FROM tracker.own_access}, 'ORG-ALPHA' ],
	[ q{SELECT string_agg(organization, ',') FROM "The Second".own_access}, 'ORG-SECOND' ]);

$node->stop;
done_testing();
