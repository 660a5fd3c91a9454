#!/usr/bin/perl
# Feed random and mutated bytes to the binary input, and random text to the
# text input, of every type of the extension, and to the functions that read
# what people write: fuzz.pl [CASES [SEED]]
#
# Each must give an error that is meant for users, never one of class XX, or
# a value that reads back equal from its text, and to the byte from its binary
# form, and can be sorted and counted; the server must live.  Mutations start from the values in fuzz-seeds.tsv.
# Prints TAP; the server is that of PGHOST.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Compare qw(compare);
use File::Temp qw(tempdir);

my ($cases, $seed) = (@ARGV, 10000);
$seed = $ARGV[1] // time();
srand($seed);

# Clean up also when ended from outside
$SIG{INT} = $SIG{TERM} = sub { exit(1) };
my $scratch = tempdir('/tmp/caudal-fuzz.XXXXXX', CLEANUP => 1);
my $batch = 1000;
my $number = 0;
my $failed = 0;

$ENV{PGDATABASE} = 'caudal_fuzz';
$ENV{PGCLIENTENCODING} = 'UTF8';
$ENV{PGOPTIONS} = '-c search_path=public,caudal -c synchronous_commit=off';

foreach my $command ('dropdb --if-exists caudal_fuzz', 'createdb -T template0 -E UTF8 caudal_fuzz')
{
	system("$command 2>$scratch/error") == 0 or die "cannot do: $command\n";
}
my $said = psql('CREATE SCHEMA caudal; CREATE EXTENSION caudal SCHEMA caudal;');
die "the extension cannot be created: $said\n" if $said ne '';
print "# $cases cases a type, seed $seed\n";

# Functions of text, each with what its arguments are made from
my @locales = qw(es-MX es_CO es-419 en en-US es-CR pt-BR ar-EG hi-IN zh-Hant-TW C es_MX.UTF-8 de@collation=phonebook en-US-u-nu-thai);
my @amounts = ('$1,234.50', "\xe2\x82\xa11\xc2\xa0234\xc2\xa0567,50", '(1,500.50)', "\xe2\x88\x9212.00", 'US$ 1.234.567,89', 'MXN 5', '5 pesos mexicanos',
	"\xd9\xa1\xd9\xa2\xd9\xab\xd9\xa5", "\xef\xbc\x91\xef\xbc\x92", "\xe2\x80\x8e-\$5.00", '9' x 60, "'1'", 'B/. 25');
my @countries = qw(US MX CO GT SV CR HN NI PA BZ mx XX);
my @kinds = qw(EIN RFC NIT DUI CPJ CPF DIMEX RTN CEDULA RUC TIN);
my @identifiers = ('91-1144442', 'MAB-930714-8T4', "\xc3\x91AB 930714 8T4", '213.123.432-1', '576937-K', '0614-050707-104-8', '3-101-999999', '05019002058739',
	'001-030505-1234V', '2588017-1-831938 DV 20', '8-442-445', 'PE-10-442', '1234567813', 'MX-RFC-MAB9307148T4');
my @names = ("Fundaci\xc3\xb3n Garza Azul, A.C.", 'Casa & Abrigo 501(c)(3)', 'S.A. de C.V.', "\xe2\x80\x8fK'iche\xe2\x80\x99 \xef\xbc\xa1", "\xed\x95\x9c\xea\xb8\x80", "a\xcc\x81" x 40, 'x' x 300, '112');
my %functions = (
	name_key => [ \@names ],
	name_similarity => [ \@names, \@names ],
	format_monetary => [ [ '92233720368547758.07 MXN', '-0.01 JPY', '1500.50 KWD' ], \@locales, [ qw(standard accounting code name compact) ] ],
	parse_monetary => [ \@amounts, \@locales, [ qw(MXN USD CRC KWD JPY) ] ],
	in_words => [ [ '1500.50 MXN', '-21 GBP', '1000000 USD' ], \@locales ],
	currency_name => [ [ qw(MXN XXA SVC) ], \@locales ],
	country_name => [ \@countries, \@locales ],
	(map { $_ => [ \@countries, \@kinds, \@identifiers ] } qw(tax_id_verdict tax_id_normalize tax_id_format)),
	(map { $_ => [ \@identifiers ] } qw(org_id_list org_id_identifier org_id_verdict org_id_normalize)));

