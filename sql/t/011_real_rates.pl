# Official rates as published, every day of them, against an oracle that walks
# the files.
#
# The files are not part of the project.  They are looked for in the folder
# that DATA names (make check DATA=folder), then in ../shared/data beside the
# checkout; without them nothing is tested here.
use strict;
use warnings;

use File::Basename qw(dirname);
use Math::BigInt;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::Local qw(timegm);

my ($data) = grep { defined && -d "$_/rates" } $ENV{DATA}, dirname(__FILE__) . '/../../../shared/data';
plan skip_all => 'official rates: no folder with the files, name it by DATA' if !defined $data;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', 'fsync = off');
$node->start;
$node->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});
$node->safe_psql('postgres', q{
	INSERT INTO rate_source (code, name, priority, max_age) VALUES
		('trm', 'Superfinanciera de Colombia, TRM', 10, 7),
		('banxico-fix', 'Banco de México, FIX', 10, 7),
		('ecb', 'European Central Bank, reference rates', 20, 7),
		('imf-month-end', 'International Monetary Fund, end of month', 30, 31);
});

test_trm();
test_fix();
test_cop_to_mxn();
test_ecb();
test_imf();
done_testing();

# The rows of a file, each a reference to its fields
sub rows
{
	my ($file) = @_;
	my @lines = split(/\r?\n/, slurp_file("$data/rates/$file"));

	return map { [ split(/,/) ] } @lines;
}

sub day_after
{
	my ($day, $days) = @_;
	my ($y, $m, $d) = split(/-/, $day);
	my @t = gmtime(timegm(0, 0, 12, $d, $m - 1, $y) + $days * 86400);

	return sprintf('%04d-%02d-%02d', $t[5] + 1900, $t[4] + 1, $t[3]);
}

