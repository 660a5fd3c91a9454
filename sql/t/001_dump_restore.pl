# pg_dump and restore into an empty cluster: no row of a user is lost, and no
# figure changes.
#
# The rates and their sources are rows of tables that belong to the extension.
# What pg_dump does not save of such tables (columns, indexes, triggers and
# policies that users add to them) is not tested.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $source = PostgreSQL::Test::Cluster->new('source');
$source->init;
$source->start;
$source->safe_psql('postgres', 'CREATE DATABASE books');
$source->safe_psql(
	'books', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	ALTER DATABASE books SET search_path = "$user", public, caudal;
});

# Rates of all kinds: daily, for a time, until further notice, with more
# digits than an integer holds, quoted either way, and one that overrides a
# built-in rate.
$source->safe_psql(
	'books', q{
	CREATE ROLE regress_loader;
	GRANT INSERT, UPDATE ON exchange_rate TO regress_loader;
	REVOKE SELECT ON rate_source FROM PUBLIC;
	GRANT SELECT ON rate_source TO regress_loader;

	INSERT INTO rate_source (code, name, priority, max_age, url, note)
	VALUES ('fix', 'Daily, Mexico', 10, 7, 'https://example.org/fix', NULL),
		   ('trm', 'Daily, Colombia', 10, 7, NULL, E'two\nlines, a \\ and a \t'),
		   ('month-end', 'Month ends', 20, 31, NULL, NULL),
		   ('budget', 'Rates of the year', 50, NULL, NULL, '');
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate, loaded_at)
	SELECT 'fix', 'USD', 'MXN', day, 17 + extract(day FROM day) / 7, '2023-02-01 12:34:56.789+00'
	FROM generate_series(timestamp '2023-01-01', '2023-06-30', '1 day') AS day;
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate, note)
	VALUES ('trm', 'USD', 'COP', '2023-01-01', '2023-03-31', 4810.20, 'interval'),
		   ('trm', 'USD', 'COP', '2023-04-01', 'infinity', 4605.00, NULL),
		   ('month-end', 'GTQ', 'USD', '2023-01-31', NULL, 0.12745678901234567890123456789, NULL),
		   ('month-end', 'GTQ', 'USD', '2023-02-28', NULL, 0.1280, NULL),
		   ('budget', 'USD', 'SVC', '2023-01-01', 'infinity', 8.76, 'not the built-in one'),
		   ('budget', 'EUR', 'USD', '2023-01-01', '2023-12-31', 1.08, NULL);
});

