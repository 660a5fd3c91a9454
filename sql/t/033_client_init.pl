# caudal init: what the documented installation makes, told line by line, and
# nothing the second time; updates; what cannot be done, and why.
use strict;
use warnings;

use FindBin;
use IPC::Run;
use lib $FindBin::RealBin;

use Client;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;

my $extensions = $node->config_data('--sharedir') . '/extension';
my ($version) = slurp_file("$extensions/caudal.control") =~ /default_version = '(.*)'/;
my $last = $node->safe_psql('postgres', 'CREATE EXTENSION caudal; CREATE EXTENSION caudal_tracker; SELECT tracker_version()');
my $user = $node->safe_psql('postgres', 'SELECT current_user');

sub new_database
{
	my ($database, $options) = @_;
	$node->safe_psql('postgres', qq{CREATE DATABASE "$database" TEMPLATE template0 } . ($options // ''));
	return $database;
}

sub init { return caudal($node, shift, 'init', @_); }

# what sessions of the database have
sub path_of { return $node->safe_psql(shift, 'SHOW search_path'); }

# ---- from nothing

new_database('fresh');
my ($status, $out, $err) = init('fresh', '--dry-run', '--with-tracker');
is("$status$err", '0', 'dry run: done');
like($out, qr/^\+ schema "caudal": created\n.*\nNothing was kept, this was a dry run\.\n$/s, 'dry run: told');
is($node->safe_psql('fresh', q{SELECT count(*) FROM pg_extension WHERE extname LIKE 'caudal%'}), '0', 'dry run: nothing is there');
is(path_of('fresh'), '"$user", public', 'dry run: nor is the path another');

($status, $out, $err) = init('fresh');
is("$status$err", '0', 'extension: done');
is($out, <<"END", 'extension: told');
+ schema "caudal": created
+ extension caudal $version: created, in schema "caudal"
+ schema "caudal": USAGE granted to PUBLIC
+ search_path of database "fresh", for new sessions: "\$user", public, caudal
END
is(path_of('fresh'), '"$user", public, caudal', 'extension: the path');
is($node->safe_psql('fresh', q{CREATE ROLE regress_anybody; SET ROLE regress_anybody; SELECT monetary '5 MXN' + '2 MXN'}), '7.00 MXN',
	'extension: anybody uses it, without its schema');

($status, $out, $err) = init('fresh');
is("$status$err", '0', 'again: done');
is($out, <<"END", 'again: nothing');
  extension caudal $version: there already, in schema "caudal"
  schema "caudal": USAGE is granted to PUBLIC already
  search_path of database "fresh": has "caudal" already: "\$user", public, caudal
Nothing had to be changed.
END

($status, $out, $err) = init('fresh', '--with-tracker');
like($out, qr/\+ extension caudal_tracker \Q$version\E: created, in schema "caudal"\n\+ tracker: created, version $last, tables in schema "tracker" and reports in schema "report"\n$/,
	'tracker: told');
is($node->safe_psql('fresh', 'SELECT tracker.report_schema(), max(migration) FROM tracker.schema_version'), "report|$last", 'tracker: there');
($status, $out) = init('fresh', '--with-tracker');
like($out, qr/  tracker in schema "tracker": there already, version $last, its reports in schema "report"\nNothing had to be changed\.\n$/, 'tracker: again');
($status, $out) = init('fresh', '--with-tracker', '--tracker', 'Second "one"', '--report-schema', 'se;cond');
like($out, qr/tracker: created, version $last, tables in schema "Second "one"" and reports in schema "se;cond"/, 'a second tracker, of strange names');
($status, $out) = init('fresh', '--with-tracker', '--tracker', 'Second "one"');
like($out, qr/there already, version $last, its reports in schema "se;cond"\nNothing/, 'a second tracker: again');
is(join('', (init('fresh', '--quiet', '--with-tracker'))[ 0, 1, 2 ]), '0', 'quiet');

# ---- what is there stays

new_database('pathed');
$node->safe_psql('pathed', q{CREATE SCHEMA "Mine"; ALTER DATABASE pathed SET search_path = "Mine", 'a, b', pg_catalog});
($status, $out) = init('pathed');
is(path_of('pathed'), '"Mine", "a, b", pg_catalog, caudal', 'what is on the path stays, and its order');
new_database('hardened');
$node->safe_psql('hardened', q{ALTER DATABASE hardened SET search_path = ''});
init('hardened');
is(path_of('hardened'), '"", caudal', 'an empty path');
new_database('personal');
$node->safe_psql('postgres', qq{ALTER ROLE "$user" IN DATABASE personal SET search_path = my_own});
($status, $out) = init('personal');
like($out, qr/search_path of database "personal", for new sessions: "\$user", public, caudal/, 'a path of the role is not made that of the database');
is($node->safe_psql('personal', q{SELECT setconfig FROM pg_db_role_setting WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())}),
	'{"search_path=\"$user\", public, caudal"}', 'but the server\'s, with caudal behind it');

new_database('elsewhere');
$node->safe_psql('elsewhere', 'CREATE SCHEMA money; CREATE EXTENSION caudal SCHEMA money');
($status, $out) = init('elsewhere');
like($out, qr/extension caudal \Q$version\E: there already, in schema "money"/, 'where it is, it stays');
is(path_of('elsewhere'), '"$user", public, money', 'and that comes onto the path');
($status, $out, $err) = init('elsewhere', '--schema', 'caudal');
is($status, 1, 'another schema is not made of it');
like($err, qr/extension caudal is in schema "money" already.*Nothing was changed.*ALTER EXTENSION caudal SET SCHEMA caudal/s, 'and why');
is($node->safe_psql('elsewhere', q{SELECT to_regnamespace('caudal') IS NULL}), 't', 'nor created');
new_database('in_public');
($status, $out) = init('in_public', '--schema', 'public');
is($status, 0, 'in schema public');
is(path_of('in_public'), '"$user", public', 'which is on the path already');

# ---- names that are taken

new_database('taken');
$node->safe_psql('taken', 'CREATE SCHEMA tracker; CREATE TABLE tracker.mine ()');
($status, $out, $err) = init('taken', '--with-tracker');
is($status, 1, 'the schema of the tracker is taken');
like($err, qr/schema "tracker" is taken: it is there, and has no tracker\n.*Nothing was changed\.\n.*Name another with --tracker\./s, 'and told');
is($node->safe_psql('taken', q{SELECT count(*) FROM pg_extension WHERE extname LIKE 'caudal%'}), '0', 'the extension is not left behind');
($status, $out, $err) = init('taken', '--with-tracker', '--tracker', 'grants', '--report-schema', 'tracker');
like($err, qr/schema "tracker" is taken: reports need one of their own/, 'the schema of the reports is taken');
($status, $out, $err) = init('taken', '--with-tracker', '--tracker', 'grants', '--report-schema', 'grants');
like($err, qr/tables and reports of a tracker need two schemas/, 'one schema for both');
($status, $out, $err) = init('fresh', '--with-tracker', '--report-schema', 'other');
like($err, qr/the reports of the tracker in schema "tracker" are in schema "report" already/, 'reports that are elsewhere');

# ---- names that cannot be

new_database('empty');
($status, $out, $err) = init('empty', '--with-tracker', '--schema', 'tracker', '--tracker', 'tracker');
is("$status$out", '1', 'one schema for the extensions and the tables');
is($err, "caudal: error: the extensions and the tables of a tracker need two schemas\ncaudal: detail: Nothing was changed.\ncaudal: hint: Name another with --tracker.\n",
	'and told');
($status, $out, $err) = init('empty', '--with-tracker', '--schema', 'report');
like($err, qr/the extensions and the reports of a tracker need two schemas\n.*Name another with --report-schema/s, 'nor for the reports');
# of 63 bytes the server takes all, of 64 not; an accent has two
foreach my $long ('x' x 64, "\xc3\xb1" x 32)
{
	foreach my $option ('--tracker', '--schema', '--report-schema')
	{
		($status, $out, $err) = init('empty', '--with-tracker', $option, $long);
		is("$status$out", '4', "$option of 64 bytes: an error of usage");
		is($err, qq{caudal: error: $option: "$long" has 64 bytes, and a name in PostgreSQL has 63 at most\ncaudal: hint: Try "caudal init --help".\n}, "$option of 64 bytes: told");
	}
}
is($node->safe_psql('empty', q{SELECT count(*) FROM pg_extension WHERE extname LIKE 'caudal%'}), '0', 'of all this nothing is left');
my $name = 'x' . "\xc3\xb1" x 31;
($status, $out, $err) = init('empty', '--with-tracker', '--tracker', $name);
like($out, qr/tracker: created, .*tables in schema "\Q$name\E"/, 'a name of 63 bytes');
is($node->safe_psql('empty', q{SELECT count(*) FROM pg_namespace WHERE nspname = 'x' || repeat(U&'\00f1', 31)}), '1', 'is there as it was told');

# ---- updates

my @made = ("$extensions/caudal--0.0.9--$version.sql", "$extensions/caudal_tracker--0.0.9--$version.sql");
new_database('old');
$node->safe_psql('old', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	CREATE EXTENSION caudal_tracker SCHEMA caudal;
	SELECT caudal.install_tracker(to_version => 30);
	UPDATE pg_extension SET extversion = '0.0.9' WHERE extname LIKE 'caudal%'});
