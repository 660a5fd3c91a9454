# Who may know a rate, and what becomes of a session's plans when the tables,
# the schema or the extension change under it.
use strict;
use warnings;

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
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	ALTER DATABASE postgres SET search_path = public, caudal, moved, renamed;
	REVOKE CREATE ON SCHEMA public FROM PUBLIC;

	CREATE ROLE regress_nobody;
	CREATE ROLE regress_reader;
	CREATE ROLE regress_keeper;
	CREATE ROLE regress_outsider;
	GRANT INSERT, UPDATE, DELETE, SELECT ON caudal.exchange_rate, caudal.rate_source TO regress_keeper;
});
$node->safe_psql(
	'postgres', q{
	INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'Daily', 10, 7), ('own', 'Agreed', 1, NULL);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'fix', 'USD', 'MXN', date '2022-12-31' + n, 17 + n / 100.0 FROM generate_series(1, 31) AS n;

	-- by views and functions one can ask without a right to the schema
	CREATE VIEW figure AS
	SELECT caudal.convert_amount(100, 'USD', 'MXN', '2023-01-10') AS one,
		   (SELECT caudal.sum_converted(100, 'USD', 'MXN', date '2022-12-31' + n::int) FROM generate_series(1, 10) AS n) AS ten;
	CREATE FUNCTION as_definer() RETURNS numeric LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, caudal AS
	'BEGIN RETURN convert_amount(100, ''USD'', ''MXN'', ''2023-01-10''); END';
	CREATE VIEW mean AS SELECT round(caudal.average_rate('USD', 'MXN', '2023-01'), 4) AS mean;
	CREATE FUNCTION mean_as_definer() RETURNS numeric LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, caudal AS
	'BEGIN RETURN round(average_rate(''USD'', ''MXN'', ''2023-01''), 4); END';
	CREATE VIEW health AS
	SELECT round(caudal.operating_margin(1000, 900), 2) AS margin, round(caudal.hhi('{"a": 3, "b": 1}'), 4) AS hhi,
		   caudal.index_arithmetic('{"a": 3 of 1-5 weight 1}') AS index, caudal.fx_exposure_share('{5}', '{10}') > 0.4 AS exposed;
	GRANT SELECT ON figure, mean, health TO PUBLIC;
});

# 17.10 on 10 January; 17.01 to 17.10 on the first ten days; 17.16 in the middle
# of the month
my $figure = '1710.00|17055.00';
my $average = '17.1600';

# what reads no table is anybody's
my $healthy = '0.10|0.6250|50.000000|t';

# Run statements in one session.  Where a statement has an answer, or an
# SQLSTATE, that stands after it.
sub session
{
	my ($name, @steps) = @_;
	my $script = "\\set VERBOSITY sqlstate\n";
	my $expected = '';
	my ($stdout, $stderr);

	foreach my $step (@steps)
	{
		my ($statement, $answer) = ref($step) ? @$step : ($step, undef);

		$script .= ($statement =~ /^\\/ ? "$statement\n" : "$statement;\n\\if :ERROR\n\\echo :SQLSTATE\n\\endif\n");
		$expected .= "$answer\n" if defined $answer;
	}
	$node->psql('postgres', $script, stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);
	is("$stdout\n", $expected, $name) or diag($stderr);
}

my $select = 'SELECT * FROM figure';
my $definer = 'SELECT as_definer()';
my $mean = 'SELECT * FROM mean';
my $mean_by_definer = 'SELECT mean_as_definer()';
my $ask = q{SELECT convert_amount(100, 'USD', 'MXN', '2023-01-10')};

