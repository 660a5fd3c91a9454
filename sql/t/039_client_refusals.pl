# What the program says where it cannot go on: nowhere to write refused rows, a
# full disk, a session that only reads, an empty file, a name that is none.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Client;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
# which becomes a standby in the end
$node->init(allows_streaming => 1);
$node->start;
create_database($node, 'grants');

sub run_caudal { return caudal($node, 'grants', @_); }

my @rates = qw(load rates --format plain --source test);

# ---- an encoding that there is not is an error of the command line

my $good = spew('good.csv', "date,base,quote,rate\n2024-01-02,USD,MXN,17\n");
foreach my $name ('foo', '', 'LATIN1//IGNORE')
{
	my ($status, $out, $err) = run_caudal(@rates, '--encoding', $name, $good);
	is("$status$out", '4', "encoding \"$name\": an error of usage");
	is($err, qq{caudal: error: there is no encoding "$name"\ncaudal: hint: Try "caudal load rates --help".\n}, "encoding \"$name\": told");
}
foreach my $name (qw(utf8 UTF-8 WINDOWS-1252 latin1))
{
	is((run_caudal(@rates, '--dry-run', '--encoding', $name, $good))[0], 0, "encoding $name");
}

# ---- an empty file

my %empty = ('nothing' => '', 'blanks' => " \n \n\n  ", 'a mark' => "\xEF\xBB\xBF", 'blanks in UTF-16' => "\xFF\xFE \0\n\0");
foreach my $what (sort keys %empty)
{
	my ($status, $out, $err) = run_caudal('load', 'iati', spew('empty.xml', $empty{$what}));
	is("$status$out", '1', "IATI, $what: an error");
	is($err, qq{caudal: error: "empty.xml" is empty\ncaudal: detail: Nothing of it was loaded.\n}, "IATI, $what: told");
}
like((run_caudal('load', 'iati', spew('text.xml', 'x')))[2], qr/"text.xml" is not well-formed XML/, 'what has text is not empty');

# ---- standard files that are closed: the connection does not take their place

foreach my $try ([ 'report data_findings', '>&-', 1 ], [ 'export iati', '>&-', 1 ], [ 'load flows -', '<&-', 1 ], [ 'load rates --format plain --source test good.csv', '2>&-', 0 ])
{
	my ($words, $closed, $expected) = @$try;
	my %environment = (caudal_environment($node), PGDATABASE => 'grants');
	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	system('cd ' . folder() . " && caudal $words 2>said $closed");

	is($? >> 8, $expected, "$words $closed") or diag(slurp('said'));
	unlike(slurp($node->logfile), qr/invalid frontend message/, 'nothing was sent to the server that is not for it');
}

# ---- refused rows that cannot be written anywhere

