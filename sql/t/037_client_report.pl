# caudal report: what it prints is what the report says, for people, for programs
# and as pages; what it is asked for is checked; what data hold stays data.
use strict;
use warnings;

use Encode qw(decode_utf8);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $here = dirname(__FILE__);
my $client = "$here/../../client/caudal";
plan skip_all => 'the client was not built' if !-x $client;

my $scratch = tempdir(CLEANUP => 1);
chmod 0755, $scratch;
my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nlc_messages = 'C'");
$node->start;
@ENV{qw(PGHOST PGPORT PGDATABASE LC_ALL)} = ($node->host, $node->port, 'grants', 'C.UTF-8');
delete @ENV{qw(LANGUAGE COLUMNS PGOPTIONS)};

$node->safe_psql('postgres', 'CREATE DATABASE grants');
$node->safe_psql('grants', q{CREATE SCHEMA caudal; CREATE EXTENSION caudal SCHEMA caudal; GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	CREATE EXTENSION caudal_tracker SCHEMA caudal; SET search_path = caudal; SELECT install_tracker()});
$node->safe_psql('grants', slurp_file("$here/clients/tracker_rows.sql"));

# (status, standard output, standard error)
sub run_client
{
	my (@arguments) = @_;
	my ($out, $err) = ('', '');

	IPC::Run::run([ $client, 'report', @arguments ], '<', \'', '>', \$out, '2>', \$err, IPC::Run::timeout(60));
	return ($? >> 8, $out, $err);
}

sub report
{
	my (@arguments) = @_;
	my ($status, $out, $err) = run_client(@arguments);

	is("$status$err", '0', "report @arguments") or return '';
	return $out;
}

sub refused
{
	my ($expected, $complaint, @arguments) = @_;
	my ($status, $out, $err) = run_client(@arguments);

	is($status, $expected, "report @arguments: status");
	like($err, $complaint, "report @arguments: why");
	is($out, '', "report @arguments: nothing is printed");
	return;
}

# RFC 4180; undef for an empty cell without quotes
sub read_csv
{
	my ($text, $end) = @_;
	my @rows = ([]);

	while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$end)/gc)
	{
		my ($quoted, $plain, $mark) = ($1, $2, $3);
		my $cell = defined $quoted ? $quoted =~ s/""/"/gr : $plain eq '' ? undef : $plain;

		push @{ $rows[-1] }, $cell;
		push @rows, [] if $mark ne ',';
	}
	die 'not CSV: ' . substr($text, pos($text) // 0, 60) if (pos($text) // 0) != length $text;
	pop @rows;
	return \@rows;
}

sub query { return $node->safe_psql('grants', "SET search_path = tracker, report, caudal; $_[0]"); }

my $today = query('SELECT CURRENT_DATE');
my $day = query('SELECT CURRENT_DATE - 60');
my $early = query('SELECT CURRENT_DATE - 390');

# ---- what there is

my @names = split /\n/, query(q{SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'report'::regnamespace AND proretset ORDER BY 1});
my $list = report();
is_deeply([ map { /^(\w+) {2,}\S/ ? $1 : $_ } split /\n/, $list ], \@names, 'all reports are listed, each with a title');
unlike($list, qr/currency_block/, 'a function that returns no rows is none');

my %arguments = map { my ($name, $given) = split /\|/; $name => $given }
  split /\n/, query(q{SELECT proname, pg_get_function_arguments(oid) FROM pg_proc WHERE pronamespace = 'report'::regnamespace AND proretset});

# ---- for programs: the same as the server says

