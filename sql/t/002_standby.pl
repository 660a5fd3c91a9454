# A physical standby answers as its primary does, once it has replayed what
# the primary wrote; in its transactions, in their isolation levels, and after
# promotion.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(allows_streaming => 1);
# nothing but the test itself begins transactions
$primary->append_conf('postgresql.conf', "max_prepared_transactions = 5\nautovacuum = off");
$primary->start;
$primary->safe_psql(
	'postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});
$primary->backup('backup');

my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
# the primary keeps the rows that transactions on the standby still see
$standby->append_conf('postgresql.conf', "hot_standby_feedback = on\nwal_receiver_status_interval = 1s");
$standby->start;
$primary->poll_query_until('postgres', 'SELECT count(backend_xmin) = 1 FROM pg_stat_replication')
  or die 'no feedback from the standby';

# 17.01, 17.02 and so on pesos a dollar from 1 January; flows on 60 days
$primary->safe_psql(
	'postgres', q{
	INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'Daily', 10, 7), ('trm', 'Daily', 10, 7);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', date '2022-12-31' + n, 17 + n / 100.0 FROM generate_series(1, 90) AS n
	UNION ALL
	SELECT 'trm', 'USD', 'COP', date '2022-12-31' + n, 4000 + n FROM generate_series(1, 90) AS n;
	CREATE TABLE flow AS
	SELECT monetary(n, 'USD') AS amount, date '2023-01-01' + n % 60 AS day, nullif(n % 17, 0)::text AS funder,
		   CASE WHEN n % 19 > 0 THEN score(n % 9 / 2.0, 0, 4) ELSE 'n/a of 0-4' END AS mark, income_mix((n % 5)::text, n) AS income
	FROM generate_series(1, 3000) AS n GROUP BY n;
	CREATE INDEX flow_mark ON flow (mark);
	CREATE INDEX flow_mark_hash ON flow USING hash (mark);
	CREATE INDEX flow_income_hash ON flow USING hash (income);
	CREATE TABLE unrelated (n int);
});

# the figures, and whether they are what the subquery gives in the same statement
my $figures = q{
	SELECT sum_in(amount, 'MXN', day), sum(in_currency(amount, 'MXN', day)), sum(convert_amount(amount(amount), 'USD', 'COP', day)),
		   income_mix(funder, amount), rollup(income), avg(mark), coefficient_of_variation(amount(amount)),
		   (SELECT index_geometric(scorecard(item, s, 1)) FROM (SELECT funder AS item, avg(mark) AS s FROM flow WHERE funder IS NOT NULL GROUP BY funder) AS i),
		   sum_in(amount, 'PAB', day), average_rate('USD', 'MXN', '2023-01/2023-03'), average_rate('COP', 'MXN', '2023-02'),
		   round(average_rate('USD', 'MXN', '2023-01/2023-03'), 12) =
		   (SELECT round(avg(rate), 12) FROM exchange_rate WHERE base = 'USD' AND quote = 'MXN') AND
		   amount(sum_in(amount, 'MXN', day)) =
		   sum((SELECT round(amount(amount) * rate, 2) FROM exchange_rate
				WHERE base = 'USD' AND quote = 'MXN' AND valid_from <= day ORDER BY valid_from DESC LIMIT 1))
	FROM flow};
my $one = q{
	SELECT in_currency('100 USD', 'MXN', '2023-01-10'),
		   (SELECT 100 * rate = amount(in_currency('100 USD', 'MXN', '2023-01-10')) FROM exchange_rate
			WHERE base = 'USD' AND quote = 'MXN' AND valid_from = '2023-01-10')};

sub same_on_standby
{
	my ($name) = @_;
	my $result = $primary->safe_psql('postgres', $figures);

	like($result, qr/MXN\|.*\|t$/, "$name: equals the subquery");
	$primary->wait_for_catchup($standby);
	is($standby->safe_psql('postgres', $figures), $result, "$name: the same on the standby");
	# found by the indexes, as without
	foreach my $condition (q{mark = '2 of 0-4'}, q{mark BETWEEN '25%' AND '3 of 0-4'}, q{income = '{"1": 6.0}'})
	{
		my $found = "SELECT count(*), min(amount) FROM flow WHERE $condition";

		is($standby->safe_psql('postgres', "SET enable_seqscan = off; $found"), $primary->safe_psql('postgres', "SET enable_indexscan = off; SET enable_bitmapscan = off; $found"),
			"$name: found on the standby: $condition");
	}
}

same_on_standby('first rates');

# A session on the standby follows what is replayed, statement by statement
# under READ COMMITTED, not at all under REPEATABLE READ
my $committed = $standby->background_psql('postgres');
my $repeatable = $standby->background_psql('postgres');
$committed->query_safe('BEGIN');
$repeatable->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ');
is($committed->query_safe($one), '1710.00 MXN|t', 'READ COMMITTED before');
is($repeatable->query_safe($one), '1710.00 MXN|t', 'REPEATABLE READ before');
my $before = $repeatable->query_safe($figures);