# Amounts in every kind of column, among them one stored with an exponent that
# is not today's, the extremes, and negative and missing ones.
$source->safe_psql(
	'books', q{
	CREATE TABLE payment (
		id int PRIMARY KEY,
		day date NOT NULL,
		pesos monetary('MXN'),
		amount monetary,
		parts money_bag,
		target currency DEFAULT 'USD',
		number numeric GENERATED ALWAYS AS (amount(amount)) STORED,
		agreed monetary GENERATED ALWAYS AS (at_rate(pesos, 0.05, 'USD')) STORED,
		CHECK (currency(pesos) = 'MXN'),
		CHECK (amount *>= '-92233720368547758.08 BZD')
	);
	INSERT INTO payment
	SELECT n, date '2023-01-01' + n % 180, monetary(n / 3.0, 'MXN'),
		   monetary(-n / 7.0, (ARRAY['MXN', 'COP', 'GTQ', 'SVC', 'EUR', 'USD', 'BZD'])[1 + n % 7]::currency),
		   money_bag(monetary(n, 'USD')) + monetary(-n, 'EUR') + monetary(n % 3, 'MXN'),
		   CASE n % 2 WHEN 0 THEN 'USD' ELSE 'PAB' END::currency
	FROM generate_series(1, 1000) AS n
	WHERE (n % 7 <> 2) OR n % 180 BETWEEN 30 AND 89;
	INSERT INTO payment (id, day, pesos, amount, parts, target)
	VALUES (2001, '2023-01-10', '5.255 MXN(3)', '5.255 MXN(3)', '{5.255 MXN(3)}', 'USD'),
		   (2002, '2023-01-10', '92233720368547758.07 MXN', '-92233720368547758.08 USD', '{}', 'USD'),
		   (2003, '2023-01-10', NULL, NULL, NULL, NULL),
		   (2004, '2023-01-10', '-0.01 MXN', '0.00 MXN', '{123456789012345678901234567890.12 USD}', 'USD'),
		   (2005, '2023-01-10', '5.26 MXN', '5.25500 MXN(5)', '{5.25500 MXN(5), 1 JPY}', 'USD');
	CREATE INDEX payment_amount ON payment (amount);
	CREATE INDEX payment_amount_hash ON payment USING hash (amount);
	CREATE INDEX payment_parts ON payment (parts);
	CREATE INDEX payment_parts_hash ON payment USING hash (parts);
	CREATE INDEX payment_target ON payment (target) INCLUDE (amount);
	CREATE INDEX payment_currency ON payment (currency(amount), day) WHERE amount <> '0 MXN';
	CREATE STATISTICS payment_statistics ON target, amount FROM payment;
	ANALYZE payment;

	CREATE TABLE by_hash (LIKE payment) PARTITION BY HASH (amount);
	CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
	CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
	CREATE TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
	CREATE TABLE by_target (target currency, amount monetary) PARTITION BY LIST (target);
	CREATE TABLE by_target_usd PARTITION OF by_target FOR VALUES IN ('USD');
	CREATE TABLE by_target_rest PARTITION OF by_target DEFAULT;
	CREATE TABLE by_range (amount monetary) PARTITION BY RANGE (amount);
	CREATE TABLE by_range_to_mxn PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('0 MXN');
	CREATE TABLE by_range_rest PARTITION OF by_range FOR VALUES FROM ('0 MXN') TO (MAXVALUE);
	INSERT INTO by_hash SELECT id, day, pesos, amount, parts, target, number, agreed FROM payment;
	INSERT INTO by_target SELECT target, amount FROM payment;
	INSERT INTO by_range SELECT amount FROM payment WHERE amount IS NOT NULL;

	-- what converts when it is restored, or is kept as a parsed query
	CREATE VIEW valued AS
	SELECT id, amount, target, day, in_currency(amount, target, day), (exchange_rate_used(currency(amount), target, day)).path
	FROM payment;
	CREATE MATERIALIZED VIEW total AS
	SELECT target, sum_in(amount, target, day) FROM payment WHERE id < 2000 GROUP BY target;
	CREATE FUNCTION total_in(wanted currency) RETURNS monetary LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT sum_in(amount, wanted, day) FROM payment WHERE id < 2000;
	END;
	CREATE DOMAIN budget_line AS monetary('USD') CHECK (VALUE *>= '0 USD');
	CREATE TABLE budget (line budget_line, history monetary[], source text REFERENCES rate_source);
	INSERT INTO budget VALUES ('5 USD', ARRAY['1 USD', '5.255 MXN(3)']::monetary[], 'fix');
});

