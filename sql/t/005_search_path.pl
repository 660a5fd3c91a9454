# Conversions under any search path: empty, and with a schema in front that
# defines tables, types, functions, operators and collations of the same names
# with other meanings; with the extension in a schema of its own, in public,
# and in one whose name needs quotes.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;

# %s is the schema of the extension.  Sources of one priority go by code, in
# which capitals come first; elsewhere, case is the last thing to matter.
my $rates = q{
	SET search_path = %1$s;
	INSERT INTO rate_source (code, name, priority, max_age)
	VALUES ('agreed', 'As agreed', 10, 7), ('Official', 'Daily', 10, 7), ('late', 'Month ends', 20, 31);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate)
	SELECT 'Official', 'USD', 'MXN', date '2022-12-31' + n, 17 + n / 100.0 FROM generate_series(1, 31) AS n
	UNION ALL
	SELECT 'agreed', 'USD', 'MXN', date '2022-12-31' + n, 30 FROM generate_series(1, 31) AS n
	UNION ALL
	SELECT 'agreed', 'USD', 'COP', date '2022-12-31' + n, 4000 + n FROM generate_series(1, 31) AS n
	UNION ALL
	SELECT 'late', 'USD', 'GTQ', '2023-01-31', 7.85;
	CREATE TABLE public.flow AS
	SELECT monetary(n, c) AS amount, amount(monetary(n, c)) AS number, c::text AS code, date '2023-01-01' + n %% 31 AS day
	FROM generate_series(1, 100) AS n, unnest(ARRAY['USD', 'COP', 'SVC', 'MXN']::currency[]) AS c;
	ANALYZE public.flow;
	GRANT SELECT ON public.flow TO PUBLIC;
};

