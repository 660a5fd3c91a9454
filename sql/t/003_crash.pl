# An immediate stop in the middle of a load loses no row that was committed,
# keeps none that was not, and changes no figure.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', 'fsync = on');
$node->start;
$node->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});
$node->safe_psql('postgres', q{
	INSERT INTO rate_source VALUES ('fix', 'FIX', 10, 7);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', day, 17 + extract(doy FROM day) / 100
	FROM generate_series('2023-01-01'::date, '2023-12-31', '1 day') AS day;
	CREATE TABLE flow (id int PRIMARY KEY, amount monetary, held money_bag, day date);
	CREATE INDEX ON flow (amount);
	INSERT INTO flow
	SELECT n, monetary(n, (ARRAY['MXN', 'USD'])[1 + n % 2]::currency), monetary(n, 'GTQ'), '2023-01-01'::date + n % 360
	FROM generate_series(1, 2000) AS n;
});

my $figures = q{
	SELECT count(*), sum(rate) FROM exchange_rate;
	SELECT count(*), sum_in(amount, 'USD', day), bag(amount), bag(held) FROM flow;
	SELECT in_currency('100 USD', 'MXN', '2023-07-01');
};
my $before = $node->safe_psql('postgres', $figures);

# A session that has loaded and valued, and has not committed
my ($in, $out) = ('', '');
my $session = IPC::Run::start(
	[ 'psql', '-X', '-q', '-A', '-t', '-d', $node->connstr('postgres') ],
	'<', \$in, '>', \$out, '2>', '/dev/null',
	IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
$in .= q{
	BEGIN;
	UPDATE exchange_rate SET rate = rate * 2;
	COPY exchange_rate (source, base, quote, valid_from, rate) FROM stdin;
} . join('', map { sprintf("fix\tUSD\tGTQ\t2023-%02d-%02d\t7.8\n", $_ / 28 + 1, $_ % 28 + 1) } 0 .. 335) . q{\.
	INSERT INTO flow SELECT n, '1 USD', '{1 USD}', '2023-01-01' FROM generate_series(3000, 6000) AS n;
	SELECT in_currency('100 USD', 'MXN', '2023-07-01');
};
$session->pump until $out =~ /MXN/;
is($out, "3764.00 MXN\n", 'the session sees its own rates');

# ... and another one in the middle of a COPY
my ($copy_in, $copy_out) = ("COPY exchange_rate (source, base, quote, valid_from, rate) FROM stdin;\n", '');
my $copy = IPC::Run::start([ 'psql', '-X', '-q', '-d', $node->connstr('postgres') ],
	'<', \$copy_in, '>', \$copy_out, '2>', '/dev/null');
$copy_in .= sprintf("fix\tUSD\tHNL\t%04d-01-01\t24.5\n", $_) for 1000 .. 9000;
$copy->pump_nb while length $copy_in;

$node->stop('immediate');
$in .= "COMMIT;\n\\q\n";
eval { $session->finish };
eval { $copy->kill_kill };

$node->start;
is($node->safe_psql('postgres', $figures), $before, 'committed rows and figures are there, and no others');
is($node->safe_psql('postgres', q{
	SET enable_seqscan = off;
	SELECT count(*) FROM flow WHERE amount *>= '0 MXN' AND amount *< '0 MXV'}),
	$node->safe_psql('postgres', q{SELECT count(*) FROM flow WHERE currency(amount) = 'MXN'}),
	'the index is whole') or diag('index and table differ');

$node->safe_psql('postgres', q{UPDATE exchange_rate SET rate = 20 WHERE valid_from = '2023-07-01'});
is($node->safe_psql('postgres', q{SELECT in_currency('100 USD', 'MXN', '2023-07-01')}), '2000.00 MXN', 'and the server goes on');

done_testing();
