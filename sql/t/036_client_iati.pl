# caudal load iati and caudal export iati: files of 2.03 and 1.05 go in, come out
# and say the same; what changed is booked as the tracker books it; what is wrong
# is named; what is hostile is refused.
use strict;
use warnings;

use Encode qw(decode);
use FindBin;
use lib $FindBin::RealBin;

use Client;
use IatiFacts qw(facts elements);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $here = $FindBin::RealBin;
my $scratch = folder();
my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nlc_messages = 'C'\ntimezone = 'America/Mexico_City'");
$node->start;
create_database($node, 'installed');

sub create
{
	my ($database) = @_;

	$node->safe_psql('postgres', qq{CREATE DATABASE $database TEMPLATE installed;
		ALTER DATABASE $database SET search_path = tracker, report, caudal;
		ALTER DATABASE $database SET caudal.missing_rate = 'null'});
	return;
}

sub run_client { return caudal($node, @_); }

sub write_file { return "$scratch/" . spew(@_); }

sub characters
{
	my ($path, $encoding) = @_;

	return decode($encoding // 'UTF-8', slurp_file($path));
}

sub sql
{
	my ($database, $query) = @_;

	return $node->safe_psql($database, $query);
}

my $new = "$here/iati/activities-2.03.xml";
my $old = "$here/iati/activities-1.05.xml";
create($_) foreach qw(first second);

# ---- a file goes in

my ($status, $out, $err) = run_client('first', qw(load iati), $new);
is($status, 0, '2.03: loaded') or diag($err);
is($out, "$new: 23 read, 23 added, 0 changed, 0 unchanged, 0 refused
  without a place in the tracker: description 1, sector 1, transaction/aid-type 1, transaction/description 1, actual/dimension 1, indicator[\@measure=5]/target 1
", '2.03: two activities, four budgets, two plans, twelve transactions, three indicators');

is(sql('first', 'SELECT award, funder, recipient, title, programme, passes_on FROM award ORDER BY award COLLATE "C"'),
	"MX-RFC-FMS010203AB1-2024-01|US-EIN-131684331|Red de Mujeres de la Sierra|Agua y ma\xc3\xadz en la sierra & la costa|MX-RFC-FMS010203AB1-2024-01|US-EIN-131684331-G-77
US-EIN-131684331-G-77|US-EIN-131684331|MX-RFC-FMS010203AB1|Core support||", 'awards');
is(sql('first', q{SELECT description FROM award WHERE award LIKE 'US%'}), "Flexible money'); DROP TABLE flow; --", 'SQL in a text is a text');
is(sql('first', q{SELECT label_of('award.award', 'US-EIN-131684331-G-77', 'es'), label_of('award.description', 'MX-RFC-FMS010203AB1-2024-01', 'en')}),
	'Apoyo institucional|Rain ponds and native seed in 14 communities.', 'texts in another language are labels');
is(sql('first', 'SELECT award, kind, holds_from, period, change FROM amendment ORDER BY award COLLATE "C"'),
	# 100,000 - 2,500.50
	'MX-RFC-FMS010203AB1-2024-01|original|2024-01-15|2024-01-15/2025-12-31|{97499.50 USD}
US-EIN-131684331-G-77|original|2024-01-01|2024-01-01/2024-12-31|{500000 JPY, 80000.00 USD}', 'what is promised is the net of outgoing commitments');
is(sql('first', 'SELECT organization, country, kind, iati_type FROM organization ORDER BY organization COLLATE "C"'),
	"Ferreter\xc3\xada El \xc3\x81guila|ZZ|other|
MX-RFC-FMS010203AB1|MX|community|22
Red de Mujeres de la Sierra|ZZ|community|24
US-EIN-131684331|US|foundation|60", 'organizations: by reference, else by name');
is(sql('first', q{SELECT organization, name FROM find_organization('southern milpa fund')}), 'MX-RFC-FMS010203AB1|Fondo Milpa del Sur, A.C.', 'and by any name in the file');
is(sql('first', q{SELECT type, amount, booked_on, value_date, provider, receiver, currency_reason, note FROM flow WHERE award LIKE 'MX%' AND currency(amount) <> 'USD' ORDER BY flow}),
	qq{4|12345.60 MXN|2024-03-05|2024-03-05|MX-RFC-FMS010203AB1|||Cemento; "varilla" y 'cal' <lote 1>
4|12345.60 MXN|2024-03-05|2024-03-05|MX-RFC-FMS010203AB1|||Cemento; "varilla" y 'cal' <lote 1>
4|7800.05 GTQ|2024-06-01|2024-06-03|MX-RFC-FMS010203AB1|Ferreter\xc3\xada El \xc3\x81guila|published in IATI|}, 'two transactions that are alike are two');
is(sql('first', 'SELECT line, period, revision, amount, value_date, iati_type, iati_status FROM budget ORDER BY currency, period, revision'),
	'IATI MXN|2024-01-01/2024-06-30|0|250000.00 MXN|2024-01-10||
IATI USD|2024-01-01/2024-12-31|0|60000.00 USD|2024-01-01|1|1
IATI USD|2024-01-01/2024-12-31|1|72500.50 USD|2024-05-01|2|2
IATI USD|2025-01-01/2025-12-31|0|50000.00 USD|2024-05-02|2|', 'budgets: a revision replaces its original, one alone is an original');
is(sql('first', 'SELECT indicator, unit, accumulation, direction, baseline, baseline_on FROM indicator ORDER BY indicator'),
	'MX-RFC-FMS010203AB1-2024-01#R1I1|unit|sum|increase|4|2023-12-31
MX-RFC-FMS010203AB1-2024-01#R1I2|percent|latest|decrease|62.5|2023-06-30
MX-RFC-FMS010203AB1-2024-01#R2I1|quality|latest|increase||', 'indicators');
is(sql('first', q{SELECT currency, committed, disbursed, spent FROM grant_status('2024-06-30', CURRENT_DATE) WHERE award LIKE 'US%' ORDER BY 1}),
	'JPY|500000|0|0
USD|80000.00|80000.00|0', 'reports read it');

# ---- again, and the older version

($status, $out) = run_client('first', qw(load iati), $new);
is($status, 0, 'the same file again');
like($out, qr/^\S+: 23 read, 0 added, 0 changed, 23 unchanged, 0 refused; nothing changed$/m, 'changes nothing and says so');

($status, $out) = run_client('first', qw(load iati --dry-run), $old);
like($out, qr/9 read, 9 added.*; nothing was kept, this was a dry run/, 'a dry run');
is(sql('first', 'SELECT count(*) FROM award'), '2', 'keeps nothing');
($status, $out) = run_client('first', qw(load iati), $old);
is($out, "$old: 9 read, 9 added, 0 changed, 0 unchanged, 0 refused\n", '1.05, in ISO-8859-1');
is(sql('first', q{SELECT w.funder, w.recipient, o.name, a.status, a.actual_start, a.updated_at AT TIME ZONE 'UTC'
	FROM award AS w JOIN activity AS a USING (award) JOIN organization AS o ON o.organization = w.recipient WHERE award LIKE 'HN%'}),
	"CA-3|HN-RTN-08019000123456|Asociaci\xc3\xb3n Pat\xc3\xbaca|2|2015-02-01|2016-02-03 04:05:06", '1.05: text without <narrative>');
is(sql('first', q{SELECT type, amount, provider, receiver, provider_activity FROM flow WHERE award LIKE 'HN%' ORDER BY flow}),
	'2|100000.00 CAD|CA-3|HN-RTN-08019000123456|
1|50000.00 CAD|CA-3|HN-RTN-08019000123456|CA-3-A031
4|240000.10 HNL|HN-RTN-08019000123456|Constructora Lempira|
7|-1500.00 HNL|HN-RTN-08019000123456|Constructora Lempira|', '1.05: codes of letters');

# ---- out, and into another database

my $exported = "$scratch/exported.xml";
($status, $out, $err) = run_client('first', qw(export iati --output), $exported);
is($status, 0, 'exported') or diag($err);
is($out, "$exported: 3 activities\n", 'and says so');
ok(!-e "$exported.unfinished", 'under its own name');

my @facts = facts(characters($exported));
my %seen = map { $_ => 1 } @facts;
my @published = (facts(characters($new)), facts(characters($old, 'ISO-8859-1')));
cmp_ok(scalar(@published), '>', 100, 'facts: ' . scalar(@published));
is_deeply([ grep { !$seen{$_} } @published ], [], 'what was loaded is said');
%seen = map { $_ => 1 } @published;
is_deeply([ grep { !$seen{$_} } @facts ], [], 'and nothing else');

($status, $out, $err) = run_client('second', qw(load iati), $exported);
is($status, 0, 'what was exported loads') or diag($err);
my $rows = sub {
	my ($database) = @_;
	my @tables = split /\n/, sql($database, q{SELECT relname FROM pg_class WHERE relnamespace = 'tracker'::regnamespace AND relkind = 'r' ORDER BY 1});

	# rows are numbered as they come, and migrations have a time
	return join('', map { "$_\n" . sql($database, qq{SELECT to_jsonb(x) - 'flow' - 'amendment' - 'tranche' - 'applied_at' FROM "$_" AS x ORDER BY 1}) . "\n" } @tables);
};
is($rows->('second'), $rows->('first'), 'every table of the tracker is the same');
($status, $out) = run_client('second', qw(export iati));
my $without_time = sub { $_[0] =~ s/ generated-datetime="[^"]*"//r };
is($without_time->($out), $without_time->(slurp_file($exported)), 'and so is what it exports, to the byte');
($status, $out) = run_client('second', qw(load iati), $new);
like($out, qr/0 added, 0 changed, 23 unchanged/, 'the original is no news to it');

# the order of the schema; the schema itself where somebody has put it
my @order = qw(iati-identifier reporting-org title description participating-org activity-status activity-date recipient-country
  budget planned-disbursement transaction result);
foreach my $names (elements(characters($exported)))
{
	my $next = 0;
	my @sorted = grep {
		my $name = $_;

		$next++ while $next < @order && $order[$next] ne $name;
		$next < @order
	} @$names;

	is_deeply(\@sorted, $names, 'elements in the order of the schema');
}
my $schema = $ENV{IATI_SCHEMA} // "$here/../../tmp/xsd/iati-activities-schema.xsd";
my $validates = sub {
	my ($path, $what) = @_;

  SKIP: {
		skip 'no schema of IATI, or no xmllint', 1 if !-e $schema || system('xmllint --version >/dev/null 2>&1') != 0;
		is(system("xmllint --noout --schema $schema $path >$scratch/lint 2>&1"), 0, "$what: valid by the schema")
		  or diag(slurp_file("$scratch/lint"));
	}
};
$validates->($exported, 'exported');

($status, $out) = run_client('first', qw(export iati --activity HN-RTN-08019000123456-P7 --activity), 'US-EIN-131684331-G-77');
is(join(' ', $out =~ m{<iati-identifier>(.*?)<}g), 'HN-RTN-08019000123456-P7 US-EIN-131684331-G-77', '--activity');
($status, $out) = run_client('first', qw(export iati --reporter MX-RFC-FMS010203AB1));
is(join(' ', $out =~ m{<iati-identifier>(.*?)<}g), 'MX-RFC-FMS010203AB1-2024-01', '--reporter');
($status, $out, $err) = run_client('first', qw(export iati --activity nothing));
is($status, 1, 'nothing to export is an error');
like($err, qr/there is no award to export/, 'that is explained');

# ---- a changed file: what was known before today stays as it was known

my $changed = slurp_file($new);
$changed =~ s{(<value value-date="2024-02-02">)40000.25}{${1}41000.25};
$changed =~ s{-2500.50}{-1500.50};
$changed =~ s{(type="3" iso-date=")2025-12-31}{${1}2026-03-31};
$changed =~ s{72500.50}{73500.50};
$changed =~ s{<planned-disbursement>.*?</planned-disbursement>}{}s;
$changed =~ s{<transaction ref="F-1">.*?</transaction>}{}s;
$changed =~ s{<target value="30"/>}{<target value="31"/>};
$changed =~ s{Core support}{Core support 2024};
$changed = write_file('changed.xml', $changed);
sql('first', q{UPDATE flow SET known_since = '2024-07-01'; UPDATE amendment SET known_since = '2024-07-01'; UPDATE tranche SET known_since = '2024-07-01'});
($status, $out, $err) = run_client('first', qw(load iati), $changed);
is($status, 0, 'a changed file') or diag($err);
# changed are both activities, two transactions, a budget, a plan that went, an indicator
like($out, qr/: 21 read, 0 added, 7 changed, 15 unchanged, 0 refused$/m, 'what changed is counted');
like($out, qr/^  transactions that are not in the file any more, and stay: 1$/m, 'and what is not in it any more');
is(sql('first', q{SELECT amount, known_since = CURRENT_DATE, withdrawn_on = CURRENT_DATE FROM flow
	WHERE source_reference = 'MX-RFC-FMS010203AB1-2024-01#D-1' ORDER BY flow}),
	"40000.25 USD|f|t\n41000.25 USD|t|", 'a flow is withdrawn, and the right one known since the same day');
is(sql('first', q{SELECT kind, holds_from = CURRENT_DATE, period, change, reason FROM amendment WHERE award LIKE 'MX%' ORDER BY holds_from}),
	'original|f|2024-01-15/2025-12-31|{97499.50 USD}|IATI file
supplement|t|2024-01-15/2026-03-31|{1000.00 USD}|IATI file', 'the difference is a supplement, with the new period');
is(sql('first', q{SELECT amount FROM budget WHERE award LIKE 'MX%' AND revision = 1}), '73500.50 USD', 'a budget is replaced');
is(sql('first', q{SELECT due_on, cancelled_on = CURRENT_DATE FROM tranche WHERE award LIKE 'MX%' ORDER BY 1}),
	"2024-09-01|\n2025-03-01|t", 'a plan that went is cancelled');
is(sql('first', q{SELECT value FROM indicator_target WHERE indicator LIKE 'MX%I1' ORDER BY period}), "20\n31", 'targets are as the file has them');
is(sql('first', q{SELECT title FROM award WHERE award LIKE 'US%'}), 'Core support 2024', 'and so are titles');
is(sql('first', q{SELECT sum(amount) FROM flow WHERE is_known(known_since, withdrawn_on, '2024-07-31') AND type = 3 AND award LIKE 'MX%'}),
	'39000.25 USD', 'the report of an earlier day is the same');
($status, $out) = run_client('first', qw(load iati), $changed);
like($out, qr/0 added, 0 changed, 21 unchanged, 0 refused; nothing changed/, 'again: nothing');

# known since today, it is set right in its place
($status, $out, $err) = run_client('first', qw(load iati), $new);
like($out, qr/: 23 read, 1 added, 6 changed, 16 unchanged, 0 refused$/m, 'and back again on the same day') or diag($err);
is(sql('first', q{SELECT amount, withdrawn_on = CURRENT_DATE FROM flow WHERE source_reference = 'MX-RFC-FMS010203AB1-2024-01#D-1' ORDER BY flow}),
	"40000.25 USD|t\n40000.25 USD|", 'in its place');
is(sql('first', q{SELECT kind, change FROM amendment WHERE award LIKE 'MX%' AND is_known(known_since, withdrawn_on, CURRENT_DATE)}),
	'original|{97499.50 USD}', 'what was said since today is said no more');
is(sql('first', q{SELECT count(*) FROM tranche WHERE award LIKE 'MX%' AND cancelled_on IS NULL}), '2', 'the plan is there again');

my $reduced = slurp_file($new);
$reduced =~ s{<value value-date="2024-01-15">100000<}{<value value-date="2024-01-15">90000<};
$reduced =~ s{500000}{500001};
$reduced = write_file('reduced.xml', $reduced);
sql('first', q{UPDATE amendment SET known_since = '2024-07-01' WHERE withdrawn_on IS NULL});
run_client('first', qw(load iati), $reduced);
is(sql('first', q{SELECT kind, change FROM amendment WHERE known_since = CURRENT_DATE AND withdrawn_on IS NULL ORDER BY award COLLATE "C"}),
	"reduction|{-10000.00 USD}\nsupplement|{1 JPY}", 'less is a reduction');

# what people have entered beside it stays theirs
sql('first', q{INSERT INTO amendment (award, kind, holds_from, change, reason) VALUES ('US-EIN-131684331-G-77', 'supplement', CURRENT_DATE + 30, '5 USD', 'by hand')});
($status, $out) = run_client('first', qw(load iati), $reduced);
like($out, qr/; nothing changed$/m, 'an amendment by hand is not taken back');

# ---- what is wrong is named

my $bad = "$here/iati/bad.xml";
create('third');
($status, $out, $err) = run_client('third', qw(load iati --rejects), "$scratch/rejects.csv", $bad);
is($status, 3, 'refused rows tell by the exit status');
like($out, qr/24 refused; nothing was loaded$/m, 'nothing of such a file is loaded');
is(sql('third', q{SELECT (SELECT count(*) FROM award) + (SELECT count(*) FROM organization)}), '0', 'nothing at all');
is(slurp_file("$scratch/rejects.csv") =~ s/^line.*\n//r, q{8,participating-org/@role,7,"this is no role of IATI, 1 to 4"
10,value,-1 USD,a budget is not negative
15,period-end,2024-04-01,the last day is before the first
17,transaction-type/@code,99,this is no transaction type of IATI
18,transaction-date,2024-02-30,this is no date
19,value,10.505,"USD has 2 decimals, and this has more"
20,value,"1,500",this is no number
21,value/@currency,QQQ,this is no code of a currency
22,value,0,a transaction of nothing is none
23,value,-3 USD,a pledge is not negative
25,value,99999999999999999999,this is more than an amount can be
26,value/@value-date,yesterday,this is no date
27,xml:lang,1,this is no language of ISO 639
30,target/@value,about 5,this is no number
41,reporting-org,XM-TEST-2,it has neither a reference nor a name
46,value/@currency,,"no currency is said here, and the activity has no default-currency"
35,iati-identifier,XM-TEST-1,a second activity with one identifier
42,activity-date,XM-TEST-3,neither a start nor a transaction says when it begins
48,activity-date,2024-01-01,the activity ends before it starts
12,budget,2024-06-01/2025-05-31,"its days are in another budget of the activity, too"
13,budget,200.00 USD,a second original budget for one period
14,budget,90.00 EUR,a revision is in another currency than its original
24,transaction,XM-TEST,provider and receiver are one organization
31,actual,2024-07-01/2025-06-30,"its days are in another period of the indicator, too"
}, 'line, column, value and reason of each');
($status, $out) = run_client('third', qw(load iati --partial --rejects), "$scratch/rejects.csv", $bad);
is($status, 3, '--partial');
is(sql('third', q{SELECT (SELECT string_agg(award, ' ') FROM award), (SELECT string_agg(amount::text, ' ') FROM flow),
	(SELECT string_agg(amount::text, ' ') FROM budget), (SELECT string_agg(value::text, ' ') FROM indicator_actual),
	(SELECT count(*) FROM indicator_target), (SELECT count(*) FROM tranche)}),
	'XM-TEST-1|10.50 USD|100.00 USD|4|0|0', 'loads what is good');

# on one line of a file there may be many records
my $one_line = slurp_file($bad) =~ s/\n\s*//gr;
($status, $out) = run_client('third', qw(load iati --rejects), "$scratch/rejects.csv", write_file('one_line.xml', $one_line));
like($out, qr/24 refused/, 'a file of one line: each record counts');

# the server objects to one of many: to what is in a closed period
create('fourth');
sql('fourth', q{INSERT INTO rate_source (code, name, priority, max_age) VALUES ('s', 'S', 1, NULL);
	INSERT INTO exchange_rate (source, base, quote, valid_from, rate) SELECT 's', 'USD', c, '2010-01-01', 10 FROM unnest('{MXN,GTQ,JPY}'::currency[]) AS c});
run_client('fourth', qw(load iati), $new);
sql('fourth', q{UPDATE flow SET known_since = '2024-07-01'; UPDATE amendment SET known_since = '2024-07-01'; SELECT close_period('2024-02-15', 'USD', '2024-07-02');
	UPDATE flow SET known_since = CURRENT_DATE WHERE source_reference LIKE '%77-D'});
($status, $out, $err) = run_client('fourth', qw(load iati), $changed);
is($status, 0, 'what is closed is withdrawn, and so may change') or diag("$out$err");
is(sql('fourth', q{SELECT kind, count(*) FROM adjustments('en') GROUP BY 1 ORDER BY 1}), "late|1\nwithdrawn|1", 'and is an adjustment of the next closing');

# ---- who is meant

create('fifth');
sql('fifth', q{INSERT INTO organization (organization, name, country, kind) VALUES
	('A-1', 'Red de Mujeres de la Sierra', 'GT', 'intermediary'), ('US-EIN-131684331', 'Bridge', 'CA', 'academic')});
($status, $out, $err) = run_client('fifth', qw(load iati), $new);
is(sql('fifth', q{SELECT recipient FROM award WHERE award LIKE 'MX%'}), 'A-1', 'a name finds an organization');
is(sql('fifth', q{SELECT name, country, kind, iati_type FROM organization WHERE organization = 'US-EIN-131684331'}), 'Bridge|CA|academic|60',
	'who was there keeps name, country and kind');
is(sql('fifth', q{SELECT organization FROM find_organization('fundación puente')}), 'US-EIN-131684331', 'and has one more name');
sql('fifth', q{INSERT INTO organization (organization, name, country) VALUES ('A-2', 'RED DE MUJERES DE LA SIERRA', 'HN')});
($status, $out, $err) = run_client('fifth', qw(load iati --rejects), "$scratch/rejects.csv", $new);
is($status, 3, 'a name that two have');
like(slurp_file("$scratch/rejects.csv"), qr/^24,participating-org,Red de Mujeres de la Sierra,several organizations have this name$/m, 'is nobody\'s');

# ---- awards that never were in IATI

create('sixth');
sql('sixth', q{
	INSERT INTO organization (organization, name, country, kind) VALUES ('F', 'Funder <F> & Co', 'US', 'foundation'), ('R', 'Recipient', 'MX', 'community');
	INSERT INTO award (award, title, funder, recipient) VALUES ('G-1', 'Grant 1', 'F', 'R'), ('G-2', 'Grant 2', 'F', 'R'), ('G-3', 'No amendment', 'F', 'R');
	INSERT INTO amendment (award, kind, holds_from, period, change) VALUES
		('G-1', 'original', '2020-01-01', '2020', '100 USD, 2000 MXN'), ('G-1', 'supplement', '2020-06-01', NULL, '50 USD'),
		('G-2', 'original', '2020-01-01', '2020-01-01/..', '7 USD');
	INSERT INTO label (list, code, language, label) VALUES ('award.award', 'G-1', 'es', 'Donación 1');
	INSERT INTO budget_line (award, line, name, currency) VALUES ('G-1', 'a', 'A', 'MXN'), ('G-1', 'b', 'B', 'MXN');
	INSERT INTO budget (award, line, period, revision, amount) VALUES ('G-1', 'a', '2020', 0, '10 MXN'), ('G-1', 'b', '2020', 0, '20 MXN'), ('G-1', 'b', '2020', 1, '25 MXN');
	INSERT INTO tranche (award, tranche, due_on, amount) VALUES ('G-1', 1, '2020-02-01', '40 USD');
	INSERT INTO flow (award, type, amount, booked_on, provider, receiver, source_reference, note) VALUES
		('G-1', 3, '40 USD', '2020-02-02', 'F', 'R', 'bank-1', E'bell \x07 and '' quote');
});
my $native = "$scratch/native.xml";
($status, $out, $err) = run_client('sixth', qw(export iati -o), $native);
is($status, 0, 'awards of the tracker\'s own') or diag($err);
like($err, qr/1 characters that no XML can have were replaced/, 'what no XML can have is replaced');
is(join("\n", grep { !/^organization/ } facts(characters($native))), "G-1|budget|2||2020-01-01|2020-12-31|35|MXN|2020-01-01
G-1|budget|||2020-01-01|2020-12-31|30|MXN|2020-01-01
G-1|date|1|2020-01-01
G-1|date|3|2020-12-31
G-1|description|en|Grant 1
G-1|hierarchy|
G-1|humanitarian|
G-1|language|en
G-1|participant|1|F|
G-1|participant|4|R|
G-1|plan||2020-02-01||40|USD|2020-02-01||||
G-1|reporter|F|
G-1|status|4
G-1|title|en|Grant 1
G-1|title|es|Donaci\x{f3}n 1
G-1|transaction|bank-1|3|2020-02-02|40|USD|2020-02-02|F||R||bell \x{fffd} and ' quote
G-1|transaction||2|2020-01-01|100|USD|2020-01-01|F||R||
G-1|transaction||2|2020-01-01|2000|MXN|2020-01-01|F||R||
G-1|transaction||2|2020-06-01|50|USD|2020-06-01|F||R||
G-2|date|1|2020-01-01
G-2|description|en|Grant 2
G-2|hierarchy|
G-2|humanitarian|
G-2|language|en
G-2|participant|1|F|
G-2|participant|4|R|
G-2|reporter|F|
G-2|status|2
G-2|title|en|Grant 2
G-2|transaction||2|2020-01-01|7|USD|2020-01-01|F||R||", 'say what the tracker knows; one without amendment has no date, and is left out');
$validates->($native, 'native');

# ---- other parties

my @tables = qw(award activity activity_organization activity_country amendment tranche budget flow programme activity_result
  indicator activity_indicator indicator_target indicator_actual label);
my $state = sub {
	my ($database) = @_;

	return [ split /\n/, sql($database, join(' UNION ALL ', map { "SELECT '$_ ' || x::text FROM $_ AS x" } @tables) . ' ORDER BY 1') ];
};
my $age = sub {
	my ($database) = @_;

	sql($database, join(';', map { "UPDATE $_ SET known_since = '2024-07-01' WHERE withdrawn_on IS NULL" } qw(flow amendment))
		  . q{; UPDATE tranche SET known_since = '2024-07-01'});
};
# the file of before with a change
my $published = slurp_file($new);
my $another = sub {
	my ($name, @changes) = @_;
	local $_ = $published;

	foreach my $change (@changes) { $change->() or die "nothing to change for $name"; }
	return write_file($name, $_);
};
# an activity of transactions, each with a reference, type, day and amount, on a line of its own
my $activity_of = sub {
	my ($identifier, @transactions) = @_;

	return qq{<iati-activities version="2.03"><iati-activity xml:lang="en" default-currency="USD"><iati-identifier>$identifier</iati-identifier>
		<reporting-org ref="XM-A" type="22"><narrative>A</narrative></reporting-org><title><narrative>T</narrative></title>
		<participating-org role="1" ref="XM-F"/><participating-org role="4" ref="XM-R"/><activity-date type="2" iso-date="2024-01-01"/>}
	  . join("\n", map {
			my ($ref, $type, $day, $amount) = @$_;

			($ref ne '' ? qq{<transaction ref="$ref">} : '<transaction>')
			  . qq{<transaction-type code="$type"/><transaction-date iso-date="$day"/><value value-date="$day">$amount</value></transaction>} } @transactions)
	  . '</iati-activity></iati-activities>';
};
my $parties = q{SELECT type, string_agg(amount::text, ' ' ORDER BY flow), string_agg(DISTINCT provider || ' > ' || coalesce(receiver, ''), ', ')
	FROM flow WHERE award LIKE 'MX%' AND withdrawn_on IS NULL AND type < 4 GROUP BY 1 ORDER BY 1};
my $red = 'Red de Mujeres de la Sierra';
my $fund = 'MX-RFC-FMS010203AB1';
my $given = sub { "1|80000.00 USD|$_[0] > $fund\n2|100000.00 USD -2500.50 USD|$fund > $_[1]\n3|40000.25 USD -1000.00 USD|$fund > $_[1]" };
my $corrected = $another->('corrected.xml', sub { s/\Q$red\E/Red Nueva/g }, sub { s/(<(?:participating|provider)-org ref=")US-EIN-131684331/${1}CH-F/g });
create('parties');
run_client('parties', qw(load iati), $new);
is(sql('parties', $parties), $given->('US-EIN-131684331', $red), 'who gives and who receives');
($status, $out, $err) = run_client('parties', qw(load iati), $corrected);
# an activity, C-1, C-2, F-1, D-1 and D-1-DEV are changed; one plan is another, in the place of one that was of today
like($out, qr/: 23 read, 1 added, 7 changed, 16 unchanged, 0 refused$/m, 'another funder and another recipient') or diag($err);
is(sql('parties', q{SELECT funder, recipient FROM award WHERE award LIKE 'MX%'}), 'CH-F|Red Nueva', 'the award has them');
is(sql('parties', q{SELECT string_agg(role || ' ' || organization, ', ' ORDER BY place) FROM activity_organization WHERE award LIKE 'MX%'}),
	"1 CH-F, 2 $fund, 4 Red Nueva", 'and so have the participants');
is(sql('parties', $parties), $given->('CH-F', 'Red Nueva'), 'and the flows');
is(sql('parties', q{SELECT count(*), count(withdrawn_on) FROM flow}), '12|0', 'which are of today, and set right in place');
is(sql('parties', q{SELECT receiver, amount FROM tranche WHERE award LIKE 'MX%' AND cancelled_on IS NULL ORDER BY due_on}), "Red Nueva|15000.00 USD\n|15000.00 USD", 'and the plan');
$age->('parties');
run_client('parties', qw(load iati), $new);
is(sql('parties', $parties), $given->('US-EIN-131684331', $red), 'known before, they are right from today on');
is(sql('parties', q{SELECT count(*), count(withdrawn_on) FILTER (WHERE withdrawn_on = CURRENT_DATE) FROM flow}), '17|5', 'and the wrong ones withdrawn');
is(sql('parties', q{SELECT receiver, amount, cancelled_on = CURRENT_DATE FROM tranche WHERE award LIKE 'MX%' ORDER BY due_on, tranche}),
	"Red Nueva|15000.00 USD|t\n$red|15000.00 USD|\n|15000.00 USD|", 'a plan is cancelled, and another in its place');
is(sql('parties', $parties =~ s/withdrawn_on IS NULL/is_known(known_since, withdrawn_on, '2024-07-31')/r), $given->('CH-F', 'Red Nueva'), 'an earlier day is as it was');

# ---- what is refused has not vanished

sql('parties', q{INSERT INTO organization (organization, name, country) VALUES ('T-1', 'Dos', 'MX'), ('T-2', 'dos', 'GT')});
$age->('parties');
my $kept = $state->('parties');
foreach (
	[ 'records that the reader refuses', 8,
		sub { s/2024-01-15("\/>\s*<value value-date="2024-01-15">100000)/2024-02-30$1/ },    # a commitment
		sub { s/72500\.50/72500.505/ },
		sub { s/(2025-03-01"\/>\s*<value value-date="2024-01-15">)15000/${1}0/ },
		sub { s/measure="2"/measure="7"/ },
		sub { s/<target value="30"/<target value="30x"/ },
		sub { s/17\.5/17,5/ },
		sub { s/role="4"/role="5"/ },
		sub { s/code="GT"/code="Gt"/ } ],
	[ 'a commitment and a plan to one of two', 2, sub { s/(Ajuste.*?)\Q$red\E/$1Dos/s }, sub { s/(RMS-2024"><narrative>)\Q$red\E/$1Dos/ } ],
	[ 'a commitment to itself', 1, sub { s/(80000\.00<\/value>\s*<receiver-org ref=")MX-RFC-FMS010203AB1/$1US-EIN-131684331/ } ],
	[ 'a budget that overlaps', 1, sub { s/(<budget type="2">\s*<period-start iso-date=")2025-01-01/${1}2024-12-31/ } ],
	[ 'days of a target', 1, sub { s/2025-01-01("\/><period-end iso-date="2025-12-31"\/>\s*<target)/2024-07-01$1/ } ],
	[ 'an activity', 1, sub { s/(type="2" iso-date=")2024-01-15/${1}2024-01-32/ } ])
{
	my ($what, $refused, @changes) = @$_;

	($status, $out, $err) = run_client('parties', qw(load iati --partial), $another->('refused.xml', @changes));
	is("$status " . ($out =~ /, (\d+ added), .*? (\d+ refused)/ ? "$1, $2" : $out), "3 0 added, $refused refused", "--partial: $what") or diag($err);
	is_deeply($state->('parties'), $kept, 'nothing is taken away');
}

# ---- what people have entered

sql('parties', q{
	INSERT INTO amendment (award, kind, holds_from, change, known_since, reason) VALUES
		('US-EIN-131684331-G-77', 'supplement', CURRENT_DATE - 1, '7 USD', CURRENT_DATE, NULL),
		('US-EIN-131684331-G-77', 'reduction', CURRENT_DATE - 2, '-3 USD', '2024-08-01', 'IATI'),
		('US-EIN-131684331-G-77', 'supplement', CURRENT_DATE + 9, '1 EUR', CURRENT_DATE, '360Giving file');
	INSERT INTO award (award, title, funder, recipient) VALUES ('T', 'T', 'MX-RFC-FMS010203AB1', 'US-EIN-131684331');
	INSERT INTO amendment (award, kind, holds_from, period, change, reason) VALUES ('T', 'original', '2024-01-01', '2024-01-01/..', '100 USD', 'agreed')});
my $by_hand = q{SELECT * FROM amendment WHERE reason IS DISTINCT FROM 'IATI file' ORDER BY 1};
my $by_file = q{SELECT award, kind, holds_from - CURRENT_DATE, change FROM amendment
	WHERE reason = 'IATI file' AND known_since = CURRENT_DATE AND withdrawn_on IS NULL ORDER BY award COLLATE "C", holds_from};
my $theirs = sql('parties', $by_hand);
foreach (
	[ '81000', 150, "T|supplement|0|{50.00 USD}\nUS-EIN-131684331-G-77|supplement|10|{1000.00 USD}" ],
	[ '79000', 80, "T|reduction|0|{-20.00 USD}\nUS-EIN-131684331-G-77|reduction|10|{-1000.00 USD}" ],
	[ '80000.00', 100, '' ])
{
	my ($promised, $agreed, $amendments) = @$_;

	run_client('parties', qw(load iati), $another->('hand.xml', sub { s/80000\.00/$promised/ }),
		write_file('t.xml', $activity_of->('T', [ 'C', 2, '2024-01-01', $agreed ])));
	is(sql('parties', $by_file), $amendments, "$promised and $agreed are promised: what files say");
	is(sql('parties', $by_hand), $theirs, 'is beside what people have said');
}

# what they have added to what is of files, also when the file has it no more
sql('parties', q{
	INSERT INTO budget_line (award, line, name, currency) VALUES ('MX-RFC-FMS010203AB1-2024-01', 'own', 'Own', 'USD');
	INSERT INTO budget (award, line, period, revision, amount) VALUES ('MX-RFC-FMS010203AB1-2024-01', 'own', '2024', 0, '1 USD'),
		('MX-RFC-FMS010203AB1-2024-01', 'IATI USD', '2024', 2, '70000 USD');
	INSERT INTO tranche (award, tranche, due_on, amount) VALUES ('MX-RFC-FMS010203AB1-2024-01', 90, '2025-01-01', '5 USD');
	UPDATE tranche SET paid_on = '2024-09-15' WHERE due_on = '2024-09-01' AND cancelled_on IS NULL;
	UPDATE flow SET line = 'own', tranche = 90, agreed_rate = 20, agreed_currency = 'MXN' WHERE source_reference LIKE '%#D-1' AND withdrawn_on IS NULL;
	UPDATE flow SET counter_amount = '700 USD' WHERE source_reference LIKE '%#G-1';
	UPDATE indicator SET accumulation = 'unique' WHERE indicator LIKE '%R1I1';
	INSERT INTO indicator_person (indicator, period, person) SELECT indicator, period, 'a' FROM indicator_actual WHERE indicator LIKE '%R1I1'});
my $added = q{SELECT amount, booked_on, line, tranche, agreed_rate, agreed_currency, counter_amount FROM flow
	WHERE source_reference ~ '#(D|G)-1$' AND withdrawn_on IS NULL ORDER BY source_reference COLLATE "C"};
run_client('parties', qw(load iati), $another->('more.xml', sub { s/72500\.50/72600.50/ }));
is(sql('parties', q{SELECT accumulation, value FROM indicator JOIN indicator_actual USING (indicator) WHERE indicator LIKE '%R1I1'}), 'unique|17.5', 'persons are counted as before');
my @less = (sub { s/<budget.*<\/planned-disbursement>//s }, sub { s/<result.*<\/result>//s }, sub { s/40000\.25/41000.25/ }, sub { s/2024-06-01("\/>\s*<value currency="GTQ")/2024-06-02$1/ });
($status, $out, $err) = run_client('parties', qw(load iati), $another->('less.xml', @less));
is(sql('parties', $added), "41000.25 USD|2024-02-01|own|90|20|MXN|\n7800.05 GTQ|2024-06-02|||||700.00 USD", 'line, tranche, rate and exchanged amount stay with a flow that changes');
is(sql('parties', q{SELECT line, period, revision, amount FROM budget ORDER BY 1, 2, 3}), "IATI USD|2024-01-01/2024-12-31|0|60000.00 USD
IATI USD|2024-01-01/2024-12-31|1|72600.50 USD\nIATI USD|2024-01-01/2024-12-31|2|70000.00 USD\nown|2024-01-01/2024-12-31|0|1.00 USD",
	'budgets that they revised or entered');
is(sql('parties', q{SELECT due_on, paid_on IS NOT NULL FROM tranche WHERE award LIKE 'MX%' AND cancelled_on IS NULL ORDER BY 1}), "2024-09-01|t\n2025-01-01|f", 'tranches that they paid or entered');
is(sql('parties', q{SELECT string_agg(indicator, ' ') || (SELECT count(*) FROM indicator_target) FROM indicator}), 'MX-RFC-FMS010203AB1-2024-01#R1I12', 'an indicator of which they list people');
run_client('parties', qw(load iati), $another->('less.xml', @less[ 0, 1 ], sub { s/40000\.25/42000.25/ }, sub { s/7800\.05/7900.05/ }));
is(sql('parties', $added), "42000.25 USD|2024-02-01|own|90|20|MXN|\n7900.05 GTQ|2024-06-01|||||", 'the exchanged amount not with another one');

# ---- a reference that is no longer of one transaction alone

my $flows = q{SELECT source_reference, amount, known_since = CURRENT_DATE FROM flow WHERE withdrawn_on IS NULL AND award LIKE 'T%' ORDER BY source_reference COLLATE "C"};
create('twice');
my @ten = ('X', 3, '2024-02-01', 10);
my @twenty = ('X', 3, '2024-02-02', 20);
run_client('twice', qw(load iati), write_file('once.xml', $activity_of->('T', \@ten)));
$age->('twice');
($status, $out, $err) = run_client('twice', qw(load iati), write_file('twice.xml', $activity_of->('T', \@ten, \@twenty, \@ten)));
like($out, qr/: 4 read, 2 added, 0 changed, 2 unchanged, 0 refused$/, 'a reference that is of three by now') or diag($err);
is(sql('twice', $flows), "T#X|10.00 USD|f\nT#X#2|20.00 USD|t\nT#X#3|10.00 USD|t", 'the first is the one that was there');
my $others = ($activity_of->('Q', \@ten) . $activity_of->('T', \@ten, \@twenty, \@ten)) =~ s{</iati-activities><iati-activities version="2.03">}{}r;
($status, $out, $err) = run_client('twice', qw(load iati), write_file('others.xml', $others));
like($out, qr/: 6 read, 2 added, 0 changed, 4 unchanged, 0 refused$/, 'and of another activity before them') or diag($err);
is(sql('twice', $flows), "T#X|10.00 USD|f\nT#X#2|20.00 USD|t\nT#X#3|10.00 USD|t", 'which is another reference');
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/once.xml");
like($out, qr/: 2 read, .* 2 unchanged, 0 refused; nothing changed\n  transactions that are not in the file any more, and stay: 2$/, 'of one again: nothing is doubled, nothing withdrawn');

# what is exported is no news to the database that it comes from, also what was
# entered there without a reference, and a budget in parts
sql('twice', q{
	INSERT INTO award (award, title, funder, recipient) VALUES ('T-own', 'Own', 'XM-F', 'XM-R');
	INSERT INTO amendment (award, kind, holds_from, period, change) VALUES ('T-own', 'original', '2020-01-01', '2020', '100 USD');
	INSERT INTO flow (award, type, amount, booked_on, provider, receiver, source_reference) VALUES
		('T-own', 3, '40 USD', '2020-02-02', 'XM-F', 'XM-R', 'bank-1'),
		('T-own', 3, '50 USD', '2020-03-03', 'XM-F', 'XM-R', NULL), ('T-own', 3, '50 USD', '2020-03-03', 'XM-F', 'XM-R', NULL);
	INSERT INTO budget_line (award, line, name, currency) VALUES ('T-own', 'a', 'A', 'USD'), ('T-own', 'b', 'B', 'USD');
	INSERT INTO budget (award, line, period, revision, amount) VALUES
		('T-own', 'a', '2020', 0, '10 USD'), ('T-own', 'b', '2020', 0, '20 USD'), ('T-own', 'b', '2020', 1, '25 USD');
	INSERT INTO tranche (award, tranche, due_on, amount) VALUES ('T-own', 1, '2020-02-01', '40 USD'), ('T-own', 2, '2020-02-01', '40 USD')});
$age->('twice');
my $money = join(' UNION ALL ', map { "SELECT '$_ ' || to_jsonb(x)::text FROM $_ AS x WHERE award = 'T-own'" . ($_ eq 'flow' ? ' AND type <> 2' : '') }
	  qw(amendment flow budget tranche)) . ' ORDER BY 1';
my $entered = sql('twice', $money);
run_client('twice', qw(export iati --output), "$scratch/own.xml");
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/own.xml");
# of three activities two have their title as a description, too, and one was in no file; what was promised is a transaction
like($out, qr/: 15 read, 1 added, 3 changed, 11 unchanged, 0 refused$/, 'an export into its own database') or diag($err);
is(sql('twice', $money), $entered, 'no payment, budget or plan is doubled, withdrawn or changed');
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/own.xml");
like($out, qr/: 15 read, 0 added, 0 changed, 15 unchanged, 0 refused; nothing changed$/, 'loaded once more: nothing');
run_client('twice', qw(export iati --output), "$scratch/own.xml");
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/own.xml");
like($out, qr/: 15 read, 0 added, 0 changed, 15 unchanged, 0 refused; nothing changed$/, 'exported once more: nothing');

# a budget that somebody has changed in the export is not what the lines add up to
my $other = slurp_file("$scratch/own.xml") =~ s{(<budget type="2".*?<value[^>]*>)35(\.00)?<}{${1}36<}sr;
write_file('other.xml', $other);
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/other.xml");
is($status, 3, 'another amount of a budget in parts is refused');
like($err, qr/budget "36\.00 USD": the award has lines of its own for these days, which add up to another amount: 35\.00 USD/, 'and why');

# each is found once, and what does not stand any more is not
sql('twice', q{UPDATE flow SET withdrawn_on = CURRENT_DATE WHERE flow = (SELECT max(flow) FROM flow WHERE source_reference IS NULL);
	UPDATE tranche SET cancelled_on = CURRENT_DATE WHERE award = 'T-own' AND tranche = 2});
($status, $out, $err) = run_client('twice', qw(load iati), "$scratch/own.xml");
like($out, qr/: 15 read, 2 added, 0 changed, 13 unchanged, 0 refused$/, 'of two that are alike one is here, and one comes') or diag($err);

# a reference is of an activity
sql('twice', q{UPDATE flow SET source_reference = 'U#Z' WHERE flow = (SELECT max(flow) FROM flow WHERE source_reference IS NULL AND withdrawn_on IS NULL)});
($status, $out, $err) = run_client('twice', qw(load iati --partial --rejects), "$scratch/rejects.csv",
	write_file('foreign.xml', $activity_of->('U', [ 'bank-1', 3, '2024-03-01', 5 ], [ 'Z', 3, '2024-03-01', 6 ])));
is(slurp_file("$scratch/rejects.csv"), "line,column,value,reason\n4,transaction,U#Z,this reference is of a flow of another award: T-own\n",
	'a reference that a flow of another award has');
is(sql('twice', q{SELECT award, source_reference, amount FROM flow WHERE source_reference ~ 'bank-1|Z' AND withdrawn_on IS NULL ORDER BY flow}),
	"T-own|bank-1|40.00 USD\nT-own|U#Z|50.00 USD\nU|U#bank-1|5.00 USD", 'stays with it');

# ---- refused rows are not written over what is read

my $input = $activity_of->('R', \@ten, [ 'Y', 3, 'no day', 1 ]);
write_file('input.xml', $input);
symlink('input.xml', "$scratch/symbolic.xml");
link("$scratch/input.xml", "$scratch/hard.xml");
foreach my $path ('input.xml', "$scratch/../" . ($scratch =~ s{.*/}{}r) . '/input.xml', 'symbolic.xml', 'hard.xml')
{
	is_deeply([ run_client('twice', qw(load iati --partial --rejects), $path, 'input.xml') ],
		[ 4, '', qq{caudal: error: refused rows cannot be written to "$path", which is the file that is loaded\n} ], "--rejects $path");
}
{
	my %environment = caudal_environment($node);

	local %ENV = (%ENV, map { ($_ => $environment{$_}) } grep { defined $environment{$_} } keys %environment);
	IPC::Run::run([ qw(caudal load iati --partial -d twice --rejects), "$scratch/input.xml", '-' ], '<', "$scratch/input.xml", '>', \$out, '2>', \$err);
	is($? >> 8, 4, '--rejects the file that is standard input');
}
is(slurp_file("$scratch/input.xml"), $input, 'the file is as it was');
is(sql('twice', q{SELECT count(*) FROM award WHERE award = 'R'}), '0', 'and nothing of it is loaded');

# ---- days

my @days = ('2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-01-00', '0000-01-01', '10000-01-01', '-2024-01-01', '20240101', '01/02/2024',
	'2024-01', 'today', 'infinity', '2024-01-01x', '2024-01-01 BC', '2024-01-01+1', '2024-01-01TX', "\xef\xbc\x92024-01-01", '--', "2024-01-01\xc2\xa0");
($status, $out, $err) = run_client('twice', qw(load iati --rejects), "$scratch/days.csv", write_file('days.xml', $activity_of->('D', map { [ '', 3, $_, 1 ] } @days)));
my $line = 3;
is(slurp_file("$scratch/days.csv"), join('', "line,column,value,reason\n", map { $line++ . ",transaction-date,$_,this is no date\n" } @days), 'what is no day');
($status, $out, $err) = run_client('twice', qw(load iati), write_file('days.xml', $activity_of->('D', map { [ '', 3, $_, 1 ] } '2024-02-29', '2024-02-29Z', '2024-02-29-06:00', '2024-02-29T10:00:00')));
is(sql('twice', q{SELECT booked_on, count(*) FROM flow WHERE award = 'D' GROUP BY 1}), '2024-02-29|4', 'and what is one') or diag($err);

# ---- two at once

create('pair');
is_deeply(at_once($node, 'pair', 'organization', [ qw(load iati), $new ]),
	[ map { [ 0, $_ ] } '23 read, 0 added, 0 changed, 23 unchanged, 0 refused; nothing changed', '23 read, 23 added, 0 changed, 0 unchanged, 0 refused' ],
	'of two loads at once one adds and the other finds it there');
is(sql('pair', join(' UNION ALL ', map { "SELECT count(*) FROM $_" } qw(award amendment flow budget tranche indicator))), "2\n2\n12\n4\n2\n3", 'once');

# ---- names of ours that somebody else has

my $mine = own_schema($node, 'pair', 'tracker, report, caudal');
($status, $out, $err) = run_client('pair', qw(load iati), $old, $new);
like($out, qr/: 9 read, 9 added, .*: 23 read, 0 added, 0 changed, 23 unchanged/s, 'tables and functions of others with our names') or diag($err);
is($mine->(), 'as they were', 'are not ours');
is(sql('pair', 'SELECT count(*) FROM tracker.award'), '3', 'and the awards of another file stay');

# ---- what is hostile

write_file('secret', 'SECRET-CONTENT');
my $activity = q{<iati-activity xml:lang="en"><iati-identifier>H-1</iati-identifier><reporting-org ref="XM-H" type="60"><narrative>H</narrative></reporting-org>}
  . q{<title><narrative>TITLE</narrative></title><activity-date type="2" iso-date="2024-01-01"/></iati-activity>};
my $file = sub {
	my ($title, $prologue, $version) = @_;

	return ($prologue // '') . '<iati-activities version="' . ($version // '2.03') . '">' . ($activity =~ s/TITLE/$title/r) . '</iati-activities>';
};
my $laughs = '<!DOCTYPE x [<!ENTITY a "ha">' . join('', map { my $b = chr(ord('a') + $_); my $a = chr(ord('a') + $_ - 1); qq{<!ENTITY $b "} . "&$a;" x 10 . '">' } 1 .. 9) . ']>';
my @hostile = (
	[ 'billion laughs', $file->('&j;', $laughs), qr/has a document type declaration/ ],
	[ 'an external entity', $file->('&x;', qq{<!DOCTYPE x [<!ENTITY x SYSTEM "file://$scratch/secret">]>}), qr/has a document type declaration/ ],
	[ 'an external subset', $file->('t', '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">'), qr/has a document type declaration/ ],
	[ 'an entity of nobody', $file->('&nobody;'), qr/is not well-formed XML: line 1: Entity 'nobody' not defined/ ],
	[ 'bytes that are no UTF-8', $file->("a\xff\xfeb"), qr/is not well-formed XML: line 1: Input is not proper UTF-8/ ],
	[ 'an overlong form', $file->("a\xc1\x81b"), qr/UTF-8/ ],
	[ 'a NUL', $file->("a\0b"), qr/is not well-formed XML/ ],
	[ 'NUL by its number', $file->('a&#0;b'), qr/is not well-formed XML/ ],
	[ 'half of a character by its number', $file->('a&#xD800;b'), qr/is not well-formed XML/ ],
	[ 'deep nesting', $file->('<a>' x 5000 . '</a>' x 5000), qr/has elements nested more than 64 deep at line 1/ ],
	[ 'deep nesting in what is not read', $file->('t</narrative></title><sector>' . '<a>' x 5000), qr/has elements nested more than 64 deep/ ],
	[ 'text of 11 MB', $file->('x' x 11_000_000), qr/has a text of more than 10 MB/ ],
	[ 'an attribute of 11 MB', $file->('t') =~ s/role=|type="60"/'type="' . '6' x 11_000_000 . '"'/er, qr/is not well-formed XML/ ],
	[ 'very many elements in one', $file->('t</narrative>' . '<a/>' x 300_000 . '</title><title><narrative>x'), qr/has an element of more than 48 MB/ ],
	[ 'half a file', substr($file->('t'), 0, 150), qr/is not well-formed XML/ ],
	[ 'nothing', '', qr/"[^"]*hostile.xml" is empty/ ],
	[ 'another document', '<html><body/></html>', qr/is no file of IATI activities: its first element is "html"/ ],
	[ 'a later version', $file->('t', '', '3.01'), qr/is of IATI version "3.01"; versions/ ],
);
foreach (@hostile)
{
	my ($what, $content, $complaint) = @$_;

	($status, $out, $err) = run_client('sixth', qw(load iati), write_file('hostile.xml', $content));
	is($status, 1, "$what: refused");
	like($err, $complaint, "$what: for its reason");
	unlike("$out$err", qr/SECRET/, "$what: tells nothing") if $what =~ /external/;
}
is(sql('sixth', q{SELECT (SELECT count(*) FROM award), (SELECT count(*) FROM organization)}), '3|2', 'nothing of them is left');

my $evil = q{'; DROP TABLE award; -- $$ \\\\ \\N &#9;&quot;};
my $words = $file->($evil) =~ s{<activity-date}{<description><narrative>$evil</narrative></description><participating-org role="4"><narrative>$evil</narrative></participating-org><activity-date}r
  =~ s{</iati-activity>}{<transaction ref="$evil"><transaction-type code="3"/><transaction-date iso-date="2024-01-01"/><value currency="USD" value-date="2024-01-01">1</value><description><narrative>$evil</narrative></description><receiver-org><narrative>$evil</narrative></receiver-org></transaction></iati-activity>}r
  =~ s{H-1}{H'; DROP TABLE flow; --}r;
($status, $out, $err) = run_client('sixth', qw(load iati), write_file('words.xml', $words));
is($status, 0, 'SQL in every text') or diag($err);
my $text = qq{'; DROP TABLE award; -- \$\$ \\\\ \\N \t"};
is(sql('sixth', q{SELECT a.title, a.description, a.recipient, f.note, f.source_reference, f.receiver FROM award AS a JOIN flow AS f USING (award) WHERE award LIKE 'H%'}),
	join('|', $text, $text, $text, $text, "H'; DROP TABLE flow; --#$text", $text), 'is text');
($status, $out) = run_client('sixth', qw(export iati --activity), "H'; DROP TABLE flow; --");
is(join('|', grep { /title/ } facts(decode('UTF-8', $out))), "H'; DROP TABLE flow; --|title|en|$text", 'and comes out as it went in');

# encodings: UTF-16 with its mark, a mark of UTF-8, and what the file says
my $letters = "<?xml version=\"1.0\" encoding=\"ENC\"?>" . $file->("ma\x{ed}z \x{20ac}") =~ s/H-1/E-ENC/r;
foreach (
	[ 'UTF-16', "\xff\xfe" . Encode::encode('UTF-16LE', $letters =~ s/ENC/UTF-16/gr) ],
	[ 'UTF-8', "\xef\xbb\xbf" . Encode::encode('UTF-8', $letters =~ s/ENC/UTF-8/gr) ],
	[ 'windows-1252', Encode::encode('cp1252', $letters =~ s/ENC/windows-1252/gr) ])
{
	($status, $out, $err) = run_client('sixth', qw(load iati), write_file('letters.xml', $_->[1]));
	is($status, 0, "$_->[0]: loaded") or diag($err);
	is(sql('sixth', "SELECT title FROM award WHERE award = 'E-$_->[0]'"), "ma\xc3\xadz \xe2\x82\xac", "$_->[0]: read");
}

# from a pipe, and of two files the one that is good
my $piped = $file->('piped') =~ s/H-1/P-1/r;
{
	my %environment = caudal_environment($node);

	local %ENV = (%ENV, map { ($_ => $environment{$_}) } grep { defined $environment{$_} } keys %environment);
	IPC::Run::run([ qw(caudal load iati -q -d sixth -) ], '<', \$piped, '>', \$out, '2>', \$err);
}
is($?, 0, 'standard input') or diag($err);
($status, $out, $err) = run_client('sixth', qw(load iati), write_file('no.xml', '<x/>'), write_file('yes.xml', $file->('yes')));
is($status, 1, 'one of two files is bad');
like($out, qr/yes.xml: 1 read, 1 added/, 'the other is loaded');

($status, $out) = run_client('sixth', qw(load iati --help));
like($out, qr/Usage:\n  caudal load iati \[OPTION\]... FILE...\n/, 'help');

done_testing();
