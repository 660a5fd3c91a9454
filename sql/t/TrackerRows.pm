# What the tests of the tracker share: a database with a tracker in it that has
# rows in its tables, and all that its reports say.
package TrackerRows;

use strict;
use warnings;

use File::Basename qw(dirname);
use PostgreSQL::Test::Utils;

my $rows = dirname(__FILE__) . '/clients/tracker_rows.sql';

# A new database with caudal, caudal_tracker and, unless told otherwise, a
# tracker with rows.
sub create
{
	my ($node, $database, %option) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql(
		$database, qq{
		CREATE SCHEMA caudal;
		CREATE EXTENSION caudal SCHEMA caudal;
		GRANT USAGE ON SCHEMA caudal TO PUBLIC;
		CREATE EXTENSION caudal_tracker SCHEMA caudal;
		ALTER DATABASE $database SET search_path = "\$user", public, caudal;
	});
	return if $option{empty};
	$node->safe_psql($database, 'SELECT install_tracker()');
	fill($node, $database);
	return;
}

# The rows, in schemas of the names given
sub fill
{
	my ($node, $database, $tracker, $report) = @_;
	my $sql = slurp_file($rows);

	$sql =~ s/\btracker, report\b/$tracker, $report/ if $tracker;
	$node->safe_psql($database, $sql);
	return;
}

sub relations
{
	my ($node, $database, $schema, $kind) = @_;

	return split /\n/, $node->safe_psql(
		$database, qq{
		SELECT relname FROM pg_class
		WHERE relnamespace = '$schema'::regnamespace AND relkind = '$kind' ORDER BY relname});
}

# Every row of every relation of a kind (r: table, v: view) in a schema, as text
sub contents
{
	my ($node, $database, $schema, $kind) = @_;

	return join "\n", map {
		"$_:\n" . $node->safe_psql($database, qq{SELECT x::text FROM $schema."$_" AS x ORDER BY x::text COLLATE "C"})
	} relations($node, $database, $schema, $kind);
}

1;
