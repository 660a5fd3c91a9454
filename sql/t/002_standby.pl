# A physical standby answers as its primary does once it has replayed, sees
# new rates when they arrive, and goes on after promotion.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
$primary->start;
$primary->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});
$primary->safe_psql('postgres', q{
	INSERT INTO rate_source VALUES ('fix', 'FIX', 10, 7), ('trm', 'TRM', 10, 7);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', day, 17 + extract(day FROM day) / 100
	FROM generate_series('2023-01-01'::date, '2023-06-30', '1 day') AS day;
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'trm', 'USD', 'COP', day, 4000 + extract(day FROM day)
	FROM generate_series('2023-01-01'::date, '2023-06-30', '1 day') AS day;
	CREATE TABLE flow AS
	SELECT n AS id, monetary(n * 100, (ARRAY['MXN', 'COP', 'USD'])[1 + n % 3]::currency) AS amount,
		'2023-01-01'::date + n % 180 AS day
	FROM generate_series(1, 5000) AS n;
});
$primary->backup('backup');

my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));

# the function, the aggregates, and the subquery that says what is right
my $figures = q{
	SELECT in_currency('100 USD', 'MXN', '2023-01-10'),
		(SELECT round(100 * rate, 2) FROM exchange_rate
		 WHERE quote = 'MXN' AND valid_from <= '2023-01-10' ORDER BY valid_from DESC LIMIT 1);
	SELECT sum_in(amount, 'MXN', day), sum(in_currency(amount, 'MXN', day)), sum_in_exact(amount, 'MXN', day), bag(amount) FROM flow;
	SELECT path FROM exchange_rate_used('COP', 'MXN', '2023-02-01');
};
my $first = $primary->safe_psql('postgres', $figures);
like($first, qr/^1710\.00 MXN\|1710\.00$/m, 'the function and the subquery agree on the primary');
is($standby->safe_psql('postgres', $figures), $first, 'the standby gives the same figures');

# A transaction on the standby, across the arrival of another rate
for my $level ('READ COMMITTED', 'REPEATABLE READ')
{
	my $rate = $level eq 'READ COMMITTED' ? 20 : 21;
	my ($in, $out, $timer) = ('', '', IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
	my $session = $standby->background_psql_like(\$in, \$out, $timer);
	my $question = q{SELECT in_currency('100 USD', 'MXN', '2023-01-10'),
		(SELECT round(100 * rate, 2) FROM exchange_rate WHERE quote = 'MXN' AND valid_from = '2023-01-10');};

	my $seen = ask($session, \$in, \$out, "BEGIN ISOLATION LEVEL $level; $question");
	$primary->safe_psql('postgres', "UPDATE exchange_rate SET rate = $rate WHERE quote = 'MXN' AND valid_from = '2023-01-10'");
	$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
	my $then = ask($session, \$in, \$out, $question);
	my $after = ask($session, \$in, \$out, "COMMIT; $question");
	$in .= "\\q\n";
	$session->finish;

	my $new = sprintf('%d.00 MXN|%d.00', $rate * 100, $rate * 100);
	is($then, $level eq 'READ COMMITTED' ? $new : $seen, "$level on the standby sees what its snapshot sees");
	is($after, $new, "$level: the next transaction sees the new rate");
}

# parallel workers on the standby
my $parallel = q{
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SET max_parallel_workers_per_gather = 2;
} . $figures;
is($standby->safe_psql('postgres', $parallel), $primary->safe_psql('postgres', $figures), 'in parallel, too');

$standby->promote;
is($standby->safe_psql('postgres', $figures), $primary->safe_psql('postgres', $figures), 'the same after promotion');
$standby->safe_psql('postgres', q{UPDATE exchange_rate SET rate = 22 WHERE quote = 'MXN' AND valid_from = '2023-01-10'});
like($standby->safe_psql('postgres', $figures), qr/^2200\.00 MXN\|2200\.00$/m, 'and takes rates of its own');

done_testing();

# A psql that stays: its input and output grow as they are used.
sub PostgreSQL::Test::Cluster::background_psql_like
{
	my ($self, $in, $out, $timer) = @_;

	return IPC::Run::start(
		[ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', $self->connstr('postgres') ],
		'<', $in, '>', $out, $timer);
}

sub ask
{
	my ($session, $in, $out, $sql) = @_;

	$$out = '';
	$$in .= "$sql\n\\echo done\n";
	$session->pump until $$out =~ /^done$/m;
	return $$out =~ s/\n?done\n//r;
}