# Everything that looks a rate up, and what is done with amounts beside it, by
# full names only
my $suite = q{
	SELECT %1$s.in_currency('100 USD', 'MXN', '2023-01-10'), %1$s.in_currency('100 USD', 'MXN', '2023-01-10', 'agreed'),
		   %1$s.convert_amount(100, 'COP', 'MXN', '2023-01-10'), %1$s.convert_amount(100, 'USD', 'MXN', '2023-01-10', 'Official'),
		   %1$s.bag_in_currency('{1 USD, 2 MXN, 3 SVC}', 'USD', '2023-01-10'), %1$s.bag_in_currency('1 USD', 'MXN', '2023-01-10', 'agreed'),
		   %1$s.exchange_rate('MXN', 'USD', '2023-01-10'), %1$s.exchange_rate('MXN', 'COP', '2023-01-10', 'agreed'),
		   %1$s.revalue('100 USD', 16, 'MXN', '2023-01-10'), %1$s.revalue('100 USD', 16, 'MXN', '2023-01-10', 'agreed'),
		   %1$s.at_rate('100 USD', 17.5, 'MXN'), %1$s.exchange_difference('100 USD', 17, 17.5, 'MXN'),
		   pg_catalog.round(%1$s.average_rate('USD', 'MXN', '2023-01'), 4), pg_catalog.round(%1$s.average_rate('USD', 'MXN', '2023-01', 'agreed'), 4),
		   pg_catalog.round(%1$s.average_rate('COP', 'MXN', '2023-01'), 10), pg_catalog.round(%1$s.average_rate('BZD', 'USD', '2023-01', 'peg'), 4);
	SELECT %1$s.coverage(%1$s.grant_period(day, day)), %1$s.gaps(%1$s.grant_period(day, day), '2022-12/2023-03') FROM public.flow;
	SELECT a.* FROM %1$s.allocate('100 USD', '2023-01-15/P3M', 'month') AS a;
	SELECT p::pg_catalog.daterange, p::pg_catalog.daterange::%1$s.grant_period OPERATOR(%1$s.=) p, %1$s.elapsed(p, '2023-01-15'),
		   %1$s.extend_by(p, '1 month'), %1$s.fiscal_label(%1$s.first_day(p), 4)
	FROM %1$s.split('2023-01-15/P2M', 'month') AS s(p);
	SELECT u.* FROM %1$s.exchange_rate_used('GTQ', 'MXN', '2023-01-31') AS u;
	SELECT u.* FROM %1$s.exchange_rate_used('SVC', 'MXN', '2023-01-12', 'agreed') AS u;
	SELECT r.source, r.base, r.quote, r.valid_from, r.rate FROM %1$s.built_in_rates() AS r;
	SELECT code COLLATE pg_catalog."C", %1$s.sum_in(amount, 'MXN', day), %1$s.sum(%1$s.in_currency(amount, 'MXN', day)),
		   %1$s.sum_in_exact(amount, 'MXN', day), %1$s.sum_converted(number, code, 'MXN', day),
		   %1$s.sum_in(amount, 'COP', day, 'agreed'), %1$s.sum_in_exact(amount, 'COP', day, 'agreed'),
		   %1$s.sum_converted(number, code, 'COP', day, 'agreed'), %1$s.effective_rate(amount, %1$s.in_currency(amount, 'MXN', day)),
		   %1$s.sum(amount), %1$s.avg(amount), %1$s.min(amount), %1$s.max(amount), %1$s.bag(amount)
	FROM public.flow GROUP BY 1 ORDER BY 1 USING OPERATOR(pg_catalog.<);
	SELECT amount, pg_catalog.count(*) FROM public.flow
	WHERE amount OPERATOR(%1$s.=) ANY ('{5 USD,6.00 MXN,7 COP,8.5 SVC}'::%1$s.monetary[])
	GROUP BY amount ORDER BY amount;
	SELECT pg_catalog.count(*) FROM public.flow a JOIN public.flow b ON a.amount OPERATOR(%1$s.=) b.amount;
	SELECT %1$s.currency_of('GT'), %1$s.minor_units('JPY'), '5 MXN'::%1$s.monetary OPERATOR(%1$s.+) '6.5 MXN';
	SELECT %1$s.operating_margin(1000, 900), %1$s.cash_months(150, 900), %1$s.unrestricted_share(180, 250), %1$s.runway_months(90, 7.5),
		   %1$s.fx_exposure_share('{50, 75, 75}', '{100, 50, 50}'), %1$s.tuckman_chang_flags(0.1, 0.95, 0.2, NULL, '{0.1, 0.9, 0.05, -0.1}'),
		   %1$s.level('3 of 1-4', '{2, 3}'), %1$s.rescale('3 of 1-5', 0, 10), %1$s.reversed('2 of -5..5'), %1$s.normalized('4/10'), %1$s.score(3.5, 1, 5);
	SELECT pg_catalog.max(%1$s.normalized(s)), %1$s.avg(s), %1$s.scorecard(item, s, 1), %1$s.index_geometric(%1$s.scorecard(item, s, 1)),
		   %1$s.coefficient_of_variation(%1$s.mark(s)), %1$s.revenue_drop(%1$s.mark(s) ORDER BY item USING OPERATOR(pg_catalog.<)),
		   %1$s.consecutive_deficits(%1$s.mark(s) ORDER BY item USING OPERATOR(pg_catalog.<))
	FROM (VALUES ('a'::pg_catalog.text, '3 of -5..5'::%1$s.score), ('b', '1 of -5..5'), ('c', '-2.5 of -5..5')) AS v(item, s);
	SELECT s, pg_catalog.count(*) FROM (VALUES ('n/a of 1-4'::%1$s.score), ('3 of 1-4'), ('75 of 0-100'), ('3 of 1-4'), ('1 of 1-4')) AS v(s) GROUP BY s ORDER BY s;
	SELECT m, %1$s.hhi(m), m::pg_catalog.jsonb, m OPERATOR(%1$s.=) '{"SVC": 1}', %1$s.rollup(m) OVER (PARTITION BY code)
	FROM (SELECT code COLLATE pg_catalog."C" AS code, %1$s.income_mix(code, amount) AS m FROM public.flow GROUP BY 1) AS v
	ORDER BY code USING OPERATOR(pg_catalog.<);
	SELECT i.* FROM %1$s.items('{"a": 3 of 1-4 weight 1}') AS i;
	SELECT s.* FROM %1$s.sources('{"a": 3, NULL: 1} USD') AS s;
	SELECT c.* FROM %1$s.change('{"a": 3 of 1-4 weight 1}', '{"a": 4 of 1-4 weight 1}') AS c;
	SELECT g.* FROM %1$s.agreement(ARRAY['{"a": 3 of 1-4 weight 1}', '{"a": 4 of 1-4 weight 1}']::%1$s.scorecard[]) AS g;
	SELECT %1$s.in_currency('1 USD', 'GTQ', '2023-01-01');
};

