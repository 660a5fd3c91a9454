# caudal load flows: how a sheet is read, what is found for its rows, what is
# refused, and what a second and a changed file do.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Client;
use IPC::Run;
use POSIX ();
use PostgreSQL::Test::Cluster;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
create_database($node, 'flows');
$node->safe_psql('flows', q{
	INSERT INTO organization (organization, name, country) VALUES
		('US-F', 'River Fund', 'US'), ('MX-L', 'Puente', 'MX'), ('GT-C', 'Casa', 'GT'), ('HN-C', 'Casa', 'HN');
	INSERT INTO organization_alias (organization, alias) VALUES ('MX-L', 'Asociación Puente');
	INSERT INTO award (award, title, funder, recipient) VALUES ('A1', 'Bridges', 'US-F', 'MX-L');
	INSERT INTO amendment (award, kind, holds_from, period, change, known_since) VALUES
		('A1', 'original', '2023-01-01', '2023-01-01/2024-12-31', '{100000.00 USD}', '2023-01-01');
	INSERT INTO budget_line (award, line, name, currency) VALUES ('A1', 'staff', 'Staff', 'MXN');
	INSERT INTO tranche (award, tranche, due_on, amount, known_since) VALUES ('A1', 1, '2023-02-01', '50000 USD', '2023-01-01');
});

sub load_flows { return caudal($node, 'flows', 'load', 'flows', @_); }

sub flows
{
	my ($columns) = @_;
	return $node->safe_psql('flows', "SELECT f.source_reference, $columns FROM flow AS f ORDER BY 1, f.flow");
}