($status, $out, $err) = init('old');
is($status, 1, 'an update without a way there');
like($err, qr/extension caudal is of version 0\.0\.9, the server has the files of \Q$version\E, and no way leads from one to the other/, 'and why');
foreach my $script (@made) { open(my $file, '>', $script) or die "$script: $!"; print $file "SELECT 1;\n"; }
($status, $out, $err) = init('old');
like($out, qr/^\+ extension caudal: updated from 0\.0\.9 to \Q$version\E$/m, 'the extension is updated');
like($out, qr/^\+ extension caudal_tracker: updated from 0\.0\.9 to \Q$version\E$/m, 'and that of the tracker, unasked');
like($out, qr/^\+ tracker in schema "tracker": upgraded from version 30 to $last$/m, 'and the tracker');
is($node->safe_psql('old', q{SELECT string_agg(extversion, ' ') FROM pg_extension WHERE extname LIKE 'caudal%'}), "$version $version", 'they are');
is($node->safe_psql('old', 'SELECT max(migration) FROM tracker.schema_version'), $last, 'all migrations');
unlink(@made);

# ---- files that the server does not have

new_database('bare');
rename("$extensions/caudal.control", "$extensions/kept.control") or die $!;
($status, $out, $err) = init('bare');
is($status, 1, 'without the server\'s files');
like($err, qr/the server has no files of extension caudal\n.*Nothing was changed.*"make install"/s, 'and what to do');
($status, $out, $err) = init('fresh');
like($out, qr/extension caudal \Q$version\E: there already, in schema "caudal"; the server has no files of it any more/, 'files that are gone');
rename("$extensions/kept.control", "$extensions/caudal.control") or die $!;
END
{
	unlink(@made);
	rename("$extensions/kept.control", "$extensions/caudal.control") if -e "$extensions/kept.control";
}

