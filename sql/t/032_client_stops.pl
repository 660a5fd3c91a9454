# A load that is stopped: the program killed, the server killed, the connection
# lost, an interrupt.  Each file is then wholly in or wholly out, and loading it
# again completes it.  KILLS says how many times; "make soak" takes 100.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Client;
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::UNIX;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use POSIX qw(_exit);
use Test::More;
use Time::HiRes qw(sleep time);

my $kills = $ENV{KILLS} || 5;
my $rows = 2000;
my $activities = 500;
srand($ENV{SEED} || 1);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', 'restart_after_crash = on');
$node->start;
create_database($node, 'stops');
$node->safe_psql('stops', q{
	INSERT INTO organization (organization, name, country) VALUES ('US-F', 'River Fund', 'US'), ('MX-L', 'Puente', 'MX');
	INSERT INTO award (award, title, funder, recipient) VALUES ('A1', 'Bridges', 'US-F', 'MX-L');
	INSERT INTO amendment (award, kind, holds_from, period, change) VALUES ('A1', 'original', '2023-01-01', '2023-01-01/2024-12-31', '{100000.00 USD}');
});

my @days = map { my @d = gmtime(86400 * $_); sprintf '%04d-%02d-%02d', $d[5] + 1900, $d[4] + 1, $d[3] } 7000 .. 7000 + $rows - 1;