sub load
{
	my ($source, @rates) = @_;

	$node->safe_psql('postgres', "COPY exchange_rate (source, base, quote, valid_from, valid_to, rate) FROM stdin;\n"
		  . join('', map { join("\t", $source, map { $_ // '\N' } @$_) . "\n" } @rates) . "\\.\n");
}

# What the server answers on each day, as lines "day value"
sub answers
{
	my ($from, $to, $expression) = @_;

	return [ split(/\n/, $node->safe_psql('postgres', qq{
		SET caudal.missing_rate = 'null';
		SELECT day || ' ' || coalesce(($expression)::text, 'nothing')
		FROM (SELECT day::date FROM generate_series(timestamp '$from', '$to', '1 day') AS day) AS days ORDER BY day})) ];
}

# numerator / denominator, both decimal text, times an integer, to two decimals
sub quotient
{
	my ($amount, $numerator, $denominator) = @_;
	my ($n, $d) = (Math::BigInt->new($amount * 100), Math::BigInt->new(1));
	my $cents;

	foreach my $side ([ $numerator, $n, $d ], [ $denominator, $d, $n ])
	{
		my ($text, $same, $other) = @$side;
		my $decimals = $text =~ /\.(\d*)/ ? length($1) : 0;

		$same->bmul(Math::BigInt->new($text =~ s/\.//r));
		$other->bmul(Math::BigInt->new(10)->bpow($decimals));
	}
	$cents = $n->bmul(2)->badd($d)->bdiv($d->bmul(2))->bstr;
	$cents = "0$cents" while length($cents) < 3;
	return substr($cents, 0, -2) . '.' . substr($cents, -2);
}

sub same_answers
{
	my ($got, $expected, $name) = @_;
	my @different = grep { ($got->[$_] // 'no answer') ne ($expected->[$_] // 'no day') }
	  0 .. ($#$got > $#$expected ? $#$got : $#$expected);

	ok(@$expected && !@different, "$name: " . scalar(@$expected) . ' days');
	diag("got '$got->[$_]', expected '$expected->[$_]'") foreach splice(@different, 0, 5);
}

# TRM as intervals answers every calendar day, weekends and holidays included.
my %trm;

sub test_trm
{
	my @rates = map { [ @$_[ 2, 3, 0, 1, 4 ] ] } grep { $_->[0] =~ /^\d/ } rows('usd_cop_trm_validity.csv');
	my ($first, $last) = ('1991-12-02', '2025-08-25');

	foreach my $rate (@rates)
	{
		my (undef, undef, $from, $to, $value) = @$rate;

		for (my $day = $from; $day le $to; $day = day_after($day, 1)) { $trm{$day} = $value }
	}
	load('trm', @rates);

	my (@expected, @amounts);
	for (my $day = $first; $day le $last; $day = day_after($day, 1))
	{
		push @expected, "$day $trm{$day}, 0 days old";
		push @amounts, "$day " . quotient(1234, $trm{$day}, 1) . ' COP';
	}
	is(scalar keys %trm, scalar @expected, 'TRM has a rate for every day');
	same_answers(answers($first, $last,
		q{SELECT rate || ', ' || age_days || ' days old' FROM exchange_rate_used('USD', 'COP', day)}),
		\@expected, 'TRM, the rate');
	same_answers(answers($first, $last, q{in_currency('1234 USD', 'COP', day)}), \@amounts, 'TRM, an amount');

	# none before the first day, the last one for a week after it
	is_deeply(answers(day_after($first, -2), day_after($first, -1), q{exchange_rate('USD', 'COP', day)}),
		[ '1991-11-30 nothing', '1991-12-01 nothing' ], 'TRM, before the first day');
	is_deeply(answers(day_after($last, 7), day_after($last, 8), q{exchange_rate('USD', 'COP', day)}),
		[ '2025-09-01 4008.70', '2025-09-02 nothing' ], 'TRM, after the last day');

	# the file as the portal serves it: "$4,008.70", days first, newest first
	my @raw;
	foreach my $line (split(/\r?\n/, slurp_file("$data/rates/raw_TRM_20250824.csv")))
	{
		my ($value, @dates) = $line =~ m{^"\$([\d,.]+)","COP","(\d+)/(\d+)/(\d+)","(\d+)/(\d+)/(\d+)"$} or next;

		push @raw, [ 'USD', 'COP', join('-', @dates[ 2, 1, 0 ]), join('-', @dates[ 5, 4, 3 ]), $value =~ s/,//gr ];
	}
	$node->safe_psql('postgres', q{CREATE TABLE interval_file AS SELECT * FROM exchange_rate WHERE source = 'trm';
		DELETE FROM exchange_rate WHERE source = 'trm'});
	load('trm', @raw);
	is($node->safe_psql('postgres', q{
			SELECT count(*) FROM exchange_rate JOIN interval_file USING (source, base, quote, valid_from, valid_to, rate)
			WHERE source = 'trm'}),
		scalar @rates, 'TRM, the raw file has the same rows');
	same_answers(answers($first, $last, q{in_currency('1234 USD', 'COP', day)}),
		\@amounts, 'TRM, an amount by the raw file');
}

# FIX is published on business days; on others the last one before is in effect.
my %fix;

sub test_fix
{
	my @rates = map { [ @$_[ 1, 2, 0 ], undef, $_->[3] ] } grep { $_->[0] =~ /^\d/ } rows('usd_mxn_fix_daily.csv');
	my ($first, $last) = ($rates[0][2], $rates[-1][2]);
	my %published = map { $_->[2] => $_->[4] } @rates;
	my ($date, $age, @expected);

	load('banxico-fix', @rates);
	for (my $day = $first; $day le day_after($last, 7); $day = day_after($day, 1))
	{
		$age = exists $published{$day} ? 0 : $age + 1;
		$date = $day if $age == 0;
		$fix{$day} = $published{$date};
		push @expected, "$day $fix{$day} of $date, $age days old";
	}
	same_answers(answers($first, day_after($last, 7),
		q{SELECT rate || ' of ' || rate_date || ', ' || age_days || ' days old' FROM exchange_rate_used('USD', 'MXN', day)}),
		\@expected, 'FIX, the rate');

	# 2023-03-17 was a Friday, followed by a Monday without publication
	is_deeply(answers('2023-03-17', '2023-03-21', q{exchange_rate('USD', 'MXN', day)}),
		[ map { "$_ " . $published{ $_ eq '2023-03-21' ? $_ : '2023-03-17' } }
			  '2023-03-17', '2023-03-18', '2023-03-19', '2023-03-20', '2023-03-21' ],
		"FIX, Saturday to Monday at Friday's rate");

	# eight days after the last row it refuses, and names that row
	my ($status, $out, $err) = $node->psql('postgres', '\set VERBOSITY verbose
		SELECT in_currency(\'100 USD\', \'MXN\', \'' . day_after($last, 8) . '\')');
	isnt($status, 0, 'FIX, eight days after the last row is an error');
	like($err, qr/CR001: no usable exchange rate from USD to MXN on 2025-12-03\n/, 'FIX, the error');
	like($err, qr/nearest earlier rate is USD\/MXN 18\.4308 of 2025-11-25 from "banxico-fix", 8 days old/,
		'FIX, the error names the row');
}

# Two sources, one path: each day's pesos of Colombia in pesos of Mexico
sub test_cop_to_mxn
{
	my @days = grep { exists $fix{$_} } sort keys %trm;
	my @expected = map { "$_ " . quotient(1000000, $fix{$_}, $trm{$_}) . ' MXN' } @days;

	same_answers(answers($days[0], $days[-1], q{in_currency('1000000 COP', 'MXN', day)}),
		\@expected, 'TRM and FIX, COP in MXN');

	# a total of all of them is the sum of its lines
	my $sum = Math::BigInt->new(0);
	$sum += s/^\S+ (\d+)\.(\d\d) MXN$/$1$2/r foreach @expected;
	is($node->safe_psql('postgres', qq{SELECT minor_amount(sum_in('1000000 COP', 'MXN', day::date))
			FROM generate_series(timestamp '$days[0]', '$days[-1]', '1 day') AS day}),
		"$sum", 'TRM and FIX, the sum of all days');
}

# The European Central Bank quotes everything per euro: all else are crosses.
sub test_ecb
{
	my ($header, @rows) = rows('eurofxref-hist.csv');
	my @wanted = grep { $header->[$_] =~ /^(USD|JPY|GBP|MXN|BRL|CAD)$/ } 1 .. $#$header;
	my (%rate, @rates);

	foreach my $row (@rows)
	{
		foreach my $column (@wanted)
		{
			next if $row->[$column] eq 'N/A';
			push @rates, [ 'EUR', $header->[$column], $row->[0], undef, $row->[$column] ];
			$rate{ $header->[$column] }{ $row->[0] } = $row->[$column];
		}
	}
	load('ecb', @rates);
	$node->safe_psql('postgres', q{ALTER DATABASE postgres SET caudal.pivot_currency = 'EUR'});

	foreach my $pair ([ 'MXN', 'USD' ], [ 'USD', 'MXN' ], [ 'BRL', 'MXN' ], [ 'GBP', 'CAD' ], [ 'JPY', 'USD' ])
	{
		my ($from, $to) = @$pair;
		my ($first, $last) = (sort grep { exists $rate{$to}{$_} } keys %{ $rate{$from} })[ 0, -1 ];
		my (%current, @expected);

		for (my $day = $first; $day le $last; $day = day_after($day, 1))
		{
			$current{$_} = $rate{$_}{$day} // $current{$_} foreach $from, $to;
			push @expected, "$day " . quotient(10000, $current{$to}, $current{$from}) . " $to";
		}
		same_answers(answers($first, $last, qq{in_currency('10000 $from', '$to', day, 'ecb')}),
			\@expected, "ECB, $from in $to");
	}
	is($node->safe_psql('postgres', q{SELECT source, path FROM exchange_rate_used('MXN', 'USD', '2026-04-13', 'ecb')}),
		'ecb|EUR/MXN 20.3203 of 2026-04-13 from ecb, inverse; EUR/USD 1.1684 of 2026-04-13 from ecb, direct',
		'ECB, the path');
	# its peso and the Banco de México's stand side by side
	is($node->safe_psql('postgres', q{SELECT source, rate FROM exchange_rate_used('USD', 'MXN', '2021-04-29')}),
		"banxico-fix|$fix{'2021-04-29'}", 'ECB beside FIX: the one leg, by the source that has it');
	$node->safe_psql('postgres', 'ALTER DATABASE postgres RESET caudal.pivot_currency');
}

# Month ends serve a month, where nothing better is published.
sub test_imf
{
	my %wanted = map { $_ => 1 } 'GTQ', 'HNL', 'NIO', 'CRC', 'BZD';
	my @recent = grep { $wanted{ $_->[2] // '' } && $_->[0] ge '2000' } rows('usd_imf_month_end.csv');
	my @rates = map { [ @$_[ 1, 2, 0 ], undef, $_->[3] ] } @recent;
	my %published;

	load('imf-month-end', @rates);
	$published{ $_->[1] }{ $_->[2] } = $_->[4] foreach @rates;
	foreach my $quote (sort keys %wanted)
	{
		my ($first, $last) = (sort keys %{ $published{$quote} })[ 0, -1 ];
		my ($current, $age, @expected);

		for (my $day = $first; $day le day_after($last, 33); $day = day_after($day, 1))
		{
			$current = $published{$quote}{$day} // $current;
			$age = exists $published{$quote}{$day} ? 0 : $age + 1;
			# the Belize dollar has a built-in rate as well, after every source
			push @expected, "$day " . ($age <= 31 ? "$current imf-month-end" : $quote eq 'BZD' ? '2 peg' : 'nothing');
		}
		same_answers(answers($first, day_after($last, 33),
			qq{SELECT rate || ' ' || source FROM exchange_rate_used('USD', '$quote', day)}),
			\@expected, "IMF, $quote");
	}
}