my $folder = folder();
my $refused = join('', map { "2024-01-0$_,USD,MXN,x$_\n" } 1 .. 7);
mkdir("$folder/locked");
spew('locked/bad.csv', "date,base,quote,rate\n$refused");
spew('bad.csv', "date,base,quote,rate\n2024-01-01,USD,MXN,x1\n");
SKIP:
{
	skip 'who runs this may write everywhere', 8 if $> == 0;
	chmod(0555, "$folder/locked", $folder);
	my ($status, $out, $err) = run_caudal(@rates, 'locked/bad.csv');
	is("$status$out", '1', 'nowhere to write: an error');
	is( $err,
		join('', map { sprintf(qq{locked/bad.csv:%d: rate "x%d": this is no number\n}, $_ + 1, $_) } 1 .. 5)
		  . qq{caudal: error: could not write "bad.csv.rejects.csv": Permission denied\n}
		  . qq{caudal: detail: Nothing of "locked/bad.csv" was loaded.\n}
		  . qq{caudal: hint: Name another file for the refused rows with --rejects.\n},
		'nowhere to write: the first rows, and what to do');
	($status, $out, $err) = run_caudal(@rates, 'bad.csv');
	is("$status$out", '1', 'nowhere to write, one row: an error');
	like($err, qr/^bad\.csv:2: rate "x1": .*\n.*error: could not write "bad\.csv\.rejects\.csv": Permission denied\n.*--rejects\.\n$/s,
		'nowhere to write, one row: told');
	($status, $out, $err) = run_caudal(@rates, '--partial', '--quiet', 'locked/bad.csv');
	is("$status$out", '1', 'nowhere to write, quiet: an error');
	like($err, qr/^caudal: error: could not write/, 'nowhere to write, quiet: it alone');
	chmod(0755, $folder);
	is((run_caudal(@rates, '--quiet', 'locked/bad.csv'))[0], 3, 'the current folder will do');
	is(slurp('bad.csv.rejects.csv') =~ tr/\n//, 8, 'with all rows');
	chmod(0755, "$folder/locked");
}
my ($status, $out, $err) = run_caudal(@rates, '--rejects', 'no_folder/x.csv', 'bad.csv');
is($status, 1, 'a folder that there is not');
like($err, qr/could not write "no_folder\/x\.csv": No such file or directory\n.*Name another file/s, 'a folder that there is not: told');

# ---- quiet: errors only; the state tells of refused rows

($status, $out, $err) = run_caudal(@rates, '--quiet', 'bad.csv');
is("$status$out$err", '3', 'quiet: neither a summary nor refused rows');

# ---- a source that there is not

($status, $out, $err) = run_caudal(qw(export csv --what rates --source nope));
is("$status$out", '1', 'no such source: no file');
is($err, qq{caudal: error: there is no source of rates "nope"\ncaudal: hint: "caudal doctor" lists the sources.\n}, 'no such source: told');
is((run_caudal(@rates, '--quiet', $good))[0], 0, 'a source');
is((run_caudal(qw(export csv --what rates --source test)))[1], "source,base,quote,valid_from,valid_to,rate\ntest,USD,MXN,2024-01-02,,17\n",
	'which is exported');

# what was exported of several sources is loaded one at a time
is((run_caudal(qw(load rates --format plain --source other --quiet), $good))[0], 0, 'another source');
spew('rates.csv', (run_caudal(qw(export csv --what rates --source other)))[1]);
create_database($node, 'copy');
is((caudal($node, 'copy', qw(load rates --format plain --source other rates.csv)))[0], 0, 'one source at a time');
is($node->safe_psql('copy', 'SELECT source, rate FROM exchange_rate'), 'other|17', 'is what it was');

# ---- a full disk

SKIP:
{
	skip 'there is no /dev/full', 4 if !-c '/dev/full';
	is((run_caudal(qw(load iati --quiet), "$FindBin::RealBin/iati/activities-2.03.xml"))[0], 0, 'activities to export');
	($status, $out, $err) = run_caudal(qw(export iati -o /dev/full));
	is("$status$err", qq{1caudal: error: could not write "/dev/full": No space left on device\n}, 'a full disk: told once');
	my %environment = (caudal_environment($node), PGDATABASE => 'grants');
	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	$err = '';
	IPC::Run::run([qw(caudal export iati)], '>', '/dev/full', '2>', \$err);
	is($? >> 8, 1, 'a full disk behind standard output: an error');
	is($err, "caudal: error: could not write to standard output: No space left on device\n", 'a full disk behind standard output: told once');
}

# ---- a session that only reads

is((run_caudal(qw(init --quiet)))[0], 0, 'nothing is left to do for init');
{
	local $ENV{PGOPTIONS} = '-c default_transaction_read_only=on';
	foreach my $load ([ @rates, $good ], [ 'load', 'iati', 'text.xml' ], [ 'load', 'rates', '--dry-run', @rates[ 2 .. $#rates ], $good, 'bad.csv' ])
	{
		($status, $out, $err) = run_caudal(@$load);
		is("$status$out", '1', "read-only: @$load: an error");
		like($err, qr/^caudal: error: the session is read-only, and this command has to write\ncaudal: hint: The setting default_transaction_read_only is on;.*\n$/,
			"read-only: @$load: why");
	}
	($status, $out, $err) = run_caudal('init');
	is($status, 0, 'read-only: init, where nothing is to be done');
	($status, $out, $err) = run_caudal(qw(init --with-tracker --tracker second --report-schema second_report));
	is("$status$out", '1', 'read-only: init, where something is');
	like($err, qr/^caudal: error: the session is read-only, and this command has to write\n/, 'read-only: init: why');
	is((run_caudal(qw(export csv --what rates)))[0], 0, 'read-only: exports only read');
}
$node->append_conf('standby.signal', '');
$node->restart;
($status, $out, $err) = run_caudal(@rates, $good);
is("$status$out", '1', 'standby: an error');
is( $err,
	"caudal: error: the server is a standby, which is only read, and this command has to write\ncaudal: hint: Connect to the primary server.\n",
	'standby: why');
is((run_caudal(qw(export csv --what rates)))[0], 0, 'standby: exports only read');

done_testing();