# What can be loaded: the command, a file in two versions, and what is there after.
my %kind = (
	flows => {
		arguments => [ 'load', 'flows', 'flows.csv' ],
		write => sub { my ($version) = @_; spew('flows.csv', join "\n", 'reference,type,date,amount,award', map { "r$_,4,2023-05-01," . ($_ + $version) . '.50 USD,A1' } 1 .. $rows) },
		state => q{SELECT count(*), sum(amount(amount)) FROM flow WHERE award = 'A1' AND withdrawn_on IS NULL},
		after => sub { my ($version) = @_; "$rows|" . sprintf('%.2f', $rows * ($rows + 1) / 2 + $rows * ($version + 0.5)) } },
	rates => {
		arguments => [ 'load', 'rates', '--format', 'plain', '--source', 's', 'rates.csv' ],
		write => sub { my ($version) = @_; spew('rates.csv', join "\n", 'date,base,quote,rate', map { "$days[$_],USD,MXN," . (10 + $version + $_) } 0 .. $#days) },
		state => q{SELECT count(*), sum(rate) FROM exchange_rate WHERE source = 's'},
		after => sub { my ($version) = @_; "$rows|" . ($rows * (10 + $version) + $rows * ($rows - 1) / 2) } },
	activities => {
		arguments => [ 'load', 'iati', 'activities.csv' ],
		write => sub { my ($version) = @_; spew('activities.csv', activities($version)) },
		state => q{SELECT count(*), sum(amount(amount)) FROM flow WHERE award LIKE 'XX-1-%' AND withdrawn_on IS NULL},
		after => sub { my ($version) = @_; "$activities|" . sprintf('%.2f', $activities * (100 + $version)) } },
	grants => {
		arguments => [ 'load', '360giving', 'grants.csv' ],
		write => sub { my ($version) = @_; spew('grants.csv', grants($version)) },
		state => q{SELECT count(*), sum(amount(committed -> 'USD')) FROM award_versions(CURRENT_DATE) WHERE award LIKE '360G-%' AND holds_until IS NULL},
		after => sub { my ($version) = @_; "$activities|" . sprintf('%.2f', $activities * (1000 + $version)) } });

# One transaction for each activity, by whose reference it is found again
sub activities
{
	my ($version) = @_;

	return qq{<iati-activities version="2.03">\n} . join('', map { <<END } 1 .. $activities) . "</iati-activities>\n";
<iati-activity default-currency="USD"><iati-identifier>XX-1-$_</iati-identifier>
<reporting-org ref="XX-1" type="22"><narrative>River</narrative></reporting-org>
<title><narrative>Activity $_</narrative></title><description><narrative>Text</narrative></description>
<participating-org role="1" ref="XX-2" type="60"><narrative>Fund</narrative></participating-org>
<participating-org role="4" ref="XX-1" type="22"><narrative>River</narrative></participating-org>
<activity-status code="2"/><activity-date type="2" iso-date="2023-01-01"/>
<transaction ref="T$_"><transaction-type code="4"/><transaction-date iso-date="2023-02-01"/>
<value value-date="2023-02-01">@{[ 100 + $version ]}</value></transaction></iati-activity>
END
}

sub grants
{
	my ($version) = @_;

	return join "\n", 'Identifier,Title,Description,Currency,Amount Awarded,Award Date,Funding Org:Identifier,Funding Org:Name,Recipient Org:Identifier,Recipient Org:Name',
	  map { "360G-x-$_,Grant $_,Text,USD," . (1000 + $version) . ',2023-01-01,XX-2,Fund,XX-1,River' } 1 .. $activities;
}

# The program, not waited for
sub start_program
{
	my ($kind, %environment) = @_;
	my ($out, $err) = ('', '');

	local %ENV = (%ENV, %environment);
	delete $ENV{PGUSER};
	return IPC::Run::start([ 'caudal', @{ $kind{$kind}{arguments} } ], '<', \undef, '>', \$out, '2>', \$err,
		init => sub { chdir folder() or die $! });
}

# A proxy before the server that closes the connection after so many bytes
my $proxy_folder = tempdir(CLEANUP => 1);
sub start_proxy
{
	my ($bytes) = @_;
	my $path = "$proxy_folder/.s.PGSQL." . $node->port;

	unlink $path;
	my $listener = IO::Socket::UNIX->new(Local => $path, Listen => 5) or die "$path: $!";
	my $child = fork // die $!;
	return $child if $child;

	while (my $client = $listener->accept)
	{
		my $server = IO::Socket::UNIX->new(Peer => $node->host . '/.s.PGSQL.' . $node->port) or _exit(1);
		my $both = IO::Select->new($client, $server);
		my $left = $bytes;

	  PASSING:
		while (1)
		{
			foreach my $from ($both->can_read)
			{
				my $got = sysread($from, my $buffer, 16384);

				last PASSING if !$got;
				$left -= $got;
				last PASSING if $left <= 0;
				syswrite($from == $client ? $server : $client, $buffer);
			}
		}
		close $client;
		close $server;
	}
	_exit(0);
}

# Until nobody works in the database, or the server is there again
sub settle
{
	foreach (1 .. 600)
	{
		my ($status, $out) = $node->psql('postgres', q{SELECT count(*) FROM pg_stat_activity WHERE datname = 'stops'});
		return if defined $status && $status == 0 && $out eq '0';
		sleep 0.1;
	}
	die 'the server does not come to rest';
}

# How long an undisturbed load takes, so that kills fall into it
my %duration;
my %version = map { $_ => 0 } keys %kind;
foreach my $kind (sort keys %kind)
{
	$kind{$kind}{write}->(0);
	my $started = time;
	my ($status) = caudal($node, 'stops', @{ $kind{$kind}{arguments} });
	$duration{$kind} = time - $started;
	is($node->safe_psql('stops', $kind{$kind}{state}), $kind{$kind}{after}->(0), "$kind: loaded");
}

my %environment = (PGHOST => $node->host, PGPORT => $node->port, PGDATABASE => 'stops', LC_ALL => 'C.UTF-8');
my @ways = ('program', 'server process', 'server', 'network', 'interrupt');
my %outcome;
foreach my $number (1 .. $kills)
{
	my $way = $ways[ $number % @ways ];
	my $kind = (sort keys %kind)[ int rand keys %kind ];
	my $old = $version{$kind};
	my $new = $old + 1;
	my $proxy;

	$kind{$kind}{write}->($new);
	if ($way eq 'network')
	{
		# bytes of such a load are about those of its file
		$proxy = start_proxy(int rand(2 * -s folder() . "/$kind.csv"));
	}
	my $program = start_program($kind, %environment, $proxy ? (PGHOST => $proxy_folder) : ());
	sleep rand $duration{$kind};
	if ($way eq 'program') { kill 'KILL', $program->{KIDS}[0]{PID}; }
	elsif ($way eq 'interrupt') { kill 'INT', $program->{KIDS}[0]{PID}; }
	elsif ($way eq 'server process')
	{
		$node->psql('postgres', q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'stops'});
	}
	elsif ($way eq 'server')
	{
		my $backend = $node->safe_psql('postgres', q{SELECT min(pid) FROM pg_stat_activity WHERE datname = 'stops'});
		kill 'KILL', $backend if $backend;
	}
	eval { $program->finish };
	my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	kill('KILL', $proxy), waitpid($proxy, 0) if $proxy;
	settle();

	my $state = $node->safe_psql('stops', $kind{$kind}{state});
	my ($out, $in) = map { $kind{$kind}{after}->($_) } $old, $new;
	ok($state eq $out || $state eq $in, "$number, $way: $kind wholly in or out") or diag("$state, neither $out nor $in");
	# an end that says "done" is done, and one that says it was cancelled has left nothing
	is($state, $in, "$number, $way: done") if $status == 0;
	is($state, $out, "$number, $way: cancelled") if $status == 130;
	$outcome{ $way . ($state eq $in ? ', in' : ', out') }++;

	my ($again) = caudal($node, 'stops', @{ $kind{$kind}{arguments} });
	is($again, 0, "$number, $way: loading again");
	is($node->safe_psql('stops', $kind{$kind}{state}), $in, "$number, $way: completes it");
	$version{$kind} = $new;
}
note(join '; ', map { "$_: $outcome{$_}" } sort keys %outcome);

done_testing();