# Periods in every kind of column, index and constraint, among them open ones
# and the first and last days there are: of each grant five, one after another.
$source->safe_psql(
	'books', q{
	CREATE EXTENSION btree_gist;
	CREATE DOMAIN project_period AS grant_period CHECK (days(VALUE) BETWEEN 1 AND 3000);
	CREATE TABLE award (
		id int PRIMARY KEY,
		grant_id int NOT NULL,
		period grant_period NOT NULL DEFAULT '2023-H1',
		project project_period,
		history grant_period[],
		lasts numeric GENERATED ALWAYS AS (months(period)) STORED,
		CHECK (period @> first_day(period)),
		CONSTRAINT one_at_a_time EXCLUDE USING gist (grant_id WITH =, period WITH &&)
	);
	INSERT INTO award
	SELECT n, g, period, CASE WHEN days(period) < 300 THEN period END, ARRAY[period, NULL, shift(period, '-1 year')]
	FROM generate_series(1, 1000) AS n,
		 LATERAL (SELECT n % 200, date '2010-01-01' + n % 200 * 7 + n / 200 * 400) AS v(g, first_day),
		 LATERAL (SELECT grant_period(first_day, CASE WHEN n > 800 AND n % 10 = 0 THEN 'infinity' ELSE first_day + n * 37 % 400 END)) AS p(period);
	INSERT INTO award (id, grant_id, period, project)
	VALUES (2001, 2001, '4714-11-24 BC/4714-11-24 BC', '2024-02-29'),
		   (2002, 2001, '5874897-12-31/5874897-12-31', NULL),
		   (2003, 2002, '4714-11-24 BC/5874897-12-31', NULL),
		   (2004, 2003, '5874897-12-31/..', NULL),
		   (2005, 2004, '4714-11-24 BC/..', NULL),
		   (2006, 2005, DEFAULT, '2021/2023');
	CREATE INDEX award_btree ON award (period);
	CREATE INDEX award_hash ON award USING hash (period);
	CREATE INDEX award_gist ON award USING gist (period);
	CREATE INDEX award_brin ON award USING brin (period);
	CREATE INDEX award_first_day ON award (first_day(period)) WHERE is_open(period);
	CREATE STATISTICS award_statistics ON grant_id, period FROM award;
	ANALYZE award;

	CREATE TABLE award_by_range (id int, period grant_period) PARTITION BY RANGE (period);
	CREATE TABLE award_to_2012 PARTITION OF award_by_range FOR VALUES FROM (MINVALUE) TO ('2012-01-01');
	CREATE TABLE award_to_2015 PARTITION OF award_by_range FOR VALUES FROM ('2012-01-01') TO ('2015-06-01/..');
	CREATE TABLE award_rest PARTITION OF award_by_range FOR VALUES FROM ('2015-06-01/..') TO (MAXVALUE);
	CREATE TABLE award_by_hash (id int, period grant_period) PARTITION BY HASH (period);
	CREATE TABLE award_hash_0 PARTITION OF award_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
	CREATE TABLE award_hash_1 PARTITION OF award_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
	CREATE TABLE award_hash_2 PARTITION OF award_by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
	CREATE TABLE award_by_list (id int, period grant_period) PARTITION BY LIST (period);
	CREATE TABLE award_default PARTITION OF award_by_list FOR VALUES IN ('2023-H1', '5874897-12-31/..');
	CREATE TABLE award_others PARTITION OF award_by_list DEFAULT;
	CREATE INDEX ON award_by_range USING gist (period);
	INSERT INTO award_by_range SELECT id, period FROM award;
	INSERT INTO award_by_hash SELECT id, period FROM award;
	INSERT INTO award_by_list SELECT id, period FROM award;

	CREATE MATERIALIZED VIEW funded AS
	SELECT grant_id, coverage(period), gaps(period, '2010-01-01/2020-12-31') FROM award WHERE id < 2000 GROUP BY grant_id;
	CREATE VIEW plan AS
	SELECT id, a.* FROM award, allocate('100.01 USD', project, 'quarter', 4) AS a WHERE project <@ '2009-01-01/..';
	CREATE FUNCTION in_progress(day date, fiscal_start int DEFAULT 1) RETURNS TABLE (id int, over numeric, year int) LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT id, elapsed(period, day), fiscal_year(last_day(period), fiscal_start) FROM award WHERE period @> day AND NOT is_open(period);
	END;
});