$primary->safe_psql('postgres', q{UPDATE exchange_rate SET rate = rate + 1 WHERE source = 'fix'});
same_on_standby('new rates');
is($committed->query_safe($one), '1810.00 MXN|t', 'READ COMMITTED after');
is($repeatable->query_safe($one), '1710.00 MXN|t', 'REPEATABLE READ after');
is($repeatable->query_safe($figures), $before, 'REPEATABLE READ after, all rates');

# On a standby the transactions in progress are counted apart.  One that is
# older and one that is newer leave only that count to change when the rates
# are committed.
my $older = $primary->background_psql('postgres');
my $writer = $primary->background_psql('postgres');
$older->query_safe('BEGIN; INSERT INTO unrelated VALUES (1)');
$writer->query_safe(q{BEGIN; UPDATE exchange_rate SET rate = rate + 1 WHERE source = 'fix'});
$primary->safe_psql('postgres', 'INSERT INTO unrelated VALUES (2)');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '1810.00 MXN|t', 'not committed: READ COMMITTED');
my $snapshot = $committed->query_safe('SELECT pg_current_snapshot()');
$writer->query_safe('COMMIT');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '1910.00 MXN|t', 'committed: READ COMMITTED');
is($repeatable->query_safe($one), '1710.00 MXN|t', 'committed: REPEATABLE READ');
my ($xmin, $xmax) = $snapshot =~ /^(\d+):(\d+):/;
like($committed->query_safe('SELECT pg_current_snapshot()'), qr/^$xmin:$xmax:/, 'nothing else had changed in the snapshot');

# a transaction with more subtransactions than are listed
$writer->query_safe(
	q{BEGIN;
	DO $$
	BEGIN
		FOR i IN 1..70 LOOP
			BEGIN
				UPDATE exchange_rate SET rate = rate + 0.01 WHERE source = 'fix' AND valid_from = '2023-01-10';
			EXCEPTION WHEN division_by_zero THEN
				NULL;
			END;
		END LOOP;
	END
	$$});
$primary->safe_psql('postgres', 'INSERT INTO unrelated VALUES (3)');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '1910.00 MXN|t', 'many subtransactions: not committed');
$writer->query_safe('COMMIT');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '1980.00 MXN|t', 'many subtransactions: committed');

# a prepared transaction
$writer->query_safe(
	qq{BEGIN; UPDATE exchange_rate SET rate = 30 WHERE source = 'fix' AND valid_from = '2023-01-10';
	$one; PREPARE TRANSACTION 'rates'});
is($writer->query_safe($one), '1980.00 MXN|t', 'prepared: primary');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '1980.00 MXN|t', 'prepared: standby');
$writer->query_safe(q{COMMIT PREPARED 'rates'});
is($writer->query_safe($one), '3000.00 MXN|t', 'commit prepared: primary');
$primary->wait_for_catchup($standby);
is($committed->query_safe($one), '3000.00 MXN|t', 'commit prepared: standby');
$older->query_safe('ROLLBACK');
$older->quit;
$writer->quit;

# in parallel, on the standby
is( $standby->safe_psql(
		'postgres', qq{
		SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
		SET max_parallel_workers_per_gather = 2;
		$figures}),
	$primary->safe_psql('postgres', $figures), 'in parallel');

# a rate that is missing, and one that is not
my ($status, $stdout, $stderr) = $standby->psql('postgres', q{SELECT in_currency('1 USD', 'GTQ', '2023-01-10')}, extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
like($stderr, qr/ERROR:  CR001/, 'no rate on the standby');
$primary->safe_psql(
	'postgres', q{
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('fix', 'USD', 'GTQ', '2023-01-10', 7.85)});
$primary->wait_for_catchup($standby);
is($standby->safe_psql('postgres', q{SELECT in_currency('1 USD', 'GTQ', '2023-01-10')}), '7.85 GTQ', 'a new pair on the standby');

# Promotion, with a transaction open: it is that of a primary from then on
same_on_standby('before promotion');
is($repeatable->query_safe($figures), $before, 'REPEATABLE READ before promotion');
is($committed->query_safe($one), '3000.00 MXN|t', 'READ COMMITTED before promotion');
my $last = $primary->safe_psql('postgres', $figures);
$primary->stop;
$standby->promote;
is($standby->safe_psql('postgres', $figures), $last, 'after promotion');
is($repeatable->query_safe($figures), $before, 'REPEATABLE READ after promotion');
is($committed->query_safe($one), '3000.00 MXN|t', 'READ COMMITTED after promotion');
$standby->safe_psql('postgres', q{UPDATE exchange_rate SET rate = 17.1 WHERE source = 'fix' AND valid_from = '2023-01-10'});
is($committed->query_safe($one), '1710.00 MXN|t', 'READ COMMITTED after promotion and a new rate');
is($repeatable->query_safe($one), '1710.00 MXN|t', 'REPEATABLE READ after promotion and a new rate');
$committed->query_safe('COMMIT');
$repeatable->query_safe('COMMIT');
is($repeatable->query_safe($one), '1710.00 MXN|t', 'after its transaction');
$committed->quit;
$repeatable->quit;
$standby->stop;
done_testing();
