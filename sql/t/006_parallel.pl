# The same digits serially and in parallel: 100,000 rows, several sources, two
# and four workers, partitionwise; also in a transaction that has changed the
# rates before and not committed them.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "max_worker_processes = 16\nmax_parallel_workers = 8\nfsync = off");
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});

# Daily rates, month ends, intervals, rates with many digits, and gaps that a
# source further back fills; nothing is missing, but for HNL.
$node->safe_psql(
	'postgres', q{
	INSERT INTO rate_source (code, name, priority, max_age)
	VALUES ('fix', 'Daily, Mexico', 10, 2), ('trm', 'Intervals, Colombia', 10, 0), ('month-end', 'Month ends', 20, 31), ('budget', 'Of the year', 50, NULL);
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
	SELECT 'fix', 'USD', 'MXN', day, NULL, round(17 + sin(n)::numeric, 4)
	FROM (SELECT date '2020-12-31' + n AS day, n FROM generate_series(1, 730) AS n) AS days WHERE extract(isodow FROM day) < 6
	UNION ALL
	SELECT 'trm', 'USD', 'COP', date '2020-12-31' + n, date '2020-12-31' + n + 2, round(4000 + 300 * cos(n)::numeric, 2)
	FROM generate_series(1, 730, 5) AS n
	UNION ALL
	SELECT 'month-end', 'USD', 'GTQ', (date '2020-12-31' + make_interval(months => n))::date, NULL, 7.7 + n / 97.0
	FROM generate_series(0, 24) AS n
	UNION ALL
	SELECT 'budget', 'USD', 'COP', '2021-01-01', '2022-12-31', 3900
	UNION ALL
	SELECT 'budget', 'EUR', 'USD', '2021-01-01', '2022-12-31', 1.123456789012345678901234567890123;

	CREATE TABLE flow (award int, day date, amount monetary, number numeric, code char(3), received monetary, period grant_period,
		funder text, income income_mix, mark score, item text, answer score, weight numeric);
	INSERT INTO flow
	SELECT n % 211, date '2021-01-01' + n % 730, m, amount(m), c, at_rate(m, 1 + n % 7 / 10.0, 'CRC'), p,
		   nullif(n * 31 % 41, 0)::text, format('{"%s": %s, NULL: %s}', n % 29, n % 1009 / 7.0, n % 3)::income_mix,
		   CASE WHEN n % 23 > 0 THEN score(n % 31 / 7.0, 0, 5) ELSE not_applicable(0, 5) END,
		   -- an item has one answer in an award, which is given again and again
		   n % 30, CASE n % 211 * (n % 30) % 11 WHEN 0 THEN NULL WHEN 1 THEN not_applicable(1, 4) ELSE score(1 + (n % 211 + n % 30) % 4, 1, 4) END, n % 30 % 4 * 0.25
	FROM generate_series(1, 100000) AS n,
		 LATERAL (SELECT (ARRAY['MXN', 'COP', 'GTQ', 'SVC', 'USD', 'PAB', 'EUR'])[1 + n % 7]) AS codes(c),
		 LATERAL (SELECT monetary((n * 7919 % 1000003 - 300000) / 13.0, c::currency)) AS amounts(m),
		 -- short ones over forty years, with gaps between those of an award; every tenth award has one that is open
		 LATERAL (SELECT grant_period(date '2001-01-01' + n * 31 % 14610,
									  CASE WHEN n % 211 % 10 = 0 AND n % 397 = 0 THEN 'infinity'
										   ELSE date '2001-01-01' + n * 31 % 14610 + n % 211 % 13 * 4 END)) AS periods(p);
	CREATE TABLE parted (LIKE flow) PARTITION BY LIST (code);
	CREATE TABLE parted_mxn PARTITION OF parted FOR VALUES IN ('MXN');
	CREATE TABLE parted_usd PARTITION OF parted FOR VALUES IN ('USD', 'COP');
	CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
	INSERT INTO parted SELECT * FROM flow;
	CREATE TABLE hashed (LIKE flow) PARTITION BY HASH (amount);
	CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO hashed SELECT * FROM flow;
	ANALYZE;
});