# every field, by its own name; parties by identifier, name and alias, and where
# they are left out those of the award
spew('own.csv', <<'END');
reference,type,date,value_date,amount,currency,award,provider,receiver,line,tranche,agreed_rate,agreed_currency,counter_amount,counter_currency,reverses,counterpart,known_since,currency_reason,note
f1,3,2023-02-03,2023-02-01,50000.00,USD,A1,river fund,asociación puente,,1,,,850000.00,MXN,,,2023-02-03,,"first, of two
lines; '); DROP TABLE flow; --"
f2,4,2023-03-01,,1200.50,MXN,A1,,,staff,,0.055,USD,,,,,2023-03-02,,
f3,4,2023-03-05,,-200.50,MXN,A1,,,staff,,,,,,f2,,2023-03-06,,
f4,1,2023-02-05,,49990,USD,A1,,,,1,,,,,,f1,2023-02-06,,
f5,3,2023-04-01,,10,GTQ,,Puente,GT-C,,,,,,,,,2023-04-01,,
f6,4,2023-04-02,,10,GTQ,A1,,,,,,,,,,,2023-04-02,paid in Antigua,
END
my ($status, $out, $err) = load_flows('own.csv');
is("$status|$out", "0|own.csv: 6 read, 6 added, 0 changed, 0 unchanged, 0 refused\n", 'own names: loaded');
is($err, '', 'own names: nothing else is said');
is(flows(q{award, type, amount, booked_on, value_date, provider, receiver, line, tranche, agreed_rate, agreed_currency, counter_amount,
		   (SELECT o.source_reference FROM flow AS o WHERE o.flow = f.reverses),
		   (SELECT o.source_reference FROM flow AS o WHERE o.flow = f.counterpart), known_since, currency_reason}), <<'END' =~ s/\n$//r, 'own names: as they are');
f1|A1|3|50000.00 USD|2023-02-03|2023-02-01|US-F|MX-L||1|||850000.00 MXN|||2023-02-03|
f2|A1|4|1200.50 MXN|2023-03-01||MX-L||staff||0.055|USD||||2023-03-02|
f3|A1|4|-200.50 MXN|2023-03-05|2023-03-01|MX-L||staff||0.055|USD||f2||2023-03-06|
f4|A1|1|49990.00 USD|2023-02-05||US-F|MX-L||1|||||f1|2023-02-06|
f5||3|10.00 GTQ|2023-04-01||MX-L|GT-C||||||||2023-04-01|
f6|A1|4|10.00 GTQ|2023-04-02||MX-L|||||||||2023-04-02|paid in Antigua
END
is($node->safe_psql('flows', "SELECT note FROM flow WHERE source_reference = 'f1'"), "first, of two\nlines; '); DROP TABLE flow; --", 'a note is text');
($status, $out) = load_flows('own.csv');
is($out, "own.csv: 6 read, 0 added, 0 changed, 6 unchanged, 0 refused; nothing changed\n", 'the same file again changes nothing');

# as known before today it is withdrawn, as known today it is changed in place
spew('own.csv', slurp('own.csv') =~ s/1200\.50/1300.50/r =~ s/^f5.*\n//mr);
($status, $out) = load_flows('own.csv');
is($status, 3, 'what is taken back cannot change');
like(slurp('own.csv.rejects.csv'), qr/^4,,,"?flow \d+ is withdrawn, but not what takes it back/m, 'why not');
spew('one.csv', "reference,type,date,amount,award\nf6,4,2023-04-02,12 GTQ,A1\n");
($status, $out) = load_flows('one.csv');
is("$status|$out", "0|one.csv: 1 read, 0 added, 1 changed, 0 unchanged, 0 refused\n", 'a changed flow');
is($node->safe_psql('flows', "SELECT amount, known_since = CURRENT_DATE, withdrawn_on = CURRENT_DATE, currency_reason FROM flow WHERE source_reference = 'f6' ORDER BY flow"),
	"10.00 GTQ|f|t|paid in Antigua\n12.00 GTQ|t||paid in Antigua", 'the old one is withdrawn today, and what the file does not have stays');
spew('one.csv', "reference,type,date,amount,award,note\nf6,4,2023-04-02,13 GTQ,A1,seen\n");
($status, $out) = load_flows('one.csv');
is($node->safe_psql('flows', "SELECT amount, known_since = CURRENT_DATE, withdrawn_on, note FROM flow WHERE source_reference = 'f6' AND withdrawn_on IS NULL"),
	"13.00 GTQ|t||seen", 'known since today it is changed in place');

# a column that is not there leaves the award, another award brings its parties
$node->safe_psql('flows', q{
	INSERT INTO award (award, title, funder, recipient) VALUES ('A0', 'Before', 'US-F', 'GT-C');
	INSERT INTO amendment (award, kind, holds_from, period, change) VALUES ('A0', 'original', '2023-01-01', '2023', '{1.00 USD}');
});
spew('award.csv', "reference,type,date,amount,award\nk1,3,2023-05-02,10 USD,A0\n");
load_flows('award.csv');
spew('award.csv', "reference,type,date,amount\nk1,3,2023-05-02,11 USD\n");
load_flows('award.csv');
is($node->safe_psql('flows', "SELECT amount, award, receiver FROM flow WHERE source_reference = 'k1'"), '11.00 USD|A0|GT-C', 'a sheet without awards leaves them');
spew('award.csv', "reference,type,date,amount,award\nk1,3,2023-05-02,11 USD,A1\n");
load_flows('--with', 'note=a=b', 'award.csv');
is($node->safe_psql('flows', "SELECT amount, award, receiver, note FROM flow WHERE source_reference = 'k1'"), '11.00 USD|A1|MX-L|a=b', 'another award has its own parties');
spew('award.csv', "reference,type,date,amount,award,agreed_currency\nk1,3,2023-05-02,11 USD,A1,MXN\n");
($status, $out, $err) = load_flows('award.csv');
like($err, qr/has the field "agreed_currency" without "agreed_rate"/, 'a currency of nothing is not passed over');

# a sheet of a Mexican accountant, and one of a Colombian
spew('mx.csv', "\xef\xbb\xbfFolio,Fecha,Concepto,Importe,Proyecto,Rubro,Observaciones\r\n"
	  . qq{m1,05/03/2023,Gasto,"\$1,234.50",A1,staff,x\r\nm2,6/3/2023,gasto,"(1,000.00)",A1,staff,y\r\nm3,31/12/2023,GASTO,"MXN 99",A1,staff,z\r\n});
my @map = map { ('--map', $_) } qw(Folio=reference Fecha=date Concepto=type Importe=amount Proyecto=award Rubro=line);
($status, $out, $err) = load_flows('--locale', 'es-MX', '--with', 'currency=MXN', @map, 'mx.csv');
is("$status|$out", "0|mx.csv: 3 read, 3 added, 0 changed, 0 unchanged, 0 refused\n", 'es-MX: loaded');
like($err, qr/columns that are not read: "Observaciones"/, 'a column that is not read is named');
is($node->safe_psql('flows', "SELECT source_reference, amount, booked_on FROM flow WHERE source_reference LIKE 'm%' ORDER BY 1"),
	"m1|1234.50 MXN|2023-03-05\nm2|-1000.00 MXN|2023-03-06\nm3|99.00 MXN|2023-12-31", 'es-MX: amounts and days');
spew('co.csv', "reference;type;date;amount\nc1;4;5/3/2023;1.234,50 USD\nc2;4;5/3/2023;1.234 USD\nc3;4;5/3/2023;1,234.50 USD\n");
($status, $out) = load_flows('--locale', 'es-CO', '--with', 'award=A1', '--partial', 'co.csv');
is($node->safe_psql('flows', "SELECT source_reference, amount FROM flow WHERE source_reference LIKE 'c%' ORDER BY 1"),
	"c1|1234.50 USD\nc2|1234.00 USD", 'es-CO: the same digits are other amounts');
is(slurp('co.csv.rejects.csv'), "line,column,value,reason\n4,amount,\"1,234.50 USD\",\"this is an amount in another locale; --locale says how the file writes them\"\n",
	'es-CO: nothing is guessed');
my $utf16 = join '', map { pack 'v', ord } split //, "reference\ttype\tdate\tamount\taward\nu1\t4\t2023-05-01\t10 USD\tA1\n";
spew('utf16.txt', "\xff\xfe$utf16");
($status, $out) = load_flows('utf16.txt');
is("$status|$out", "0|utf16.txt: 1 read, 1 added, 0 changed, 0 unchanged, 0 refused\n", 'text of a spreadsheet in UTF-16');
# a mark that agrees with what is said is no text; one that does not is a question
foreach my $try ([ "\xff\xfe$utf16", 'UTF-16LE' ], [ "\xff\xfe$utf16", 'utf-16' ], [ "\xfe\xff" . join('', map { scalar reverse } $utf16 =~ /../gs), 'UTF-16BE' ],
	[ $utf16, 'UTF-16LE' ], [ "\xef\xbb\xbf" . join('', $utf16 =~ /(.)./gs), 'utf8' ])
{
	spew('marked.txt', $try->[0]);
	is(join('|', (load_flows('--encoding', $try->[1], 'marked.txt'))[ 0, 1 ]), "0|marked.txt: 1 read, 0 added, 0 changed, 1 unchanged, 0 refused; nothing changed\n",
		"the same as $try->[1]");
}
foreach my $try ([ "\xef\xbb\xbfreference", 'WINDOWS-1252', 'UTF-8' ], [ "\xff\xfe$utf16", 'UTF-8', 'UTF-16LE' ], [ "\xff\xfe$utf16", 'LATIN1', 'UTF-16LE' ])
{
	spew('marked.txt', $try->[0]);
	($status, $out, $err) = load_flows('--encoding', $try->[1], 'marked.txt');
	is($status, 1, "not as $try->[1]");
	like($err, qr/"marked.txt" begins with the mark of $try->[2], and --encoding says $try->[1]/, 'and why');
}

# Rows that end with a carriage return are on lines of their own: what is refused
# of one takes no other with it, and no two are taken for one.
spew('returns.csv', join "\r", 'reference;type;date;amount;award', 'cr1;4;2023-05-01;1 USD;A1', 'cr2;4;2023-05-01;0 USD;A1',
	'cr3;4;2023-05-01;3 USD;A1', 'cr1;4;2023-05-01;9 USD;A1', '');
($status, $out, $err) = load_flows('--partial', 'returns.csv');
is("$status|$out", "3|returns.csv: 4 read, 2 added, 0 changed, 0 unchanged, 2 refused\n  refused rows: returns.csv.rejects.csv\n", 'carriage returns');
is(join("\n", sort grep { /^\d/ } split /\n/, slurp('returns.csv.rejects.csv')), qq{3,amount,0.00 USD,a flow is of an amount that is not zero
5,reference,cr1,this reference is on an earlier line of the file}, 'which lines');
is($node->safe_psql('flows', "SELECT source_reference, amount FROM flow WHERE source_reference LIKE 'cr%' ORDER BY 1"), "cr1|1.00 USD\ncr3|3.00 USD", 'what is left');
spew('returns.csv', qq{reference,type,date,amount,award,note\r\nk4,4,2023-05-01,1 USD,A1,"a\rb\r\nc"\rk5,4,2023-05-01,0 USD,A1,\n\r\nk6,4,2023-05-01,1 USD,A1,\r\n});
($status, $out, $err) = load_flows('--partial', 'returns.csv');
like($err, qr/^returns\.csv:5: amount/m, 'line feeds, returns and both');
is($node->safe_psql('flows', "SELECT source_reference, note FROM flow WHERE source_reference IN ('k4', 'k6') ORDER BY 1"), "k4|a\rb\r\nc\nk6|", 'and what is quoted stays');

# rows and cells of nothing, which spreadsheets leave; a row that goes on is another thing
spew('empty.csv', "reference;type;date;amount;award;;\n   \n;;;;\nk7;4;2023-05-01;1 USD;A1;;;;\n ; ;;;;;\nk8;4;2023-05-01;1 USD;A1;;;5\n;;;;;;");
($status, $out, $err) = load_flows('--partial', 'empty.csv');
like("$status|$out", qr/^3\|empty\.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 refused/, 'empty rows are none');
like($err, qr/^empty\.csv:6: the row has 8 columns and not 7$/m, 'more cells are refused');

# two columns of one name, and what is said twice
spew('twice.csv', "Folio;type;date;Importe;Importe;award\nk9;4;2023-05-01;10 USD;20 USD;A1\n");
($status, $out, $err) = load_flows('--map', 'Folio=reference', '--map', 'Importe=amount', 'twice.csv');
is($status, 1, 'two columns of one name');
like($err, qr/"twice.csv" has two columns "Importe"/, 'are named');
spew('twice.csv', "reference;type;date;amount;Amount;award\nk9;4;2023-05-01;10 USD;20 USD;A1\n");
($status, $out, $err) = load_flows('twice.csv');
like($err, qr/"twice.csv" has two columns that are to be the field "amount"/, 'also where nothing is mapped');
($status, $out, $err) = load_flows('--map', 'Moneda=currency', '--with', 'currency=MXN', 'twice.csv');
is($status, 4, 'a field by --map and by --with');
($status, $out, $err) = load_flows('--map', 'Monto=amount', 'twice.csv');
like($err, qr/has no column "Monto"; its first line has: "reference", "type", "date", "amount", "Amount", "award"/, 'a column that is not there');
spew('quoted.csv', qq{"Importe, neto, total";reference;type;date;award\n1 USD;k9;4;2023-05-01;A1\n});
($status, $out, $err) = load_flows('--map', 'Importe, neto, total=amount', 'quoted.csv');
is($status, 0, 'the delimiter is the one outside quotes') or diag($err);

# a pipe that nobody writes is waited for until an interrupt
{
	my %environment = (caudal_environment($node), PGDATABASE => 'flows');
	local %ENV = (%ENV, map { defined $environment{$_} ? ($_ => $environment{$_}) : () } keys %environment);
	POSIX::mkfifo(folder() . '/pipe', 0600) or die $!;
	my $waiting = IPC::Run::start([ 'caudal', 'load', 'flows', folder() . '/pipe' ], '<', \undef, '>', \$out, '2>', \$err);
	$node->poll_query_until('flows', q{SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = 'flows' AND state = 'idle in transaction')})
	  or die 'the load did not begin';
	$waiting->signal('INT');
	eval { $waiting->finish };
	is($? >> 8, 130, 'an interrupt of who waits for a pipe');
}

# one row for each thing that can be wrong
my @wrong = (
	[ ',4,2023-05-01,10 USD,A1,,,,,,,', 'reference,,"a flow has a reference, by which it is found again"' ],
	[ 'f1x,,2023-05-01,10 USD,A1,,,,,,,', 'type,,a flow has a type' ],
	[ 'w3,14,2023-05-01,10 USD,A1,,,,,,,', 'type,14,"the type is a transaction type of IATI, 1 to 13"' ],
	[ 'w4,gift,2023-05-01,10 USD,A1,,,,,,,', 'type,gift,there is no such type of flow' ],
	[ 'w5,4,,10 USD,A1,,,,,,,', 'date,,a flow has a date' ],
	[ 'w6,4,2023-02-29,10 USD,A1,,,,,,,', 'date,2023-02-29,this is no date' ],
	[ 'w7,4,01/02/2023,10 USD,A1,,,,,,,', 'date,01/02/2023,"the year is not first; --date-order says where day and month are"' ],
	[ 'w8,4,2023-05-01,,A1,,,,,,,', 'amount,,a flow has an amount' ],
	[ 'w9,4,2023-05-01,0 USD,A1,,,,,,,', 'amount,0.00 USD,a flow is of an amount that is not zero' ],
	[ 'w10,4,2023-05-01,ten USD,A1,,,,,,,', 'amount,ten USD,this is no amount' ],
	[ 'w11,4,2023-05-01,10,A1,,,,,,,', 'amount,10,"an amount has a currency, in a column ""currency"" or behind it"' ],
	[ 'w12,4,2023-05-01,10.001 USD,A1,,,,,,,', 'amount,10.001 USD,"this is an amount in another locale; --locale says how the file writes them"' ],
	[ 'w13,4,2023-05-01,10.0001 USD,A1,,,,,,,', 'amount,10.0001 USD,the currency does not have so many decimals' ],
	[ 'w14,4,2023-05-01,99999999999999999999 USD,A1,,,,,,,', 'amount,99999999999999999999 USD,the amount is out of range' ],
	[ 'w15,12,2023-05-01,-1 USD,A1,,,,,,,', 'amount,-1.00 USD,a pledge is not negative' ],
	[ 'w16,4,2023-05-01,10 USD,A2,,,,,,,', 'award,A2,there is no such award' ],
	[ 'w17,3,2023-05-01,10 USD,A1,Nobody,,,,,,', 'provider,Nobody,"there is no organization of this identifier, name or alias"' ],
	[ 'w18,3,2023-05-01,10 USD,A1,,Casa,,,,,', 'receiver,Casa,several organizations have this name' ],
	[ 'w19,4,2023-05-01,10 USD,,,,,,,,', 'provider,,a flow without an award says who pays' ],
	[ 'w20,3,2023-05-01,10 USD,,US-F,,,,,,', 'receiver,,a flow without an award says who receives' ],
	[ 'w21,3,2023-05-01,10 USD,A1,MX-L,MX-L,,,,,', 'receiver,MX-L,nobody pays itself' ],
	[ 'w22,4,2023-05-01,10 MXN,A1,,,food,,,,', 'line,food,the award has no such budget line' ],
	[ 'w23,3,2023-05-01,10 USD,A1,,,,2,,,', 'tranche,2,the award has no such tranche' ],
	[ 'w24,3,2023-05-01,10 USD,A1,,,,one,,,', 'tranche,one,this is no number' ],
	[ 'w25,3,2023-05-01,10 USD,A1,,,,,0,MXN,', 'agreed_rate,0,a rate is above zero' ],
	[ 'w26,3,2023-05-01,10 USD,A1,,,,,17,,', 'agreed_currency,,an agreed rate and its currency go together' ],
	[ 'w27,3,2023-05-01,10 USD,A1,,,,,1,USD,', 'agreed_currency,USD,a rate is between two currencies' ],
	[ 'w28,3,2023-05-01,10 USD,A1,,,,,17,MXP1,', 'agreed_currency,MXP1,this is no code of a currency' ],
	[ 'w29,4,2023-05-01,10 HNL,A1,,,,,,,', 'amount,10.00 HNL,"the award never had this currency, and there is no currency_reason"' ],
	[ 'w30,4,2023-05-01,-10 USD,A1,,,,,,,f9', 'reverses,f9,there is no flow of this reference' ],
	[ "w31,4,2023-05-01,10 USD,A1,x\0y,,,,,,", "provider,\"x\0y\",there is a NUL byte in it" ],
	[ "w32,4,2023-05-01,10 USD,A1,x\xffy,,,,,,", "provider,x\xffy,\"this is not UTF-8; --encoding names the encoding of the file, as WINDOWS-1252\"" ],
	[ 'w33,4,2023-05-01', ',,the row has 3 columns and not 12' ],
	[ 'w35,4,2023-05-01,10 USD,A1,,,,,,,', undef ],
	[ 'w34,4,2023-05-01,10 USD,A1,,,,,,,', undef ],
	[ 'w34,4,2023-05-01,11 USD,A1,,,,,,,', 'reference,w34,this reference is on an earlier line of the file' ],
	[ ('r' x 201) . ',4,2023-05-01,11 USD,A1,,,,,,,', 'reference,' . ('r' x 200) . ',a reference has at most 200 characters' ]);
spew('wrong.csv', join "\n", 'reference,type,date,amount,award,provider,receiver,line,tranche,agreed_rate,agreed_currency,reverses', map { $_->[0] } @wrong);
my $before = flows('amount, known_since, withdrawn_on');
($status, $out, $err) = load_flows('wrong.csv');
my $refused = grep { defined $_->[1] } @wrong;
is("$status|$out", '3|wrong.csv: ' . @wrong . " read, $refused refused; nothing was loaded\n  refused rows: wrong.csv.rejects.csv\n  --partial loads the others\n", 'wrong rows: status');
my %reason = map { /^(\d+),(.*)$/s ? ($1 => $2) : () } split /\n(?=\d+,)/, slurp('wrong.csv.rejects.csv') =~ s/\n\z//r;
foreach my $i (0 .. $#wrong)
{
	is($reason{ $i + 2 }, $wrong[$i][1], 'wrong: ' . ($wrong[$i][1] // 'nothing') =~ s/[^ -~]/./gr);
}
is(flows('amount, known_since, withdrawn_on'), $before, 'nothing of it is there');
unlike($err, qr/[^\n -~]/, 'nothing that a terminal would obey is printed');
($status, $out) = load_flows('--partial', '-q', 'wrong.csv');
is("$status|$out", '3|', 'quiet');
is($node->safe_psql('flows', "SELECT string_agg(source_reference, ' ' ORDER BY source_reference) FROM flow WHERE source_reference LIKE 'w%'"), 'w34 w35', 'partial: the good rows');

# what the server itself objects to is found row by row
$node->safe_psql('flows', q{
	CREATE FUNCTION refuse_odd() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN IF amount(new.amount)::int % 2 = 1 THEN RAISE EXCEPTION 'an odd amount'; END IF; RETURN new; END $$;
	CREATE TRIGGER refuse_odd BEFORE INSERT ON flow FOR EACH ROW WHEN (new.source_reference LIKE 'o%') EXECUTE FUNCTION refuse_odd();
});
spew('odd.csv', join "\n", 'reference,type,date,amount,award', map { "o$_,4,2023-06-01," . ($_ % 50 == 0 ? 2 * $_ + 1 : 2 * $_) . ' USD,A1' } 1 .. 1000);
($status, $out) = load_flows('--partial', 'odd.csv');
is("$status|$out", "3|odd.csv: 1000 read, 980 added, 0 changed, 0 unchanged, 20 refused\n  refused rows: odd.csv.rejects.csv\n", 'what a trigger refuses');
is(slurp('odd.csv.rejects.csv'), join("\n", 'line,column,value,reason', map { 50 * $_ + 1 . ',,,an odd amount' } 1 .. 20) . "\n", 'row by row');

# closed
$node->safe_psql('flows', q{
	INSERT INTO rate_source (code, name, priority) VALUES ('s', 's', 1);
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES ('s', 'USD', 'MXN', '2020-01-01', 'infinity', 17), ('s', 'USD', 'GTQ', '2020-01-01', 'infinity', 7.8);
	SELECT close_period('2023-06-30', 'USD', '2023-07-15');
});
spew('late.csv', "reference,type,date,amount,award,known_since\nl1,4,2023-06-01,10 USD,A1,2023-07-15\nl2,4,2023-06-01,10 USD,A1,2023-07-16\n");
($status, $out) = load_flows('--partial', 'late.csv');
is($node->safe_psql('flows', "SELECT source_reference FROM flow WHERE source_reference LIKE 'l%'"), 'l2', 'a late flow is known since after the closing');
is(slurp('late.csv.rejects.csv'), "line,column,value,reason\n2,date,2023-06-01,\"the period was closed when the flow was not there; it can be known since a later day\"\n", 'or is refused');

# the command line
foreach my $case (
	[ [ '--map', 'x', 'own.csv' ], qr/--map wants COLUMN=FIELD and not "x"/ ],
	[ [ '--map', 'x=y', 'own.csv' ], qr/there is no field "y": reference, type, date/ ],
	[ [ '--locale', 'zz-ZZ', 'own.csv' ], qr/there is no locale "zz-ZZ"/ ],
	[ [ '--date-order', 'dym', 'own.csv' ], qr/--date-order is ymd, dmy or mdy/ ],
	[ [], qr/no file is named/ ])
{
	($status, $out, $err) = load_flows(@{ $case->[0] });
	is($status, 4, "usage: @{$case->[0]}");
	like($err, $case->[1], 'which says what is wrong');
}
($status, $out, $err) = load_flows('--map', 'Monto=amount', 'own.csv');
like($err, qr/"own\.csv" has no column "Monto"/, 'a column that is not there');
spew('few.csv', "reference,type,date\n");
($status, $out, $err) = load_flows('few.csv');
like($err, qr/has no column for the field "amount"; --map COLUMN=amount names it/, 'a field without a column');

# tables of the user's with the names of our temporary ones are not touched
$node->safe_psql('flows', 'CREATE TABLE tracker.staged (x int); CREATE TABLE caudal.refused (x int); CREATE TABLE caudal.tally (added int); CREATE TABLE tracker.ready (x int)');
spew('own2.csv', "reference,type,date,amount,award\nz1,4,2023-08-02,12 GTQ,A1\nz2,4,2023-08-02,12 USD,A1\n");
($status, $out) = load_flows('--partial', 'own2.csv');
is("$status|$out", "3|own2.csv: 2 read, 1 added, 0 changed, 0 unchanged, 1 refused\n  refused rows: own2.csv.rejects.csv\n", 'tables of the same names are no matter');
is($node->safe_psql('flows', 'SELECT (SELECT count(*) FROM tracker.staged), (SELECT count(*) FROM caudal.refused), (SELECT count(*) FROM caudal.tally)'), '0|0|0', 'and are not touched');

# without rights, and without a tracker
$node->safe_psql('flows', 'CREATE ROLE reader LOGIN');
($status, $out, $err) = load_flows('-U', 'reader', 'own.csv');
is($status, 1, 'a role without rights');
like($err, qr/permission denied for schema tracker/, 'is told so');
$node->safe_psql('postgres', 'CREATE DATABASE empty');
($status, $out, $err) = caudal($node, 'empty', 'load', 'flows', 'own.csv');
is($status, 1, 'a database without the extension');
like($err, qr/has no extension caudal\n.*Run "caudal init" first/s, 'is told so');

done_testing();