# Without a right to a table, and without one to the schema: whoever asked
# before in the session.
session(
	'who may not read a table',
	'REVOKE SELECT ON caudal.rate_source FROM PUBLIC',
	[ $select, $figure ],
	[ $mean, $average ],
	'SET ROLE regress_nobody',
	[ $select, '42501' ],
	[ $mean, '42501' ],
	[ $definer, '1710.00' ],
	[ $mean_by_definer, $average ],
	[ $mean, '42501' ],
	[ 'SELECT * FROM health', $healthy ],
	'RESET ROLE',
	[ $select, $figure ],
	[ $mean, $average ],
	'SET ROLE regress_nobody',
	[ $select, '42501' ],
	[ q{SELECT average_rate('USD', 'MXN', '2023-01', 'fix')}, '42501' ],
	[ q{SELECT average_rate('USD', 'PAB', '2023-01')}, '42501' ],
	[ q{SELECT average_rate('MXN', 'MXN', '2023-01')}, '1' ],
	[ q{SELECT sum_in('100 USD', 'MXN', '2023-01-10')}, '42501' ],
	[ q{SELECT exchange_rate('USD', 'MXN', '2023-01-10')}, '42501' ],
	[ q{SELECT source FROM exchange_rate_used('USD', 'MXN', '2023-01-10')}, '42501' ],
	[ q{SELECT convert_amount(1, 'MXN', 'MXN', '2023-01-10')}, '1.00' ],
	'RESET ROLE',
	'GRANT SELECT ON caudal.rate_source TO PUBLIC',
	'REVOKE SELECT ON caudal.exchange_rate FROM PUBLIC',
	'SET ROLE regress_nobody',
	[ $select, '42501' ],
	[ $mean, '42501' ],
	[ $mean_by_definer, $average ],
	'RESET ROLE',
	'GRANT SELECT ON caudal.exchange_rate TO PUBLIC');

$node->safe_psql('postgres', 'REVOKE USAGE ON SCHEMA caudal FROM PUBLIC');
session(
	'who may not look into the schema',
	'SET ROLE regress_nobody',
	[ $select, '42501' ],
	[ $mean, '42501' ],
	[ $definer, '1710.00' ],
	[ $mean_by_definer, $average ],
	[ q{SELECT caudal.exchange_rate('USD', 'MXN', '2023-01-10')}, '42501' ],
	[ 'SELECT * FROM health', $healthy ],
	[ q{SELECT caudal.operating_margin(1000, 900)}, '42501' ]);
session(
	'who may not look into the schema, after one who may',
	[ $select, $figure ],
	'SET ROLE regress_nobody',
	[ $select, '42501' ],
	[ $definer, '1710.00' ],
	[ $select, '42501' ],
	[ $mean, '42501' ],
	'RESET ROLE',
	[ $select, $figure ],
	[ $mean, $average ]);
$node->safe_psql('postgres', 'GRANT USAGE ON SCHEMA caudal TO PUBLIC');

# What those can do who are not superusers: without a privilege nothing, and
# with one what a row of the tables does
my $insert = 'INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES';
session(
	'who may read may not write',
	'SET ROLE regress_reader',
	[ 'UPDATE exchange_rate SET rate = 1', '42501' ],
	[ q{INSERT INTO rate_source VALUES ('x', 'x', 0, NULL)}, '42501' ],
	[ 'DELETE FROM exchange_rate', '42501' ],
	[ 'TRUNCATE exchange_rate', '42501' ],
	[ 'CREATE POLICY p ON exchange_rate', '42501' ],
	[ 'CREATE INDEX ON exchange_rate (rate)', '42501' ],
	[ 'ALTER EXTENSION caudal SET SCHEMA public', '42501' ],
	[ 'DROP EXTENSION caudal', '42501' ],
	[ 'CREATE OPERATOR caudal.= (LEFTARG = text, RIGHTARG = text, FUNCTION = textne)', '42501' ],
	[ $select, $figure ]);
session(
	'who may write may write rates',
	'BEGIN',
	'SET ROLE regress_keeper',
	[ $mean, $average ],
	"$insert ('own', 'USD', 'MXN', '2023-01-01', 20)",
	[ $select, '2000.00|20000.00' ],
	[ $mean, '20.0000' ],
	'SAVEPOINT s',
	[ "$insert ('own', 'USD', 'USD', '2023-01-01', 20)", '23514' ],
	'ROLLBACK TO s',
	[ "$insert ('own', 'USD', 'COP', '2023-01-01', 'NaN')", '23514' ],
	'ROLLBACK TO s',
	[ "$insert ('nobody', 'USD', 'COP', '2023-01-01', 1)", '23503' ],
	'ROLLBACK TO s',
	[ $select, '2000.00|20000.00' ],
	"$insert ('own', 'USD', 'MXN', '2023-01-31', 22)",
	[ $mean, '21.0000' ],
	'ROLLBACK TO s',
	[ $mean, '20.0000' ],
	'ROLLBACK',
	[ $select, $figure ],
	[ $mean, $average ]);
session(
	'who owns a database may not install what is not trusted',
	'CREATE DATABASE regress_outside OWNER regress_outsider',
	'\connect regress_outside',
	'SET ROLE regress_outsider',
	[ 'CREATE EXTENSION caudal', '42501' ],
	'\connect postgres',
	'DROP DATABASE regress_outside');

