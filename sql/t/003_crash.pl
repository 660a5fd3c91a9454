# An immediate stop in the middle of loading rates and amounts: what was
# committed is there after the restart, what was not is not, and no figure has
# changed.
use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});
$node->safe_psql(
	'postgres', q{
	INSERT INTO rate_source (code, name, priority, max_age)
	VALUES ('fix', 'Daily', 10, 7), ('loading', 'Better, but never loaded to the end', 1, 7);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', date '2020-12-31' + n, 17 + n / 100.0 FROM generate_series(1, 500) AS n;
	CHECKPOINT;
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', date '2020-12-31' + n, 17 + n / 100.0 FROM generate_series(501, 1000) AS n
	UNION ALL
	SELECT 'fix', 'USD', 'COP', date '2020-12-31' + n, 4000 + n FROM generate_series(1, 1000) AS n;
	CREATE TABLE flow (id int PRIMARY KEY, day date, amount monetary, parts money_bag, mark score, income income_mix, card scorecard);
	CREATE INDEX flow_amount ON flow (amount);
	CREATE INDEX flow_amount_hash ON flow USING hash (amount);
	CREATE INDEX flow_parts_hash ON flow USING hash (parts);
	CREATE INDEX flow_mark ON flow (mark);
	CREATE INDEX flow_mark_hash ON flow USING hash (mark);
	CREATE INDEX flow_income_hash ON flow USING hash (income);
	CREATE INDEX flow_card_hash ON flow USING hash (card);
	INSERT INTO flow
	SELECT n, date '2021-01-01' + n % 900, monetary(n / 7.0, (ARRAY['MXN', 'COP', 'USD', 'PAB'])[1 + n % 4]::currency),
		   money_bag(monetary(n % 10, 'USD')) + monetary(n % 3, 'MXN'),
		   CASE WHEN n % 11 > 0 THEN score(n % 13 / 3.0, 0, 4) ELSE not_applicable(0, 4) END,
		   format('{"a": %s, NULL: -%s} USD', n % 10, n % 3)::income_mix, format('{"a": %s of 0-4 weight %s}', n % 5, n % 3)::scorecard
	FROM generate_series(1, 5000) AS n;
});

