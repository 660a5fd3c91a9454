# pg_dump and restore into an empty cluster: no row of a user is lost, and no
# figure changes.
use strict;
use warnings;

use File::Spec;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $old = PostgreSQL::Test::Cluster->new('old');
$old->init;
$old->start;
$old->safe_psql('postgres', 'CREATE DATABASE grants');
$old->safe_psql('grants', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	ALTER DATABASE grants SET search_path = "$user", public, caudal;
});
$old->safe_psql('grants', q{
	CREATE ROLE regress_reader;

	-- rates, one of them under the code of the built-in ones
	INSERT INTO rate_source VALUES
		('trm', 'TRM', 10, 7, 'https://example.org', 'as published'),
		('fix', 'FIX', 10, 7, NULL, NULL),
		('peg', 'our own', 1, NULL, NULL, NULL);
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate, note) VALUES
		('trm', 'USD', 'COP', '2025-08-23', '2025-08-25', 4008.70, 'a weekend'),
		('fix', 'USD', 'MXN', '2025-08-22', NULL, 18.5950, NULL),
		('peg', 'USD', 'BZD', '2020-01-01', 'infinity', 2.0175, 'what dealers ask');

	-- tables with all types, keys, indexes, partitions, a generated column
	CREATE TABLE flow (id int PRIMARY KEY, amount monetary, pesos monetary('MXN') DEFAULT '0 MXN',
		day date, code currency GENERATED ALWAYS AS (currency(amount)) STORED);
	INSERT INTO flow VALUES
		(1, '1000000 COP', DEFAULT, '2025-08-24'),
		(2, '-0.01 USD', '12.5 MXN', '2025-08-24'),
		(3, '92233720368547758.07 BZD', '-92233720368547758.08 MXN', '2025-08-24'),
		(4, '5.255 MXN(3)', '5.255 MXN(3)', '2025-08-24'),
		(5, '100 SVC', NULL, '2005-01-01'),
		(6, NULL, NULL, NULL);
	CREATE INDEX flow_amount ON flow (amount);
	CREATE INDEX flow_amount_hash ON flow USING hash (amount);
	CREATE INDEX flow_code ON flow (code);
	CREATE TABLE by_amount (amount monetary UNIQUE) PARTITION BY HASH (amount);
	CREATE TABLE by_amount_0 PARTITION OF by_amount FOR VALUES WITH (MODULUS 2, REMAINDER 0);
	CREATE TABLE by_amount_1 PARTITION OF by_amount FOR VALUES WITH (MODULUS 2, REMAINDER 1);
	INSERT INTO by_amount SELECT monetary(n, 'MXN') FROM generate_series(1, 200) AS n;
	CREATE TABLE by_code (code currency) PARTITION BY LIST (code);
	CREATE TABLE by_code_mxn PARTITION OF by_code FOR VALUES IN ('MXN');
	INSERT INTO by_code VALUES ('MXN');
	CREATE TABLE pocket (id int, held money_bag UNIQUE);
	INSERT INTO pocket VALUES (1, '{}'), (2, '{5 MXN, 3 USD}'),
		(3, '{170141183460469231731687303715884105727 JPY, 5.255 MXN(3)}');
	CREATE VIEW in_dollars AS
		SELECT id, in_currency(amount, 'USD', day) AS dollars FROM flow WHERE day > '2025-01-01';
	CREATE MATERIALIZED VIEW totals AS
		SELECT bag(amount) AS held, sum_in(amount, 'USD', day) AS dollars FROM flow WHERE id IN (1, 2);
	GRANT SELECT ON flow TO regress_reader;
	REVOKE SELECT ON exchange_rate FROM PUBLIC;
	GRANT SELECT ON exchange_rate TO regress_reader;
});

# Everything that must be the same, as text
my $figures = q{
	SELECT * FROM rate_source ORDER BY code;
	SELECT source, base, quote, valid_from, valid_to, rate, loaded_at AT TIME ZONE 'UTC', note
		FROM exchange_rate ORDER BY base, quote, source;
	SELECT * FROM flow ORDER BY id;
	SELECT id, minor_amount(amount) FROM flow WHERE id < 4 ORDER BY id;
	SELECT * FROM in_dollars ORDER BY id;
	SELECT * FROM totals;
	SELECT amount FROM by_amount ORDER BY amount;
	SELECT tableoid::regclass, * FROM by_code;
	SELECT * FROM pocket ORDER BY id;
	SELECT in_currency('1000000 COP', 'MXN', '2025-08-24'), in_currency('100 BZD', 'USD', '2025-08-24'),
		in_currency('100 SVC', 'USD', '2025-08-24');
	SELECT * FROM exchange_rate_used('COP', 'MXN', '2025-08-24');
	SELECT relacl FROM pg_class WHERE relname IN ('exchange_rate', 'rate_source') ORDER BY relname;
	SELECT atttypmod FROM pg_attribute WHERE attrelid = 'flow'::regclass AND attname = 'pesos';
	SET enable_seqscan = off;
	SELECT id FROM flow WHERE amount = '-0.01 USD';
	SELECT id FROM flow WHERE amount *>= '0 COP' AND amount *< '0 CRC';
	SELECT count(*) FROM by_amount WHERE amount = '77 MXN';
};
my $before = $old->safe_psql('grants', $figures);
like($before, qr/^1\|249\.46 USD$/m, 'a figure of the old cluster');
like($before, qr/^4\|5\.255 MXN\(3\)\|5\.255 MXN\(3\)/m, 'an amount of a former minor unit');
like($before, qr/^4638\.66 MXN\|49\.57 USD\|11\.43 USD$/m, 'conversions of the old cluster');