my @types = split(/\n/, psql(q{
	SELECT t.typname FROM pg_type t JOIN pg_depend d ON d.objid = t.oid AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'caudal'
	WHERE d.classid = 'pg_type'::regclass AND t.typtype = 'b' AND t.typreceive <> 0 AND t.typcategory <> 'A'
	ORDER BY 1}));
die "the extension has no types\n" if !@types;

foreach my $type (@types)
{
	my @seeds = seeds($type);

	psql("CREATE TABLE taken (v $type)");
	run_cases($type, 'binary', sub { binary_case($type, @seeds) });
	run_cases($type, 'text', sub { text_case(@seeds) });
	psql('DROP TABLE taken');
}
# of functions there are many: a quarter for each
$cases = int($cases / 4);
psql('CREATE TABLE taken (v text)');
foreach my $function (sort keys %functions)
{
	run_cases($function, 'arguments', sub { function_case($function) }, 'text');
}
psql('DROP EXTENSION caudal CASCADE');
print "1..$number\n";
exit($failed ? 1 : 0);

# What psql printed for a script, errors as "ERROR:  SQLSTATE" among it
sub psql
{
	my ($script) = @_;

	open(my $out, '>', "$scratch/script") or die "$scratch: $!\n";
	binmode($out);
	print $out "\\set VERBOSITY sqlstate\n$script\n";
	close($out);
	return scalar `psql -XAtq <$scratch/script 2>&1`;
}

# The literals of fuzz-seeds.tsv for a type, as text and as sent
sub seeds
{
	my ($type) = @_;
	my @seeds;

	open(my $in, '<', dirname($0) . '/fuzz-seeds.tsv') or die "fuzz-seeds.tsv: $!\n";
	while (my $line = <$in>)
	{
		chomp $line;
		my ($name, $literal) = split(/\t/, $line);
		push @seeds, { text => $literal } if $name eq $type;
	}
	my $send = psql("SELECT typsend FROM pg_type WHERE oid = '$type'::regtype") =~ s/\s+//gr;
	foreach my $one (@seeds)
	{
		my $hex = psql("SELECT encode($send(\$q\$$one->{text}\$q\$::$type), 'hex')") =~ s/\s+//gr;
		die "fuzz-seeds.tsv: $type does not take $one->{text}: $hex\n" if $hex =~ /[^0-9a-f]/;
		$one->{sent} = pack('H*', $hex);
	}
	return @seeds;
}

sub random_bytes
{
	return join('', map { chr(int(rand(256))) } 1 .. int(rand($_[0])));
}

# One to three changes: a byte, a bit, a piece cut, doubled or put in, or an
# end cut off
sub mutated
{
	my ($bytes) = @_;

	foreach (0 .. int(rand(3)))
	{
		my $length = length($bytes);
		my $at = int(rand($length + 1));
		my $kind = int(rand(7));

		if ($kind == 0 && $at < $length) { substr($bytes, $at, 1) = chr(int(rand(256))) }
		elsif ($kind == 1 && $at < $length) { substr($bytes, $at, 1) ^= chr(1 << int(rand(8))) }
		elsif ($kind == 2) { substr($bytes, $at, int(rand(9))) = '' }
		elsif ($kind == 3) { substr($bytes, $at, 0) = random_bytes(9) }
		elsif ($kind == 4) { $bytes .= substr($bytes, $at) }
		elsif ($kind == 5) { $bytes = substr($bytes, 0, $at) }
		elsif ($at < $length) { substr($bytes, $at, 1) = ("\0", "\x7f", "\x80", "\xff")[ int(rand(4)) ] }
	}
	return $bytes;
}