# the same by hand: 17.10 on 10 January, 30 agreed, 4010; 17.16 / 4016 on average
my $first_line = join('|',
	'1710.00 MXN', '3000.00 MXN', '0.43', '1710.00',
	'1.46 USD', '30.00 MXN', '0.05847953216374269006', '133.6666666666666667',
	'110.00 MXN', '1400.00 MXN', '1750.00 MXN', '50.00 MXN',
	'17.1600', '30.0000', '0.0042729084', '0.5000');

# Nothing in this schema means what its name says.  %1$s is the schema of the
# extension.
my $hostile = q{
	CREATE SCHEMA hostile;
	GRANT USAGE ON SCHEMA hostile TO PUBLIC;
	CREATE TABLE hostile.rate_source (LIKE %1$s.rate_source);
	CREATE TABLE hostile.exchange_rate (LIKE %1$s.exchange_rate);
	INSERT INTO hostile.rate_source (code, name, priority) VALUES ('Official', 'False', 1);
	INSERT INTO hostile.exchange_rate (source, base, quote, valid_from, rate) VALUES ('Official', 'USD', 'MXN', '2023-01-01', 1000);
	GRANT SELECT ON hostile.rate_source, hostile.exchange_rate TO PUBLIC;

	CREATE FUNCTION hostile.never(%1$s.currency, %1$s.currency) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE FUNCTION hostile.never(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE FUNCTION hostile.never(date, date) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE FUNCTION hostile.never(numeric, numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE FUNCTION hostile.never(%1$s.monetary, %1$s.monetary) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE OPERATOR hostile.= (LEFTARG = %1$s.currency, RIGHTARG = %1$s.currency, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.= (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.= (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.= (LEFTARG = %1$s.monetary, RIGHTARG = %1$s.monetary, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.<= (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.< (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.< (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.> (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = hostile.never);
	CREATE FUNCTION hostile.never(%1$s.score, %1$s.score) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE FUNCTION hostile.never(%1$s.income_mix, %1$s.income_mix) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
	CREATE OPERATOR hostile.= (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.= (LEFTARG = %1$s.score, RIGHTARG = %1$s.score, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.< (LEFTARG = %1$s.score, RIGHTARG = %1$s.score, FUNCTION = hostile.never);
	CREATE OPERATOR hostile.= (LEFTARG = %1$s.income_mix, RIGHTARG = %1$s.income_mix, FUNCTION = hostile.never);
	CREATE FUNCTION hostile.zero(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT 0::numeric';
	CREATE OPERATOR hostile.- (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = hostile.zero);
	CREATE OPERATOR hostile.* (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = hostile.zero);
	CREATE OPERATOR hostile./ (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = hostile.zero);
	CREATE FUNCTION hostile.unnest(numeric[], numeric[]) RETURNS TABLE (i numeric, c numeric) LANGUAGE sql AS 'SELECT 1, 1';
	CREATE FUNCTION hostile.hhi(%1$s.income_mix) RETURNS numeric LANGUAGE sql AS 'SELECT 7';

	CREATE FUNCTION hostile.built_in_rates() RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
	CREATE FUNCTION hostile.in_currency(%1$s.monetary, %1$s.currency, date) RETURNS %1$s.monetary LANGUAGE sql AS 'SELECT $1';
	CREATE AGGREGATE hostile.sum(%1$s.monetary) (SFUNC = %1$s.monetary_larger, STYPE = %1$s.monetary);
	CREATE COLLATION hostile."C" FROM "POSIX";
	CREATE DOMAIN hostile.currency AS integer;
	CREATE DOMAIN hostile.monetary AS integer;
	CREATE DOMAIN hostile.text AS integer;
	CREATE DOMAIN hostile.date AS integer;
	CREATE DOMAIN hostile.numeric AS integer;
	CREATE DOMAIN hostile.score AS integer;
	CREATE DOMAIN hostile.income_mix AS integer;
	CREATE DOMAIN hostile.scorecard AS integer;
	CREATE CAST (%1$s.currency AS int) WITH INOUT AS IMPLICIT;
};

my $temporary = q{
	CREATE TEMP TABLE rate_source AS SELECT * FROM hostile.rate_source;
	CREATE TEMP TABLE exchange_rate AS SELECT * FROM hostile.exchange_rate;
};

sub under
{
	my ($database, $schema, $path, $before) = @_;
	my ($stdout, $stderr);

	$node->psql(
		$database,
		($before // '') . "SET search_path = $path;\n\\set VERBOSITY sqlstate\n" . sprintf($suite, $schema) . "\n\\echo :LAST_ERROR_SQLSTATE",
		stdout => \$stdout, stderr => \$stderr, on_error_stop => 0);
	$stdout =~ s/\Q$schema\E\.//g;
	my $errors = () = $stderr =~ /ERROR:/g;
	return "$stdout\n$errors";
}

my $expected;

# The code of a source is not compared as the database's text is
my $icu = $node->safe_psql('postgres', q{SELECT count(*) > 0 FROM pg_collation WHERE collprovider = 'i'}) eq 't';
my %databases = (
	'in a schema of its own' => [ 'own', 'caudal', '' ],
	'in public' => [ 'in_public', 'public', '' ],
	'in a schema with quotes' => [ 'quoted', '"Its; own, ""schema"""', '' ],
	$icu ? ('in a database that sorts otherwise' =>
		  [ 'sorted', 'caudal', q{TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'} ]) : ());

foreach my $name ('in a schema of its own', sort grep { $_ ne 'in a schema of its own' } keys %databases)
{
	my ($database, $schema, $options) = @{ $databases{$name} };

	$node->safe_psql('postgres', "CREATE DATABASE $database $options");
	$node->safe_psql($database, "CREATE SCHEMA $schema; GRANT USAGE ON SCHEMA $schema TO PUBLIC") if $schema ne 'public';
	$node->safe_psql($database, "CREATE EXTENSION caudal SCHEMA $schema");
	$node->safe_psql($database, sprintf($rates, $schema));

	if (!defined $expected)
	{
		$expected = under($database, $schema, "public, $schema");
		is((split(/\n/, $expected))[0], $first_line, 'figures by hand');
		like($expected, qr/\nCR001\n1$/, 'the last is an error, and the only one');
	}
	is(under($database, $schema, "public, $schema"), $expected, "$name: on the path");
	is(under($database, $schema, q{''}), $expected, "$name: empty path");
	is(under($database, $schema, 'pg_catalog'), $expected, "$name: pg_catalog alone");
	is(under($database, $schema, 'no_such_schema'), $expected, "$name: a schema that does not exist");

	$node->safe_psql($database, sprintf($hostile, $schema));
	# what stands before pg_catalog means itself, also where it says "="
	is($node->safe_psql($database, q{SET search_path = hostile, pg_catalog; SELECT 'a'::pg_catalog.text = 'a'::pg_catalog.text}), 'f', "$name: the path is hostile");
	is(under($database, $schema, "hostile, public, $schema"), $expected, "$name: a hostile schema first");
	is(under($database, $schema, "hostile, pg_catalog, $schema"), $expected, "$name: a hostile schema before pg_catalog");
	is(under($database, $schema, "pg_temp, hostile, pg_catalog, $schema", $temporary), $expected, "$name: hostile temporary tables");

	# the session has asked under another path before
	is( under($database, $schema, q{''}, sprintf(q{SET search_path = hostile, pg_catalog; SELECT %1$s.in_currency('1 USD', 'MXN', '2023-01-10') \g /dev/null
		}, $schema)),
		$expected, "$name: after another path");

	# functions with a path of their own; in parallel workers
	$node->safe_psql($database, sprintf(q{
		CREATE FUNCTION public.by_empty_path(public.flow) RETURNS pg_catalog.text LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = '' AS
		'BEGIN RETURN %1$s.in_currency($1.amount, ''MXN'', $1.day); END';
		CREATE FUNCTION public.by_hostile_path(public.flow) RETURNS pg_catalog.text LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = hostile, pg_catalog AS
		'BEGIN RETURN %1$s.in_currency($1.amount, ''MXN'', $1.day); END';
		CREATE FUNCTION public.by_parsed(public.flow) RETURNS pg_catalog.text LANGUAGE sql STABLE PARALLEL SAFE
		RETURN %1$s.in_currency(($1).amount, 'MXN', ($1).day);
		ALTER TABLE public.flow SET (parallel_workers = 2)}, $schema));
	is( $node->safe_psql($database, sprintf(q{
		SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
		SET search_path = hostile, pg_catalog;
		SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE a OPERATOR(pg_catalog.=) b AND b OPERATOR(pg_catalog.=) c
			AND c OPERATOR(pg_catalog.=) d::pg_catalog.text)
		FROM (SELECT public.by_empty_path(f) AS a, public.by_hostile_path(f) AS b, public.by_parsed(f) AS c,
					 %1$s.in_currency(f.amount, 'MXN', f.day) AS d FROM public.flow f OFFSET 0) AS s}, $schema)),
		'400|400', "$name: functions with paths of their own");
}

$node->stop;
done_testing();