my %queries = (
	'rates' => 'SELECT * FROM exchange_rate ORDER BY source, base, quote, valid_from',
	'sources' => 'SELECT * FROM rate_source ORDER BY code',
	'flows' => q{SELECT *, in_currency(amount, c, day) FROM flow, unnest(ARRAY['USD', 'COP']::currency[]) AS c ORDER BY id, c},
	'totals' => q{SELECT c, sum_in(amount, c, day), sum_in_exact(amount, c, day), bag(amount), bag(parts)
		FROM flow, unnest(ARRAY['MXN', 'USD', 'COP', 'BZD']::currency[]) AS c GROUP BY c ORDER BY c},
	'resilience' => q{SELECT id % 7, avg(mark), rollup(income), hhi(rollup(income)), scorecard(id::text, mark, 1), count(DISTINCT card) FROM flow GROUP BY 1 ORDER BY 1},
	'provenance' => q{SELECT (exchange_rate_used('COP', 'MXN', date '2021-01-01' + n)).* FROM generate_series(0, 990, 10) AS n},
	map {
		("with enable_seqscan = $_" => "SET enable_seqscan = $_;
			SELECT (SELECT count(*) FROM flow WHERE amount *> '100 USD'), (SELECT count(*) FROM flow WHERE amount = '100.00 USD'),
				   (SELECT count(*) FROM flow WHERE parts = '{5 USD, 2 MXN}'), (SELECT count(*) FROM flow WHERE mark = '2/4'),
				   (SELECT count(*) FROM flow WHERE mark > '3/4'), (SELECT count(*) FROM flow WHERE income = '{\"a\": 5.000, NULL: -2} USD'),
				   (SELECT count(*) FROM flow WHERE card = '{\"a\": 3/4 weight 2.00}')")
	} ('on', 'off'));

sub figures
{
	return { map { $_ => $node->safe_psql('postgres', $queries{$_}) } keys %queries };
}

my $before = figures();
is($before->{'with enable_seqscan = off'}, $before->{'with enable_seqscan = on'}, 'indexes');
like($before->{totals}, qr/^MXN\|\d+\.\d\d MXN\|/m, 'there are figures');

# A COPY into each table that has received rows and waits for more
my @loads;

sub begin_load
{
	my ($table, $columns, @rows) = @_;
	my $load = { stdin => "BEGIN;\nCOPY $table ($columns) FROM STDIN;\n" . join('', map { "$_\n" } @rows), stdout => '', stderr => '' };

	$load->{run} = IPC::Run::start(
		[ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', '-' ],
		'<', \$load->{stdin}, '>', \$load->{stdout}, '2>', \$load->{stderr});
	push(@loads, $load);
	foreach (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		$load->{run}->pump_nb;
		last if $node->safe_psql('postgres', qq{
			SELECT coalesce(sum(tuples_processed), 0) > 1000 FROM pg_stat_progress_copy WHERE relid = '$table'::regclass}) eq 't';
		select(undef, undef, undef, 0.1);
	}
	is( $node->safe_psql('postgres', qq{
		SELECT count(*) FROM pg_stat_progress_copy WHERE relid = '$table'::regclass AND tuples_processed > 1000}),
		'1', "rows of a COPY into $table have arrived");
}

sub crash
{
	$node->stop('immediate');
	foreach my $load (@loads)
	{
		# its connection is gone, and it says so
		$load->{run}->kill_kill;
	}
	@loads = ();
	$node->start;
}

sub check_figures
{
	my ($name) = @_;
	my $after = figures();

	is($after->{$_}, $before->{$_}, "$name: $_") foreach sort keys %queries;
	is($node->safe_psql('postgres', q{SELECT count(*) FROM exchange_rate WHERE source = 'loading'}), '0', "$name: nothing half loaded");
}

# 28 days of each month from 1900 on
my @rates = map {
	join("\t", 'loading', 'USD', 'MXN', sprintf('%04d-%02d-%02d', 1900 + int($_ / 336), 1 + int($_ / 28) % 12, 1 + $_ % 28), 50)
} 0 .. 41999;
my @flows = map { join("\t", $_, '2021-01-01', "$_.00 MXN", "{$_.00 USD}", '2/4', '{"a": 5, NULL: -2} USD', '{"a": 3/4 weight 2}') } 10001 .. 40000;

# with a change to the rates in use that is not committed, either
my $changing = $node->background_psql('postgres');
$changing->query_safe(q{BEGIN; UPDATE exchange_rate SET rate = rate * 2; UPDATE rate_source SET priority = -priority});
begin_load('exchange_rate', 'source, base, quote, valid_from, rate', @rates);
begin_load('flow', 'id, day, amount, parts, mark, income, card', @flows);
is_deeply(figures(), $before, 'nobody sees what is being loaded');
crash();
eval { $changing->quit };
check_figures('after a crash');

# The same load again, with all pages written before the crash
begin_load('exchange_rate', 'source, base, quote, valid_from, rate', @rates);
begin_load('flow', 'id, day, amount, parts, mark, income, card', @flows);
$node->safe_psql('postgres', 'CHECKPOINT');
crash();
check_figures('after a second crash');

# and what is committed now, just before one, stays
$node->safe_psql('postgres', q{
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	VALUES ('loading', 'USD', 'MXN', '2021-01-10', 123.456789012345678901234567890)});
my $last = $node->safe_psql('postgres', q{SELECT in_currency('100 USD', 'MXN', '2021-01-11')});
is($last, '12345.68 MXN', 'a new rate');
begin_load('flow', 'id, day, amount, parts, mark, income, card', @flows);
crash();
is($node->safe_psql('postgres', q{SELECT in_currency('100 USD', 'MXN', '2021-01-11')}), $last, 'a new rate after a crash');
is($node->safe_psql('postgres', q{SELECT rate FROM exchange_rate WHERE source = 'loading'}), '123.456789012345678901234567890', 'to the last digit');

$node->stop;
done_testing();