# Scores, mixes and scorecards in every kind of column, index and constraint,
# among them those on the widest scale, those that do not apply, names that have
# to be quoted, a mix with more decimals than its currency, and long values.
$source->safe_psql(
	'books', q{
	CREATE DOMAIN stage AS score CHECK (scale_low(VALUE) = 1 AND scale_high(VALUE) = 4 AND level(VALUE, '{2, 3}') < 4);
	CREATE TABLE assessment (
		id int PRIMARY KEY,
		mark score,
		reached stage DEFAULT '1.75 of 1-4',
		marks score[],
		share numeric GENERATED ALWAYS AS (normalized(mark)) STORED,
		income income_mix,
		card scorecard NOT NULL DEFAULT '{}',
		CHECK (normalized(mark) <= 1),
		CONSTRAINT income_in_one_currency CHECK (income::jsonb ->> 'currency' = 'USD')
	);
	INSERT INTO assessment (id, mark, reached, marks, income, card)
	SELECT n, mark, score(1 + n % 7 / 2.0, 1, 4), ARRAY[mark, NULL, reversed(mark), not_applicable(0, n)],
		   CASE WHEN n % 5 > 0 THEN format('{"funder %s": %s, "other": -0.05, NULL: %s} USD', n % 3, n % 11 * 1.5, n % 4)::income_mix END,
		   format('{"a": %s weight 2, "b": n/a of 1-4 weight 0.5, "c": NULL weight %s}', coalesce(mark::text, 'NULL'), n % 6)::scorecard
	FROM generate_series(1, 1000) AS n,
		 LATERAL (SELECT CASE n % 13 WHEN 0 THEN NULL WHEN 1 THEN not_applicable(1, 4) WHEN 2 THEN score(n % 11, 0, 10)
								 ELSE score(n % 9 / 2.0 - 2, -2, 2) END) AS v(mark);
	INSERT INTO assessment (id, mark, reached, income, card)
	VALUES (2001, '-32768 of -32768..32767', '4 of 1-4', '{}  USD', '{}'),
		   (2002, '32766.9999 of -32768..32767', 'n/a of 1-4', '{"": 0.12345, "a \"b\" \\\\ c": -1, "NULL": 2, NULL: 0} USD', DEFAULT),
		   (2003, 'n/a of -32768..32767', DEFAULT, '{"Fundación Ñandú": 999999999999999999999999999999999999.99} USD', '{"": -32768 of -32768..32767 weight 0.00001}'),
		   (2004, NULL, NULL, NULL, '{"ñ\\\\": NULL weight 99999999999999999999999999999999999999}');
	CREATE INDEX assessment_mark ON assessment (mark);
	CREATE INDEX assessment_mark_hash ON assessment USING hash (mark);
	CREATE INDEX assessment_share ON assessment (normalized(mark)) WHERE is_applicable(mark);
	CREATE INDEX assessment_income ON assessment (income);
	CREATE INDEX assessment_income_hash ON assessment USING hash (income);
	CREATE INDEX assessment_card ON assessment (card);
	CREATE INDEX assessment_card_hash ON assessment USING hash (card);
	CREATE STATISTICS assessment_statistics ON mark, reached FROM assessment;
	ANALYZE assessment;

	CREATE TABLE mark_by_range (id int, mark score) PARTITION BY RANGE (mark);
	CREATE TABLE mark_low PARTITION OF mark_by_range FOR VALUES FROM (MINVALUE) TO ('50%');
	CREATE TABLE mark_high PARTITION OF mark_by_range FOR VALUES FROM ('50%') TO ('n/a of 1-4');
	CREATE TABLE mark_rest PARTITION OF mark_by_range DEFAULT;
	CREATE TABLE income_by_hash (id int, income income_mix) PARTITION BY HASH (income);
	CREATE TABLE income_hash_0 PARTITION OF income_by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE income_hash_1 PARTITION OF income_by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	CREATE TABLE card_by_list (id int, card scorecard) PARTITION BY LIST (card);
	CREATE TABLE card_empty PARTITION OF card_by_list FOR VALUES IN ('{}', '{"a": 0 of -2..2 weight 2.0, "b": n/a of 1-4 weight 0.5, "c": NULL weight 3.0}');
	CREATE TABLE card_others PARTITION OF card_by_list DEFAULT;
	INSERT INTO mark_by_range SELECT id, mark FROM assessment;
	INSERT INTO income_by_hash SELECT id, income FROM assessment;
	INSERT INTO card_by_list SELECT id, card FROM assessment;
	CREATE TABLE long_value AS
	SELECT income_mix('funder ' || n, monetary(n / 7.0, 'MXN')) AS income, scorecard('item ' || n, score(n % 5, 0, 4), n) AS card FROM generate_series(1, 5000) AS n;

	CREATE MATERIALIZED VIEW rolled_up AS
	SELECT id % 7 AS part, rollup(income) AS income, avg(reached) AS reached FROM assessment GROUP BY part;
	CREATE VIEW health AS
	SELECT id, hhi(income), index_arithmetic(card), index_geometric(card, 0.5), operating_margin(id, 900), fx_exposure_share(ARRAY[id::numeric, 5.0], ARRAY[7.0, id::numeric]), c.difference
	FROM assessment, change(card, '{"a": 1 of -2..2 weight 2}') AS c WHERE id < 2000 AND scale_low(mark) = -2;
	CREATE FUNCTION as_high(s score) RETURNS SETOF int LANGUAGE sql STABLE
	BEGIN ATOMIC
		SELECT id FROM assessment WHERE normalized(mark) = normalized(s);
	END;
});

