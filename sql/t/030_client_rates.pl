# caudal load rates: each source's own layout, what is refused, what a second load
# does; and the published files, counted and compared by a reader of its own.
use strict;
use warnings;

use FindBin;
use Math::BigFloat;
use lib $FindBin::RealBin;

use Client;
use PostgreSQL::Test::Cluster;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
create_database($node, 'rates');

sub load_rates { return caudal($node, 'rates', 'load', 'rates', @_); }

sub rates
{
	my ($source) = @_;
	return $node->safe_psql('rates',
		"SELECT base, quote, valid_from, valid_to, rate FROM exchange_rate WHERE source = '$source' ORDER BY base, quote, valid_from");
}

# Banco de México's own export: titles before the columns, Latin letters, days
# without a rate
spew('fix.csv', qq{"Banco de M\xe9xico"\r\n"Tipos de cambio diarios"\r\n\r\n"Fecha","SF43718"\r\n}
	  . qq{02/01/2024,"16.9190"\r\n03/01/2024,N/E\r\n04/01/2024,"17.0112"\r\n});
my ($status, $out, $err) = load_rates('--format', 'banxico', '--encoding', 'WINDOWS-1252', 'fix.csv');
is($status, 0, 'banxico: loaded');
is($out, "fix.csv: 2 read, 2 added, 0 changed, 0 unchanged, 0 refused, 1 without a value\n", 'banxico: counts');
is(rates('banxico-fix'), "USD|MXN|2024-01-02||16.9190\nUSD|MXN|2024-01-04||17.0112", 'banxico: day and month in their order');
is($node->safe_psql('rates', "SELECT name, priority, max_age FROM rate_source WHERE code = 'banxico-fix'"),
	"Banco de M\xc3\xa9xico, FIX|10|7", 'banxico: the source is made');

spew('trm.csv', qq{"VALOR","UNIDAD","VIGENCIADESDE","VIGENCIAHASTA"\n"\$4,008.70","COP","23/08/2025","25/08/2025"\n});
($status, $out) = load_rates('--format', 'trm', 'trm.csv');
is(rates('trm'), 'USD|COP|2025-08-23|2025-08-25|4008.70', 'trm: both ends of a weekend');

spew('ecb.csv', "Date,USD,MXN,\n2024-01-03,1.0919,18.5960,\n2024-01-02,1.0956,N/A,\n");
($status, $out) = load_rates('--format', 'ecb', 'ecb.csv');
is($out, "ecb.csv: 3 read, 3 added, 0 changed, 0 unchanged, 0 refused, 1 without a value\n", 'ecb: each currency is a rate');
is(rates('ecb'), "EUR|MXN|2024-01-03||18.5960\nEUR|USD|2024-01-02||1.0956\nEUR|USD|2024-01-03||1.0919", 'ecb: per euro');

spew('imf.csv', "Date,Rate,Currency,Frequency,Source,Country code,Country\n2023-12-31,7.8,GTQ,A,IMF,GT,Guatemala\n2023-12-31,1,USD,A,IMF,US,United States\n");
($status, $out) = load_rates('--format', 'imf', '--partial', 'imf.csv');
is($status, 3, 'imf: a rate of the dollar in dollars is refused');
is(rates('imf-annual-mean'), 'USD|GTQ|2023-01-01|2023-12-31|7.8', 'imf: the mean of a year is for its days');
is(slurp('imf.csv.rejects.csv'), "line,column,value,reason\n3,quote,USD,a rate is between two currencies\n", 'imf: which, and why');