# A statement that gives bytes to the binary input: a COPY from a file with
# one row of one column.  Returns also what to say about the case.
sub binary_case
{
	my ($type, @seeds) = @_;
	my $bytes = !@seeds || rand() < 0.2 ? random_bytes(64) : mutated($seeds[ rand(@seeds) ]{sent});
	our $file;
	my $name = sprintf('%s/%03d', $scratch, $file = (($file // 0) + 1) % $batch);

	open(my $out, '>', $name) or die "$name: $!\n";
	binmode($out);
	print $out "PGCOPY\n\xff\r\n\0", pack('NN', 0, 0), pack('nN', 1, length($bytes)), $bytes, pack('n', 0xffff);
	close($out);
	return ("COPY taken FROM '$name' (FORMAT binary);", unpack('H*', $bytes));
}

sub text_case
{
	my (@seeds) = @_;
	my $text = !@seeds || rand() < 0.2 ? random_bytes(40) : mutated($seeds[ rand(@seeds) ]{text});

	$text = literal($text);
	return ("INSERT INTO taken VALUES ($text);", $text);
}

# Valid in the encoding, or the server refuses it before our code sees it
sub literal
{
	my ($text) = @_;

	utf8::decode(my $characters = $text)
	  or $text =~ s/[\0-\x08\x0b-\x1f\x7f-\xff]/("", "\xc3\xb1", "\xe2\x82\xac", " ", "\xe2\x80\x8f")[ rand(5) ]/ge;
	$text =~ s/\0//g;
	$text =~ s/'/''/g;
	return "'$text'";
}

# A call, of which one or two arguments are not in order
sub function_case
{
	my ($function) = @_;
	my @arguments = map { $_->[ rand(@$_) ] } @{ $functions{$function} };

	foreach (0 .. int(rand(2)))
	{
		my $n = int(rand(@arguments));

		$arguments[$n] = rand() < 0.1 ? random_bytes(40) : rand() < 0.01 ? $arguments[$n] x 3000 : mutated($arguments[$n]);
	}
	my $call = "$function(" . join(', ', map { literal($_) } @arguments) . ')';
	return ("INSERT INTO taken SELECT coalesce(left($call" . '::text, 300), \'\');', length($call) > 500 ? substr($call, 0, 500) : $call);
}

# Run the cases in batches; each statement is followed by its number.
sub run_cases
{
	my ($type, $kind, $make_case, $value_type) = @_;
	my ($done, $taken, @faults) = (0, 0);

	while ($done < $cases && !@faults)
	{
		my (@said, $script);

		foreach my $i (0 .. $batch - 1)
		{
			my ($statement, $what) = $make_case->();
			$said[$i] = $what;
			$script .= "$statement\n\\echo case $i\n";
		}
		my @printed = split(/^case \d+\n/m, psql($script), -1);
		for (my $i = 0; $i < $batch; $i++)
		{
			my $printed = $printed[$i] // '';
			next if $i < $#printed && ($printed eq '' || $printed =~ /\AERROR:  (?!XX)\w{5}\n\z/);
			push @faults, "$said[$i]: " . ($printed eq '' ? 'not reached' : $printed);
			last;
		}
		$done += $batch;
		push @faults, value_faults($value_type // $type);
		$taken += psql('SELECT count(*) FROM taken') =~ s/\D//gr || 0;
		psql('TRUNCATE taken');
	}

	$number++;
	$failed++ if @faults;
	print(($failed && @faults ? 'not ok' : 'ok'), " $number - $type, $kind: $done cases, $taken taken\n");
	print map { "# $_\n" } map { split(/\n/) } @faults;
}

# What is wrong with the values that were taken
sub value_faults
{
	my ($type) = @_;
	my $sortable = psql(qq{SELECT count(*) FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
		WHERE c.opcintype = '$type'::regtype AND c.opcdefault AND a.amname = 'btree'});
	my $found = psql("SELECT DISTINCT v::text, v::text::${type}::text FROM taken"
		  . " WHERE (v::text::$type = v AND v::text::${type}::text = v::text) IS NOT TRUE LIMIT 3;"
		  . ($sortable =~ /1/ ? "SELECT 'sorted' FROM (SELECT count(DISTINCT v), max(v::text) FROM taken) s WHERE false;" : ''));

	$found .= psql("COPY taken TO '$scratch/sent' (FORMAT binary); CREATE TEMP TABLE again (LIKE taken);"
		  . " COPY again FROM '$scratch/sent' (FORMAT binary); COPY again TO '$scratch/resent' (FORMAT binary);");
	$found .= "it is sent otherwise than it was received\n" if compare("$scratch/sent", "$scratch/resent") != 0;
	return $found eq '' ? () : ("a value that was taken is not sound: $found");
}