# Everything that is stored, and what is computed from it
my %figures = (
	'assessments' => 'SELECT * FROM assessment ORDER BY id',
	'marks by range' => 'SELECT tableoid::regclass, * FROM mark_by_range ORDER BY id',
	'incomes by hash' => 'SELECT tableoid::regclass, * FROM income_by_hash ORDER BY id',
	'scorecards by list' => 'SELECT tableoid::regclass, * FROM card_by_list ORDER BY id',
	'bytes of assessments' => 'SELECT score_send(mark), income_mix_send(income), scorecard_send(card) FROM assessment ORDER BY id',
	'long values' => 'SELECT *, hhi(income), index_arithmetic(card) FROM long_value',
	'rolled up' => 'SELECT * FROM rolled_up ORDER BY part',
	'health' => 'SELECT * FROM health ORDER BY id',
	'as high' => q{SELECT * FROM as_high('25%') AS id ORDER BY id},
	'periods' => 'SELECT * FROM award ORDER BY id',
	'periods by range' => 'SELECT tableoid::regclass, * FROM award_by_range ORDER BY id',
	'periods by hash' => 'SELECT tableoid::regclass, * FROM award_by_hash ORDER BY id',
	'periods by list' => 'SELECT tableoid::regclass, * FROM award_by_list ORDER BY id',
	'bytes of periods' => 'SELECT grant_period_send(period), grant_period_send(project) FROM award ORDER BY id',
	'coverage' => 'SELECT * FROM funded ORDER BY grant_id',
	'plan' => 'SELECT * FROM plan ORDER BY id, period',
	'in progress' => q{SELECT * FROM in_progress('2014-07-01', 4) ORDER BY id},
	'sources of rates' => 'SELECT * FROM rate_source ORDER BY code',
	'rates' => 'SELECT * FROM exchange_rate ORDER BY source, base, quote, valid_from',
	'amounts' => 'SELECT * FROM payment ORDER BY id',
	'amounts by hash' => 'SELECT tableoid::regclass, id, amount FROM by_hash ORDER BY id',
	'amounts by list' => 'SELECT tableoid::regclass::text, target, amount::text FROM by_target ORDER BY 1, 2, 3',
	'amounts by range' => 'SELECT tableoid::regclass::text, amount::text FROM by_range ORDER BY 1, 2',
	'conversions' => 'SELECT * FROM valued ORDER BY id',
	'stored total' => 'SELECT * FROM total ORDER BY target',
	'totals' => q{SELECT c, total_in(c), sum_in_exact(amount, c, day), bag(amount)
		FROM payment, unnest(ARRAY['USD', 'MXN', 'COP', 'SVC']::currency[]) AS c WHERE id < 2000 GROUP BY c ORDER BY c},
	'conversions of bags' => q{SELECT id, bag_in_currency(parts, 'MXN', '2023-01-10') FROM payment WHERE id < 2002 ORDER BY id},
	'bytes' => 'SELECT monetary_send(amount), money_bag_send(parts), currency_send(target) FROM payment ORDER BY id',
	'other columns' => 'SELECT * FROM budget',
	'privileges' => q{SELECT relname, relacl FROM pg_class WHERE relname IN ('rate_source', 'exchange_rate') ORDER BY 1});

