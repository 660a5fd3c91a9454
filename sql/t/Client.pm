# What tests of the client share: a database with the extensions and a tracker,
# and the program as a person runs it.
package Client;

use strict;
use warnings;

use Exporter 'import';
use FindBin;
use File::Temp qw(tempdir);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(at_once caudal caudal_environment create_database folder own_schema spew slurp);

my $folder = tempdir(CLEANUP => 1);

# a folder for the files of the test, where the program also runs
sub folder { return $folder; }

# the environment in which the program finds the server
sub caudal_environment
{
	my ($node) = @_;

	return (
		PGHOST => $node->host,
		PGPORT => $node->port,
		PGUSER => undef,
		LC_ALL => 'C.UTF-8',
		LANGUAGE => undef);
}

# (status, standard output, standard error) of "caudal ..." in the folder
sub caudal
{
	my ($node, $database, @arguments) = @_;
	my ($out, $err) = ('', '');
	my %environment = (caudal_environment($node), PGDATABASE => $database);

	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	delete @ENV{ grep { !defined $environment{$_} } keys %environment };
	IPC::Run::run([ 'caudal', @arguments ], '<', \undef, '>', \$out, '2>', \$err,
		init => sub { chdir $folder or die $! });
	return ($? & 127 ? 128 + ($? & 127) : $? >> 8, $out, $err);
}

# Two programs "caudal ..." that both wait for a table, which they lock, and then
# go on: [status, summary] of each, in the order of the summaries
sub at_once
{
	my ($node, $database, $table, $arguments) = @_;
	my %environment = (caudal_environment($node), PGDATABASE => $database);
	my (@runs, @outs);

	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	delete $ENV{LANGUAGE};
	my $holder = IPC::Run::start([ qw(psql -XqAt -v ON_ERROR_STOP=1 -c), qq{
		DO \$\$
		BEGIN
			LOCK TABLE tracker.$table IN SHARE ROW EXCLUSIVE MODE;
			FOR i IN 1 .. 600 LOOP
				PERFORM pg_sleep(0.05), pg_stat_clear_snapshot();
				IF (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') = 2 THEN
					RETURN;
				END IF;
			END LOOP;
			RAISE 'two programs do not wait';
		END \$\$} ], '<', \undef);
	$node->poll_query_until($database,
		"SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'tracker.$table'::regclass AND mode = 'ShareRowExclusiveLock' AND granted)")
	  or die "tracker.$table is not locked";
	foreach my $i (0, 1)
	{
		push @runs, IPC::Run::start([ 'caudal', @$arguments ], '<', \undef, '>&', \$outs[$i]);
	}
	my @ends = map { $_->finish; $_->result(0) } @runs;
	$holder->finish or die 'the lock was not waited for';
	return [ sort { $a->[1] cmp $b->[1] } map { [ $ends[$_], $outs[$_] =~ /: (\d+ read, .*)/ ? $1 : $outs[$_] ] } 0, 1 ];
}

# Somebody's own schema, first in the search path of the database, with tables
# and functions of the names that loads use.  What is given back says whether
# they are as they were.
sub own_schema
{
	my ($node, $database, $schemas) = @_;
	my @names = qw(refused tally award amendment flow organization);

	push @names, slurp($_) =~ /CREATE TEMPORARY TABLE (\w+)/g foreach glob("$FindBin::RealBin/../../client/sql/{iati,giving}_*.sql");
	my %names = map { $_ => 1 } @names;
	@names = sort keys %names;
	$node->safe_psql($database, join(';', 'CREATE SCHEMA mine',
		(map { ("CREATE TABLE mine.$_ (line text)", "INSERT INTO mine.$_ VALUES ('as they were')") } @names),
		(map { "CREATE FUNCTION mine.$_ RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''not for you''; END'" }
			'lower(text)', 'md5(text)', 'left(text, int)', 'starts_with(text, text)', 'current_setting(text)', 'currency(caudal.monetary)',
			'grant_period(date, date)', 'giving_apply(bigint, bigint)'),
		"ALTER DATABASE $database SET search_path = mine, pg_catalog, $schemas"));
	return sub {
		return $node->safe_psql($database, 'SELECT DISTINCT line FROM (' . join(' UNION ALL ', map { "TABLE mine.$_" } @names) . ') AS x');
	};
}

sub create_database
{
	my ($node, $database) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'");
	$node->safe_psql('postgres', qq{ALTER DATABASE $database SET search_path = "\$user", public, caudal, report, tracker});
	$node->safe_psql($database, q{
		CREATE SCHEMA caudal;
		CREATE EXTENSION caudal SCHEMA caudal;
		CREATE EXTENSION caudal_tracker SCHEMA caudal;
		SELECT install_tracker();
	});
}

sub spew
{
	my ($name, $content) = @_;

	open(my $file, '>:raw', "$folder/$name") or die "$name: $!";
	print $file $content;
	close($file) or die "$name: $!";
	return $name;
}

sub slurp
{
	my ($name) = @_;

	open(my $file, '<:raw', $name =~ m{^/} ? $name : "$folder/$name") or return undef;
	local $/;
	return scalar <$file>;
}

1;
