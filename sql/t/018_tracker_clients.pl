# Clients know the types of all columns of all reports, and read from them
# what psql reads.
#
# The programs in clients/ print, for each relation that they are given, a line
#     relation NAME
# for each column a line with the type that the client says it has and the
# class of its values, which is empty where all are NULL,
#     column NAME TYPE CLASS
# and each row, with NULL as \N, numbers in full and days as YYYY-MM-DD:
#     row VALUE...
# with tabs between.  What a client says of a type that it does not know is seen
# on a relation of the types of caudal.
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $clients = abs_path(dirname(__FILE__)) . '/clients';
my $tracker = 'SET search_path = tracker, report, caudal;';

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	CREATE EXTENSION caudal_tracker SCHEMA caudal;
	SELECT caudal.install_tracker();
});
$node->safe_psql('postgres', slurp_file("$clients/tracker_rows.sql"));

# The role of a dashboard, which may read the reports alone.  Its password is
# for JDBC, which connects by TCP: that is closed to all others.
my $password = join('', map { ('a' .. 'z', 0 .. 9)[ rand 36 ] } 1 .. 24);
$node->safe_psql(
	'postgres', qq{
	CREATE ROLE dashboard LOGIN PASSWORD '$password';
	SELECT tracker.grant_access('dashboard', 'report');
	ALTER ROLE dashboard SET caudal.reporting_currency = 'MXN';

	CREATE VIEW public.not_plain AS
	SELECT caudal.monetary '5 MXN' AS monetary, caudal.currency 'MXN' AS currency, caudal.grant_period '2023' AS period,
		   caudal.money_bag '{5 MXN}' AS bag, caudal.score '3 of 1-5' AS score;
	GRANT SELECT ON public.not_plain TO dashboard;
});

# What the catalogs say.  Each query returns what is wrong.
sub nothing
{
	my ($name, $query) = @_;

	is($node->safe_psql('postgres', "$tracker $query"), '', $name);
}

my $plain = q{'{text,numeric,int4,int8,date,bool}'::regtype[]};
my $results = q{(SELECT p.oid::regprocedure AS function, r.type
	FROM pg_proc AS p
		 CROSS JOIN LATERAL (
			SELECT a.type
			FROM unnest(p.proallargtypes, p.proargmodes) AS a (type, mode)
			WHERE a.mode IN ('o', 'b', 't')
			UNION ALL
			SELECT p.prorettype
			WHERE p.prorettype <> 'record'::regtype AND (p.proargmodes IS NULL OR NOT p.proargmodes && '{o,b,t}')) AS r
	WHERE p.pronamespace = 'report'::regnamespace)};