my $conversions = q{
	sum_in(amount, 'MXN', day), sum_in(amount, 'COP', day), amount(sum_in(amount, 'USD', day)), sum_in_exact(amount, 'MXN', day), sum_in_exact(amount, 'USD', day),
	sum_converted(number, code, 'MXN', day), sum(in_currency(amount, 'MXN', day)), sum(convert_amount(number, code, 'GTQ', day)), count(*)};
my $plain = q{bag(amount), bag(money_bag(amount) + received), sum(received), avg(received), min(received), max(received)};
my %queries = (
	'in total' => "SELECT $conversions, $plain FROM %s",
	'by award' => "SELECT award, $conversions, $plain FROM %s GROUP BY award ORDER BY award",
	'by currency' => "SELECT code, $conversions, $plain, effective_rate(amount, received), sum(amount), avg(amount), min(amount), max(amount)
		FROM %s GROUP BY code ORDER BY code",
	'periods by award' => q{SELECT award, coverage(period), gaps(period, '2000-07-01/2045-12-31'), gaps(period, '2001-01-01/..')
		FROM %s GROUP BY award ORDER BY award},
	'spread over periods' => q{SELECT code, sum(part) = sum(amount) FILTER (WHERE n = 1), sum(part) FILTER (WHERE days <@ '2010/2020'), count(*),
		sum(prorate(amount, period, '2010/2020')) FILTER (WHERE n = 1), sum(accrued(amount, period, '2015-06-30')) FILTER (WHERE n = 1),
		sum((allocate_by(amount, ARRAY[1, 2.5, 0.1]))[2]) FILTER (WHERE n = 1), sum(months(period)), sum(overlap_days(days, '2010-02/2020-03'))
		FROM %s, LATERAL allocate(amount, period, 'month', 4) WITH ORDINALITY AS a(days, part, n) WHERE NOT is_open(period)
		GROUP BY code ORDER BY code},
	'resilience by award' => q{SELECT award, income_mix(funder, number), income_mix(funder, amount) FILTER (WHERE code = 'MXN'), rollup(income), avg(mark),
		coefficient_of_variation(abs(number)), scorecard(item, answer, weight), hhi(income_mix(funder, number)), gini(rollup(income)), index_geometric(scorecard(item, answer, weight))
		FROM %s GROUP BY award ORDER BY award},
	'resilience in total' => q{SELECT income_mix(funder, number), income_mix(funder, received), rollup(income), avg(mark), coefficient_of_variation(abs(number)),
		scorecard(award || ' ' || item, answer, weight), effective_sources(rollup(income)), index_arithmetic(scorecard(award || ' ' || item, answer, weight)) FROM %s},
	'in order of days' => q{SELECT award, consecutive_deficits(number ORDER BY day, number), revenue_drop(number ORDER BY day, number) FROM %s GROUP BY award ORDER BY award},
	'where a figure is large' => q{SELECT count(*), sum_in(amount, 'MXN', day) FROM %s WHERE in_currency(amount, 'USD', day) > '100 USD'},
	'with missing rates' => q{SELECT award, sum_in(amount, 'MXN', day + 400), sum_in_exact(amount, 'USD', day + 400), count(in_currency(amount, 'COP', day + 400)),
		count(in_currency(amount, 'HNL', day)) FROM %s GROUP BY award ORDER BY award});
my $settings = q{
	SET caudal.missing_rate = 'null';
	SET max_parallel_workers_per_gather = %d;
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SET enable_partitionwise_aggregate = %s;
	SET parallel_leader_participation = %s;};

my @serial = (0, 'off', 'on');
my %ways = (
	'2 workers' => [ 2, 'off', 'on' ],
	'2 workers without the leader' => [ 2, 'off', 'off' ],
	'4 workers, partitionwise' => [ 4, 'on', 'on' ]);

sub run
{
	my ($way, $query) = @_;

	return $node->safe_psql('postgres', sprintf($settings, @$way) . $query);
}