sub figures
{
	my ($node) = @_;
	my %result;

	$result{$_} = $node->safe_psql('books', $figures{$_}) foreach keys %figures;
	return \%result;
}

# The same rows by each index as without
sub check_indexes
{
	my ($node, $name) = @_;

	foreach my $query (
		q{SELECT array_agg(id ORDER BY id) FROM payment WHERE amount = '5.255 MXN(3)'},
		q{SELECT array_agg(id ORDER BY id) FROM payment WHERE amount *>= '0 GTQ' AND amount *< '0 SVC'},
		q{SELECT array_agg(id ORDER BY id) FROM payment WHERE parts = '{5 USD, -5 EUR, 2 MXN}'},
		q{SELECT array_agg(id ORDER BY id) FROM payment WHERE target = 'PAB'},
		q{SELECT array_agg(id ORDER BY id) FROM payment WHERE currency(amount) = 'COP' AND amount <> '0 MXN'},
		q{SELECT array_agg(id ORDER BY id) FROM assessment WHERE mark = '1 of -2..2'},
		q{SELECT array_agg(id ORDER BY id) FROM assessment WHERE mark >= '75%' AND mark < 'n/a of -32768..32767'},
		q{SELECT array_agg(id ORDER BY id) FROM assessment WHERE normalized(mark) < 0.2 AND is_applicable(mark)},
		q{SELECT array_agg(id ORDER BY id) FROM assessment WHERE income = '{"funder 1": 1.5, "other": -0.050, NULL: 3} USD'},
		q{SELECT array_agg(id ORDER BY id) FROM assessment WHERE card = '{"a": NULL weight 2, "b": n/a of 1-4 weight 0.50, "c": NULL weight 1}'},
		q{SELECT array_agg(id ORDER BY id) FROM mark_by_range WHERE mark > '1.5 of -2..2'},
		q{SELECT array_agg(id ORDER BY id) FROM income_by_hash WHERE income = '{"funder 1": 1.5, "other": -0.05, NULL: 3} USD'},
		q{SELECT array_agg(id ORDER BY id) FROM card_by_list WHERE card = '{}'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE period && '2014-07'},
		# by BRIN, where nothing else is left
		q{BEGIN; DROP INDEX award_gist; ALTER TABLE award DROP CONSTRAINT one_at_a_time; SELECT array_agg(id ORDER BY id) FROM award WHERE period && '2014-07'; ROLLBACK},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE period @> date '5874897-12-31'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE period <@ '2010'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE grant_id = 7 AND period >> '2012'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE period < '2010-07-01'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE period = '5874897-12-31/..'},
		q{SELECT array_agg(id ORDER BY id) FROM award WHERE first_day(period) > '2014-01-01' AND is_open(period)},
		q{SELECT array_agg(id ORDER BY id) FROM award_by_range WHERE period && '2014-07'},
		q{SELECT array_agg(id ORDER BY id) FROM award_by_hash WHERE period = '2023-H1'})
	{
		my $by_index = $node->safe_psql('books', "SET enable_seqscan = off; $query");
		my $by_scan = $node->safe_psql('books', "SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off; $query");

		isnt($by_scan, '', "$name: finds rows: $query");
		is($by_index, $by_scan, "$name: by index as by scan: $query");
	}
}