# Row security on the table of an owner who is no superuser, and is forced
session(
	'row security',
	'BEGIN',
	'ALTER TABLE exchange_rate OWNER TO regress_keeper',
	'ALTER TABLE exchange_rate ENABLE ROW LEVEL SECURITY',
	"$insert ('own', 'USD', 'MXN', '2023-01-01', 20)",
	q{CREATE POLICY own ON exchange_rate
		USING (source = 'fix' OR current_user = 'regress_keeper' AND current_setting('app.own', true) = 'yes')},
	[ $select, '2000.00|20000.00' ],
	[ $mean, '20.0000' ],
	'SET LOCAL ROLE regress_reader',
	[ $select, $figure ],
	[ $mean, $average ],
	q{SET LOCAL app.own = 'yes'},
	[ $select, $figure ],
	[ $mean, $average ],
	'SET LOCAL ROLE regress_keeper',
	[ $select, '2000.00|20000.00' ],
	[ $mean, '20.0000' ],
	'RESET ROLE',
	'ALTER TABLE exchange_rate FORCE ROW LEVEL SECURITY',
	'SET LOCAL ROLE regress_keeper',
	[ $select, '2000.00|20000.00' ],
	[ $mean, '20.0000' ],
	q{SET LOCAL app.own = 'no'},
	[ $select, $figure ],
	[ $mean, $average ],
	'RESET ROLE',
	[ $definer, '2000.00' ],
	[ $mean_by_definer, '20.0000' ],
	'DROP POLICY own ON exchange_rate',
	'SET LOCAL ROLE regress_keeper',
	[ 'SELECT count(*) FROM exchange_rate', '0' ],
	'SAVEPOINT s',
	[ $select, 'CR001' ],
	'ROLLBACK TO s',
	[ $mean, 'CR001' ],
	'ROLLBACK',
	[ $select, $figure ],
	[ $mean, $average ]);

# A session that has used its plans, while the extension moves: by the session
# itself and, in another turn, by another one.  The view knows its functions
# by themselves and not by name; the subquery is written in the same statement.
$node->safe_psql(
	'postgres', q{
	CREATE SCHEMA moved;
	GRANT USAGE ON SCHEMA moved TO PUBLIC;
	CREATE VIEW compared AS
	SELECT one, one = (SELECT 100 * rate FROM exchange_rate WHERE source = 'fix' AND valid_from = '2023-01-10') AS equal, ten,
		   mean = (SELECT round(avg(rate), 4) FROM exchange_rate WHERE source = 'fix') AS equal_mean
	FROM figure, mean;
	GRANT SELECT ON compared TO PUBLIC;
	CREATE FUNCTION in_loop(command text) RETURNS text LANGUAGE plpgsql AS $$
	DECLARE
		one numeric;
		result text := '';
	BEGIN
		FOR i IN 1..2 LOOP
			one := convert_amount(100, 'USD', 'MXN', '2023-01-10');
			result := concat_ws(' ', result, one, (SELECT convert_amount(100, 'USD', 'MXN', '2023-01-11')));
			EXECUTE command;
			one := convert_amount(100, 'USD', 'MXN', '2023-01-10');
			result := concat_ws(' ', result, one, (SELECT convert_amount(100, 'USD', 'MXN', '2023-01-11')));
			command := 'SELECT 1';
		END LOOP;
		RETURN trim(result);
	END $$;
});

my $equal = '1710.00|t|17055.00|t';
my @turns = (
	[ 'ALTER EXTENSION caudal SET SCHEMA moved', $equal ],
	[ 'ALTER SCHEMA moved RENAME TO renamed', $equal ],
	[ 'ALTER EXTENSION caudal SET SCHEMA public', $equal ],
	[ 'ALTER EXTENSION caudal SET SCHEMA caudal', $equal ],
	[ 'ALTER SCHEMA renamed RENAME TO moved', $equal ],
	[ 'ALTER TABLE caudal.exchange_rate ADD COLUMN checked_by text DEFAULT current_user', $equal ],
	[ 'ALTER TABLE caudal.exchange_rate DROP COLUMN checked_by', $equal ],
	[ 'CLUSTER caudal.exchange_rate USING exchange_rate_pkey', $equal ],
	[ 'VACUUM FULL caudal.rate_source', $equal ],
	[ 'CREATE INDEX later ON caudal.exchange_rate (valid_from)', $equal ],
	[ 'DROP INDEX caudal.later', $equal ],
	[ 'UPDATE caudal.exchange_rate SET rate = rate + 1', '1810.00|t|18055.00|t' ],
	[ 'UPDATE caudal.exchange_rate SET rate = rate - 1', $equal ],
	[ q{CREATE TABLE more () INHERITS (caudal.exchange_rate);
		INSERT INTO more (source, base, quote, valid_from, rate) VALUES ('own', 'USD', 'MXN', '2023-01-05', 30)}, '3000.00|f|24810.00|f' ],
	[ 'DROP TABLE more', $equal ],
	[ 'ALTER TABLE caudal.rate_source RENAME COLUMN note TO remark', $equal ],
	[ 'ALTER TABLE caudal.rate_source RENAME COLUMN remark TO note', $equal ],
	[ 'SET search_path = pg_catalog', $equal ],
	[ 'SET search_path = caudal', $equal ]);