foreach my $name (@names)
{
	my $columns = query("SELECT count(*) FROM pg_attribute WHERE attrelid = 'report.$name'::regclass AND attnum > 0");
	my @asked = $arguments{$name} =~ /\bday date/ && $arguments{$name} !~ /last_day date/ ? ('--as-of', $day) : ();
	my $call = "$name(" . (@asked ? "day => '$day'" : '') . ')';
	my $csv = read_csv(report($name, @asked, '--format', 'csv'), "\r\n");
	my $server = read_csv(query("COPY (SELECT * FROM $call) TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE *)") . "\n", "\n");
	my $flat = sub { join "\x01", map { $_ // "\x02" } @{ $_[0] } };

	cmp_ok(scalar(@$csv), '>', 1, "$name has rows");
	is(scalar(@{ $csv->[0] }), $columns, "$name has all columns");
	is($flat->($csv->[0]), $flat->($server->[0]), "$name: their names");
	is_deeply([ sort map { $flat->($_) } @$csv ], [ sort map { $flat->($_) } @$server ], "$name: their values");

	my $json = report($name, @asked, '-f', 'json');
	my $objects = JSON::PP->new->utf8->decode($json);
	is_deeply([ sort map { s/^  |,$//gr } grep { /^  / } split /\n/, $json ],
		[ sort split /\n/, query("SELECT row_to_json(r) FROM $call AS r") ], "$name: JSON");
	is(scalar(@$objects), @$csv - 1, "$name: JSON is an array of its rows");
}

my $a3 = report('grant_status', '--as-of', $early, '--where', 'award=A3', '--columns', 'award,committed,programme,last_day', '-f', 'csv');
is($a3, "award,committed,programme,last_day\r\nA3,9876543210.99,care," . query('SELECT CURRENT_DATE - 401') . "\r\n",
	'CSV to the letter, columns in the order asked for');
like(report('grant_status', '--where', 'award=A3', '--columns', 'committed', '-f', 'json'),
	qr/\A\[\n  \{"committed":9876543210\.99\}\n\]\n\z/, 'JSON to the letter, digits unquoted');
is(report('grant_status', '--where', 'award=none', '-f', 'json'), "[]\n", 'no rows in JSON');
is(report('grant_status', '--where', 'award=none', '--columns', 'award,title', '-f', 'csv'), "award,title\r\n", 'no rows in CSV');

# ---- what it is asked for

# the rows of CSV on one line
sub rows
{
	my $csv = read_csv(report(@_, '-f', 'csv'), "\r\n");

	return join ' ', map { join '/', map { $_ // '-' } @$_ } @$csv[ 1 .. $#$csv ];
}

is(rows('grant_status', '--as-of', $early, '--columns', 'award,disbursed'), 'A1/60000.00 A2/25000.00 A3/9876543210.98 A4/0',
	'state of a day: what was booked by then');
is(rows('grant_status', '--as-of', $day, '--columns', 'award,disbursed', '--where', 'award=A2'), 'A2/30000.00', 'a flow that came late');
is(rows('grant_status', '--as-of', $day, '--known-on', $day, '--columns', 'award,disbursed', '--where', 'award=A2'), 'A2/25000.00',
	'was not known before');
is(rows('grant_status', '--currency', 'mxn', '--columns', 'reporting_currency,committed_value', '--where', 'award=A2'),
	'MXN/' . query(q{SET caudal.reporting_currency = 'MXN'; SELECT committed_value FROM report.grant_status WHERE award = 'A2'}),
	'values in another currency');
is(rows('adjustments', '--currency', 'MXN', '--columns', 'reporting_currency') =~ s/MXN ?//gr, '', 'and what is kept in each');
is(rows('funding_cliff_months', '--set', 'months=3', '--where', 'organization=XX-north', '--columns', 'month'), '1 2 3', 'another argument');
is(rows('group_flows', '--set', 'organizations={XX-north,XX-south}', '--columns', 'members'), '2', 'of an array type');
is(rows('grant_status', '--where', 'programme=', '--columns', 'award'), 'A5', 'an empty cell');
is(rows('grant_status', '--where', 'programme!=', '--columns', 'award', '--where', 'currency=MXN'), 'A1', 'two conditions');
is(rows('grant_status', '--where', 'disbursed>=90000', '--where', 'currency=USD', '--columns', 'award'), 'A4', 'at least');
is(rows('grant_status', '--where', 'disbursed<0.5', '--columns', 'award'), 'A1', 'less than');
is(rows('grant_status', '--sort', '-award,currency', '--columns', 'award'), 'A5 A4 A3 A2 A1 A1', 'an order of its own');
is(rows('grant_status', '--where', q{award=x' OR '1'='1}, '--columns', 'award'), '', 'a value is a value');
is(rows('reports_due', '--lang', 'es', '--where', 'award=A2', '--columns', 'status_name'), 'vencido', 'words of data in Spanish');
is(rows('reports_due', '--lang', 'en', '--where', 'award=A2', '--columns', 'status_name'), 'overdue', 'and in English');

refused(4, qr/there is no report "nothing"/, 'nothing');
refused(4, qr/has no argument "day" for --as-of to set.*\n.*Its arguments are language\./, 'convening_attendance', '--as-of', $day);
refused(4, qr/has no argument "known_on" for --known-on/, 'data_findings', '--known-on', $day);
refused(4, qr/has no argument "x\); DROP TABLE tracker\.flow; --" for --set to set/, 'grant_status', '--set', 'x); DROP TABLE tracker.flow; --=1');
refused(4, qr/has no column "1"/, 'grant_status', '--where', '1=1');
refused(4, qr/has no column "award" OR 1"/, 'grant_status', '--columns', 'award" OR 1');
refused(4, qr/has no column "nothing".*\n.*Its columns are award, title/, 'grant_status', '--sort', 'nothing');
refused(4, qr/"31\/12\/2023" is not a day as 2023-12-31/, 'grant_status', '--as-of', '31/12/2023');
refused(4, qr/"2023-02-30" is not a day/, 'grant_status', '--known-on', '2023-02-30');
refused(4, qr/"country" is not as country=MX/, 'grant_status', '--where', 'country');
refused(4, qr/"programme>" is not as/, 'grant_status', '--where', 'programme>');
refused(4, qr/"months" is not as months=24/, 'funding_cliff', '--set', 'months');
refused(4, qr/no format "xml"/, 'grant_status', '-f', 'xml');
refused(4, qr/"xx" is no locale/, 'grant_status', '--locale', 'xx');
refused(4, qr/has no values in a reporting currency/, 'reports_due', '--currency', 'MXN');
refused(4, qr/one report is named at a time/, 'grant_status', 'reports_due');
refused(4, qr/no report is named/, '-f', 'json');
refused(4, qr/report "programme_summary" has no chart/, 'programme_summary', '-f', 'svg');

# a value that the server does not read: which one it is, and why
foreach (
	[ numeric => '--where burn_ratio', '0,5', '--where', 'burn_ratio<0,5' ],
	[ numeric => '--where committed', 'x', '--where', 'award=A1', '--where', 'committed>x' ],
	[ integer => '--set months', 'two', '--set', 'months=two' ],
	[ integer => '--set months', '', '--set', 'months=' ],
	[ currency => '--currency', 'ZZZ', '--currency', 'ZZZ' ],
	[ currency => '--currency', '', '--currency', '' ],
	[ 'text[]' => '--set organizations', '{A', '--set', 'organizations={A' ])
{
	my ($type, $option, $value, @asked) = @$_;
	my $report = $option =~ /months/ ? 'funding_cliff' : $option =~ /organizations/ ? 'group_flows' : 'grant_status';
	my $words = $type eq 'currency' ? 'unknown currency code' : $type eq 'text[]' ? 'malformed array literal' : "invalid input syntax for type $type";

	refused(4, qr/error: $option: "\Q$value\E" is not a value of type \Q$type\E\n.*detail: $words: "\Q$value\E"\n/, $report, @asked);
}
refused(4, qr/error: --where award: "\xFF" is not a value of type text\n.*detail: invalid byte sequence/, 'grant_status', '--where', "award=\xFF");

# a day is read in one way, whatever the user's DateStyle
query(q{CREATE VIEW report.moments AS SELECT d::date AS day, d AS moment, ARRAY[d::date] AS days FROM (VALUES (timestamptz '2024-06-01 12:00Z'), ('infinity')) AS v (d)});
foreach my $style ('ISO, MDY', 'ISO, DMY')
{
	local $ENV{PGOPTIONS} = '-c datestyle=' . $style =~ s/ /\\ /r;
	refused(4, qr/error: --where last_day: "01\/06\/2024" is not a day as 2023-12-31\n.*report --help/, 'grant_status', '--where', 'last_day>=01/06/2024');
	refused(4, qr/error: --set day: "01\/06\/2024" is not a day as 2023-12-31/, 'grant_status', '--set', 'day=01/06/2024');
	refused(4, qr/error: --where moment: "01\/06\/2024" is not a value of type timestamp with time zone\n.*detail: date\/time field value out of range/,
		'moments', '--where', 'moment>=01/06/2024');
	refused(4, qr/error: --where days: "\{01\/06\/2024\}" is not a value of type date\[\]/, 'moments', '--where', 'days={01/06/2024}');
	is(rows('moments', '--where', 'day>=2024/06/01', '--where', 'day<infinity', '--columns', 'day'), '2024-06-01', 'a day, and a day without end');
}
refused(4, qr/--set day: "" is not a day as/, 'grant_status', '--set', 'day=');
refused(4, qr/--where day: "tomorrow" is not a day as/, 'moments', '--where', 'day=tomorrow');
refused(4, qr/--where day: "2024-06" is not a day as/, 'moments', '--where', 'day=2024-06');
is(rows('grant_status', '--where', "last_day=" . query('SELECT CURRENT_DATE - 401'), '--columns', 'award'), 'A3', 'a day to the letter');

# what is X, and what is not, are all rows
is(rows('grant_status', '--where', 'programme=care', '--columns', 'award'), 'A1 A1 A2 A3 A4', 'those of a programme');
is(rows('grant_status', '--where', 'programme!=care', '--columns', 'award'), 'A5', 'and the others, also without one');
is(rows('grant_status', '--where', 'programme!=none', '--columns', 'award'), 'A1 A1 A2 A3 A4 A5', 'all are others');

# an argument is given once
foreach (
	[ day => '--as-of', '--set day', 'grant_status', '--as-of', $day, '--set', "day=$day" ],
	[ day => '--as-of', '--set day', 'grant_status', '--set', "day=$early", '--as-of', $day ],
	[ known_on => '--known-on', '--set known_on', 'grant_status', '--known-on', $day, '--set', "known_on=$day" ],
	[ language => '--lang', '--set language', 'reports_due', '--lang', 'en', '--set', 'language=es' ],
	[ months => '--set months', '--set months', 'funding_cliff', '--set', 'months=3', '--set', 'months=4' ])
{
	my ($argument, $one, $other, @asked) = @$_;
	refused(4, qr/error: argument "$argument" is given twice, by $one and by $other\n/, @asked);
}
is(rows('reports_due', '--set', 'language=es', '--where', 'award=A2', '--columns', 'status_name'), 'vencido', 'the language of data alone');

# options of a report without its name, and what is wrong beside --describe
refused(4, qr/no report is named/, @$_)
  foreach [ '--as-of', $day ], [ '--known-on', $day ], [ '--where', 'award=A1' ], [ '--set', 'months=3' ], [ '--currency', 'USD' ], ['--wide'];
refused(4, qr/report "adjustments" has no argument "day" for --as-of/, 'adjustments', '--as-of', $day, '--describe');
refused(4, qr/has no column "nothing=?"/, 'grant_status', $_, 'nothing=', '--describe') foreach '--columns', '--where', '--sort';
refused(4, qr/--set months: "x" is not a value/, 'funding_cliff', '--set', 'months=x', '--describe');
refused(4, qr/--describe is for people/, 'grant_status', '--describe', '-f', 'json');

# a missing rate
refused(1, qr/no usable exchange rate from \w+ to EUR.*\n.*\n.*hint: .* --missing-rate null\.\n\z/, 'grant_status', '--currency', 'EUR');
my $without = report('grant_status', '--currency', 'EUR', '--missing-rate', 'null', '--columns', 'award,committed_value,without_rate');
like($without, qr/^A5 .*\s[1-9]\d*$/m, 'or NULL, and counted');
like($without, qr/Rows whose values leave out what has no usable exchange rate: 6\./, 'and said');

# ---- for people

# columns of a terminal: all of these texts are of characters one wide
sub width { return length decode_utf8($_[0]); }

foreach my $name (@names)
{
	my $table = report($name);
	is(join('', grep { width($_) > 80 } split /\n/, $table), '', "$name: in 80 columns");
	next if $name !~ /^[a-f]/;
	local $ENV{LC_ALL} = 'C';
	my $plain = report($name);
	unlike($plain, qr/[\xE2][\x96\x94\x97\x80]/, "$name: without blocks where the locale has none");
	is(join('', grep { width($_) > 80 } split /\n/, $plain), '', "$name: in 80 columns there, too");
}
foreach my $name (@names)
{
	local $ENV{COLUMNS} = 30;
	is(join("\n", grep { width($_) > 30 } split /\n/, report($name)), '', "$name: in 30 columns");
}
{
	local $ENV{COLUMNS} = 40;
	my $narrow = report('organization_flows');
	like($narrow, qr/^Net contribution: paid and spent, less\nreceived, USD\n/m, 'the title of a picture is wrapped');
	like($narrow, qr/^  Fundación Ñandú   ████████   2,508,688\n  Red "Águila" & …  █ +5,559\n/m, 'and its names are cut, but not its figures');
	like(report('budget_variance'), qr/^  █ More or less was bought\n  ▒ The currency was dearer or cheaper\n/m, 'a legend has lines as it needs');
	$ENV{COLUMNS} = 30;
	unlike(report('organization_flows'), qr/█|Net contribution: paid/, 'a picture without room is left out');
}

# Rows whose figures are known by heart, in a report of the user's own.
query(q{
	CREATE TABLE public.known (award text, recipient_name text, currency text, committed numeric, reporting_currency text, committed_value numeric,
							   achieved_share numeric, burn_ratio numeric, months_left numeric, people bigint, year int, first_day date, restricted boolean, own_thing int);
	INSERT INTO public.known VALUES
		('K1', 'Casa Ñandú', 'COP', 1234567.5, 'USD', 308.64, 0.12345, 1.005, 2.25, 12345, 2023, '2023-07-01', true, 7),
		('K2', 'Río 東京', 'JPY', -1500, 'USD', -10.1, 1, 0.5, NULL, 0, 2024, NULL, false, -1234),
		('K3', repeat('very long ', 20), 'CLF', 0.1234, 'USD', 0, NULL, NULL, 0.05, NULL, NULL, '0099-12-31', NULL, NULL);
	CREATE VIEW report.known AS SELECT * FROM public.known;
	COMMENT ON VIEW report.known IS 'Rows known by heart.';
	CREATE FUNCTION report.needs(n int, "odd ""name" text DEFAULT 'x') RETURNS TABLE (number int, text text)
		LANGUAGE sql STABLE BEGIN ATOMIC SELECT n, "odd ""name"; END;
});
like(report(), qr/^known  +Rows known by heart\.$/m, q{a report of one's own is listed with its comment});
my $known = report('known', '--wide', '--lang', 'en');
like($known, qr/^K1 +Casa Ñandú +COP +1,234,567\.50 +USD +308\.64 +12\.3% +1\.01 +2\.3 +12,345 +2023 +2023-07-01 +yes +7$/m,
	'numbers as people write them: decimals of the currency, rounded half away from zero');
like($known, qr/^K2 +Río 東京 +JPY +-1,500 +USD +-10\.10 +100\.0% +0\.50 +– +0 +2024 +– +no +-1,234$/m, 'a currency without decimals, and dashes for NULL');
like($known, qr/^K3 .* CLF +0\.1234 +USD +0\.00 /m, 'a currency of four');
unlike($known, qr/Total/, 'nothing is added up of what caudal does not know');
like(report('known', '--columns', 'award,committed,own_thing', '--locale', 'es-CO'), qr/^K1 +1\.234\.567,50 +7$/m, 'in another place');
like(report('known', '--columns', 'award,achieved_share', '--lang', 'es'), qr/^K1 +12\.3%$/m, 'in Mexico');
like(report('known', '--columns', 'award,achieved_share', '--locale', 'es-CO'), qr/^K1 +12,3\xC2\xA0%$/m, 'and in Colombia');
like(report('known', '--columns', 'award,own_thing'), qr/^ +Own\nAward +thing$/m, 'a heading of what is not known');
like(report('known'), qr/^K3 +very long.*…/m, 'a long text is cut');

is(rows('needs', '--set', 'n=5', '--set', q{odd "name=a "b" c}), '5/a "b" c', 'names are quoted');
refused(4, qr/report "needs" needs a value of its argument "n", of type integer\n.*--set n=VALUE/, 'needs');
like(report('needs', '--describe'), qr/^ +n +integer +--set n=VALUE \(needed\)$/m, 'and it says so');
like(report('grant_status', '--describe'), qr/^ +day +date +--as-of\n.*^ +committed +numeric +Committed\n/ms, 'arguments and columns');

# totals: independent sums, and none of what does not add up
my $chain = report('grant_status', '--as-of', $day);
like($chain, qr/There are no totals: some recipients are funders of others/, 'what is passed on is not counted twice');
unlike($chain, qr/^Total/m, 'so there is no total');
my $single = report('grant_status', '--as-of', $day, '--where', 'funder=XX-funder', '--where', 'currency=USD', '--wide');
my $sum = query(qq{SELECT to_char(sum(amount(f.amount)), 'FM999,999,990.00') FROM flow AS f JOIN award AS a USING (award)
	WHERE f.type = 3 AND currency(f.amount) = 'USD' AND a.funder = 'XX-funder' AND f.booked_on <= '$day'});
is($sum, '150,000.00', 'what was disbursed in dollars');
like($single, qr/^Total .* \Q$sum\E /m, 'is the total');
my $mixed = report('payment_schedule', '--where', 'funder=XX-funder', '--where', 'status=scheduled', '-f', 'html', '--wide');
my ($foot) = $mixed =~ m{<tfoot>(.*)</tfoot>}s;
my @totals = ($foot // '') =~ m{<t[hd][^>]*>([^<]*)</t[hd]>}g;
my @heads = $mixed =~ m{<th scope="col"[^>]*>([^<]*)</th>}g;
my %total;
@total{@heads} = @totals;
is($total{'Amount'}, '', 'dollars and pesos are not added up');
is($total{'Amount, value'}, query(q{SELECT to_char(sum(amount_value), 'FM999,999,990.00') FROM payment_schedule WHERE funder = 'XX-funder' AND status = 'scheduled'}),
	'but their values in one currency are');

# bars: 8 characters for all of what is promised, in eighths
my $shares = report('grant_status', '--as-of', $day, '--known-on', $day, '--wide');
like($shares, qr/^A1 .* ████▊ +60%$/m, '60000 of 100000 is 4.8 characters');
like($shares, qr/^A2 .* ██████▋ +83%$/m, '25000 of 30000 is 6.67');
like($shares, qr/^A4 .* ███████▶ +113%$/m, '90000 of 80000 is more than all');
unlike(report('grant_status', '--no-pictures'), qr/█/, 'no pictures where none are wanted');

# ---- Spanish, where its catalogue is installed
{
	my $installed = query('SELECT 1') && `pg_config --bindir`;
	chomp $installed;
  SKIP:
	{
		skip 'the client is not installed with Spanish messages', 5
		  if !-x "$installed/caudal" || `'$installed/caudal' report --lang es --help` !~ /imprimir un reporte/;
		my ($out, $err);
		IPC::Run::run([ "$installed/caudal", 'report', 'grant_status', '--lang', 'es' ], '>', \$out, '2>', \$err);
		like($out, qr/\ACómo va cada donación\nAl $today, según lo sabido al $today\. Valores en USD\.\n/, 'a title in Spanish');
		like($out, qr/^Donación +Receptora/m, 'headings in Spanish');
		local $ENV{LC_ALL} = 'C';
		IPC::Run::run([ "$installed/caudal", 'report', '--lang', 'es' ], '>', \$out, '2>', \$err);
		like($out, qr/^grant_status +Cómo va cada donación$/m, 'in any locale');
		my @english = grep { my ($title) = $list =~ /^\Q$_\E +(.*)$/m; $out =~ /^\Q$_\E +\Q$title\E$/m } @names;
		is("@english", '', 'all titles are translated');
		IPC::Run::run([ "$installed/caudal", 'report', '--lang', 'es', 'programme_summary' ], '>', \$out, '2>', \$err);
		unlike($out, qr/virtual meetings|organizations/, 'a code in English is not for people');
	}
}

# ---- pages and pictures

# what a name may hold
my $hostile = qq{<script>alert("x")</script> & 'y' ]]> --> \x{01}\x{1B}[31m} . "\x{E2}\x{80}\x{AE}" . '<svg onload=z> ' . ('long ' x 30);
$node->safe_psql('grants', qq{UPDATE tracker.organization SET name = \$name\$$hostile\$name\$ WHERE organization IN ('XX-north', 'XX-south')});

my $xmllint = grep { -x "$_/xmllint" } split /:/, $ENV{PATH};
sub check_page
{
	my ($name, $page, $language) = @_;

	like($page, qr/\A<!DOCTYPE html>\n<html lang="$language">/, "$name: the language is said");
	unlike($page, qr/<script|<svg onload|<link|<iframe|<object|<img|\bsrc=|\bhref=|url\(|\@import|https?:/i, "$name: of no other place, without scripts");
	like($page, qr/<meta http-equiv="Content-Security-Policy" content="default-src 'none'/, "$name: and the browser knows");
	unlike($page, qr/[\x00-\x08\x0B-\x1F\x7F]/, "$name: without controls");
	my %ids;
	$ids{$_}++ foreach $page =~ /\bid="([^"]*)"/g;
	is(join(' ', grep { $ids{$_} > 1 } keys %ids), '', "$name: identifiers are unique");
	is(join(' ', grep { !$ids{$_} } map { split / / } $page =~ /aria-labelledby="([^"]*)"/g), '', "$name: charts have their titles");
	like($page, qr/\@page\{.*thead\{display:table-header-group\}|thead\{display:table-header-group\}.*\@page\{/s, "$name: for paper");
	# elements that are opened are closed, in their order
	my @open;
	my $wrong = '';
	while ($page =~ m{<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>}g)
	{
		my ($closes, $element, $alone) = ($1, $2, $3);
		next if $alone || $element =~ /^(?:meta|br)$/;
		if (!$closes) { push @open, $element }
		elsif (@open && $open[-1] eq $element) { pop @open }
		else { $wrong = "</$element> at " . pos $page; last }
	}
	is($wrong . join(' ', @open), '', "$name: elements are closed");
	return;
}

foreach my $name (@names)
{
	check_page($name, report($name, '-f', 'html'), 'en');
}
my $page = report('grant_status', '-f', 'html', '--lang', 'es');
check_page('grant_status', $page, 'es');
like($page, qr/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt; &amp; 'y' \]\]&gt; --&gt; \x{EF}\x{BF}\x{BD}\x{EF}\x{BF}\x{BD}\[31m/, 'a hostile name is text');
unlike(report('grant_status'), qr/[\x01\x1B]|\x{E2}\x{80}\x{AE}/, 'at the terminal, too');
my @cells = report('known', '-f', 'html', '--columns', 'award,committed') =~ m{<td class="n">([^<]*)</td>}g;
is("@cells", '1,234,567.50 -1,500 0.1234', 'numbers on a page');
like(report('known', '-f', 'html'), qr{<span class="none">–</span>}, 'NULL is a dash on a page');
like(report('grant_status', '-f', 'html', '--where', 'award=none'), qr{There is nothing to show\..*<tbody>\n</tbody>}s, 'a page of no rows');

sub check_svg
{
	my ($name, $svg) = @_;

	like($svg, qr/\A<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/, "$name: a file of its own");
	is(join(' ', grep { !/^-?\d+(?:\.\d)?$/ } $svg =~ / (?:x|y|x1|x2|y1|y2|cx|cy|r)="([^"]*)"/g), '', "$name: numbers with a point");
  SKIP:
	{
		skip 'no xmllint', 1 if !$xmllint;
		my ($out, $err);
		IPC::Run::run([ 'xmllint', '--noout', '-' ], '<', \$svg, '>', \$out, '2>', \$err);
		is($err, '', "$name: well-formed");
	}
	return;
}

# a locale with a decimal comma changes nothing of a drawing
my $locales = "$scratch/locales";
mkdir $locales;
my $comma = system("localedef -i es_CO -f UTF-8 $locales/es_CO.UTF-8 >$scratch/log 2>&1") == 0;
foreach my $name (@names)
{
	my ($status, $svg, $err) = run_client($name, '-f', 'svg', '--lang', 'en');

	next if $status == 4 && $err =~ /has no chart/;
	is("$status$err", '0', "$name: drawn");
	check_svg($name, $svg);
	next if !$comma || $name !~ /^[a-f]/;
	local @ENV{qw(LOCPATH LC_ALL)} = ($locales, 'es_CO.UTF-8');
	is(report($name, '-f', 'svg', '--lang', 'en'), $svg, "$name: the same where decimals have a comma");
}
my $hostile_svg = report('organization_flows', '-f', 'svg');
like($hostile_svg, qr/&lt;script&gt;/, 'a hostile name in a picture is text');
check_svg('no rows', report('organization_flows', '-f', 'svg', '--where', 'organization=none'));
check_svg('one row', report('organization_flows', '-f', 'svg', '--where', 'organization=XX-north'));

# hundreds of organizations: the largest, and the others
query(q{
	INSERT INTO organization (organization, name, country, kind) SELECT 'YY-' || n, 'Casa número ' || n, 'MX', 'community' FROM generate_series(1, 300) AS n;
	INSERT INTO flow (type, amount, booked_on, provider, receiver, known_since)
	SELECT 3, monetary(n, 'USD'), CURRENT_DATE - 3, 'XX-funder', 'YY-' || n, CURRENT_DATE - 3 FROM generate_series(1, 300) AS n;
});
my $many = report('organization_flows', '-f', 'svg', '--where', 'received_value>0', '--where', 'organization>=YY', '--lang', 'en');
my ($others) = $many =~ m{<title>Others \(285\): (-?[\d,.]+)</title>};
is($others, '-40,755.00', 'the others are 285 of 300, which received 1 + 2 + ... + 285') or diag($many);
check_svg('hundreds', $many);
is(scalar(() = $many =~ m{<rect class="f1"}g), 16, 'sixteen bars');

# ---- files

my $file = "$scratch/report.html";
is(report('grant_status', '--output', $file), '', 'nothing is printed beside a file');
like(slurp_file($file), qr/\A<!DOCTYPE html>.*<\/html>\n\z/s, 'the ending says the format');
my ($before) = slurp_file($file);
refused(1, qr/no usable exchange rate/, 'grant_status', '--currency', 'EUR', '-o', $file);
is(slurp_file($file), $before, 'a file stays as it was where a report fails');
is(join(' ', glob "$scratch/report*"), $file, 'and nothing is left beside it');
refused(1, qr/could not write "$scratch\/none\/report\.csv"/, 'grant_status', '-o', "$scratch/none/report.csv");

# what the ending says, where it says something
foreach ([ 'a.txt', 'How each' ], [ 'a.TXT', 'How each' ], [ 'a', 'How each' ], [ '.a', 'How each' ], [ 'a.b.csv', 'award,title' ],
	[ 'a.CSV', 'award,title' ], [ 'a.htm', '<!DOCTYPE' ], [ 'a.json', '\[' ])
{
	my ($name, $begins) = @$_;

	is(report('grant_status', '-o', "$scratch/$name"), '', "$name is written");
	like(slurp_file("$scratch/$name"), qr/\A$begins/, "$name: its format");
}
mkdir "$scratch/dir.pdf";
is(report('grant_status', '-o', "$scratch/dir.pdf/plain"), '', 'the name of a folder has no ending');
refused(4, qr/a file that ends in "\.$_" says no format: \.txt, \.csv, \.json, \.html and \.svg do, or else --format/, 'grant_status', '-o', "$scratch/x.$_")
  foreach 'pdf', 'xlsx', 'csv2';
ok(!glob("$scratch/x.*"), 'and nothing is written');
is(report('grant_status', '-o', "$scratch/x.pdf", '-f', 'table'), '', '--format says it');
is(report('grant_status', '--describe', '-o', "$scratch/described"), '', 'a description is written');
like(slurp_file("$scratch/described"), qr/^Arguments:$/m, 'to its file');

# what does not arrive is an error, and who has seen enough is none
SKIP:
{
	skip 'no /dev/full', 1 if !-c '/dev/full';
	foreach ('report', 'report grant_status', 'report grant_status -f csv', 'report grant_status --describe', 'report --help',
		'init', 'doctor', '--help', '--version', '--list-options', 'export csv', 'export iati', 'export 360giving')
	{
		my $err;

		IPC::Run::run([ $client, split ], '<', \'', '>', '/dev/full', '2>', \$err, IPC::Run::timeout(60));
		is($? >> 8, 1, "$_ > /dev/full: status");
		is(scalar(() = $err =~ /error: could not write to standard output: No space left on device\n/g), 1, "$_ > /dev/full: said once")
		  or diag($err);
	}
}
foreach ('report', 'report grant_status', 'report grant_status --describe', '--help', '--list-options')
{
	is(`$client $_ 2>&1 >/dev/null | cat`, '', "$_: no complaint");
	is(`bash -c 'set -o pipefail; { $client $_ || [ \$? = 141 ]; } 2>&1 | true; echo \$?'`, "0\n", "$_ | true is no error");
}

# ---- who may read reports alone

$node->safe_psql('grants', q{CREATE ROLE board LOGIN; SELECT tracker.grant_access('board', 'report');
	ALTER ROLE board SET caudal.reporting_currency = 'MXN'});
{
	local $ENV{PGUSER} = 'board';
	like(report('grant_status'), qr/Values in MXN\./, 'a role that may read reports alone, in its currency');
	unlike(report(), qr/^known /m, 'what it may not read is not listed');
	refused(4, qr/no report "known" that you may read/, 'known');
}
$node->safe_psql('grants', 'CREATE ROLE guest LOGIN');
{
	local $ENV{PGUSER} = 'guest';
	refused(4, qr/error: there is no report that user "guest" may read\n.*hint: .*grant_access\(role, 'report'\)/);
	refused(4, qr/no report "grant_status" that you may read/, 'grant_status');
}

# ---- an interrupt

query(q{CREATE VIEW report.slow AS SELECT 1 AS one FROM pg_sleep(100)});
my ($out, $err) = ('', '');
my $slow = IPC::Run::start([ $client, 'report', 'slow' ], '<', \'', '>', \$out, '2>', \$err);
# by its sleep: the text of the query would find this very question as well
$node->poll_query_until('grants', q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')})
  or die 'the report did not begin';
$slow->signal('INT');
$slow->finish;
is($slow->full_result(0) >> 8, 130, 'an interrupt ends the report');
is($out, '', 'and nothing was printed');

done_testing();