my $dump = File::Spec->rel2abs($old->basedir) . '/dump';
my %restores = (
	plain => sub {
		my ($new) = @_;

		$old->command_ok([ 'pg_dump', '-Fp', '-f', "$dump.sql", $old->connstr('grants') ], 'plain: dump');
		$new->command_ok([ 'psql', '-X', '-v', 'ON_ERROR_STOP=1', '-d', $new->connstr('grants'), '-f', "$dump.sql" ],
			'plain: restore');
	},
	custom => sub {
		my ($new) = @_;

		$old->command_ok([ 'pg_dump', '-Fc', '-f', "$dump.c", $old->connstr('grants') ], 'custom: dump');
		$new->command_ok([ 'pg_restore', '-e', '-d', $new->connstr('grants'), "$dump.c" ], 'custom: restore');
	},

	# As the manual has it: several jobs would not wait for the sources of rates
	parallel => sub {
		my ($new) = @_;
		my @restore = ('pg_restore', '-e', '-d', $new->connstr('grants'));

		$old->command_ok([ 'pg_dump', '-Fd', '-j', 2, '-f', "$dump.d", $old->connstr('grants') ], 'parallel: dump');
		$new->command_ok([ @restore, '--section=pre-data', "$dump.d" ], 'parallel: definitions');
		$new->command_ok([ @restore, '--data-only', '-n', 'caudal', "$dump.d" ], 'parallel: rates');
		append_to_file("$dump.rest",
			join('', grep { !/ TABLE DATA caudal / } split(/^/, `pg_restore -l '$dump.d'`)));
		$new->command_ok(
			[ @restore, '-j', 2, '--section=data', '--section=post-data', '-L', "$dump.rest", "$dump.d" ],
			'parallel: the rest');
	});

for my $name (sort keys %restores)
{
	my $new = PostgreSQL::Test::Cluster->new($name);

	$new->init;
	$new->start;
	$new->safe_psql('postgres', 'CREATE ROLE regress_reader; CREATE DATABASE grants');
	$new->safe_psql('grants', 'ALTER DATABASE grants SET search_path = "$user", public, caudal');
	$restores{$name}->($new);
	is($new->safe_psql('grants', $figures), $before, "$name: the same rows and figures");

	# what was restored works on
	$new->safe_psql('grants', q{
		INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES ('fix', 'USD', 'MXN', '2025-08-25', 18.6368);
	});
	is($new->safe_psql('grants', q{SELECT in_currency('1 USD', 'MXN', '2025-08-26')}), '18.64 MXN', "$name: goes on");
	my ($code, $out, $err) = $new->psql('grants', q{INSERT INTO flow VALUES (7, '1 USD', '1 USD')});
	like($err, qr/does not fit monetary\('MXN'\)/, "$name: the constraint of a column is there");
	$new->stop;
}

# A binary COPY out and in gives the same, too
$old->safe_psql('grants', qq{
	COPY flow (id, amount, pesos, day) TO '$dump.flow' (FORMAT binary);
	COPY pocket TO '$dump.pocket' (FORMAT binary);
	CREATE TABLE flow_copy (id int, amount monetary, pesos monetary, day date);
	CREATE TABLE pocket_copy (id int, held money_bag);
	COPY flow_copy FROM '$dump.flow' (FORMAT binary);
	COPY pocket_copy FROM '$dump.pocket' (FORMAT binary);
});
is( $old->safe_psql('grants', 'SELECT id, amount, pesos, day FROM flow EXCEPT SELECT * FROM flow_copy'),
	'', 'binary copy of amounts');
is( $old->safe_psql('grants', 'SELECT * FROM pocket EXCEPT SELECT * FROM pocket_copy'),
	'', 'binary copy of bags');

done_testing();