# What the constraints of the restored tables refuse
sub check_constraints
{
	my ($node, $name) = @_;
	my %refused = (
		'INSERT INTO award (id, grant_id, period) SELECT 3001, grant_id, period FROM award WHERE id = 7' => '23P01',
		q{UPDATE award SET period = extend_to(period, 'infinity') WHERE id = 7} => '23P01',
		q{INSERT INTO award (id, grant_id, project) VALUES (3001, 3001, '2000/2020')} => '23514',
		q{INSERT INTO assessment (id, reached) VALUES (3001, '2 of 1-5')} => '23514',
		q{INSERT INTO assessment (id, income) VALUES (3001, '{} MXN')} => '23514',
		q{INSERT INTO assessment (id, card) VALUES (3001, NULL)} => '23502');

	foreach my $statement (sort keys %refused)
	{
		my ($stdout, $stderr);

		$node->psql('books', "\\set VERBOSITY sqlstate\n$statement", stdout => \$stdout, stderr => \$stderr);
		like($stderr, qr/ERROR:  $refused{$statement}$/m, "$name: $refused{$statement}: $statement");
	}
}

my $before = figures($source);
like($before->{amounts}, qr/^2001\|2023-01-10\|5\.255 MXN\(3\)\|/m, 'an amount with a foreign exponent is stored');
like($before->{conversions}, qr/^2005\|5\.25500 MXN\(5\)\|/m, 'another one is converted');
like($before->{rates}, qr/^month-end\|GTQ\|USD\|2023-01-31\|\|0\.12745678901234567890123456789\|/m, 'a long rate is stored');
check_indexes($source, 'before');
check_constraints($source, 'before');
like($before->{periods}, qr/^2003\|2002\|4714-11-24 BC\/5874897-12-31\|/m, 'the longest period is stored');
is(() = $before->{periods} =~ m{/\.\.\|}g, 22, 'and open ones');
like($before->{assessments}, qr/^2002\|32766\.9999 of -32768\.\.32767\|n\/a of 1-4\|\|[0-9.]+\|\{"": 0\.12345, "NULL": 2\.00000, "a \\"b\\" \\\\ c": -1\.00000, NULL: 0\.00000\} USD\|\{\}$/m,
	'a mark just below the end is stored, and names in quotes');
is( $source->safe_psql(
		'books', q{
		SELECT count(*), count(*) FILTER (WHERE amount(in_currency(p.agreed, 'MXN', p.day)) = round(amount(p.agreed) * r.rate, 2))
		FROM payment p JOIN exchange_rate r ON r.source = 'fix' AND r.valid_from = p.day WHERE p.agreed IS NOT NULL AND p.id < 2000}),
	$source->safe_psql('books', q{SELECT count(*), count(*) FROM payment WHERE id < 2000}),
	'before: conversions are products');

sub check_figures
{
	my ($node, $name) = @_;
	my $after = figures($node);

	is($after->{$_}, $before->{$_}, "$name: $_") foreach sort keys %figures;
}

# A dump of the restored database is the same text
sub dump_text
{
	my ($node, $name) = @_;
	my $file = "$PostgreSQL::Test::Utils::tmp_check/$name.sql";

	$node->command_ok([ 'pg_dump', '--create', '-f', $file, 'books' ], "$name: pg_dump");
	# the key of \restrict is made anew for each dump
	return join('', grep { !/^\\(?:un)?restrict / } split(/^/, slurp_file($file)));
}

my $dumped = dump_text($source, 'source');

my $plain = PostgreSQL::Test::Cluster->new('plain');
$plain->init;
$plain->start;
$plain->safe_psql('postgres', 'CREATE ROLE regress_loader');
$plain->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres', '-f',
		"$PostgreSQL::Test::Utils::tmp_check/source.sql" ], 'plain: psql');
check_figures($plain, 'plain');
check_indexes($plain, 'plain');
check_constraints($plain, 'plain');
is(dump_text($plain, 'plain'), $dumped, 'plain: dumped again');