# The rule once more, as a plain join, for the lines of one direct pair
is( run(\@serial, q{
	SELECT count(*) > 10000, count(*) = count(r.rate), bool_and(amount(in_currency(f.amount, 'MXN', f.day)) = round(f.number * r.rate, 2)),
		   amount(sum_in(f.amount, 'MXN', f.day)) = sum(round(f.number * r.rate, 2)),
		   amount(monetary(sum_in_exact(f.amount, 'MXN', f.day), 'MXN')) = round(sum(f.number * r.rate), 2)
	FROM flow f, LATERAL (SELECT rate FROM exchange_rate WHERE base = 'USD' AND quote = 'MXN' AND valid_from <= f.day ORDER BY valid_from DESC LIMIT 1) r
	WHERE f.code = 'USD'}), 't|t|t|t|t', 'lines in USD, serially');

# Coverage once more, by the server's own ranges; there is something to cover,
# there are gaps, and every line is spread without a rest
is( run(\@serial, q{
	SELECT bool_and(covered = ranges AND gaps = '{[2000-07-01,2046-01-01)}' - ranges), count(*) FILTER (WHERE gaps <> '{}') > 100,
		   count(*) FILTER (WHERE upper_inf(covered)) > 10
	FROM (SELECT coverage(period) AS covered, gaps(period, '2000-07-01/2045-12-31'), range_agg(period::daterange) AS ranges
		  FROM flow GROUP BY award) AS awards}), 't|t|t', 'coverage, serially');
like(run(\@serial, sprintf($queries{'spread over periods'}, 'flow')), qr/^(\w{3}\|t\|.*\n?){7}$/, 'spread without a rest, serially');

# Mixes and scorecards once more, as two levels of plain groups
is( run(\@serial, q{
	SELECT count(*), bool_and(hhi = expected), bool_and(rolled = total), bool_and(mark(mean) = round(marks, 4)), bool_and(index = arithmetic), count(DISTINCT hhi) > 100
	FROM (SELECT award, hhi(income_mix(funder, number)), avg(mark) AS mean, avg(mark(mark)) AS marks, amount(sum(received)) AS total,
				 (SELECT sum(s.amount) FROM sources(income_mix(funder, received)) AS s) AS rolled, index_arithmetic(scorecard(item, answer, weight)) AS index
		  FROM flow GROUP BY award) AS a
		 JOIN (SELECT award, sum(x * x) / (sum(x) * sum(x)) AS expected
			   FROM (SELECT award, greatest(sum(number), 0) AS x FROM flow GROUP BY award, funder) AS f GROUP BY award) AS h USING (award)
		 JOIN (SELECT award, round(100 * sum(weight * normalized(answer)) / nullif(sum(weight) FILTER (WHERE is_applicable(answer)), 0), 6) AS arithmetic
			   FROM (SELECT DISTINCT award, item, answer, weight FROM flow) AS i GROUP BY award) AS s USING (award)}),
	'211|t|t|t|t|t', 'mixes and scorecards, serially');

my %expected;