my $view_columns = q{(SELECT a.*, c.relname
	FROM pg_attribute AS a
		 JOIN pg_class AS c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' AND a.attnum > 0 AND NOT a.attisdropped)};

nothing('the schema has views and what they are made of', q{
	SELECT oid::regclass FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind <> 'v'});
nothing('columns of views have plain types', qq{
	SELECT relname, attname, format_type(atttypid, atttypmod) FROM $view_columns AS v
	WHERE atttypid <> ALL ($plain) OR atttypmod <> -1});
nothing('results of functions have plain types', qq{
	SELECT function, type::regtype FROM $results AS r WHERE type <> ALL ($plain)});

# A view that read a table would do so as its owner, past row security
nothing('a view depends on nothing but one function of the schema', q{
	SELECT r.ev_class::regclass
	FROM pg_rewrite AS r
		 JOIN pg_class AS c ON c.oid = r.ev_class
		 LEFT JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
								 AND NOT (d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid)
		 LEFT JOIN pg_proc AS p ON d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
	WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v'
	GROUP BY r.ev_class
	HAVING count(d.objid) <> 1 OR count(p.oid) FILTER (WHERE p.pronamespace = 'report'::regnamespace) <> 1});
nothing('a view selects all of what its function returns, as it is', q{
	SELECT oid::regclass
	FROM pg_class
	WHERE relnamespace = 'report'::regnamespace AND relkind = 'v'
	AND pg_get_viewdef(oid) !~ format(
		'^ SELECT (%1$s\.\w+,?\s+)+FROM %1$s\(\) %1$s\([\w, ]+\);$', relname)});
nothing('and has its columns', q{
	SELECT c.oid::regclass
	FROM pg_class AS c
		 LEFT JOIN pg_proc AS p ON p.pronamespace = c.relnamespace AND p.proname = c.relname AND p.pronargs = p.pronargdefaults
	WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v'
	AND (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute AS a WHERE a.attrelid = c.oid)
		IS DISTINCT FROM
		(SELECT array_agg(n.name ORDER BY n.place)
		 FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY AS n (name, mode, place)
		 WHERE n.mode = 't')
});
nothing('what needs no argument has a view', q{
	SELECT oid::regprocedure
	FROM pg_proc
	WHERE pronamespace = 'report'::regnamespace AND pronargs = pronargdefaults
	AND NOT EXISTS (SELECT FROM pg_class
					WHERE relnamespace = pronamespace AND relname = proname AND relkind = 'v')});

nothing('views have comments', q{
	SELECT oid::regclass FROM pg_class
	WHERE relnamespace = 'report'::regnamespace AND obj_description(oid, 'pg_class') IS NULL});
nothing('columns have comments', qq{
	SELECT relname, attname FROM $view_columns AS v WHERE col_description(attrelid, attnum) IS NULL});
nothing('functions have comments', q{
	SELECT oid::regprocedure FROM pg_proc
	WHERE pronamespace = 'report'::regnamespace AND obj_description(oid, 'pg_proc') IS NULL});

my @views = split(/\n/, $node->safe_psql('postgres', q{
	SELECT format('%I.%I', schemaname, viewname) FROM pg_views WHERE schemaname = 'report' ORDER BY 1}));

cmp_ok(scalar @views, '>', 0, 'there are views');

# What psql reads is what the others are to read.
$ENV{PGHOST} = $node->host;
$ENV{PGPORT} = $node->port;
$ENV{PGDATABASE} = 'postgres';
$ENV{PGUSER} = 'dashboard';
$ENV{PGCLIENTENCODING} = 'UTF8';
delete $ENV{PGOPTIONS};

my %psql_says = (
	text => 'text',
	numeric => 'numeric',
	int4 => 'integer',
	int8 => 'bigint',
	date => 'date',
	bool => 'boolean');
my %expected;
my @too_long;

sub by_psql
{
	my ($script) = @_;
	my ($out, $err);

	my $good = IPC::Run::run([ 'psql', '-XqAt', '-F', "\t", '-P', 'null=\N', '-v', 'ON_ERROR_STOP=1' ],
		'<', \$script, '>', \$out, '2>', \$err);
	diag($err) if $err ne '';
	return $good ? split(/\n/, $out) : ('failed');
}

foreach my $view (@views)
{
	my @columns = split(/\n/, $node->safe_psql('postgres', qq{
		SELECT attname || '|' || typname
		FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
		WHERE attrelid = '$view'::regclass AND attnum > 0 ORDER BY attnum}));
	my @rows = by_psql("SELECT * FROM $view");

	is(join("\n", by_psql("SELECT * FROM $view \\gdesc")),
		join("\n", map { s/\|(\w+)$/\t$psql_says{$1}/r } @columns),
		"psql knows the types of $view");
	cmp_ok(scalar @rows, '>', 0, "psql reads rows of $view");

	# What Npgsql 4, the driver of Power BI, cannot hold is an error there: it
	# reads groups of four digits, and has room for seven.
	for (my $i = 0; $i < @columns; $i++)
	{
		next if $columns[$i] !~ /\|numeric$/;
		foreach my $row (@rows)
		{
			my $number = (split(/\t/, $row, -1))[$i];
			my ($whole, $fraction) = $number =~ /^-?0*(\d*)\.?(\d*)$/ or next;

			push @too_long, "$view $columns[$i] $number"
			  if int((length($whole) + 3) / 4) + int((length($fraction) + 3) / 4) > 7;
		}
	}
	$expected{$view} = { columns => [ map { [ split(/\|/) ] } @columns ], rows => [ sort @rows ] };
}
is(join("\n", @too_long), '', 'numbers have no more digits than clients hold');
is(join(' ', by_psql('SELECT DISTINCT reporting_currency FROM report.grant_status')), 'MXN',
	'a role has a reporting currency of its own');

# Of each plain type: what the client says of it, and the class of its values,
# or classes where that depends on the client's version.
sub read_by
{
	my ($client, $types, @command) = @_;
	my ($out, $err, %got, $view);

	my $good = IPC::Run::run([ @command, @views, 'public.not_plain' ], '<', \undef, '>', \$out, '2>', \$err, IPC::Run::timeout(120));
	ok($good, "$client ends well") or diag($err);
	foreach my $line (split(/\n/, $out))
	{
		my ($kind, $rest) = split(/\t/, $line, 2);

		$view = $rest if $kind eq 'relation';
		push @{ $got{$view}{$kind} }, $rest;
	}
	foreach my $view (@views)
	{
		my ($columns, $rows) = @{ $expected{$view} }{qw(columns rows)};
		my @described;

		for (my $i = 0; $i < @$columns; $i++)
		{
			my ($name, $type) = @{ $columns->[$i] };
			my ($said, @classes) = @{ $types->{$type} };
			my $class = (split(/\t/, $got{$view}{column}[$i] // ''))[2] // '';
			my $seen = grep { (split(/\t/, $_, -1))[$i] ne '\N' } @$rows;

			@classes = ('') if !$seen;
			push @described, join("\t", $name, $said, (grep { $_ eq $class } @classes) ? $class : $classes[0]);
		}
		is(join("\n", @{ $got{$view}{column} || [] }), join("\n", @described), "$client knows the types of $view");
		is(join("\n", sort @{ $got{$view}{row} || [] }), join("\n", @$rows), "$client reads the rows of $view");
	}

	my @unknown = map { (split(/\t/))[1] } @{ $got{'public.not_plain'}{column} || [] };
	my %is_known = map { $_->[0] => 1 } values %$types;

	is(scalar(grep { !$is_known{$_} } @unknown), 5, "$client would tell a type that it does not know");
}

# A client that is not installed is left out, and the name of what is missing
# said
sub missing
{
	my ($client, $what) = @_;

  SKIP: { skip("$client is not installed: $what", 1); }
}

# Debian's modules are for Debian's Python, which need not be the first
sub python_with
{
	my ($module) = @_;

	return (grep { system_log($_, '-c', "import $module") == 0 } '/usr/bin/python3', 'python3')[0];
}

foreach my $module ('psycopg2', 'psycopg')
{
	my $python = python_with($module);

	if (!$python)
	{
		missing($module, "the package python3-$module");
		next;
	}
	read_by(
		$module,
		$module eq 'psycopg2'
		? {
			text => [ 'STRING', 'str' ],
			numeric => [ 'DECIMAL', 'Decimal' ],
			int4 => [ 'INTEGER', 'int' ],
			int8 => [ 'LONGINTEGER', 'int' ],
			date => [ 'DATE', 'date' ],
			bool => [ 'BOOLEAN', 'bool' ],
		  }
		: {
			text => [ 'text', 'str' ],
			numeric => [ 'numeric', 'Decimal' ],
			int4 => [ 'int4', 'int' ],
			int8 => [ 'int8', 'int' ],
			date => [ 'date', 'date' ],
			bool => [ 'bool', 'bool' ],
		},
		$python, "$clients/read_$module.py");
}

# node-postgres hands over as strings what JavaScript's numbers do not hold
sub node_has_pg { return system_log('node', '-e', 'require("pg")') == 0; }

if (!node_has_pg())
{
	my $folder = PostgreSQL::Test::Utils::tempdir();

	$ENV{npm_config_cache} = "$folder/cache";
	$ENV{NODE_PATH} = "$folder/node_modules";
	system_log('npm', 'install', '--prefix', $folder, '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts',
		'--fetch-retries=1', '--loglevel=error', 'pg@8.23.1');
}
if (!node_has_pg())
{
	missing('node-postgres', 'neither the package node-pg nor what npm can install');
}
else
{
	read_by(
		'node-postgres',
		{
			text => [ 'TEXT', 'String' ],
			numeric => [ 'NUMERIC', 'String' ],
			int4 => [ 'INT4', 'Number' ],
			int8 => [ 'INT8', 'String' ],
			date => [ 'DATE', 'Date', 'String' ],
			bool => [ 'BOOL', 'Boolean' ],
		},
		'node', "$clients/read_node_postgres.cjs");
}

# JDBC knows no Unix sockets
my ($jar) = grep { -e } '/usr/share/java/postgresql.jar', '/usr/share/java/postgresql-jdbc/postgresql.jar';

if (!$jar || system_log('javac', '-version') != 0)
{
	missing('JDBC', $jar ? 'a JDK' : 'the package libpostgresql-jdbc-java');
}
else
{
	unlink($node->data_dir . '/pg_hba.conf');
	$node->append_conf('pg_hba.conf', "local all all trust\nhost postgres dashboard 127.0.0.1/32 scram-sha-256\n");
	$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'");
	$node->restart;
	local $ENV{PGPASSWORD} = $password;
	read_by(
		'JDBC',
		{
			text => [ 'VARCHAR', 'String' ],
			numeric => [ 'NUMERIC', 'BigDecimal' ],
			int4 => [ 'INTEGER', 'Integer' ],
			int8 => [ 'BIGINT', 'Long' ],
			date => [ 'DATE', 'Date' ],
			bool => [ 'BIT', 'Boolean' ],
		},
		'java', '-XX:TieredStopAtLevel=1', '-cp', $jar, "$clients/ReadJdbc.java");
}

# ODBC
my $folder = PostgreSQL::Test::Utils::tempdir();
my $odbc = "$folder/read_odbc";

if (!-e '/etc/odbcinst.ini' || slurp_file('/etc/odbcinst.ini') !~ /^\[PostgreSQL Unicode\]/m)
{
	missing('ODBC', 'the package odbc-postgresql');
}
elsif (system_log('sh', '-c', q{echo '#include <sqlext.h>' | ${CC:-cc} -E - }) != 0)
{
	missing('ODBC', 'the package unixodbc-dev');
}
else
{
	is(system_log($ENV{CC} || 'cc', '-Wall', '-Werror', '-o', $odbc, "$clients/read_odbc.c", '-lodbc'),
		0, 'the program for ODBC is built');
	read_by(
		'ODBC',
		{
			text => [ 'LONGVARCHAR', 'CHAR' ],
			numeric => [ 'NUMERIC', 'CHAR' ],
			int4 => [ 'INTEGER', 'SLONG' ],
			int8 => [ 'BIGINT', 'SBIGINT' ],
			date => [ 'DATE', 'DATE' ],
			bool => [ 'BIT', 'BIT' ],
		},
		$odbc);
}

$node->stop;
done_testing();
