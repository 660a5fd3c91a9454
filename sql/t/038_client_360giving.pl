# caudal load 360giving, caudal export 360giving, caudal export csv.
#
# Expected values come from the files that the test writes: amounts, days and
# names stand here as they were written there, and what the tracker makes of
# them is asked for in SQL.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Client;
use IPC::Run ();
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $folder = folder();
my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->append_conf('postgresql.conf', "jit = off\nlc_messages = 'C'\ntimezone = 'America/Bogota'");
$node->start;
create_database($node, 'installed');
my %environment = caudal_environment($node);

sub database
{
	my ($name) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE installed; ALTER DATABASE $name SET search_path = tracker, report, caudal, public");
}

# the state at the end, standard output and standard error
sub run_client { return caudal($node, @_); }

# the same through a shell, standard output and standard error in one
sub shell
{
	my ($database, $script) = @_;
	my $out;

	local %ENV = (%ENV, PGDATABASE => $database, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	delete $ENV{LANGUAGE};
	IPC::Run::run([ 'sh', '-c', $script ], '<', \undef, '>', \$out, '2>&1');
	return $out;
}

sub write_file
{
	my ($name, $text) = @_;

	open my $file, '>:raw', "$folder/$name" or die;
	print $file $text;
	close $file;
	return "$folder/$name";
}

# the summary, without the path of the file
sub load
{
	my ($database, $path, @options) = @_;
	my ($status, $out, $complaint) = run_client($database, 'load', '360giving', @options, $path);

	$out =~ s/^\Q$path\E: //;
	return "$status $out$complaint" =~ s/\Q$folder\E\///gr;
}

# the same, which is to end with this
sub loads
{
	my ($database, $path, $expected, $name, @options) = @_;

	like(load($database, $path, @options), qr/^\Q$expected\E/, $name);
}

sub package_of
{
	return '{"grants": [' . join(",\n", @_) . ']}';
}

sub sql
{
	my ($database, $query) = @_;

	return $node->safe_psql($database, $query);
}

my $fund = '"fundingOrganization": [{"id": "GB-CHC-1164883", "name": "A Trust"}]';
my $first = <<END;
{
  "id": "360G-test-1", "title": "Agua \\u00f1 \\ud83d\\ude00", "description": "Pozos\\nen la sierra",
  "currency": "MXN", "amountAwarded": 150000.50, "awardDate": "2021-02-15",
  "plannedDates": [{"startDate": "2021-03", "endDate": "2022-06"}],
  $fund,
  "recipientOrganization": [{"id": "MX-RFC-ABC010101XYZ", "name": "Agua A.C."}],
  "grantProgramme": [{"code": "P1", "title": "Water"}],
  "amountDisbursed": 100000,
  "disbursementTransaction": [
    {"id": "tx-1", "transactionDate": "2021-03-01", "value": 60000, "currency": "MXN",
     "valueDate": "2021-03-02", "description": "first"},
    {"transactionDate": "2021-09-01", "value": 40000}]
}
END
my $second = <<END;
{
  "id": "360G-test-2", "title": "Core", "description": "",
  "currency": "GBP", "amountAwarded": 5000, "awardDate": "2021-05-01T10:00:00Z",
  "plannedDates": [{"startDate": "2021-06-15", "duration": 18}],
  "fundingOrganization": [{"id": "GB-CHC-1164883", "name": "A Trust (UK)"}],
  "recipientOrganization": [{"id": "360G-test-org-7", "name": "Grupo 7"}],
  "grantProgramme": [{"title": "Small grants"}],
  "regrantType": "FRG050", "amountDisbursed": 5000
}
END
my $third = <<END;
{
  "id": "360G-test-3", "title": "Open", "description": "No dates",
  "currency": "USD", "amountAwarded": 1000, "awardDate": "2021-05-01",
  $fund, "recipientOrganization": [{"id": "XM-DAC-1", "name": "Otra"}], "regrantType": "FRG010"
}
END
my $file = write_file('grants.json', package_of($first, $second, $third) =~ s/^\{/{"version": "1.2", "publisher": {"name": "A Trust"}, /r);

# What is loaded

database('one');
loads('one', $file, "0 3 read, 3 added, 0 changed, 0 unchanged, 0 refused\n  not stored: 1 amounts disbursed", 'a package of three grants');
is( sql('one', q{
	SELECT a.award, a.title, a.description, a.funder, a.recipient, a.programme, a.pass_through, a.restricted,
	       m.kind, m.holds_from, m.period, m.change, m.known_since = CURRENT_DATE
	FROM award AS a JOIN amendment AS m USING (award) ORDER BY 1}),
	"360G-test-1|Agua \x{c3}\x{b1} \x{f0}\x{9f}\x{98}\x{80}|Pozos\nen la sierra|GB-CHC-1164883|MX-RFC-ABC010101XYZ|P1|f|t|original|2021-02-15|2021-03-01/2022-06-30|{150000.50 MXN}|t\n"
	  . "360G-test-2|Core||GB-CHC-1164883|360G-test-org-7|Small grants|t|t|original|2021-05-01|2021-06-15/2022-12-14|{5000.00 GBP}|t\n"
	  . '360G-test-3|Open|No dates|GB-CHC-1164883|XM-DAC-1||f|t|original|2021-05-01|2021-05-01/..|{1000.00 USD}|t',
	'awards and their originals');
is(sql('one', q{SELECT organization, name, country, kind FROM organization ORDER BY organization COLLATE "C"}),
	"360G-test-org-7|Grupo 7|ZZ|community\nGB-CHC-1164883|A Trust|GB|foundation\nMX-RFC-ABC010101XYZ|Agua A.C.|MX|community\nXM-DAC-1|Otra|ZZ|community",
	'organizations, with the countries of org-id.guide');
is(sql('one', 'SELECT organization, alias FROM organization_alias'), 'GB-CHC-1164883|A Trust (UK)', 'another name is an alias');
is(sql('one', 'SELECT programme, name FROM programme ORDER BY 1'), "P1|Water\nSmall grants|Small grants", 'programmes');
is( sql('one', 'SELECT award, type, amount, booked_on, value_date, provider, receiver, source_reference, note FROM flow ORDER BY flow'),
	"360G-test-1|3|60000.00 MXN|2021-03-01|2021-03-02|GB-CHC-1164883|MX-RFC-ABC010101XYZ|tx-1|first\n"
	  . '360G-test-1|3|40000.00 MXN|2021-09-01||GB-CHC-1164883|MX-RFC-ABC010101XYZ|360G-test-1/2021-09-01/1|',
	'disbursements');
my $state = q{SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM (
	SELECT a::text FROM award AS a UNION ALL SELECT m::text FROM amendment AS m UNION ALL SELECT f::text FROM flow AS f
	UNION ALL SELECT o::text FROM organization AS o UNION ALL SELECT x::text FROM organization_alias AS x
	UNION ALL SELECT p::text FROM programme AS p) AS t (t)};
my $before = sql('one', $state);
loads('one', $file, '0 3 read, 0 added, 0 changed, 3 unchanged, 0 refused; nothing changed', 'the same file again');
is(sql('one', $state), $before, 'nothing is another');

# Out and in again

my ($status, $out, $complaint) = run_client('one', 'export', '360giving', '--output', "$folder/exported.json");
is("$status$out$complaint", "0$folder/exported.json: 3 grants\n", 'export');
my $exported = decode_json(slurp_file("$folder/exported.json"));
is_deeply(
	$exported->{grants},
	[	{	id => '360G-test-1', title => "Agua \x{f1} \x{1f600}", description => "Pozos\nen la sierra",
			currency => 'MXN', amountAwarded => 150000.5, amountDisbursed => 100000, awardDate => '2021-02-15',
			plannedDates => [ { startDate => '2021-03-01', endDate => '2022-06-30' } ],
			fundingOrganization => [ { id => 'GB-CHC-1164883', name => 'A Trust' } ],
			recipientOrganization => [ { id => 'MX-RFC-ABC010101XYZ', name => 'Agua A.C.' } ],
			grantProgramme => [ { code => 'P1', title => 'Water' } ],
			disbursementTransaction => [
				{	id => 'tx-1', transactionDate => '2021-03-01', value => 60000, currency => 'MXN',
					valueDate => '2021-03-02', description => 'first' },
				{ id => '360G-test-1/2021-09-01/1', transactionDate => '2021-09-01', value => 40000, currency => 'MXN' } ] },
		{	id => '360G-test-2', title => 'Core', description => '',
			currency => 'GBP', amountAwarded => 5000, awardDate => '2021-05-01',
			plannedDates => [ { startDate => '2021-06-15', endDate => '2022-12-14' } ],
			fundingOrganization => [ { id => 'GB-CHC-1164883', name => 'A Trust' } ],
			recipientOrganization => [ { id => '360G-test-org-7', name => 'Grupo 7' } ],
			grantProgramme => [ { title => 'Small grants' } ], regrantType => 'FRG050' },
		{	id => '360G-test-3', title => 'Open', description => 'No dates',
			currency => 'USD', amountAwarded => 1000, awardDate => '2021-05-01',
			fundingOrganization => [ { id => 'GB-CHC-1164883', name => 'A Trust' } ],
			recipientOrganization => [ { id => 'XM-DAC-1', name => 'Otra' } ] } ],
	'what was loaded is exported');
loads('one', "$folder/exported.json", '0 3 read, 0 added, 0 changed, 3 unchanged', 'what was exported changes nothing');
database('two');
loads('two', "$folder/exported.json", '0 3 read, 3 added', 'into a second database');
run_client('two', 'export', '360giving', '--output', "$folder/again.json");
is(slurp_file("$folder/again.json"), slurp_file("$folder/exported.json"), 'and exported again, byte for byte');
is_deeply([ map { $_->{id} } @{ decode_json((run_client('one', 'export', '360giving', '--funder', 'GB-CHC-1164883'))[1])->{grants} } ],
	[qw(360G-test-1 360G-test-2 360G-test-3)], '--funder');
is_deeply([ run_client('one', 'export', '360giving', '--funder', "x' OR true --") ], [ 1, '', "caudal: error: there is no grant to export\n" ],
	'an export without a grant would be none');

# By the published schema, where a copy of it is
SKIP:
{
	my $schemas = $ENV{CAUDAL_360GIVING_SCHEMA};
	my $found;

	skip 'CAUDAL_360GIVING_SCHEMA names no folder with the published schema', 1 if !defined $schemas;
	skip 'python3 has no jsonschema', 1 if !IPC::Run::run([ 'python3', '-c', 'import jsonschema' ], '>', \$found, '2>', \$found);
	my $python = <<'END';
import json, re, sys, jsonschema
grant = json.load(open(sys.argv[1] + '/360-giving-schema.json'))
package = json.load(open(sys.argv[1] + '/360-giving-package-schema.json'))
definitions = grant.pop('definitions')
package['properties']['grants']['items'] = grant
package['definitions'] = definitions
formats = jsonschema.FormatChecker(formats=())
@formats.checks('date-time')
def is_date_time(value):
    return not isinstance(value, str) or re.match(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d', value) is not None
for error in jsonschema.Draft4Validator(package, format_checker=formats).iter_errors(json.load(open(sys.argv[2]))):
    print(list(error.path), error.message)
END
	IPC::Run::run([ 'python3', '-c', $python, $schemas, "$folder/exported.json" ], '>', \$found, '2>', \$found);
	is($found, '', 'valid by the published schema');
}

# Spreadsheets

my $sheet = <<'END';
Identifier,title,Description,Currency,Amount Awarded,Amount Disbursed,Award Date,Planned Dates:Start Date,plannedDates/0/endDate,Planned Dates:Duration (months),Recipient Org:Identifier,RECIPIENT ORG:NAME,Funding Org:0:Identifier,Funding Org : Name,Grant Programme:Code,Grant Programme:Title,For Regrant Type,Recipient Org:Postal Code,disbursementTransaction/0/id,disbursementTransaction/0/transactionDate,disbursementTransaction/0/value,disbursementTransaction/0/valueDate,disbursementTransaction/0/description,disbursementTransaction/1/transactionDate,disbursementTransaction/1/value
360G-test-1,Agua ñ 😀,"Pozos
en la sierra",MXN,150000.50,100000,2021-02-15,2021-03,2022-06,,MX-RFC-ABC010101XYZ,Agua A.C.,GB-CHC-1164883,A Trust,P1,Water,,01000,tx-1,2021-03-01,60000,2021-03-02,first,2021-09-01,40000
360G-test-2,Core,,gbp,5000,5000,2021-05-01,2021-06-15,,18.0,360G-test-org-7,Grupo 7,GB-CHC-1164883,A Trust (UK),,Small grants,FRG050,,,,,,,,
,,,,,,,,,,,,,,,,,,,,,,,,
360G-test-3,Open,No dates,USD,1000,,2021-05-01,,,,XM-DAC-1,Otra,GB-CHC-1164883,A Trust,,,FRG010,,,,,,,,
END
database('sheet');
loads('sheet', write_file('grants.csv', $sheet), '0 3 read, 3 added, 0 changed, 0 unchanged, 0 refused', 'the same grants in a sheet');
run_client('sheet', 'export', '360giving', '--output', "$folder/sheet.json");
is(slurp_file("$folder/sheet.json"), slurp_file("$folder/exported.json"), 'are the same');
($status, $out, $complaint) = run_client('one', 'export', '360giving', '--format', 'csv', '--output', "$folder/exported.csv");
is($complaint, "caudal: a flat sheet has no place for the 2 disbursements, of which it has the sums\n", 'what a sheet has no place for');
is((split /\n/, slurp_file("$folder/exported.csv"))[0],
	'Identifier,Title,Description,Currency,Amount Awarded,Amount Disbursed,Award Date,Planned Dates:Start Date,Planned Dates:End Date,'
	  . 'Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Grant Programme:Code,Grant Programme:Title,For Regrant Type',
	'the titles of the standard');
loads('one', "$folder/exported.csv", '0 3 read, 0 added, 0 changed, 3 unchanged', 'the sheet says the same');

my $narrow = "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Funding Org:1:Identifier,recipientIndividual/id\n";
loads('sheet', write_file('bad.csv', $narrow
		. "S-1,\"two\nlines\",USD,\"1,500\",2021-01-01,R-1,R,F-1,F,,\n"
		. "S-2,T,USD,1500,31/01/2021,R-1,R,F-1,F,,\n"
		. "S-3,T,USD,1500,2021-01-01,R-1,R,F-1,F,F-2,\n"
		. "S-4,T,USD,1500,2021-01-01,,,F-1,F,,person-1\n"
		. "S-5,T,USD,1500\n"
		. "S-6,T,USD,1500,2021-01-01,R-1,R,F-1,F,,\n"),
	"3 6 read, 5 refused; nothing was loaded\n  refused rows: bad.csv.rejects.csv\n  --partial loads the others\n"
	  . "bad.csv:2: Amount Awarded \"1,500\": this is no number without separators, such as 1500.50\n"
	  . "bad.csv:4: Award Date \"31/01/2021\": this is no date, such as 2024-06-05\n"
	  . "bad.csv:5: Funding Org:Identifier \"F-1\": this grant has two funders, and an award has one\n"
	  . "bad.csv:6: recipientIndividual/id \"person-1\": this is a grant to a person, and awards are to organizations\n"
	  . "bad.csv:7: the row has 4 columns and not 11\n",
	'rows of a sheet that are refused, with their lines');
is(sql('sheet', q{SELECT count(*) FROM award WHERE award LIKE 'S-%'}), '0', 'none is loaded');
loads('sheet', write_file('twice.csv', "Identifier,id,Amount Awarded\nx,y,1\n"),
	"1 caudal: error: \"twice.csv\" has two columns for one field, \"Identifier\" and \"id\"", 'two columns for one field');
loads('sheet', write_file('none.csv', "a,b\n1,2\n"), '1 caudal: error: "none.csv" has no columns "Identifier" and "Amount Awarded"', 'no columns');
loads('sheet', write_file('empty.csv', " \n\n"), '1 caudal: error: "empty.csv" is empty', 'no rows');
loads('sheet', write_file('nothing.csv', ''), '1 caudal: error: "nothing.csv" is empty', 'nothing');
loads('sheet', write_file('latin.csv', $narrow . "L-1,A\xf1o,USD,1,2021-01-01,R-9,R,F-9,F,,\n"),
	"3 1 read, 1 refused; nothing was loaded\n", 'another encoding is refused');
loads('sheet', "$folder/latin.csv", '0 1 read, 1 added', 'unless it is named', '--encoding', 'ISO-8859-1');
is(sql('sheet', q{SELECT title = U&'A\00F1o' FROM award WHERE award = 'L-1'}), 't', 'and read');

# Another state of what is known already

sub variant
{
	my ($grant, %changes) = @_;

	while (my ($from, $to) = each %changes)
	{
		die "nothing like $from" if index($grant, $from) < 0;
		$grant =~ s/\Q$from\E/$to/;
	}
	return write_file('variant.json', package_of($grant));
}
my $amendments = q{SELECT kind, holds_from - CURRENT_DATE BETWEEN 0 AND 1, period, change, CURRENT_DATE - known_since, CURRENT_DATE - withdrawn_on
	FROM amendment WHERE award = '360G-test-1' ORDER BY amendment};
sub changes
{
	my ($path, $expected, $name, $counts) = @_;

	$counts //= '0 1 read, 0 added, 1 changed, 0 unchanged, 0 refused';
	loads('one', $path, $counts, "$name: loaded");
	is(sql('one', $amendments), $expected, $name);
	loads('one', $path, '0 1 read, 0 added, 0 changed, 1 unchanged', "$name: again");
}

changes(variant($first, '150000.50' => '160000'), 'original|f|2021-03-01/2022-06-30|{160000.00 MXN}|0|', 'what is known since today is set right');
sql('one', 'UPDATE amendment SET known_since = known_since - 30; UPDATE flow SET known_since = known_since - 30');
my $original = 'original|f|2021-03-01/2022-06-30|{160000.00 MXN}|30|';
changes(variant($first, '150000.50' => '170000'), "$original\nsupplement|t||{10000.00 MXN}|0|", 'more is a supplement');
changes(variant($first, '150000.50' => '155000'), "$original\nreduction|t||{-5000.00 MXN}|0|", 'less on the same day is a reduction instead');
changes(variant($first, '150000.50' => '160000', '2022-06' => '2022-12'),
	"$original\nno-cost extension|t|2021-03-01/2022-12-31|{}|0|", 'later days are an extension instead');
changes(variant($first, '150000.50' => '160000'), $original, 'as it was: nothing is left of the day');
changes(variant($first, '150000.50' => '165000', '2022-06' => '2022-12'),
	"$original\nsupplement|t|2021-03-01/2022-12-31|{5000.00 MXN}|0|", 'more and longer');
sql('one', q{UPDATE amendment SET known_since = known_since - 20 WHERE kind = 'supplement'});
changes(variant($first, '150000.50' => '165000.01', '2022-06' => '2022-12'),
	"$original\nsupplement|t|2021-03-01/2022-12-31|{5000.00 MXN}|20|\nsupplement|t||{0.01 MXN}|0|",
	'a second amendment holds from the day after the first');
is(sql('one', q{SELECT max(holds_from) - CURRENT_DATE FROM amendment WHERE award = '360G-test-1'}), '1', 'not from the same');
my $export = decode_json((run_client('one', 'export', '360giving'))[1])->{grants}[0];
is_deeply([ @$export{qw(amountAwarded plannedDates)} ], [ 165000.01, [ { startDate => '2021-03-01', endDate => '2022-12-31' } ] ],
	'what is exported is what is known now');
my $last = $first =~ s/150000.50/165000.01/r =~ s/2022-06/2022-12/r;
changes(variant($last, '"2021-02-15"' => '"2021-02-20"'),
	"original|f|2021-03-01/2022-06-30|{160000.00 MXN}|30|0\nsupplement|t|2021-03-01/2022-12-31|{5000.00 MXN}|20|\nsupplement|t||{0.01 MXN}|0|\n"
	  . 'original|f|2021-03-01/2022-06-30|{160000.00 MXN}|0|', 'another day of the award is a correction');
is(sql('one', q{SELECT holds_from FROM amendment WHERE award = '360G-test-1' AND kind = 'original' ORDER BY amendment}), "2021-02-15\n2021-02-20",
	'of the day from which the original holds');
$last =~ s/"2021-02-15"/"2021-02-20"/;
loads('one', variant($last, 'Agua \u00f1 \ud83d\ude00' => 'Water', 'Pozos\nen la sierra' => '', '"P1", "title": "Water"' => '"P1", "title": "Wells"'),
	'0 1 read, 0 added, 1 changed', 'another title');
is(sql('one', q{SELECT title, description, programme FROM award WHERE award = '360G-test-1'}), "Water|Pozos\nen la sierra|P1",
	'what a file does not say stays');
is(sql('one', q{SELECT name FROM programme WHERE programme = 'P1'}), 'Water', 'programmes stay as they are');
$last =~ s/Agua .*", "desc/Water", "desc/;
loads('one', variant($last, '"value": 60000' => '"value": 61000', '"value": 40000}' => '"value": 40000}, {"transactionDate": "2021-09-01", "value": 7}'),
	'0 1 read, 0 added, 1 changed', 'another amount disbursed, and one more');
is( sql('one', q{SELECT source_reference, amount, CURRENT_DATE - known_since, CURRENT_DATE - withdrawn_on FROM flow ORDER BY flow}),
	"tx-1|60000.00 MXN|30|0\n360G-test-1/2021-09-01/1|40000.00 MXN|30|\ntx-1|61000.00 MXN|0|\n360G-test-1/2021-09-01/2|7.00 MXN|0|",
	'a flow of an earlier day is withdrawn, and the right one known since today');
loads('one', variant($last, '"value": 60000' => '"value": 62000'), '0 1 read, 0 added, 1 changed', 'once more on the same day');
is(sql('one', q{SELECT amount, known_since = CURRENT_DATE FROM flow WHERE source_reference = 'tx-1' AND withdrawn_on IS NULL}), '62000.00 MXN|t',
	'is set right in place');
loads('one', variant($third, '"USD"' => '"EUR"'), '3 1 read, 1 refused', 'another currency, later');
loads('one', variant($third, '"awardDate": "2021-05-01"' => '"awardDate": "2021-05-02"'), '0 1 read, 0 added, 1 changed', 'another day of what is open');
is(sql('one', q{SELECT holds_from, period FROM amendment WHERE award = '360G-test-3' AND withdrawn_on IS NULL}), '2021-05-02|2021-05-02/..',
	'the period begins with it');
sql('one', q{INSERT INTO amendment (award, kind, holds_from, change) VALUES ('360G-test-2', 'cancellation', '2021-08-01', '{-1000 GBP}')});
like(load('one', variant($second)), qr/amountAwarded "5000": the award is cancelled, with another amount/, 'a cancelled award is not raised again');
loads('one', variant($second, '5000, "awardDate"' => '4000, "awardDate"'), '0 1 read, 0 added, 0 changed, 1 unchanged', 'with what is left it is as it was');

# The currency of what was first loaded today is set right with its payments, or not at all

database('day');
loads('day', variant($first), '0 1 read, 1 added', 'a grant of today');
my $dollars = variant($first, '"currency": "MXN", "amount' => '"currency": "USD", "amount');
like(load('day', $dollars), qr{^3 .*disbursementTransaction/0/currency "MXN": the award is in another currency}s, 'a payment in a currency that it had this morning');
# the amount in pesos, both payments in dollars
my $dollars_in_pesos = $first =~ s/"MXN"/"USD"/gr =~ s/"currency": "USD", "amount/"currency": "MXN", "amount/r =~ s/"value": 40000}/"value": 40000, "currency": "USD"}/r;
my $all_dollars = $first =~ s/"MXN"/"USD"/gr;
$dollars = variant($all_dollars);
loads('day', $dollars, '0 1 read, 0 added, 1 changed', 'all in the right one');
loads('day', $dollars, '0 1 read, 0 added, 0 changed, 1 unchanged', 'and once more');
sql('day', q{INSERT INTO budget_line (award, line, name, currency) VALUES ('360G-test-1', 'usd', 'Dollars', 'USD')});
loads('day', variant($dollars_in_pesos), '0 1 read, 0 added, 1 changed', 'a currency that a budget line has stays one');
loads('day', variant($all_dollars), '0 1 read, 0 added, 1 changed', 'back again');
is(sql('day', q{SELECT string_agg(amount::text, ', ' ORDER BY flow) FROM flow WHERE withdrawn_on IS NULL}), '60000.00 USD, 40000.00 USD', 'as the file says');

# What a file has no more stays, in a sheet and in JSON

my $titles = 'Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name';
database('less');
loads('less', $file, '0 3 read, 3 added', 'three grants');
$before = sql('less', $state);
loads('less', write_file('less.csv', "$titles\n360G-test-3,Open,USD,1000,2021-05-01,XM-DAC-1,Otra,GB-CHC-1164883,A Trust\n"),
	'0 1 read, 0 added, 0 changed, 1 unchanged, 0 refused; nothing changed', 'a sheet of one of them');
loads('less', write_file('less.json', package_of($second)), '0 1 read, 0 added, 0 changed, 1 unchanged, 0 refused; nothing changed', 'a package of another');
loads('less', write_file('less.json', '{"grants": []}'), '0 0 read', 'and one of none');
loads('less', write_file('less.json', package_of($first =~ s/,\s*\{"transactionDate": "2021-09-01", "value": 40000\}//r)),
	"0 1 read, 0 added, 0 changed, 1 unchanged, 0 refused; nothing changed\n  disbursements that are not in the file any more, and stay: 1\n",
	'a disbursement that the file has no more');
is(sql('less', $state), $before, 'nothing is taken away');

# Another funder and another recipient

my $parties = q{SELECT source_reference, amount, provider, receiver, CURRENT_DATE - known_since, CURRENT_DATE - withdrawn_on FROM flow ORDER BY flow};
my $corrected = $first =~ s/GB-CHC-1164883/US-EIN-131684331/r =~ s/MX-RFC-ABC010101XYZ/MX-RFC-NUE010101XYZ/r;
my $later = '360G-test-1/2021-09-01/1';
database('parties');
loads('parties', write_file('first.json', package_of($first)), '0 1 read, 1 added', 'who gives and who receives');
loads('parties', write_file('corrected.json', package_of($corrected)), '0 1 read, 0 added, 1 changed', 'corrected on the same day');
is(sql('parties', q{SELECT funder, recipient FROM award}), 'US-EIN-131684331|MX-RFC-NUE010101XYZ', 'the award has them');
is(sql('parties', $parties), "tx-1|60000.00 MXN|US-EIN-131684331|MX-RFC-NUE010101XYZ|0|\n$later|40000.00 MXN|US-EIN-131684331|MX-RFC-NUE010101XYZ|0|",
	'and what was paid is set right in place');
sql('parties', 'UPDATE amendment SET known_since = known_since - 30; UPDATE flow SET known_since = known_since - 30');
loads('parties', "$folder/first.json", '0 1 read, 0 added, 1 changed', 'corrected later');
is( sql('parties', $parties),
	"tx-1|60000.00 MXN|US-EIN-131684331|MX-RFC-NUE010101XYZ|30|0\n$later|40000.00 MXN|US-EIN-131684331|MX-RFC-NUE010101XYZ|30|0\n"
	  . "tx-1|60000.00 MXN|GB-CHC-1164883|MX-RFC-ABC010101XYZ|0|\n$later|40000.00 MXN|GB-CHC-1164883|MX-RFC-ABC010101XYZ|0|",
	'what was paid to and by others is withdrawn');
loads('parties', "$folder/first.json", '0 1 read, 0 added, 0 changed, 1 unchanged', 'and once more');

# What people have entered beside what files say

sql('parties', q{
	UPDATE amendment SET known_since = known_since - 30;
	INSERT INTO amendment (award, kind, holds_from, change, reason) VALUES ('360G-test-1', 'supplement', CURRENT_DATE, '1000 MXN', 'by hand')});
my $by_hand = q{SELECT * FROM amendment WHERE reason IS DISTINCT FROM '360Giving file' ORDER BY 1};
foreach (
	# 150000.50 + 1000 were promised so far
	[ q{'by hand'}, '160000', 'supplement|1|{8999.50 MXN}' ],
	[ 'NULL', '150000.50', 'reduction|1|{-1000.00 MXN}' ],
	[ q{'IATI file'}, '151000.50', '' ])
{
	my ($reason, $amount, $amendment) = @$_;

	sql('parties', "UPDATE amendment SET reason = $reason WHERE reason IS DISTINCT FROM '360Giving file' AND kind = 'supplement'");
	my $theirs = sql('parties', $by_hand);
	loads('parties', write_file('hand.json', package_of($first =~ s/150000\.50/$amount/r)), '0 1 read, 0 added, 1 changed', "$amount are promised");
	is(sql('parties', q{SELECT kind, holds_from - CURRENT_DATE, change FROM amendment WHERE reason = '360Giving file'}), $amendment, "$amount: what the file says");
	is(sql('parties', $by_hand), $theirs, "$amount: is beside what people have said, by reason $reason");
}
# an amendment of today by hand is the latest: the file's is beside it, also where it says less
sql('parties', q{UPDATE amendment SET reason = 'by hand' WHERE kind = 'supplement'});
my $theirs = sql('parties', $by_hand);
loads('parties', "$folder/first.json", '0 1 read, 0 added, 1 changed', 'a grant as it was first');
is(sql('parties', $by_hand), $theirs, 'does not take back what was entered since');

# Refused rows are not written over what is read

symlink 'input.csv', "$folder/symbolic.csv";
foreach my $text (package_of($first, '{}'), "$titles\nN-1,T,USD,1,2021-01-01,R-1,R,F-1,F\nN-2,T,USD,1,no day,R-1,R,F-1,F\n")
{
	write_file('input.csv', $text);
	foreach my $path ("$folder/input.csv", "$folder/symbolic.csv")
	{
		is_deeply([ run_client('less', 'load', '360giving', '--partial', '--rejects', $path, 'input.csv') ],
			[ 4, '', qq{caudal: error: refused rows cannot be written to "$path", which is the file that is loaded\n} ], "--rejects $path");
	}
	is(slurp_file("$folder/input.csv"), $text, 'the file is as it was');
}
is(sql('less', $state), $before, 'nothing of it is loaded');

# Days

my @days = ("2021-01-01\0", "2021-01-01T\0", "\0", "2021-\0-01", '2021-02-29', '2021-00-01', '0000-01-01', '10000-01-01', '-2021-01-01', '20210101',
	'today', 'infinity', '-infinity', '2021-01-01x', '2021-01-01 BC', "2021-01-01\xc2\xa0", '2021-01-01; --');
write_file('days.csv', join("\n", $titles, map { "N-1,T,USD,1,$_,R-1,R,F-1,F" } @days));
loads('less', "$folder/days.csv", '3 17 read, 17 refused', 'what is no day');
my $on = 2;
is(slurp_file("$folder/days.csv.rejects.csv"),
	join("\n", 'line,column,value,reason',
		map { $on++ . ',Award Date,' . (/[\0;]/ ? qq{"$_"} : $_) . ',' . (/\0/ ? 'this is no text in UTF-8' : '"this is no date, such as 2024-06-05"') } @days) . "\n",
	'is named with its line');

# Two at once

database('pair');
is_deeply(at_once($node, 'pair', 'flow', [ qw(load 360giving), $file ]),
	[ map { [ 0, $_ ] } '3 read, 0 added, 0 changed, 3 unchanged, 0 refused; nothing changed', '3 read, 3 added, 0 changed, 0 unchanged, 0 refused' ],
	'of two loads at once one adds and the other finds it there');
is(sql('pair', join(' UNION ALL ', map { "SELECT count(*) FROM $_" } qw(award amendment flow organization organization_alias programme))), "3\n3\n2\n4\n1\n2", 'once');

# Names of ours that somebody else has

my $mine = own_schema($node, 'pair', 'tracker, report, caudal');
loads('pair', write_file('named.json', package_of($first =~ s/2022-06/2022-07/r, $second, $third =~ s/test-3/test-4/r)),
	'0 3 read, 1 added, 1 changed, 1 unchanged, 0 refused', 'tables and functions of others with our names');
is($mine->(), 'as they were', 'are not ours');

# What is refused of a grant: a change of the first, the column and the reason

database('bad');
foreach my $try (
	[ '"360G-test-1"' => '""',                   'id "": this is missing' ],
	[ '"360G-test-1"' => '" x"',                 'id " x": an identifier has 1 to 200 characters' ],
	[ '"360G-test-1"' => '"' . ('x' x 201) . '"', 'id "xxx' ],
	[ '"360G-test-1"' => '7',                    'id "7": this is no text' ],
	[ '"MXN"'     => '"MEX"',                    'currency "MEX": this is no code of a currency' ],
	[ '150000.50' => '"150,000"',                'amountAwarded "150,000": this is no number' ],
	[ '150000.50' => '1e999999',                 'amountAwarded "1e999999": this is no number' ],
	[ '150000.50' => '1e300',                    'amountAwarded "1' ],
	[ '150000.50' => '150000.501',               'amountAwarded "150000.501": the currency does not have so many decimals' ],
	[ '150000.50' => '0',                        'amountAwarded "0": an amount awarded is above zero' ],
	[ '150000.50' => '-5',                       'amountAwarded "-5": an amount awarded is above zero' ],
	[ '150000.50' => '9223372036854775808',      'amountAwarded "9223372036854775808": the amount is out of range' ],
	[ '150000.50' => '99999999999999999999999',  'amountAwarded "18446744073709551615": the amount is out of range' ],
	[ '150000.50' => '-99999999999999999999999', 'amountAwarded "-9223372036854775808": the amount is out of range' ],
	[ '150000.50' => '90000000000000001.00',     'amountAwarded "90000000000000001.00": the amount is out of range' ],
	[ '150000.50' => 'NaN',                      'amountAwarded "NaN": this is no number' ],
	[ '150000.50' => 'true',                     'amountAwarded "": this is no number' ],
	[ '150000.50' => 'null',                     'amountAwarded "": this is missing' ],
	[ '"2021-02-15"' => '"2021"',                'awardDate "2021": this is no date' ],
	[ '"2021-02-15"' => '"2021-02-30"',          'awardDate "2021-02-30": this is no date' ],
	[ '"2021-03"' => '"2021-13"',                'plannedDates/0/startDate "2021-13": this is no date' ],
	[ '"2021-03"' => '"20x1"',                   'plannedDates/0/startDate "20x1": this is no date' ],
	[ '"2022-06"' => '"2021-02"',                'plannedDates/0/endDate "2021-02": the last day is before the first' ],
	[ '"endDate": "2022-06"' => '"duration": 1.5', 'plannedDates/0/duration "1.5": a duration is a whole number' ],
	[ '"endDate": "2022-06"' => '"duration": 0', 'plannedDates/0/duration "0": a duration is a whole number' ],
	[ '"startDate": "2021-03", ' => '',          'plannedDates/0/startDate "": this is missing' ],
	[ '"MX-RFC-ABC010101XYZ"' => '"GB-CHC-1164883"', 'recipientOrganization/0/id "GB-CHC-1164883": nobody awards a grant to itself' ],
	[ '"Agua A.C."}]' => '"Agua A.C."}, {}]',    'recipientOrganization/0/id "MX-RFC-ABC010101XYZ": this grant has two recipients' ],
	[ '"recipientOrganization": [{"id": "MX-RFC-ABC010101XYZ", "name": "Agua A.C."}]' => '"recipientIndividual": {"id": "person-1", "name": "N"}',
		'recipientIndividual/id "person-1": this is a grant to a person' ],
	[ '"transactionDate": "2021-09-01", ' => '', 'disbursementTransaction/1/transactionDate "": this is missing' ],
	[ '40000' => '0',                            'disbursementTransaction/1/value "0": a disbursement is of an amount' ],
	[ '40000' => '40000.001',                    'disbursementTransaction/1/value "40000.001": the currency does not have so many decimals' ],
	[ '40000}' => '40000, "currency": "USD"}',   'disbursementTransaction/1/currency "USD": the award is in another currency' ],
	[ '40000}' => '40000, "id": "tx-1"}',        'disbursementTransaction/1/id "tx-1": a second disbursement of this identifier' ],
	[ '40000}' => '40000, "recipient": "nobody"}', 'disbursementTransaction/1/recipient "nobody": there is no organization' ],
	[ '40000}' => '40000, "recipient": "GB-CHC-1164883"}', 'disbursementTransaction/1/recipient "GB-CHC-1164883": nobody pays itself' ],
	# what is no JSON, or is more than one
	[ '"title":' => '"amountAwarded": 1, "title":', ' "": a name stands twice in one object' ],
	[ '"valueDate"' => '"value": 5, "valueDate"', ' "": a name stands twice in one object' ],
	[ 'Pozos'     => "Po\xffzos",                ' "": this is no text in UTF-8' ],
	[ 'Pozos'     => "Po\xed\xa0\x80zos",        ' "": this is no text in UTF-8' ],
	[ 'Pozos'     => "Po\0zos",                  ' "": this is no text in UTF-8' ],
	[ 'Pozos'     => 'Po\u0000zos',              ' "": an escape stands for no character of text' ],
	[ 'Pozos'     => 'Po\ud800zos',              ' "": an escape stands for no character of text' ],
	[ 'Pozos'     => 'Po\udc00\ud800zos',        ' "": an escape stands for no character of text' ],
	[ 'Pozos'     => 'Po\xzos',                  ' "": this is no JSON: invalid string sequence' ],
	[ '150000.50' => '0150000',                  ' "": this is no JSON: number expected' ],
	[ '150000.50,' => '150000.50,,',             ' "": this is no JSON: ' ],
	[ 'Pozos'     => 'x' x 1_100_000,            'description "xxx' ],
  )
{
	my ($from, $to, $expected) = @$try;
	my $path = write_file('bad.json', package_of($third, $first =~ s/\Q$from\E/$to/r));
	my $said = load('bad', $path);
	my ($reason) = $said =~ /^bad\.json:7: grants\/1\/?(.*)$/m;

	ok(defined $reason && index($reason, $expected) == 0 && $said =~ /^3 2 read, 1 refused; nothing was loaded/,
		"$expected, of " . substr($to, 0, 30)) or diag(substr($said, 0, 500));
}
like(slurp_file("$folder/bad.json.rejects.csv"), qr{^line,column,value,reason\n7,grants/1/description,"x+\nen la sierra",this is longer than a megabyte\n\z}, 'the file of refused rows');
is(sql('bad', 'SELECT count(*) FROM award'), '0', 'nothing was loaded of any');
loads('bad', "$folder/bad.json", '3 2 read, 1 added, 0 changed, 0 unchanged, 1 refused', '--partial', '--partial');
is(sql('bad', 'SELECT string_agg(award, $$,$$) FROM award'), '360G-test-3', 'loads the other');
like(load('bad', write_file('bad.json', package_of($third, $third))), qr{grants/1/id "360G-test-3": a second grant of this identifier}, 'a grant twice');
sql('bad', q{INSERT INTO flow (type, amount, booked_on, provider, receiver, source_reference)
	VALUES (3, '1 USD', '2021-01-01', 'GB-CHC-1164883', 'XM-DAC-1', 'tx-1')});
like(load('bad', write_file('bad.json', package_of($first))), qr{disbursementTransaction/0/id "tx-1": another flow has this reference}, "another's reference");

# What the server objects to is found among the others, by name
sql('bad', q{CREATE FUNCTION objects() RETURNS trigger LANGUAGE plpgsql AS
	'BEGIN IF new.title = ''T77'' THEN RAISE EXCEPTION ''not that one''; END IF; RETURN new; END';
	CREATE TRIGGER objects BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION objects()});
sub many
{
	my ($count) = @_;

	return map { ($third =~ s/360G-test-3/M-$_/r =~ s/"Open"/"T$_"/r) =~ tr/\n/ /r } 1 .. $count;
}
loads('bad', write_file('many.json', package_of(many(100)) =~ tr/\n/ /r), "3 100 read, 99 added, 0 changed, 0 unchanged, 1 refused\n  refused rows: many.json.rejects.csv\n"
	  . "many.json:1: grants/76/id \"M-77\": not that one\n", 'a grant that a trigger refuses, in a file of one line', '--partial');

# Files that are broken as a whole

foreach my $try (
	[ '{"grants": ' . ('[' x 100_000),              'has more than 64 brackets inside one another, on line 1' ],
	[ "{\n\"grants\": [{\"id\": " . ('{"a":' x 100_000), 'has more than 64 brackets inside one another, on line 2' ],
	[ '{"grants": [{"id": "1"}',                    'ends in the middle, on line 1' ],
	[ "{\"grants\": [\n{\"id\": \"1",               'ends inside the element that begins on line 2' ],
	[ '{"grants": [{"id": "1"} {"id": "2"}]}',      'is no JSON, near line 1' ],
	[ '{"grants": [{"id": "1"},]}',                 'is no JSON, near line 1' ],
	[ '{"grants": [,{"id": "1"}]}',                 'is no JSON, near line 1' ],
	[ '{"grants": [{"id": "1"]]}',                  'is no JSON, near line 1' ],
	[ "{\"grants\": [{'id': 1}]}",                  'is no JSON, near line 1' ],
	[ '{"grants": []} x',                           'is no JSON, near line 1' ],
	[ '{"grants": []}}',                            'is no JSON, near line 1' ],
	[ '{"grants": [], "grants": []}',               'has a second array "grants", on line 1' ],
	[ '{"grants": {}}',                             'has no array "grants"' ],
	[ '[{"id": "1"}]',                              'has no array "grants"' ],
	[ '{"x": {"grants": [1]}, "y": "grants"}',      'has no array "grants"' ],
	[ '{"x": "' . ('x' x 1_100_000) . '", "grants": []}', 'has more than a megabyte beside the array "grants", up to line 1' ],
	[ '{"grants": [{"id": "' . ('x' x 17_000_000) . '"}]}', 'has more than 16 megabytes between two brackets, from line 1 on' ],
  )
{
	my ($text, $expected) = @$try;

	like(load('bad', write_file('broken.json', $text)),
		qr/^1 (?:broken\.json:1: .*\n)?caudal: error: "broken\.json" \Q$expected\E\ncaudal: detail: Nothing of it was loaded\.\n$/,
		"$expected: " . substr($text, 0, 40) =~ tr/\n/ /r);
}
loads('bad', write_file('none.json', '{"grants": []}'), '0 0 read, 0 added, 0 changed, 0 unchanged, 0 refused; nothing changed', 'no grants');
loads('bad', write_file('scalars.json', "{\"grants\": [1, null,\n[2], \"x\", {}]}"),
	"3 5 read, 5 refused; nothing was loaded", 'what is no grant');
like(slurp_file("$folder/scalars.json.rejects.csv"), qr{^2,grants/2,,this is no object\n2,grants/3,,this is no object\n2,grants/4/id,,this is missing$}m, 'each by its place');
loads('bad', write_file('ten.json', package_of($third =~ s/No dates/'x' x 10_000_000/er)), '3 1 read, 1 refused', 'a text of ten megabytes');

# Text is text

my $sql = q{'; DROP TABLE award; -- $1 \\\\ \" ${x} %s \u0001\n\t\\\\N \\\\.};
my $plain = q{'; DROP TABLE award; -- $1 \\ " ${x} %s } . "\x01\n\t" . q{\\N \\.};
database('text');
(my $hostile = $first) =~ s/360G-test-1|Agua \\u00f1 \\ud83d\\ude00|Pozos|Water|P1|Agua A.C.|A Trust|MX-RFC-ABC010101XYZ|GB-CHC-1164883|tx-1|first/$&$sql/g;
loads('text', write_file('text.json', package_of($hostile)), '0 1 read, 1 added', 'SQL and controls in every text');
run_client('text', 'export', '360giving', '--output', "$folder/text-out.json");
my $kept = decode_json(slurp_file("$folder/text-out.json"))->{grants}[0];
is_deeply(
	[ @$kept{qw(id title)}, $kept->{fundingOrganization}[0], $kept->{grantProgramme}[0], $kept->{disbursementTransaction}[0]{id} ],
	[	"360G-test-1$plain", "Agua \x{f1} \x{1f600}$plain", { id => "GB-CHC-1164883$plain", name => "A Trust$plain" },
		{ code => "P1$plain", title => "Water$plain" }, "tx-1$plain" ],
	'is stored as it is');
run_client('text', 'export', '360giving', '--format', 'csv', '--output', "$folder/text-out.csv");
loads('text', "$folder/text-out.csv", '0 1 read, 0 added, 0 changed, 1 unchanged', 'also through a sheet');

# Several files at once, a pipe, and UTF-16

database('several');
write_file('wide.json', pack('n*', 0xFEFF, unpack('C*', package_of($third =~ s/test-3/test-9/r))));
is_deeply([ run_client('several', 'load', '360giving', $file, "$folder/grants.csv", "$folder/wide.json") ],
	[	0,
		"$folder/grants.json: 3 read, 3 added, 0 changed, 0 unchanged, 0 refused\n  not stored: 1 amounts disbursed, whose days are not in the file\n"
		  . "$folder/grants.csv: 3 read, 0 added, 0 changed, 3 unchanged, 0 refused; nothing changed\n  not stored: 1 amounts disbursed, whose days are not in the file\n"
		  . "$folder/wide.json: 1 read, 1 added, 0 changed, 0 unchanged, 0 refused\n",
		'' ],
	'three files, one of them in UTF-16');
like(shell('several', qq{cat "$folder/grants.csv" | caudal load 360giving -}), qr/^-: 3 read, 0 added, 0 changed, 3 unchanged/, 'standard input');

# Nothing is kept of a dry run, and a load is of its own schemas
loads('two', write_file('new.json', package_of($third =~ s/test-3/test-4/r)), '0 1 read, 1 added, 0 changed, 0 unchanged, 0 refused; nothing was kept',
	'--dry-run', '--dry-run');
is(sql('two', 'SELECT count(*) FROM award'), '3', 'of a dry run nothing is kept');
loads('two', "$folder/new.json", '4 ', 'an unknown format', '--format', 'xml');
sql('two', 'CREATE TABLE caudal.giving_grant (place int); CREATE TABLE tracker.giving_done (x int)');
loads('two', "$folder/new.json", '0 1 read, 1 added', "a table of another's with our name");
$node->safe_psql('postgres', 'CREATE DATABASE bare');
loads('bare', $file, '1 caudal: error: database "bare" has no extension caudal', 'no extension');

# Sheets of what the database has

is((run_client('two', 'export', 'csv'))[1],
	"reference,type,date,value_date,amount,currency,award,provider,receiver,line,tranche,agreed_rate,agreed_currency,counter_amount,counter_currency,reverses,counterpart,known_since,currency_reason,note\n"
	  . join('', map { sql('two', "SELECT '$_' || CURRENT_DATE") =~ s/known(.*)(\d{4}-\d\d-\d\d)$/$2$1/r . "\n" }
		  'tx-1,3,2021-03-01,2021-03-02,60000.00,MXN,360G-test-1,GB-CHC-1164883,MX-RFC-ABC010101XYZ,,,,,,,,,known,,first',
		  '360G-test-1/2021-09-01/1,3,2021-09-01,,40000.00,MXN,360G-test-1,GB-CHC-1164883,MX-RFC-ABC010101XYZ,,,,,,,,,known,,'),
	'flows');
sql('two', q{
	INSERT INTO budget_line (award, line, name, currency) VALUES ('360G-test-1', 'L1', 'Line', 'USD');
	INSERT INTO flow (award, type, amount, booked_on, provider, receiver, source_reference, agreed_rate, agreed_currency)
		VALUES ('360G-test-1', 3, '10.5 USD', '2021-04-01', 'GB-CHC-1164883', 'MX-RFC-ABC010101XYZ', 'r-1', 20.125, 'MXN');
	INSERT INTO flow (award, type, amount, booked_on, provider, receiver, source_reference, reverses)
		SELECT '360G-test-1', 3, '-0.5 USD', '2021-04-02', 'GB-CHC-1164883', 'MX-RFC-ABC010101XYZ', 'r-2', flow FROM flow WHERE source_reference = 'r-1';
	INSERT INTO rate_source (code, name, priority) VALUES ('s1', 'S', 1), ('s2', 'S', 2);
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
		VALUES ('s1', 'USD', 'MXN', '2021-01-01', NULL, 19.90), ('s2', 'USD', 'MXN', '2021-01-01', '2021-12-31', 20.0000000001)});
like((run_client('two', 'export', 'csv'))[1],
	qr/^r-2,3,2021-04-02,2021-04-01,-0\.50,USD,360G-test-1,GB-CHC-1164883,MX-RFC-ABC010101XYZ,,,20\.125,MXN,,,r-1,,\d{4}-\d\d-\d\d,,$/m, 'a reversal');
like((run_client('two', 'export', '360giving'))[1], qr/"value":-0\.5,"currency":"USD","valueDate":"2021-04-01"/, 'negative disbursements');
unlike((run_client('two', 'export', '360giving'))[1], qr/"amountDisbursed"/, 'of two currencies there is no sum');
is((run_client('two', 'export', 'csv', '--what', 'awards'))[1] =~ s/^.*\n//r =~ s/\n360G-test-2.*//sr,
	'360G-test-1,Agua ' . "\x{c3}\x{b1} \x{f0}\x{9f}\x{98}\x{80}" . ',GB-CHC-1164883,MX-RFC-ABC010101XYZ,P1,2021-02-15,2021-03-01,2022-06-30,150000.50,MXN,true,false,,false,,,"Pozos' . "\n" . 'en la sierra",',
	'awards');
is((run_client('two', 'export', 'csv', '--what', 'organizations'))[1],
	"organization,name,country,kind,home_currency,fiscal_year_start,aliases,note\n360G-test-org-7,Grupo 7,ZZ,community,,1,,\n"
	  . "GB-CHC-1164883,A Trust,GB,foundation,,1,,\nMX-RFC-ABC010101XYZ,Agua A.C.,MX,community,,1,,\nXM-DAC-1,Otra,ZZ,community,,1,,\n", 'organizations');
is((run_client('two', 'export', 'csv', '--what', 'rates'))[1],
	"source,base,quote,valid_from,valid_to,rate\ns1,USD,MXN,2021-01-01,,19.90\ns2,USD,MXN,2021-01-01,2021-12-31,20.0000000001\n", 'rates');
run_client('two', 'export', 'csv', '--what', 'rates', '--source', 's2', '--output', "$folder/rates.csv");
is((run_client('one', 'load', 'rates', '--format', 'plain', '--source', 'copy', "$folder/rates.csv"))[1],
	"$folder/rates.csv: 1 read, 1 added, 0 changed, 0 unchanged, 0 refused\n", 'rates are read again');
is(sql('one', q{SELECT valid_to, rate FROM exchange_rate WHERE source = 'copy'}), '2021-12-31|20.0000000001', 'to the last digit');
is((run_client('two', 'export', 'csv', '--what', 'people'))[0], 4, 'no such table');
database('three');
run_client('three', 'load', '360giving', "$folder/exported.json");
sql('three', q{DELETE FROM flow; INSERT INTO budget_line (award, line, name, currency) VALUES ('360G-test-1', 'L1', 'Line', 'USD')});
run_client('two', 'export', 'csv', '-o', "$folder/flows.csv");
is((run_client('three', 'load', 'flows', "$folder/flows.csv"))[1], "$folder/flows.csv: 4 read, 4 added, 0 changed, 0 unchanged, 0 refused\n", 'flows are read again');
is(join("\n", sort split(/\n/, (run_client('three', 'export', 'csv'))[1])), join("\n", sort split(/\n/, slurp_file("$folder/flows.csv"))), 'and say the same');
sql('three', q{INSERT INTO flow (award, type, amount, booked_on, provider, receiver)
	VALUES ('360G-test-1', 3, '1 MXN', '2021-04-01', 'GB-CHC-1164883', 'MX-RFC-ABC010101XYZ')});
is((run_client('three', 'export', 'csv'))[2], qq{caudal: warning: 1 flows have no reference, without which "caudal load flows" does not read them\n}, 'one without a reference');

# A file is whole or as it was

my $target = write_file('target.csv', "as it was\n");
chmod 0640, $target;
symlink $target, "$folder/link.csv";
is((run_client('two', 'export', 'csv', '--what', 'rates', '--output', "$folder/link.csv"))[0], 0, 'through a link');
ok(-l "$folder/link.csv" && slurp_file($target) =~ /^source,/ && ((stat $target)[2] & 0777) == 0640, 'what it points to is replaced, with the rights that it had');
write_file('target.csv', "as it was\n");
sql('two', q{REVOKE ALL ON tracker.flow FROM PUBLIC; CREATE ROLE nobody LOGIN; GRANT USAGE ON SCHEMA tracker, report, caudal TO nobody;
	GRANT SELECT ON tracker.award TO nobody});
isnt((run_client('two', 'export', 'csv', '-U', 'nobody', '--output', $target))[0], 0, 'an export that fails');
is(slurp_file($target), "as it was\n", 'leaves the file of before');
is_deeply([ run_client('two', 'export', 'csv', '--output', "$folder/none/file.csv") ],
	[ 1, '', "caudal: error: could not write \"$folder/none/file.csv\": No such file or directory\n" ], 'no such folder');
SKIP:
{
	skip 'no /dev/full', 2 if !-c '/dev/full';
	is((run_client('two', 'export', '360giving', '--output', '/dev/full'))[2], "caudal: error: could not write \"/dev/full\": No space left on device\n", 'a full disk');
	like(shell('two', 'caudal export csv --what rates >/dev/full; echo $?'),
		qr/^caudal: error: could not write to standard output: No space left on device\n1$/, 'a full disk behind standard output');
}
like(shell('two', '{ caudal export csv; echo $? >&2; } | exec true'), qr/^(?:caudal: error: could not write to standard output: Broken pipe\n1|0)$/,
	'a reader that goes away');
is_deeply([ grep { /\.tmp$/ } glob("$folder/*") ], [], 'no unfinished file is left');

$node->stop;
done_testing();
