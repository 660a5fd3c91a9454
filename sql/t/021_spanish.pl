# Messages in Spanish: of C and of PL/pgSQL, in databases of different encodings
# and locales.  The locale is made for the test where the system has none.
use strict;
use warnings;

use File::Temp qw(tempdir);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
my $nls = $node->config_data('--configure') =~ /--enable-nls\b/
  || -e $node->config_data('--localedir') . '/es/LC_MESSAGES/postgres-' . ($node->config_data('--version') =~ /(\d+)/)[0] . '.mo';
plan skip_all => 'the server was built without NLS' if !$nls;

# the folder of locales that setlocale() looks into, and nowhere else
my $locales = tempdir(CLEANUP => 1);
chmod 0755, $locales;
plan skip_all => 'no Spanish locale can be made (package locales)'
  if system("localedef -i es_MX -f UTF-8 $locales/es_MX.UTF-8 >$locales/log 2>&1") != 0
  || system("localedef -i es_MX -f ISO-8859-1 $locales/es_MX.ISO-8859-1 >>$locales/log 2>&1") != 0;
$ENV{LOCPATH} = $locales;

$node->init;
$node->append_conf('postgresql.conf', "lc_messages = 'es_MX.UTF-8'");
$node->start;

# what psql says of an error, in UTF-8
sub complaint
{
	my ($database, $sql) = @_;
	my ($status, $out, $complaint) = $node->psql($database, $sql);

	return $complaint =~ s/^psql:<stdin>:\d+: //mgr;
}

sub create
{
	my ($database, $options) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0 $options");
	$node->safe_psql('postgres', qq{ALTER DATABASE $database SET search_path = "\$user", public, caudal});
	$node->safe_psql($database, 'CREATE SCHEMA caudal; CREATE EXTENSION caudal SCHEMA caudal; CREATE EXTENSION caudal_tracker SCHEMA caudal');
}

$ENV{PGCLIENTENCODING} = 'UTF8';
create('unicode', "ENCODING 'UTF8' LOCALE 'C'");
create('spanish', "ENCODING 'UTF8' LOCALE 'es_MX.UTF-8'");
create('latin', "ENCODING 'LATIN1' LOCALE 'es_MX.ISO-8859-1'");

foreach my $database (qw(unicode spanish latin))
{
	like(complaint($database, q{SELECT monetary '500 MXN' - '20 USD'}),
		qr/no se puede restar USD de MXN\n(?:DETAIL|DETALLE): .*sin un tipo de cambio y una fecha\.\n(?:HINT|SUGERENCIA): .*in_currency/,
		"$database: an error of C");
	like(complaint($database, q{SELECT grant_period '2021-01-01/2020-01-01'}),
		qr/periodo de financiamiento sin ning\xc3\xban d\xc3\xada: \xc2\xab2021-01-01\/2020-01-01\xc2\xbb/,
		"$database: its letters");
	like(complaint($database, q{SELECT upgrade_tracker('elsewhere')}),
		qr/no hay ninguna base de donaciones en el esquema \xc2\xabelsewhere\xc2\xbb\n.*No existe la tabla elsewhere\.schema_version\./,
		"$database: an error of PL/pgSQL");
	is($node->safe_psql($database, q{SELECT length(message('division by zero')), message('') = '', message('no message'), message(NULL) IS NULL}),
		'17|t|no message|t', "$database: message()");
	is($node->safe_psql($database, q{LOAD 'caudal'; SELECT short_desc FROM pg_settings WHERE name = 'caudal.missing_rate'}),
		"Qu\xc3\xa9 hace una conversi\xc3\xb3n que no encuentra un tipo de cambio utilizable.",
		"$database: a setting");
	is($node->safe_psql($database, q{SET lc_messages = 'C'; SELECT message('division by zero')}),
		'division by zero', "$database: English when asked for");
}

# what is handed to a function that reports it, and what is not a whole message
like(complaint('spanish', q{SELECT sum(a) FROM (VALUES (monetary '1 MXN'), ('1 USD')) AS v (a)}),
	qr/no se pueden sumar MXN y USD\n.*\n.*Sume por moneda con bag/, 'a hint handed over');
like(complaint('spanish', q{SELECT rollup(m) FROM (VALUES (income_mix '{"a": 1}'), ('{"b": 2} USD')) AS v (m)}),
	qr/no se pueden combinar ingresos en ninguna moneda y en USD/, 'a part of a message');

# the tracker's own words are its script's, in whatever encoding the database is
foreach my $database (qw(unicode latin))
{
	$node->safe_psql($database, 'SELECT install_tracker()');
	is($node->safe_psql($database, q{SELECT label, length(label) FROM tracker.label WHERE (list, code, language) = ('organization.kind', 'foundation', 'es')}),
		"fundaci\xc3\xb3n donante|17", "$database: a label");
}

# message() is found from wherever the tracker calls it
$node->safe_psql('spanish', 'SELECT install_tracker()');
foreach my $try (
	[ q{SELECT install_tracker()},                                     "el esquema \xc2\xabtracker\xc2\xbb ya existe" ],
	[ q{SELECT tracker.grant_access('nobody', 'read')},                "no existe el rol \xc2\xabnobody\xc2\xbb" ],
	[ q{SELECT tracker.close_period(NULL)},                            "un periodo se cierra con un \xc3\xbaltimo d\xc3\xada" ],
	[ q{INSERT INTO tracker.mark (assessment, item) VALUES (0, 'x')},  "no existe el diagn\xc3\xb3stico \xc2\xab0\xc2\xbb" ])
{
	my ($sql, $expected) = @$try;

	like(complaint('spanish', $sql), qr/$expected/, $sql);
}

$node->stop;
done_testing();