# Periods by COPY in binary, from one server to the other and out again.  An
# array would be sent with the number of its type, which is not the same there.
my $rows = "$PostgreSQL::Test::Utils::tmp_check/rows";
my $copied = 'copied (id, grant_id, period, project)';
my $bytes = $figures{'bytes of periods'};
$source->safe_psql('books', "\\copy (SELECT id, grant_id, period, project FROM award ORDER BY id) TO '$rows.sent' (FORMAT binary)");
$plain->safe_psql('books', "CREATE TABLE copied (LIKE award INCLUDING ALL);\n\\copy $copied FROM '$rows.sent' (FORMAT binary)\n"
	  . "\\copy $copied TO '$rows.resent' (FORMAT binary)");
is($plain->safe_psql('books', $bytes =~ s/award/copied/r), $before->{'bytes of periods'}, 'COPY in binary: periods');
ok(slurp_file("$rows.sent") eq slurp_file("$rows.resent"), 'COPY in binary: the same bytes out again');

# The same with scores, mixes and scorecards
$copied = 'copied_assessment (id, mark, reached, income, card)';
$source->safe_psql('books', "\\copy (SELECT id, mark, reached, income, card FROM assessment ORDER BY id) TO '$rows.sent' (FORMAT binary)");
$plain->safe_psql('books', "CREATE TABLE copied_assessment (LIKE assessment INCLUDING ALL);\n\\copy $copied FROM '$rows.sent' (FORMAT binary)\n"
	  . "\\copy $copied TO '$rows.resent' (FORMAT binary)");
is($plain->safe_psql('books', $figures{'bytes of assessments'} =~ s/assessment/copied_assessment/r), $before->{'bytes of assessments'}, 'COPY in binary: assessments');
ok(slurp_file("$rows.sent") eq slurp_file("$rows.resent"), 'COPY in binary: the same bytes of assessments out again');
$plain->stop;

my $custom = PostgreSQL::Test::Cluster->new('custom');
my $archive = "$PostgreSQL::Test::Utils::tmp_check/source.dump";
my %archives = (custom => [$archive], 'directory, two jobs' => [ "$PostgreSQL::Test::Utils::tmp_check/source.dir", '-j2' ]);
$custom->init;
$custom->start;
$custom->safe_psql('postgres', 'CREATE ROLE regress_loader');

foreach my $name (sort keys %archives)
{
	my ($file, @jobs) = @{ $archives{$name} };

	$source->command_ok([ 'pg_dump', @jobs ? '-Fd' : '-Fc', @jobs, '-f', $file, 'books' ], "$name: pg_dump");

	# The two tables of rates come first and one after the other: they have a
	# foreign key between them, whose order the jobs of a parallel restore do
	# not know.
	$custom->command_ok([ 'pg_restore', '--exit-on-error', @$_, $file ], "$name: pg_restore @$_")
	  foreach (
		[ '--create', '--section=pre-data', '-d', 'postgres' ],
		[ '--section=data', '-n', 'caudal', '-d', 'books' ],
		[ '--section=data', '-N', 'caudal', '-j2', '-d', 'books' ],
		[ '--section=post-data', '-j2', '-d', 'books' ]);
	check_figures($custom, $name);
	check_indexes($custom, $name);
	check_constraints($custom, $name);
	is(dump_text($custom, $name), $dumped, "$name: dumped again");
	$custom->safe_psql('postgres', 'DROP DATABASE books');
}

# The rows alone, into a database where the extension has been installed
# already, as an upgrade by hand does it
$custom->safe_psql('postgres', 'CREATE DATABASE books');
$custom->safe_psql('books', 'CREATE SCHEMA caudal; CREATE EXTENSION caudal SCHEMA caudal');
$custom->command_ok([ 'pg_restore', '--exit-on-error', '--data-only', '-d', 'books',
		'-t', 'rate_source', '-t', 'exchange_rate', $archive ], 'rows alone: pg_restore');
is($custom->safe_psql('books', 'SET search_path = caudal; ' . $figures{rates}), $before->{rates}, 'rows alone: rates');
is($custom->safe_psql('books', 'SET search_path = caudal; ' . $figures{'sources of rates'}), $before->{'sources of rates'}, 'rows alone: sources');

$custom->stop;
$source->stop;
done_testing();