# ---- rights

$node->safe_psql('postgres', 'CREATE ROLE regress_owner LOGIN; CREATE ROLE regress_guest LOGIN');
new_database('owned', 'OWNER regress_owner');
($status, $out, $err) = init('owned', '-U', 'regress_owner');
is($status, 1, 'the owner of a database may not create the extension');
like($err, qr/permission denied to create extension "caudal"\n.*Nothing was changed\.\n.*only a superuser creates it/s, 'and who may');
is((init('owned'))[0], 0, 'a superuser may');
($status, $out, $err) = init('owned', '-U', 'regress_owner', '--with-tracker');
is($status, 1, 'the owner has no right to its schema');
like($err, qr/user "regress_owner" may not create extension caudal_tracker in schema "caudal"\n.*GRANT CREATE ON SCHEMA/s, 'and is told');
$node->safe_psql('owned', 'GRANT CREATE ON SCHEMA caudal TO regress_owner');
($status, $out, $err) = init('owned', '-U', 'regress_owner', '--with-tracker');
is("$status$err", '0', 'with it the owner creates a tracker');
is($node->safe_psql('owned', q{SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'tracker'}), 'regress_owner', 'whose it is');
($status, $out, $err) = init('owned', '-U', 'regress_guest', '--with-tracker');
is("$status$err", '0', 'another sees that all is there');
like($out, qr/tracker in schema "tracker": there already; its owner sees which version it has\nNothing had to be changed/, 'but for its version');
$node->safe_psql('owned', 'ALTER DATABASE owned RESET search_path; REVOKE USAGE ON SCHEMA caudal FROM PUBLIC');
($status, $out, $err) = init('owned', '-U', 'regress_guest');
like($out, qr/has no "caudal"; its owner adds it: ALTER DATABASE owned SET search_path = "\$user", public, caudal/, 'the path is its owner\'s');
like($out, qr/USAGE is not granted to PUBLIC; whether it is to be is for the schema's owner to say/, 'and the schema its owner\'s');
is(path_of('owned'), '"$user", public', 'both are left');
($status, $out, $err) = init('taken', '-U', 'regress_guest');
like($err, qr/permission denied for database taken\n.*Nothing was changed.*GRANT CREATE ON DATABASE/s, 'no right to create a schema');

# ---- two at once: the second waits, and finds what the first has made

new_database('contested');
my %environment = caudal_environment($node);
{
	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	my @outs = ('', '');
	my @errs = ('', '');
	my @runs = map { IPC::Run::start([ 'caudal', 'init', '-d', 'contested', '--with-tracker' ], '>', \$outs[$_], '2>', \$errs[$_]) } 0, 1;

	$_->finish foreach @runs;
	is("@errs", ' ', 'two at once: no error');
	is((grep { /tracker: created/ } @outs) . ' ' . (grep { /Nothing had to be changed/ } @outs), '1 1', 'two at once: one creates, one finds');
}

# ---- the command line

is((init('fresh', 'argument'))[0], 4, 'an argument too many');
is((init('fresh', '--report-schema', 'x'))[0], 4, 'reports without a tracker');
is((init('no_such_database'))[0], 2, 'no connection');

done_testing();