# what is wrong with a row, and that nothing of the file is loaded
spew('plain.csv', <<'END');
date,base,quote,rate
2024-01-01,USD,HNL,24.6
2024-13-01,USD,HNL,24.6
2024-02-30,USD,HNL,24.6
05/01/2024,USD,HNL,24.6
2024-01-02,USD,HNLX,24.6
2024-01-03,USD,HNL,24.6.1
2024-01-04,USD,HNL,-24.6
2024-01-05,USD,HNL,0
2024-01-01,USD,HNL,24.7
2024-01-06,USD,HNL
2024-01-07,USD,HNL,1e999999
END
($status, $out, $err) = load_rates('--format', 'plain', '--source', 'bch', 'plain.csv');
is($status, 3, 'plain: refused');
is($out, "plain.csv: 11 read, 10 refused; nothing was loaded\n  refused rows: plain.csv.rejects.csv\n  --partial loads the others\n", 'plain: counts');
is(join("\n", sort { $a <=> $b } grep { /^\d/ } split /\n/, slurp('plain.csv.rejects.csv')), <<'END' =~ s/\n$//r, 'plain: reasons');
3,date,2024-13-01,this is no date
4,date,2024-02-30,this is no date
5,date,05/01/2024,this is no date
6,quote,HNLX,this is no code of a currency
7,rate,24.6.1,this is no number
8,rate,-24.6,a rate is above zero
9,rate,0,a rate is above zero
10,rate,24.7,a second rate for one day: USD/HNL 2024-01-01
11,,,the row has 3 columns and not 4
12,rate,1e999999,this is no number
END
like($err, qr/^plain\.csv:3: date "2024-13-01": this is no date$/m, 'plain: the first are printed');
is(rates('bch'), '', 'plain: nothing was loaded');
is($node->safe_psql('rates', "SELECT count(*) FROM rate_source WHERE code = 'bch'"), '0', 'plain: nor a source made');

($status, $out) = load_rates('--format', 'plain', '--source', 'bch', '--partial', '--dry-run', 'plain.csv');
is($out, "plain.csv: 11 read, 1 added, 0 changed, 0 unchanged, 10 refused; nothing was kept, this was a dry run\n  refused rows: plain.csv.rejects.csv\n", 'dry run');
is(rates('bch'), '', 'dry run: nothing was kept');
($status, $out) = load_rates('--format', 'plain', '--source', 'bch', '--max-age', 'none', '--priority', '5', '--partial', 'plain.csv');
is(rates('bch'), 'USD|HNL|2024-01-01||24.6', 'partial: the good row');
is($node->safe_psql('rates', "SELECT priority, max_age IS NULL FROM rate_source WHERE code = 'bch'"), '5|t', 'partial: as the source was asked for');

# again, and corrected
spew('plain.csv', "date;base;quote;rate\n2024-01-01;USD;HNL;24,65\n2024-01-02;USD;HNL;1.024,60\n");
($status, $out) = load_rates('--format', 'plain', '--source', 'bch', '--decimal', ',', 'plain.csv');
is($out, "plain.csv: 2 read, 1 added, 1 changed, 0 unchanged, 0 refused\n", 'a corrected rate is changed');
is(rates('bch'), "USD|HNL|2024-01-01||24.65\nUSD|HNL|2024-01-02||1024.60", 'decimal comma');
($status, $out) = load_rates('--format', 'plain', '--source', 'bch', '--decimal', ',', 'plain.csv');
is($out, "plain.csv: 2 read, 0 added, 0 changed, 2 unchanged, 0 refused; nothing changed\n", 'the same file again changes nothing');

# nothing is guessed, and nothing that was said is lost
spew('marks.csv', qq{date,base,quote,rate\n2024-02-01,USD,CRC,"17,123"\n2024-02-02,USD,CRC,"1,017.5"\n2024\x0002\x0003,USD,CRC,17\n2024-02-04,USD,CRC,1e-60\n});
($status, $out) = load_rates('--format', 'plain', '--source', 'marks', '--partial', 'marks.csv');
is(rates('marks'), 'USD|CRC|2024-02-02||1017.5', 'a mark that may be of decimals or thousands is not read');
is(slurp('marks.csv.rejects.csv'), qq{line,column,value,reason
2,rate,"17,123","this may be a fraction or thousands; --decimal says which mark is that of decimals"
4,date,"2024\x0002\x0003",this is no date
5,rate,1e-60,this is no number
}, 'and why');
($status, $out) = load_rates('--format', 'plain', '--source', 'marks', '--partial', '--decimal', '.', 'marks.csv');
like(rates('marks'), qr/^USD\|CRC\|2024-02-01\|\|17123$/m, 'unless one says which');
spew('valid.csv', "valid_from,valid_to,base,quote,rate\n2025-01-01,2025-12-31,USD,PEN,3.7\n");
load_rates('--format', 'plain', '--source', 'valid', 'valid.csv');
spew('valid.csv', "date,base,quote,rate\n2025-01-01,USD,PEN,3.8\n");
load_rates('--format', 'plain', '--source', 'valid', 'valid.csv');
is(rates('valid'), 'USD|PEN|2025-01-01|2025-12-31|3.8', 'a file without last days leaves them');
spew('mixed.csv', "Date,Rate,Currency,Frequency\n2023-12-31,7.9,GTQ,M\n2023-12-31,7.8,GTQ,A\n");
($status, $out, $err) = load_rates('--format', 'imf', 'mixed.csv');
is($status, 3, 'two frequencies in one file');
like($err, qr/mixed\.csv:3: frequency "A": the file has rates of another frequency before/, 'are told apart');
spew('own.csv', "date,base,quote,rate\n2024-02-30,USD,CRC,17\n");
($status, $out, $err) = load_rates('--format', 'plain', '--source', 'marks', '--rejects', 'own.csv', 'own.csv');
is($status, 4, 'refused rows do not go into the file itself');
is(slurp('own.csv'), "date,base,quote,rate\n2024-02-30,USD,CRC,17\n", 'which stays');
($status, $out, $err) = load_rates('--format', 'plain', '--source', 'marks', '--rejects', 'r.csv', 'own.csv', 'valid.csv');
is($status, 4, 'one file of refused rows is for one file');

# A row that is longer than the header was cut in a number; empty cells behind it
# are nothing, and so are rows of empty cells.
foreach my $case (
	[ 'trm', '', qq{"VIGENCIADESDE","VIGENCIAHASTA","UNIDAD","VALOR"\n23/08/2025,25/08/2025,COP,\$4,008.70\n}, 'the row has 5 columns and not 4' ],
	[ 'banxico', '', "Fecha,SF43718\n01/02/2025,20,5\n", 'the row has 3 columns and not 2' ],
	[ 'ecb', '', "Date,USD,MXN\n2025-01-03,1.1,20,30\n", 'the row has 4 columns and not 3' ],
	# what one format calls its columns is not another's, nor is its pair
	[ 'trm', 'base', "date,base,quote,rate\n2025-01-03,EUR,COP,4000\n", 'rates of this format are of USD' ],
	[ 'banxico', 'quote', "date,quote,rate\n2025-01-03,COP,4000\n", 'rates of this format are of MXN' ],
	[ 'imf', 'frequency', "Date,Rate,Currency,Frequency\n2023-12-31,7.9,GTQ,Q\n2023-12-31,7.9,GTQ,Annual mean\n", 'rates are of the end of a month (M) or means of a year (A)' ],
	[ 'imf', 'frequency', "Date,Rate,Currency,Frequency\n2023-12-31,,GTQ,A\n2023-12-31,7.9,GTQ,M\n", 'the file has rates of another frequency before' ],
	[ 'trm', 'quote', "Date,Rate,Currency,Frequency\n2023-12-31,7.9,GTQ,M\n", 'rates of this format are of COP' ],
	[ 'plain', 'source', "date,base,quote,rate,source\n2024-01-01,USD,MXN,17,fix\n2024-01-01,EUR,MXN,17,ecb\n", 'the file has rates of another source before' ],
	[ 'plain', 'valid_to', "valid_from,valid_to,base,quote,rate\n2024-01-02,2024-01-01,USD,MXN,17\n", 'the last day is before the first' ],
	[ 'plain', 'quote', "date,base,quote,rate\n2024-01-02,USD,USD,1\n2024-01-02,USD,USD,1\n", 'a rate is between two currencies' ])
{
	my ($format, $column, $content, $reason) = @$case;

	spew('row.csv', $content);
	($status, $out, $err) = load_rates('--format', $format, '--source', 'rows', 'row.csv');
	is($status, 3, "$format: $reason");
	my %reasons = map { my @cells = /^(\d+),([^,]*),[^,]*,(.*)$/; ("$cells[1]: $cells[2]" => 1) } grep { /^\d/ } split /\n/, slurp('row.csv.rejects.csv');
	is_deeply([ keys %reasons ], ["$column: $reason"], 'and nothing else');
}
foreach my $case (
	[ 'trm', "Fecha,SF43718\n01/02/2025,20.5\n", qr/has no columns of dates and of rates/ ],
	[ 'banxico', "VALOR,UNIDAD,VIGENCIADESDE\n4000,COP,23/08/2025\n", qr/has no columns of dates and of rates/ ],
	[ 'plain', "date,base,quote,rate,rate\n2024-01-01,USD,MXN,17,18\n", qr/has two columns for one thing, the second called "rate"/ ],
	[ 'plain', "date,valid_from,base,quote,rate\n2024-01-01,2024-01-02,USD,MXN,17\n", qr/has two columns for one thing, the second called "valid_from"/ ],
	[ 'ecb', "Date,USD,usd\n2024-01-01,1,2\n", qr/has two columns for one thing, the second called "usd"/ ])
{
	my ($format, $content, $expected) = @$case;

	spew('row.csv', $content);
	($status, $out, $err) = load_rates('--format', $format, '--source', 'rows', 'row.csv');
	isnt($status, 0, "$format: refused");
	like($err, $expected, 'and why');
}
is(rates('rows'), '', 'nothing of all these was loaded');
spew('means.csv', "Date,Rate,Currency,Frequency\n2022-12-31,7.6\n2021-12-31,7.5,GTQ,a,,\n2020-12-31,7.4,GTQ,A\n");
($status, $out) = load_rates('--format', 'imf', '--source', 'means', '--partial', 'means.csv');
is(rates('means'), "USD|GTQ|2020-01-01|2020-12-31|7.4\nUSD|GTQ|2021-01-01|2021-12-31|7.5", 'means of years, in capitals or not, behind a row that is none');
spew('row.csv', "date,base,quote,rate,source,\n,,,,,\n2024-01-01,USD,MXN,17,rows,,,\n,,\n");
($status, $out, $err) = load_rates('--format', 'plain', '--source', 'rows', 'row.csv');
is("$status|$out$err", "0|row.csv: 1 read, 1 added, 0 changed, 0 unchanged, 0 refused\n", 'empty cells are nothing');
spew('ecb.csv', "Date,USD,MXP,Nota,\n2024-01-03,1.0919,18.5960,x,\n");
($status, $out, $err) = load_rates('--format', 'ecb', '--source', 'rows', 'ecb.csv');
like($err, qr/a column that is no currency is not read: "Nota"/, 'ecb: a column that is not read is named');
foreach my $code ('', ' x', "a\nb")
{
	($status, $out, $err) = load_rates('--format', 'plain', '--source', $code, 'row.csv');
	is($status, 4, 'no code of a source');
}

# what is no such file at all
foreach my $case (
	[ 'no columns', "a,b\n1,2\n", qr/has no columns of dates and of rates/ ],
	[ 'no pair', "date,rate\n2024-01-01,2\n", qr/has no columns "base" and "quote"/ ],
	[ 'a quote that stays open', qq{date,base,quote,rate\n2024-01-01,USD,MXN,"17\n}, qr/ends inside a quoted field, in the row that begins on line 2/ ],
	[ 'quotes in the middle', qq{date,base,quote,rate\n2024-01-01,USD,MXN,"17"0\n}, qr/quotes that do not match, on line 2/ ],
	[ 'nothing', '', qr/"bad.csv" is empty/ ])
{
	my ($name, $content, $expected) = @$case;

	spew('bad.csv', $content);
	($status, $out, $err) = load_rates('--format', 'plain', '--source', 'bch', 'bad.csv');
	is($status, 1, "$name: fails");
	like($err, $expected, "$name: says so");
}
($status, $out, $err) = load_rates('--format', 'plain', '--source', 'bch', 'absent.csv');
is($status, 1, 'no such file');
like($err, qr/"absent\.csv" could not be opened: No such file/, 'no such file: says so');
($status, $out, $err) = load_rates('--format', 'plain', 'plain.csv');
is($status, 4, 'usage');
like($err, qr/--source names the source of the rates/, 'usage: says what is wanting');
($status) = caudal($node, 'nowhere', 'load', 'rates', '--format', 'ecb', 'ecb.csv');
is($status, 2, 'no connection');

# The published files, read once more here: the fields of these files need no
# more than a split.
my $data = $ENV{DATA};
SKIP:
{
	skip 'no folder of published rates is named by DATA', 1 if !defined $data || !-d "$data/rates";

	create_database($node, 'published');

	sub published { return caudal($node, 'published', 'load', 'rates', @_); }
	sub stored
	{
		return $node->safe_psql('published',
			"SELECT valid_from, coalesce(valid_to::text, ''), base, quote, trim_scale(rate) FROM exchange_rate WHERE source = '$_[0]' ORDER BY base, quote, valid_from");
	}
	# as numeric prints it, without noughts at the end
	sub number
	{
		my ($text) = @_;

		return Math::BigFloat->new($text)->bstr if $text =~ /e/i;
		return $text =~ /\./ ? $text =~ s/\.?0+$//r : $text;
	}
	sub lines { my @lines = split /\r?\n/, slurp("$data/rates/$_[0]"); return @lines; }

	sub in_order
	{
		return join "\n", map { $_->[1] } sort { $a->[0] cmp $b->[0] } map { my @f = split /\|/; [ "$f[2] $f[3] $f[0]", $_ ] } @_;
	}

	my @plain = (
		[ 'banxico', 'usd_mxn_fix_daily.csv', 'banxico-fix', [], 8556 ],
		[ 'imf', 'usd_imf_month_end.csv', 'imf-month-end', [], 9197 ],
		[ 'plain', 'usd_daily_mxn_cop_with_one_bad_row.csv', 'sdr-derived', [ '--source', 'sdr-derived', '--max-age', '31', '--partial' ], 13334 ]);
	foreach my $case (@plain)
	{
		my ($format, $file, $source, $options, $count) = @$case;
		my ($header, @rows) = lines($file);
		my $bad = grep { /^undefined/ } @rows;
		my $read = @rows;

		($status, $out) = published('--format', $format, '--rejects', 'published.csv', @$options, "$data/rates/$file");
		is($status, $bad ? 3 : 0, "$file: status");
		is((split /: /, $out, 2)[1] =~ s/\n.*//sr, "$read read, $count added, 0 changed, 0 unchanged, $bad refused", "$file: counts");
		is(stored($source), in_order(map { my @f = split /,/; "$f[0]||$f[1]|$f[2]|" . number($f[3]) } grep { !/^undefined/ } @rows), "$file: every rate");
		next if !$bad;
		my ($line) = grep { $rows[ $_ - 2 ] =~ /^undefined/ } 2 .. @rows + 1;
		is(slurp('published.csv'), "line,column,value,reason\n$line,date,undefined,this is no date\n", "$file: the row that was refused");
	}

	($status, $out) = published('--format', 'trm', "$data/rates/usd_cop_trm_validity.csv");
	like($out, qr/: 8098 read, 8098 added, 0 changed, 0 unchanged, 0 refused$/, 'trm: counts of the intervals');
	($status, $out) = published('--format', 'trm', '--source', 'trm-raw', "$data/rates/raw_TRM_20250824.csv");
	like($out, qr/: 8098 read, 8098 added, 0 changed, 0 unchanged, 0 refused$/, 'trm: counts of the raw file');
	is(stored('trm-raw'), stored('trm'), 'trm: the raw file has the rates of the intervals');
	($status, $out) = published('--format', 'trm', "$data/rates/raw_TRM_20250824.csv");
	like($out, qr/: 8098 read, 0 added, 0 changed, 8098 unchanged, 0 refused; nothing changed$/, 'trm: and changes none of them');

	my ($header, @rows) = lines('eurofxref-hist.csv');
	my @codes = split /,/, $header;
	my ($absent, @wide) = (0);
	foreach my $row (@rows)
	{
		my @cells = split /,/, $row;
		foreach my $i (1 .. $#codes)
		{
			if ($cells[$i] eq 'N/A') { $absent++; }
			else { push @wide, "$cells[0]||EUR|$codes[$i]|" . number($cells[$i]); }
		}
	}
	my $read = @wide;
	($status, $out) = published('--format', 'ecb', "$data/rates/eurofxref-hist.csv");
	like($out, qr/: $read read, $read added, 0 changed, 0 unchanged, 0 refused, $absent without a value$/, 'ecb: counts');
	ok(stored('ecb') eq in_order(@wide), 'ecb: every rate');

	(undef, @rows) = lines('usd_annual_avg_mesoamerica.csv');
	my @means = grep { (split /,/)[2] ne 'USD' } @rows;
	($status, $out) = published('--format', 'imf', '--partial', '--rejects', 'means.csv', "$data/rates/usd_annual_avg_mesoamerica.csv");
	is((split /: /, $out, 2)[1] =~ s/\n.*//sr,
		sprintf('%d read, %d added, 0 changed, 0 unchanged, %d refused', scalar @rows, scalar @means, @rows - @means), 'annual means: counts');
	is($node->safe_psql('published', "SELECT count(*), min(rate)::text = '0.00000000200198901724138' FROM exchange_rate WHERE source = 'imf-annual-mean' AND valid_from = '1950-01-01' AND quote = 'NIO'"),
		'1|t', 'annual means: cordobas of 1950');
}

done_testing();