foreach my $name (sort keys %queries)
{
	my $serial = sprintf($queries{$name}, 'flow');
	my %plans = (parted => ['4 workers, partitionwise'], hashed => ['4 workers, partitionwise'], flow => [ sort keys %ways ]);

	$expected{$name} = run(\@serial, $serial);
	unlike(run(\@serial, "EXPLAIN $serial"), qr/Gather/, "$name: serial plan");
	foreach my $table (sort keys %plans)
	{
		my $query = sprintf($queries{$name}, $table);

		foreach my $way (@{ $plans{$table} })
		{
			my $partial = $name =~ /^(?:where|in order)/ ? qr/Gather.*Parallel Seq Scan/s : qr/Finalize.*Gather.*Partial.*Parallel Seq Scan/s;

			like(run($ways{$way}, "EXPLAIN (COSTS OFF) $query"), $partial, "$name, $table, $way: parallel plan");
			is(run($ways{$way}, $query), $expected{$name}, "$name, $table, $way");
		}
	}
}
like(run($ways{'2 workers'}, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " . sprintf($queries{'in total'}, 'flow')),
	qr/Workers Launched: [12]/, 'workers are launched');

# A transaction that has changed the rates: the workers see its changes, and
# no longer those that it has rolled back.  Serially and in parallel in turn,
# with the snapshot's numbers kept equal by a later transaction of another
# session.
my $later = $node->background_psql('postgres');
my $writer = $node->background_psql('postgres');
my $total = q{SELECT sum_in(amount, 'MXN', day), sum_in_exact(amount, 'USD', day), sum_converted(number, code, 'COP', day),
	sum(in_currency(amount, 'MXN', day)) FROM flow};
my $unchanged = run(\@serial, $total);

sub in_both_ways
{
	my ($name) = @_;
	my %figures;

	foreach my $way ('serial', sort keys %ways)
	{
		$writer->query_safe(sprintf($settings, $way eq 'serial' ? @serial : @{ $ways{$way} }));
		$later->query_safe('SELECT pg_current_xact_id()');
		$figures{$way} = $writer->query_safe($total);
	}
	is($figures{$_}, $figures{serial}, "$name: $_") foreach sort keys %ways;
	return $figures{serial};
}

$writer->query_safe('BEGIN');
is(in_both_ways('before a change'), $unchanged, 'before a change');
$writer->query_safe(q{UPDATE exchange_rate SET rate = rate * 2 WHERE source = 'fix'});
my $changed = in_both_ways('own change');
isnt($changed, $unchanged, 'own change is seen');
$writer->query_safe(q{SAVEPOINT s; UPDATE rate_source SET priority = 1 WHERE code = 'budget';
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('budget', 'USD', 'MXN', '2021-01-01', 30)});
my $inside = in_both_ways('own change in a savepoint');
isnt($inside, $changed, 'own change in a savepoint is seen');
$writer->query_safe('ROLLBACK TO s');
is(in_both_ways('rolled back to the savepoint'), $changed, 'rolled back to the savepoint');
is(run($ways{'2 workers'}, $total), $unchanged, 'another session sees nothing of it');

# a cursor that was opened before, beside statements that see more
$writer->query_safe(sprintf($settings, @{ $ways{'2 workers'} }));
$writer->query_safe("DECLARE c CURSOR FOR $total");
$writer->query_safe(q{UPDATE exchange_rate SET rate = rate * 3 WHERE source = 'fix'});
isnt($writer->query_safe($total), $changed, 'beside a cursor');
is($writer->query_safe('FETCH c'), $changed, 'a cursor sees what it saw');
$writer->query_safe('ROLLBACK');
is(in_both_ways('after all was rolled back'), $unchanged, 'after all was rolled back');

# A volatile function called by a statement that is writing the rates, whose
# own query is parallel: each call sees what has been written so far.
$node->safe_psql(
	'postgres', q{
	CREATE FUNCTION total_seen() RETURNS TABLE (by_aggregate monetary, by_function monetary) LANGUAGE plpgsql VOLATILE AS
	$$ BEGIN
		RETURN QUERY SELECT sum_in(amount, 'MXN', '2021-03-01'), sum(in_currency(amount, 'MXN', '2021-03-01')) FROM flow WHERE code = 'USD';
	END $$});
my $seen = q{
	WITH written AS (
		UPDATE exchange_rate SET rate = rate + 1 WHERE source = 'fix' AND valid_from BETWEEN '2021-02-26' AND '2021-03-02' RETURNING valid_from)
	SELECT valid_from, total_seen() FROM written};
my $while = run(\@serial, "BEGIN; $seen; ROLLBACK");
my ($day_before, $day, $day_after) = $while =~ /^2021-02-26\|\("(.*)","\g1"\)\n2021-03-01\|\("(.*)","\g2"\)\n2021-03-02\|\("(.*)","\g3"\)$/;
isnt($day, $day_before, 'while rates are written: the day is seen when it is written');
is($day_after, $day, 'while rates are written: the day after does not matter');
is(run($ways{$_}, "BEGIN; $seen; ROLLBACK"), $while, "while rates are written: $_") foreach sort keys %ways;

$later->quit;
$writer->quit;
$node->stop;
done_testing();
