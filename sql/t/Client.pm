# What tests of the client share: a database with the extensions and a tracker,
# and the program as a person runs it.
package Client;

use strict;
use warnings;

use Exporter 'import';
use File::Temp qw(tempdir);
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(caudal caudal_environment create_database folder spew slurp);

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