foreach my $by ('the session itself', 'another session')
{
	my $session = $node->background_psql('postgres');
	my $other = $by eq 'another session' ? $node->background_psql('postgres') : $session;

	is($session->query_safe('SELECT * FROM public.compared'), $equal, "$by: at first");
	foreach my $turn (@turns)
	{
		my ($command, $expected) = @$turn;

		$other->query_safe($command);
		is($session->query_safe('SELECT * FROM public.compared'), $expected, "$by: $command");
		is($session->query_safe('SELECT * FROM public.health'), $healthy, "$by: $command: ratios");
	}
	$other->query_safe('RESET search_path') if $by ne 'another session';
	$session->quit;
	$other->quit if $by eq 'another session';
}

# within one function, of which one expression has been evaluated
my $figures = '1710.00 1711.00 1710.00 1711.00 1710.00 1711.00 1710.00 1711.00';
session(
	'within a function',
	[ q{SELECT in_loop('ALTER EXTENSION caudal SET SCHEMA moved')}, $figures ],
	[ q{SELECT in_loop('ALTER SCHEMA moved RENAME TO renamed')}, $figures ],
	[ q{SELECT in_loop('ALTER EXTENSION caudal SET SCHEMA caudal')}, $figures ],
	[ q{SELECT in_loop('TRUNCATE exchange_rate')}, 'CR001' ],
	'BEGIN',
	[ q{SELECT in_loop('SELECT 1')}, $figures ],
	'SAVEPOINT s',
	'TRUNCATE exchange_rate',
	[ q{SELECT in_loop('SELECT 1')}, 'CR001' ],
	'ROLLBACK TO s',
	[ q{SELECT in_loop('SELECT 1')}, $figures ],
	'ROLLBACK',
	[ q{SELECT in_loop('SELECT 1')}, $figures ]);

# Made anew in one session, and in one transaction: the rates of one extension
# must not serve the next
sub load_and_ask
{
	my ($rate) = @_;
	my $one = sprintf('%.2f', 100 * $rate + 10);
	my $ten = sprintf('%.2f', 1000 * $rate + 55);
	my $all = sprintf('%.4f', $rate + 0.16);

	return (
		q{INSERT INTO rate_source (code, name, priority, max_age) VALUES ('fix', 'Daily', 10, 7)},
		qq{INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
			SELECT 'fix', 'USD', 'MXN', date '2022-12-31' + n, $rate + n / 100.0 FROM generate_series(1, 31) AS n},
		[ $ask, $one ],
		[ q{SELECT round(average_rate('USD', 'MXN', '2023-01'), 4)}, $all ],
		[ q{SELECT sum_converted(100, 'USD', 'MXN', valid_from), sum(100 * rate) = sum_converted(100, 'USD', 'MXN', valid_from)
			FROM exchange_rate WHERE valid_from <= '2023-01-10'}, "$ten|t" ]);
}
session(
	'dropped and created anew',
	'SET client_min_messages = warning',
	[ $select, $figure ],
	'DROP EXTENSION caudal CASCADE',
	[ $ask, '42883' ],
	'CREATE EXTENSION caudal SCHEMA caudal',
	load_and_ask(27),
	'BEGIN',
	[ $ask, '2710.00' ],
	'DROP EXTENSION caudal',
	'CREATE EXTENSION caudal SCHEMA caudal',
	load_and_ask(37),
	'SAVEPOINT s',
	'DROP EXTENSION caudal',
	'CREATE SCHEMA again',
	'SET LOCAL search_path = again',
	'CREATE EXTENSION caudal SCHEMA again',
	load_and_ask(47),
	'ROLLBACK TO s',
	[ $ask, '3710.00' ],
	'ROLLBACK',
	[ $ask, '2710.00' ]);

$node->stop;
done_testing();
