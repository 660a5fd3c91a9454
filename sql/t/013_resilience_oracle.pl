# Scores, income mixes, scorecards and the steadiness of years, at random,
# against an oracle, serially and in parallel.
#
# The oracle is the rule of the manual, written here anew, in integers and
# fractions as large as need be.  A figure that the manual calls a quotient is
# held against its fraction without dividing: it must be the nearest number
# with its decimals, and have 16 significant digits.  Such figures are also
# held against the SQL that an analyst would write, digit by digit.
# CAUDAL_SEED=number makes other cases, CAUDAL_CASES=number makes more.
use strict;
use warnings;

use List::Util qw(max min shuffle sum0 uniq);
use Math::BigFloat;
use Math::BigInt;
use Math::BigRat;
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CAUDAL_SEED} // 1;
my $cases = $ENV{CAUDAL_CASES} // 6000;

diag("$cases cases, CAUDAL_SEED=$seed") if $seed != 1 || exists $ENV{CAUDAL_CASES};

# Marks are counted in ten-thousandths, amounts too, weights in thousandths.
my $one = 10_000;
my @common_scales = ([ 1, 4 ], [ 1, 5 ], [ 0, 10 ], [ 0, 100 ], [ 1, 7 ], [ 0, 1 ], [ -5, 5 ], [ -2, 2 ], [ 0, 4 ]);
my @names = ('A', 'B', 'a', 'b', 'AB', 'A ', ' A', '', 'Ford', 'ford', 'Fundación', 'Niñez', 'ñandú', '日本', 'Ω', 'NULL',
	'Own income', 'United Kingdom', 'one, two', 'x: 1', '{}', "it's", '1', '10', '2');
my $unit = Math::BigInt->new(10)->bpow(70);		# of logarithms
my %logarithm;
my %decimals = (USD => 2, MXN => 2, CLP => 0, KWD => 3);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\nmax_parallel_workers_per_gather = 0\njit = off\nwork_mem = '64MB'");
$node->start;
$node->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
	SET search_path = public, caudal;

	-- a figure against the fraction "numerator/denominator" of which it is the quotient
	CREATE FUNCTION is_nearest(figure numeric, numerator numeric, denominator numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
		RETURN abs(figure * denominator - numerator) * 2 <= denominator * ('1e-' || scale(figure))::numeric
			AND (numerator = 0 OR length(ltrim(translate(figure::text, '-.', ''), '0')) >= 16);
	CREATE FUNCTION is_quotient(figure numeric, fraction text) RETURNS boolean LANGUAGE sql IMMUTABLE
		RETURN CASE WHEN figure IS NULL OR fraction IS NULL THEN figure IS NULL AND fraction IS NULL
			ELSE is_nearest(figure, split_part(fraction, '/', 1)::numeric, split_part(fraction, '/', 2)::numeric) END;
});

# To make the cases takes longer than to compare: they are made side by side,
# while what is made already is compared.
my %makers;
my %made;
make_cases(\&make_frameworks, max(1, int($cases / 50)), qw(answers cards rounds));
make_cases(\&make_scores, $cases, qw(scores pairs));
make_cases(\&make_averages, max(1, int($cases / 4)), qw(marks averages));
make_cases(\&make_mixes, max(1, int($cases / 4)), qw(income mixes));
make_cases(\&make_years, max(1, int($cases / 4)), qw(years histories));
make_cases(\&make_risks, $cases, qw(risks exposures));
test_oracle();
test_scores();
test_order();
test_averages();
test_mixes();
test_years();
test_risks();
test_scorecards();
test_rounds();
test_parallel();
done_testing();

#
# Arithmetic
#

# numerator / denominator, rounded half away from zero
sub rounded
{
	my ($numerator, $denominator) = @_;

	if (!ref $numerator && !ref $denominator && abs($numerator) < 2e18 && $denominator < 2e18)
	{
		use integer;
		my $magnitude = (2 * abs($numerator) + $denominator) / (2 * $denominator);
		return $numerator < 0 ? -$magnitude : $magnitude;
	}
	my $magnitude = Math::BigInt->new($numerator)->babs->bmul(2)->badd($denominator)->bdiv(Math::BigInt->new($denominator)->bmul(2));
	return $numerator < 0 ? -$magnitude : $magnitude;
}

# an integer as text with a point put before its last digits
sub with_point
{
	my ($digits, $scale) = ("$_[0]", $_[1]);
	my $sign = $digits =~ s/^-// ? '-' : '';

	return "$sign$digits" if $scale == 0;
	$digits = '0' x ($scale + 1 - length($digits)) . $digits if length($digits) <= $scale;
	return $sign . substr($digits, 0, -$scale) . '.' . substr($digits, -$scale);
}

# the same without zeros at the end
sub shortest
{
	my ($digits, $scale) = @_;

	return with_point($digits, $scale) =~ s/(\.\d*?)0+$/$1/r =~ s/\.$//r;
}

# Fractions are kept as text, which may have a common factor
sub fraction
{
	my ($numerator, $denominator) = @_;

	return "$numerator/$denominator";
}

# Logarithm and exponential of fixed-point numbers with 70 decimals, by series

sub atanh_series
{
	my ($numerator, $denominator) = @_;
	my $power = $unit->copy->bmul($numerator)->bdiv($denominator);
	my $square = $power->copy->bmul($power)->bdiv($unit);
	my $sum = Math::BigInt->bzero;

	for (my $n = 1; !$power->is_zero; $n += 2)
	{
		$sum += $power / $n;
		$power->bmul($square)->bdiv($unit);
	}
	return $sum;
}

# of a fraction not below 1
sub logarithm
{
	my ($numerator, $denominator) = map { Math::BigInt->new("$_") } @_;
	my $halvings = 0;

	for (; $numerator >= $denominator * 2; $halvings++) { $denominator->bmul(2) }
	$logarithm{two} //= atanh_series(1, 3);
	return (atanh_series($numerator - $denominator, $numerator + $denominator) + $halvings * $logarithm{two}) * 2;
}

# of a number not below 0
sub exponential
{
	my ($x) = @_;
	my $halvings = 0;
	my $part = $x->copy;

	# each halving costs a bit of the result; there are 30 decimals to spare
	for (; $part > $unit / 16; $halvings++) { $part = $part / 2 }
	my ($sum, $term) = ($unit->copy, $unit->copy);
	for (my $n = 1; !$term->is_zero; $n++)
	{
		$term->bmul($part)->bdiv($unit)->bdiv($n);
		$sum->badd($term);
	}
	$sum = $sum * $sum / $unit foreach 1 .. $halvings;
	return $sum;
}

# The two functions above are themselves held against Perl's.
sub test_oracle
{
	my @different;

	foreach my $fraction ([ 1, 1 ], [ 2, 1 ], [ 100, 1 ], [ 199, 2 ], [ 1_000_001, 1_000_000 ], [ 34, 3 ])
	{
		my $log = logarithm(@$fraction);
		my $x = Math::BigFloat->new($fraction->[0])->bdiv($fraction->[1], 90);
		my $there = $x->copy->blog(undef, 80)->bmul("1e70")->bsub($log)->babs;
		my $back = $x->copy->bmul("1e70")->bsub(exponential($log))->babs;

		push @different, "@$fraction: $there, $back" if $there > 1e6 || $back > 1e6;
	}
	is("@different", '', 'oracle: logarithm and exponential, to 60 decimals');
}

#
# Random cases
#

sub one_of
{
	return $_[ rand(@_) ];
}

sub between
{
	my ($least, $most) = @_;

	return $least + int(rand($most - $least + 1));
}

sub chance
{
	return rand() < $_[0];
}

sub random_scale
{
	my $kind = rand();

	return one_of(@common_scales) if $kind < 0.6;
	if ($kind < 0.85)
	{
		my $low = between(-20, 20);

		return [ $low, $low + between(1, 100) ];
	}
	return [ sort { $a <=> $b } map { between(-32768, 16383) + $_ * 16384 } 0, 1 ] if $kind < 0.95;
	return [ -32768, 32767 ];
}

# ten-thousandths on a scale
sub random_mark
{
	my ($low, $high) = @{ $_[0] };
	my $kind = rand();

	return $low * $one if $kind < 0.08;
	return $high * $one if $kind < 0.16;
	return between($low, $high) * $one if $kind < 0.5;
	return between($low * 4, $high * 4) * $one / 4 if $kind < 0.7;
	return between($low * $one, $high * $one);
}

sub scale_text
{
	my ($low, $high) = @{ $_[0] };

	return $low . ($low < 0 || $high < 0 ? '..' : '-') . $high;
}

sub score_text
{
	my ($mark, $scale) = @_;

	return (defined $mark ? shortest($mark, 4) : 'n/a') . ' of ' . scale_text($scale);
}

# Quotation marks and backslashes are not among the names.
sub name_text
{
	return defined $_[0] ? qq{"$_[0]"} : 'NULL';
}

#
# The server
#

# A row for COPY, undef being NULL
sub line
{
	return join("\t", map { defined ? s/\\/\\\\/gr : '\N' } @_) . "\n";
}

# an array literal, undef being NULL
sub array_text
{
	return '{' . join(',', map { defined ? qq{"$_"} : 'NULL' } @_) . '}';
}

sub cases_of
{
	return "$PostgreSQL::Test::Utils::tmp_check/$_[0].cases";
}

# Have a process make the cases of some tables, by calls of a function, which
# is given the number of the case and the sub that writes a row of a table.
sub make_cases
{
	my ($maker, $count, @tables) = @_;
	my $own_seed = $seed * 100 + keys %makers;
	my $pid = fork() // die "fork: $!";

	$makers{$_} = $pid foreach @tables;
	return if $pid != 0;

	my %file;
	srand($own_seed);
	open($file{$_}, '>', cases_of($_)) or POSIX::_exit(1) foreach @tables;
	my $row = sub { my $table = shift; print { $file{$table} } line(@_); };
	# to die here would stop the server, which is not this process's
	eval { $maker->($_, $row) foreach 1 .. $count; 1 } or do { warn $@; POSIX::_exit(1) };
	foreach (values %file) { close($_) or POSIX::_exit(1) }
	POSIX::_exit(0);
}

# Load a table of cases once they are made; a column is "name type"
sub load
{
	my ($table, @columns) = @_;

	# one process makes several tables, and ends once
	is($?, 0, "$table: cases are made") if waitpid($makers{$table}, 0) > 0;
	$node->safe_psql('postgres', "CREATE TABLE $table (" . join(', ', @columns) . ");\n"
		  . "\\copy $table FROM '" . cases_of($table) . "'\nANALYZE $table");
	unlink(cases_of($table));
	$made{$table} = $node->safe_psql('postgres', "SELECT count(*) FROM $table");
	cmp_ok($made{$table}, '>', 0, "$table: cases are loaded");
}

# what a query prints, an error as well
sub printed
{
	my ($query) = @_;
	my ($stdout, $stderr);

	$node->psql('postgres', $query, stdout => \$stdout, stderr => \$stderr);
	return $stdout . $stderr;
}

# Compare an expression over a table of cases with a column of answers, for
# all of them.  Errors are caught one by one.
sub check
{
	my ($table, $name, $expression, $answer) = @_;
	my ($figures, $nulls, $errors) = split(/\|/, $node->safe_psql('postgres', qq{
		SELECT count(*) FILTER (WHERE $answer NOT LIKE 'ERROR%'), count(*) FILTER (WHERE $answer IS NULL),
			count(*) FILTER (WHERE $answer LIKE 'ERROR%')
		FROM $table AS c}));

	is(printed(qq{
			CREATE FUNCTION pg_temp.outcome(c $table) RETURNS text LANGUAGE plpgsql AS \$\$
			BEGIN
				RETURN $expression;
			EXCEPTION WHEN OTHERS THEN
				RETURN 'ERROR ' || SQLSTATE;
			END \$\$;
			SELECT c.*, pg_temp.outcome(c) FROM $table AS c
			WHERE $answer IS DISTINCT FROM
				CASE WHEN $answer LIKE 'ERROR%' THEN pg_temp.outcome(c) ELSE ($expression)::text END
			LIMIT 3}),
		'', "$name: $figures figures, $nulls NULL, $errors errors");
}

# The same with figures that must be quotients of a column of fractions
sub check_quotient
{
	my ($table, $name, $expression, $answer) = @_;
	my ($figures, $nulls) = split(/\|/, $node->safe_psql('postgres', qq{
		SELECT count($answer), count(*) - count($answer) FROM $table AS c}));

	is(printed(qq{SELECT c.*, ($expression) FROM $table AS c WHERE is_quotient($expression, $answer) IS NOT TRUE LIMIT 3}),
		'', "$name: $figures quotients, $nulls NULL");
}

# Nothing is found that breaks a rule
sub check_rule
{
	my ($name, $query) = @_;

	is(printed("$query LIMIT 3"), '', $name);
}

# Rows go out in binary and come back the same.
sub check_binary
{
	my ($table, $columns) = @_;
	my $file = "$PostgreSQL::Test::Utils::tmp_check/$table.binary";

	$node->safe_psql('postgres', qq{
		CREATE TABLE ${table}_binary AS SELECT $columns FROM $table LIMIT 0;
		COPY (SELECT $columns FROM $table) TO '$file' (FORMAT binary);
		COPY ${table}_binary FROM '$file' (FORMAT binary)});
	unlink($file);
	check_rule("$table: binary and back", qq{
		(SELECT $columns FROM $table EXCEPT ALL SELECT * FROM ${table}_binary)
		UNION ALL (SELECT * FROM ${table}_binary EXCEPT ALL SELECT $columns FROM $table)});
}

#
# Scores
#

# where a mark is between the ends of its scale, as numerator and denominator
sub place
{
	my ($mark, $scale) = @_;
	my ($low, $high) = @$scale;

	return ($mark - $low * $one, ($high - $low) * $one);
}

# One of the ways to write a score, or a mistake, with what comes of it
sub random_input
{
	my ($mark, $scale) = @_;
	my ($low, $high) = @$scale;
	my $text = score_text($mark, $scale);

	return ('n/a of ' . scale_text([ $low, $low ]), 'ERROR 22023') if chance(0.01);
	return ($text, $text) if !defined $mark;
	if (chance(0.05))
	{
		my $off = one_of($low * $one - 1, $high * $one + 1, ($low - 1) * $one, ($high + 1) * $one);

		return (shortest($off, 4) . ' of ' . scale_text($scale), 'ERROR 22003');
	}
	return (with_point($mark, 4) . between(1, 9) . ' of ' . scale_text($scale), 'ERROR 22P02')
	  if chance(0.02) && $mark >= 0 && $mark < $high * $one;
	return (shortest($mark, 4) . ' of ' . scale_text([ reverse @$scale ]), 'ERROR 22023') if chance(0.01);
	return (shortest($mark, 4) . " of $low" . ($low < 0 ? '..' : '-') . between(32768, 99999), 'ERROR 22003') if chance(0.01);
	return (shortest($mark, 4) . '%', $text) if $low == 0 && $high == 100 && chance(0.8);
	return (shortest($mark, 4) . "/$high", $text) if $low == 0 && chance(0.5);
	return (with_point($mark, 4) . ' of ' . scale_text($scale), $text) if chance(0.2);
	return ($text, $text);
}

# the arguments of score(mark, low, high), the mark with up to eight decimals
sub random_construction
{
	my ($low, $high) = @{ random_scale() };
	my $kind = rand();
	my $digits = between($low * 10**8, $high * 10**8);

	return (1, one_of([ 5, 5 ], [ 5, 4 ])->@*, 'ERROR 22023') if $kind < 0.01;
	return (1, one_of([ -32769, 4 ], [ 0, 32768 ], [ 0, 2147483647 ])->@*, 'ERROR 22003') if $kind < 0.02;
	return (one_of('Infinity', '-Infinity', '1e100'), $low, $high, 'ERROR 22003') if $kind < 0.03;
	$digits = one_of($low, $low - 1, $high, $high + 1) * 10**8 + between(-2, 2) if $kind < 0.2;
	$digits = random_mark([ $low, $high ]) * $one + one_of(-5000, 5000) + one_of(-1, 0, 0, 0, 1) if $kind > 0.5;
	# off the scale is off it, though rounding would bring it on
	my $off = $digits < $low * 10**8 || $digits > $high * 10**8;
	return (shortest($digits, 8), $low, $high, $off ? 'ERROR 22003' : score_text(rounded($digits, $one), [ $low, $high ]));
}

# cut-points in millionths, and the level of a mark
sub random_level
{
	my ($mark, $scale) = @_;
	my ($low, $high) = map { $_ * 10**6 } @$scale;
	my @points = map {
		chance(0.1) ? one_of($low, $high) : defined $mark && chance(0.2) ? $mark * 100 + between(-1, 1) : between($low, $high)
	} 1 .. between(0, 6);

	@points = sort { $a <=> $b } uniq(grep { $_ >= $low && $_ <= $high } @points);
	if (chance(0.03) && defined $mark)
	{
		my $wrong = one_of([ $high, $low ], [ @points, $high, $high ], [ @points, $high + 1 ], [ $low - 1, @points ], [ @points, undef ]);

		return (array_text(map { defined ? shortest($_, 6) : undef } @$wrong), 'ERROR 22023');
	}
	return (array_text(map { shortest($_, 6) } @points), defined $mark ? 1 + grep { $_ <= $mark * 100 } @points : undef);
}

# by place, scale, and n/a last
sub compared
{
	my ($mark, $scale, $other_mark, $other_scale) = @_;
	my $by_scale = $scale->[0] <=> $other_scale->[0] || $scale->[1] <=> $other_scale->[1];

	return !defined $mark <=> !defined $other_mark || $by_scale if !defined $mark || !defined $other_mark;
	my ($numerator, $denominator) = place($mark, $scale);
	my ($other_numerator, $other_denominator) = place($other_mark, $other_scale);
	# up to 65,535 by 655,350,000, and so exact
	return $numerator * ($other_denominator / $one) <=> $other_numerator * ($denominator / $one) || $by_scale;
}

# a score beside it on another scale, often at the same place
sub random_companion
{
	my ($mark, $scale) = @_;
	my ($low, $high) = @$scale;
	my $factor = between(1, 4);
	my $shift = between(-10, 10);
	my $other = [ $low * $factor + $shift, $high * $factor + $shift ];

	return (chance(0.1) ? undef : $mark, $scale) if chance(0.05);
	if (chance(0.6) && defined $mark && $other->[0] >= -32768 && $other->[1] <= 32767)
	{
		my $same = ($mark - $low * $one) * $factor + $other->[0] * $one;
		my $near = $same + (chance(0.7) ? 0 : one_of(-1, 1));

		return ($near >= $other->[0] * $one && $near <= $other->[1] * $one ? $near : $same, $other);
	}
	$other = random_scale();
	return (chance(0.05) ? undef : random_mark($other), $other);
}

sub make_scores
{
	my ($id, $row) = @_;
	my $scale = random_scale();
	my ($low, $high) = @$scale;
	my $mark = chance(0.05) ? undef : random_mark($scale);
	my $new = random_scale();
	my ($new_low, $new_high) = @$new;
	my $moved;

	$moved = rounded($new_low * $one * ($high - $low) + ($mark - $low * $one) * ($new_high - $new_low), $high - $low) if defined $mark;
	$row->('scores', score_text($mark, $scale), random_input($mark, $scale), defined $mark ? shortest($mark, 4) : undef, $low, $high,
		defined $mark ? fraction(place($mark, $scale)) : undef,
		score_text(defined $mark ? ($low + $high) * $one - $mark : undef, $scale), $new_low, $new_high, score_text($moved, $new),
		random_construction(), random_level($mark, $scale));
	my ($other_mark, $other_scale) = random_companion($mark, $scale);
	$row->('pairs', score_text($mark, $scale), score_text($other_mark, $other_scale), compared($mark, $scale, $other_mark, $other_scale));
}

sub test_scores
{
	load('scores', 's score', 'input text', 'parsed text', 'mark numeric', 'low int', 'high int', 'place text', 'reversed text', 'new_low int',
		'new_high int', 'rescaled text', 'raw numeric', 'raw_low int', 'raw_high int', 'constructed text', 'cutpoints numeric[]', 'level text');
	check('scores', @$_)
	  foreach (
		[ 'score input', 'c.input::score', 'parsed' ],
		[ 'mark', '(SELECT CASE WHEN mark(c.s) = c.mark THEN c.mark ELSE mark(c.s) END)', 'mark::text' ],
		[ 'scale_low, scale_high', q{(scale_low(c.s), scale_high(c.s))}, '(low, high)::text' ],
		[ 'is_applicable', 'is_applicable(c.s)', '(mark IS NOT NULL)::text' ],
		[ 'not_applicable', 'CASE WHEN c.mark IS NULL THEN not_applicable(c.low, c.high) END', '(CASE WHEN mark IS NULL THEN s END)::text' ],
		[ 'normalized, by SQL', 'normalized(c.s)', '((mark - low) / (high - low))::text' ],
		[ 'reversed', 'reversed(c.s)', 'reversed' ],
		[ 'rescale', 'rescale(c.s, c.new_low, c.new_high)', 'rescaled' ],
		[ 'score of a number', 'score(c.raw, c.raw_low, c.raw_high)', 'constructed' ],
		[ 'level', 'level(c.s, c.cutpoints)', 'level' ]);
	check_quotient('scores', 'normalized', 'normalized(c.s)', 'place');
	check_rule('score: text and back', q{SELECT s FROM scores WHERE s::text::score IS DISTINCT FROM s});
	check_rule('reversed: twice', q{SELECT s FROM scores WHERE reversed(reversed(s)) <> s
		OR normalized(reversed(s)) + normalized(s) NOT BETWEEN 1 - 1e-16 AND 1 + 1e-16});
	check_rule('rescale: to its own scale', q{SELECT s FROM scores WHERE rescale(s, low, high) <> s});
	check_binary('scores', 's');
}

sub test_order
{
	load('pairs', 'a score', 'b score', 'compared int');
	check('pairs', 'order', 'score_cmp(c.a, c.b)', 'compared::text');
	check_rule('order: operators', q{
		SELECT * FROM pairs WHERE ((a < b), (a <= b), (a = b), (a <> b), (a >= b), (a > b))
			<> (compared < 0, compared <= 0, compared = 0, compared <> 0, compared >= 0, compared > 0)
		OR score_cmp(b, a) <> -compared});
	check_rule('order: the same level', q{
		SELECT * FROM pairs WHERE (normalized(a) = normalized(b)) <>
			((mark(a) - scale_low(a)) * (scale_high(b) - scale_low(b)) = (mark(b) - scale_low(b)) * (scale_high(a) - scale_low(a)))});
	check_rule('order: hash', q{
		SELECT * FROM pairs WHERE a = b
			AND (score_hash(a), score_hash_extended(a, 42)) <> (score_hash(b), score_hash_extended(b, 42))});
	# a sort, whose comparisons go another way
	check_rule('order: sort', q{
		SELECT before, s FROM (
			SELECT s, lag(s) OVER (ORDER BY s) AS before FROM (SELECT a FROM pairs UNION ALL SELECT b FROM pairs) AS scores (s)) AS sorted,
			LATERAL (SELECT (mark(s) - scale_low(s)) * (scale_high(before) - scale_low(before))
					  - (mark(before) - scale_low(before)) * (scale_high(s) - scale_low(s))) AS difference (d)
		WHERE before IS NOT NULL AND NOT CASE WHEN is_applicable(s) THEN is_applicable(before) AND (d > 0
				OR d = 0 AND (scale_low(before), scale_high(before)) <= (scale_low(s), scale_high(s)))
			ELSE is_applicable(before) OR (scale_low(before), scale_high(before)) <= (scale_low(s), scale_high(s)) END});
}

sub make_averages
{
	my ($id, $row) = @_;
	my $scale = random_scale();
	my $other = [ $scale->[0], $scale->[0] + ($scale->[1] - $scale->[0] == 1 ? 2 : 1) ];
	my $unlike = chance(0.02) && $other->[1] <= 32767;
	my @marks = map { chance(0.1) ? undef : random_mark($scale) } 1 .. between(1, chance(0.9) ? 12 : 60);
	my @known = grep { defined } @marks;

	@marks = @known = () if chance(0.02) && !$unlike;
	my @scores = ((map { score_text($_, $scale) } @marks), map { undef } 1 .. between(@marks ? 0 : 1, 2));
	push @scores, score_text(chance(0.5) ? undef : random_mark($other), $other) if $unlike;
	$row->('marks', $id, $_, $unlike ? 'f' : 't') foreach shuffle(@scores);
	$row->('averages', $id, $unlike ? 'ERROR 22023' : @known ? score_text(rounded(sum0(@known), scalar @known), $scale) : undef);
}

sub test_averages
{
	load('marks', 'id int', 's score', 'alike bool');
	load('averages', 'id int', 'average text');
	$node->safe_psql('postgres', 'CREATE INDEX ON marks (id); ANALYZE marks');
	check('averages', 'avg', '(SELECT avg(s) FROM marks AS m WHERE m.id = c.id)', 'average');
	check_rule('avg: grouped', q{
		SELECT id, average, avg FROM averages JOIN (SELECT id, avg(s) FROM marks WHERE alike GROUP BY id) AS grouped USING (id)
		WHERE average IS DISTINCT FROM avg::text});
}

#
# Income
#

# The rows of one organization, and the figures of their mix
sub make_mixes
{
	my ($org, $row) = @_;
	my @sources = @names[ map { between(0, $#names) } 1 .. between(1, chance(0.9) ? 6 : 20) ];
	my $currency = one_of(sort keys %decimals);
	my $scale = between(0, 4);
	my $size = 10**between(0, 9);
	my $few = chance(0.2);
	my ($most, %total) = (0);

	push @sources, undef if chance(0.3);
	foreach (1 .. between(1, chance(0.9) ? 12 : 40))
	{
		my $source = one_of(@sources);
		my $digits = $few ? between(0, $scale) : $scale;
		# mostly positive, equal ones among them
		my $amount = chance(0.05) ? 0 : chance(0.1) ? 100 * $one : between(chance(0.15) ? -$size : 1, $size) * 10**(4 - $digits);
		my $minor = between(chance(0.15) ? -$size : 0, $size);
		my $year = between(2015, 2024);

		if (chance(0.04))
		{
			$row->('income', $org, $year, $source, undef, undef);
			next;
		}
		$row->('income', $org, $year, $source, with_point($amount / 10**(4 - $digits), $digits),
			with_point($minor, $decimals{$currency}) . " $currency");
		$most = max($most, $digits);
		$total{ name_text($source) } += $amount;
	}
	my @ordered = ((map { name_text($_) } sort map { /^"(.*)"$/ } keys %total), exists $total{NULL} ? 'NULL' : ());
	my $text = '{' . join(', ', map { "$_: " . with_point($total{$_} / 10**(4 - $most), $most) } @ordered) . '}';
	my @positive = sort { $a <=> $b } grep { $_ > 0 } values %total;
	my $negative = grep { $_ < 0 } values %total;
	my $n = @positive;
	my $sum = Math::BigInt->new(sum0(@positive));
	my $square = $sum * $sum;
	my $squares = Math::BigInt->bzero;

	$squares += Math::BigInt->new($_)**2 foreach @positive;
	if ($n == 0)
	{
		$row->('mixes', $org, %total ? $text : undef, (undef) x 5, '{NULL}', %total ? $negative : undef, undef);
		return;
	}

	my ($part, @top) = (0);
	push @top, fraction($part += $_, $sum) foreach reverse @positive;
	push @top, '1/1';
	my $weighted = Math::BigInt->bzero;
	$weighted += Math::BigInt->new($positive[ $_ - 1 ]) * (2 * $_ - $n - 1) foreach 1 .. $n;
	$row->('mixes', $org, $text, fraction($squares, $square),
		$n == 1 ? '1/1' : fraction($squares * $n - $square, $square * ($n - 1)), fraction($square, $squares), $top[0],
		fraction($weighted, $sum * $n), array_text(@top), $negative, fraction(max(0, $total{NULL} // 0), $sum));
}

sub test_mixes
{
	load('income', 'org int', 'year int', 'source text COLLATE "C"', 'amount numeric', 'money monetary');
	load('mixes', 'org int', 'expected text', map({ "$_ text" } qw(hhi hhi_normalized effective largest gini)), 'top text[]',
		'negative int', 'unknown text');
	$node->safe_psql('postgres', q{
		CREATE TABLE mixed AS SELECT org, income_mix(source, amount) AS mix FROM income GROUP BY org;
		ALTER TABLE mixes ADD mix income_mix;
		UPDATE mixes SET mix = mixed.mix FROM mixed WHERE mixed.org = mixes.org;
		ANALYZE mixes});
	check('mixes', 'income_mix', 'c.mix', 'expected');
	check('mixes', 'income_mix input', 'c.expected::income_mix', 'mix::text');
	check('mixes', 'negative_sources', 'negative_sources(c.mix)', 'negative::text');
	check_quotient('mixes', @$_)
	  foreach (
		[ 'hhi', 'hhi(c.mix)', 'hhi' ],
		# 1 by definition for a single source, without a division
		[ 'hhi_normalized', '(SELECT CASE WHEN h = 1 THEN round(h, 16) ELSE h END FROM hhi_normalized(c.mix) AS h)', 'hhi_normalized' ],
		[ 'effective_sources', 'effective_sources(c.mix)', 'effective' ],
		[ 'largest_share', 'largest_share(c.mix)', 'largest' ],
		[ 'gini', 'gini(c.mix)', 'gini' ],
		[ 'unknown_share', 'unknown_share(c.mix)', 'unknown' ]);
	check_rule('top_share: from 1 to one more than there are', q{
		SELECT org, n, share, top_share(mix, n::int) FROM mixes, unnest(top) WITH ORDINALITY AS t (share, n)
		WHERE is_quotient(top_share(mix, n::int), share) IS NOT TRUE});
	check_rule('sources', q{
		SELECT s.*, t.* FROM (SELECT org, s.* FROM mixes, sources(mix) WITH ORDINALITY AS s (source, amount, share, n)) AS s
		FULL JOIN (SELECT org, source, sum(amount) AS x, row_number() OVER (PARTITION BY org ORDER BY source NULLS LAST) AS n
				   FROM income WHERE amount IS NOT NULL GROUP BY org, source) AS t
			ON t.org = s.org AND t.n = s.n
		WHERE (s.source, s.amount) IS DISTINCT FROM (t.source, t.x)});
	check_binary('mixes', 'mix');

	# As an analyst would write it, in the same digits
	check_rule('income_mix: the same as GROUP BY in two levels', q{
		WITH totals AS (SELECT org, source, sum(amount) AS x FROM income WHERE amount IS NOT NULL GROUP BY org, source),
		ranked AS (SELECT org, source, x, row_number() OVER (PARTITION BY org ORDER BY x) AS i FROM totals WHERE x > 0),
		figures AS (
			SELECT org, count(*) AS n, sum(x * x) / (sum(x) * sum(x)) AS hhi, sum(x) * sum(x) / sum(x * x) AS effective,
				(count(*) * sum(x * x) - sum(x) * sum(x)) / NULLIF((count(*) - 1) * sum(x) * sum(x), 0) AS normalized,
				max(x) / sum(x) AS largest, coalesce(sum(x) FILTER (WHERE source IS NULL), 0) / sum(x) AS unknown
			FROM ranked GROUP BY org),
		ordered AS (SELECT org, sum((2 * i - n - 1) * x) / (n * sum(x)) AS unequal FROM ranked JOIN figures USING (org) GROUP BY org, n)
		SELECT org, mix, figures, unequal FROM mixes LEFT JOIN figures USING (org) LEFT JOIN ordered USING (org)
		WHERE (hhi(mix)::text, effective_sources(mix)::text, largest_share(mix)::text, gini(mix)::text, unknown_share(mix)::text)
			IS DISTINCT FROM (figures.hhi::text, figures.effective::text, figures.largest::text, unequal::text, figures.unknown::text)
			OR n > 1 AND hhi_normalized(mix)::text IS DISTINCT FROM normalized::text OR n = 1 AND hhi_normalized(mix) <> 1});
	check_rule('sources: shares the same as GROUP BY in two levels', q{
		SELECT org, t.source, t.share, s.share FROM (
			SELECT org, source, greatest(x, 0) / NULLIF(sum(greatest(x, 0)) OVER (PARTITION BY org), 0) AS share
			FROM (SELECT org, source, sum(amount) AS x FROM income WHERE amount IS NOT NULL GROUP BY org, source) AS totals) AS t
		JOIN (SELECT org, s.* FROM mixes, sources(mix) AS s) AS s USING (org)
		WHERE s.source IS NOT DISTINCT FROM t.source AND s.share IS DISTINCT FROM t.share});
	check_rule('income_mix: as jsonb', q{
		SELECT org, mix FROM mixes JOIN (
			SELECT org, jsonb_build_object('sources', coalesce(jsonb_object_agg(source, x) FILTER (WHERE source IS NOT NULL), '{}'))
				|| coalesce(jsonb_object_agg('unknown', x) FILTER (WHERE source IS NULL), '{}') AS object
			FROM (SELECT org, source, sum(amount) AS x FROM income WHERE amount IS NOT NULL GROUP BY org, source) AS totals
			GROUP BY org) AS t USING (org)
		WHERE mix::jsonb IS DISTINCT FROM object});

	# Sums of sums, and money beside numbers
	$node->safe_psql('postgres', q{
		CREATE TABLE yearly AS
		SELECT org, year, income_mix(source, amount) AS mix, income_mix(source, money) AS money FROM income GROUP BY org, year;
		CREATE TABLE paid AS SELECT org, income_mix(source, money) AS mix, income_mix(source, amount(money)) AS plain,
			min(currency(money)::text) AS currency FROM income GROUP BY org});
	check_rule('rollup: of years equals all years', q{
		SELECT org, m.mix, y.mix, p.mix, y.money
		FROM mixes AS m JOIN paid AS p USING (org)
		FULL JOIN (SELECT org, rollup(mix) AS mix, rollup(money) AS money FROM yearly GROUP BY org) AS y USING (org)
		WHERE y.mix IS DISTINCT FROM m.mix OR y.mix::text IS DISTINCT FROM m.mix::text
			OR y.money IS DISTINCT FROM p.mix OR y.money::text IS DISTINCT FROM p.mix::text
			OR income_mix_hash(y.mix) IS DISTINCT FROM income_mix_hash(m.mix)});
	check_rule('income_mix: money and numbers', q{
		SELECT * FROM paid
		WHERE mix::text IS DISTINCT FROM plain || ' ' || currency
			OR (hhi(mix)::text, hhi_normalized(mix)::text, effective_sources(mix)::text, largest_share(mix)::text, top_share(mix, 2)::text,
				gini(mix)::text, unknown_share(mix)::text, negative_sources(mix), (mix::jsonb -> 'sources')::text, (mix::jsonb -> 'unknown')::text,
				(SELECT array_agg(s::text ORDER BY n) FROM sources(mix) WITH ORDINALITY AS s (a, b, c, n)))
			IS DISTINCT FROM (hhi(plain)::text, hhi_normalized(plain)::text, effective_sources(plain)::text, largest_share(plain)::text,
				top_share(plain, 2)::text, gini(plain)::text, unknown_share(plain)::text, negative_sources(plain),
				(plain::jsonb -> 'sources')::text, (plain::jsonb -> 'unknown')::text,
				(SELECT array_agg(s::text ORDER BY n) FROM sources(plain) WITH ORDINALITY AS s (a, b, c, n)))
			OR mix::jsonb ->> 'currency' IS DISTINCT FROM currency});
	check_binary('paid', 'mix');
	cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM mixes WHERE negative > 0 AND hhi IS NOT NULL'), '>', 20,
		'income_mix: there are negative sources');
}

#
# Years
#

sub make_years
{
	my ($org, $row) = @_;
	my $size = 10**between(1, 8);
	my $steady = chance(0.1);
	my @revenues = map {
		chance(0.07) ? undef : chance(0.04) ? 0 : $steady ? $size : between(chance(0.05) ? -$size : 1, $size)
	} 1 .. between(1, 10);
	my @known = grep { defined } @revenues;
	my $run;
	my ($worst, $before, $variation);

	foreach my $year (0 .. $#revenues)
	{
		my $revenue = $revenues[$year];
		my $surplus = chance(0.08) ? undef : chance(0.05) ? 0 : between(-$size, $size);

		$run = !defined $surplus ? undef : $surplus < 0 ? ($run // 0) + 1 : 0;
		if (defined $revenue && defined $before)
		{
			my $drop = Math::BigRat->new($before - $revenue, $before);

			$drop = Math::BigRat->bzero if $drop < 0;
			$worst = $drop if !defined $worst || $drop > $worst;
		}
		$before = defined $revenue && $revenue > 0 ? $revenue : undef;
		$row->('years', $org, 2000 + $year, defined $revenue ? with_point($revenue, 2) : undef,
			defined $surplus ? with_point($surplus, 2) : undef, $run);
	}

	# its square, of which the root is not taken here
	my ($n, $sum) = (scalar @known, Math::BigInt->new(sum0(@known)));
	if ($n > 1 && $sum > 0)
	{
		my $squares = Math::BigInt->bzero;

		$squares += Math::BigInt->new($_)**2 foreach @known;
		$variation = fraction(($squares * $n - $sum * $sum) * $n, $sum * $sum * ($n - 1));
	}
	$row->('histories', $org, $run, defined $worst ? fraction($worst->numerator, $worst->denominator) : undef, $variation);
}

sub test_years
{
	load('years', 'org int', 'year int', 'revenue numeric', 'surplus numeric', 'run int');
	load('histories', 'org int', 'run int', 'worst text', 'variation text');
	$node->safe_psql('postgres', q{
		CREATE TABLE steadiness AS
		SELECT org, coefficient_of_variation(revenue) AS variation, consecutive_deficits(surplus ORDER BY year) AS run,
			revenue_drop(revenue ORDER BY year) AS worst
		FROM (SELECT * FROM years ORDER BY hashint4(year)) AS years GROUP BY org;
		CREATE UNIQUE INDEX ON steadiness (org); ANALYZE steadiness});
	check('histories', 'consecutive_deficits', '(SELECT s.run FROM steadiness AS s WHERE s.org = c.org)', 'run::text');
	check_quotient('histories', 'revenue_drop', '(SELECT s.worst FROM steadiness AS s WHERE s.org = c.org)', 'worst');
	check_rule('consecutive_deficits: as of each year', q{
		SELECT * FROM (SELECT *, consecutive_deficits(surplus) OVER (PARTITION BY org ORDER BY year) AS seen FROM years) AS years
		WHERE seen IS DISTINCT FROM run});
	check_rule('revenue_drop: the same as by lag', q{
		SELECT org, s.worst, l.worst
		FROM steadiness AS s LEFT JOIN (
			SELECT org, greatest(max((before - revenue) / before), 0) AS worst
			FROM (SELECT org, revenue, lag(revenue) OVER (PARTITION BY org ORDER BY year) AS before FROM years) AS years
			WHERE before > 0 AND revenue IS NOT NULL GROUP BY org) AS l USING (org)
		WHERE s.worst IS DISTINCT FROM l.worst});
	check_rule('revenue_drop: as of each year', q{
		SELECT * FROM (
			SELECT org, year, revenue_drop(revenue) OVER so_far AS seen,
				greatest(max((before - revenue) / CASE WHEN before > 0 THEN before END) OVER so_far, 0) AS worst,
				count(before) FILTER (WHERE before > 0 AND revenue IS NOT NULL) OVER so_far AS compared
			FROM (SELECT *, lag(revenue) OVER (PARTITION BY org ORDER BY year) AS before FROM years) AS years
			WINDOW so_far AS (PARTITION BY org ORDER BY year)) AS y
		WHERE seen IS DISTINCT FROM CASE WHEN compared > 0 THEN worst END});
	# its square, because a root is no fraction; as near as the decimals of stddev_samp allow
	check_rule('coefficient_of_variation: between squares', q{
		SELECT org, s.variation, h.variation
		FROM histories AS h JOIN steadiness AS s USING (org)
			JOIN (SELECT org, stddev_samp(revenue) AS deviation, avg(revenue) AS mean FROM years GROUP BY org) AS y USING (org),
			LATERAL (SELECT split_part(h.variation, '/', 1)::numeric, split_part(h.variation, '/', 2)::numeric,
				1e-15 + ('1e-' || scale(deviation))::numeric / NULLIF(mean, 0)) AS t (numerator, denominator, rest)
		WHERE (s.variation IS NULL) <> (h.variation IS NULL) OR h.variation IS NOT NULL AND
			(greatest(s.variation - rest, 0) ^ 2 * denominator <= numerator AND numerator <= (s.variation + rest) ^ 2 * denominator) IS NOT TRUE});
	check_rule('coefficient_of_variation: the same as stddev_samp / avg', q{
		SELECT org, variation, deviation, mean
		FROM steadiness JOIN (SELECT org, stddev_samp(revenue) AS deviation, avg(revenue) AS mean FROM years GROUP BY org) AS y USING (org)
		WHERE variation::text IS DISTINCT FROM (deviation / CASE WHEN mean > 0 THEN mean END)::text});
	check_rule('coefficient_of_variation: in a moving frame', q{
		SELECT * FROM (
			SELECT org, year, coefficient_of_variation(revenue) OVER frame AS moving, stddev_samp(revenue) OVER frame AS deviation,
				avg(revenue) OVER frame AS mean
			FROM years WINDOW frame AS (PARTITION BY org ORDER BY year ROWS 2 PRECEDING)) AS y
		WHERE moving::text IS DISTINCT FROM (deviation / CASE WHEN mean > 0 THEN mean END)::text});
	cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FILTER (WHERE variation IS NOT NULL) FROM histories'), '>', $made{histories} / 2,
		'coefficient_of_variation: there are figures');
}

#
# Flags and exposure
#

sub make_risks
{
	my ($id, $row) = @_;
	my @ratios = map { chance(0.1) ? undef : between(-2000, 2000) } 1 .. 4;
	my @cutpoints = map { chance(0.05) ? undef : defined && chance(0.2) ? $_ : between(-2000, 2000) } @ratios;
	my @sides = (1, -1, 1, 1);		# concentration alone is risky where it is high
	my @scored = grep { defined $ratios[$_] && defined $cutpoints[$_] } 0 .. 3;
	my $flags = grep { $ratios[$_] * $sides[$_] <= $cutpoints[$_] * $sides[$_] } @scored;
	my $expected = "($flags," . scalar(@scored) . ')';
	my @texts = map { defined ? (chance(0.2) ? with_point($_ * 100, 5) : with_point($_, 3)) : undef } @cutpoints;

	if (chance(0.02))
	{
		pop @texts;
		push @texts, 1, 2 if chance(0.5);
		$expected = 'ERROR 22023';
	}
	my $no_cutpoints = chance(0.02);
	$row->('risks', (map { defined ? with_point($_, 3) : undef } @ratios), $no_cutpoints ? (undef, undef) : (array_text(@texts), $expected));

	# one element for each currency; the lengths may differ, or one be missing
	my $currencies = between(chance(0.1) ? 0 : 1, 6);
	my ($income, $cost) = map { [ map { (chance(0.1) ? -1 : 1) * (chance(0.15) ? 0 : between(0, 10**between(1, 12))) } 1 .. $currencies ] } 1, 2;
	my ($uncovered, $all) = (0, sum0(map { max($_, 0) } @$cost));
	my $missing = chance(0.05) && $currencies;

	$uncovered += max($cost->[$_] - max($income->[$_], 0), 0) foreach 0 .. $currencies - 1;
	if ($missing)
	{
		one_of(
			sub { $income->[ rand(@$income) ] = undef },
			sub { $cost->[ rand(@$cost) ] = undef },
			sub { pop @$income },
			sub { push @$income, 1 })->();
	}
	$row->('exposures', (map { array_text(map { defined ? with_point($_, 2) : undef } @$_) } $income, $cost),
		$missing || $all == 0 ? undef : fraction($uncovered, $all));
}

sub test_risks
{
	load('risks', map({ "r$_ numeric" } 1 .. 4), 'cutpoints numeric[]', 'flags text');
	load('exposures', 'income numeric[]', 'cost numeric[]', 'share text');
	check('risks', 'tuckman_chang_flags', 'tuckman_chang_flags(c.r1, c.r2, c.r3, c.r4, c.cutpoints)', 'flags');
	check_quotient('exposures', 'fx_exposure_share', 'fx_exposure_share(c.income, c.cost)', 'share');
	check_rule('fx_exposure_share: half the distance where the sums are equal', q{
		SELECT income, cost
		FROM (SELECT array_append(cost, 0.0) AS income, array_prepend(0.0, cost) AS cost FROM exposures WHERE share IS NOT NULL AND 0 <= ALL (cost)) AS e,
			LATERAL (SELECT sum(abs(i - c)) / 2 / sum(c) FROM unnest(income, cost) AS currency (i, c)) AS h (half)
		WHERE abs(fx_exposure_share(income, cost) - half) > 1e-15});
}

#
# Scorecards
#

# A framework is a list of items: name, scale, weight in thousandths.
# A card is, by item, what was marked: a mark, or 'n/a', or undef where it was
# not answered; items that are not in it have no row.
sub random_framework
{
	my $weighted = !chance(0.05);
	my $whole = chance(0.5);
	my $digits = chance(0.03) ? 14 : between(1, 4);

	return map {
		{ name => $_, scale => chance(0.9) ? one_of(@common_scales) : random_scale(),
			weight => !$weighted || chance(0.08) ? 0 : $whole ? between(1, 10) * 1000 : between(1, 10**$digits) }
	} (shuffle(@names))[ 0 .. between(0, 11) ];
}

sub random_card
{
	my (@items) = @_;
	my $known = one_of(0.6, 0.9, 1);
	my $equal = chance(0.05);

	my %card;

	foreach my $item (grep { !chance(0.04) } @items)
	{
		my ($low, $high) = map { $_ * $one } @{ $item->{scale} };
		my $mark = $equal ? ($low + $high) / 2 : chance(0.8) ? random_mark($item->{scale}) : one_of($low, $high);

		$card{ $item->{name} } = chance($known) ? $mark : chance(0.4) ? 'n/a' : undef;
	}
	return \%card;
}

sub is_mark
{
	return defined $_[0] && $_[0] ne 'n/a';
}

# The places of the answered items with their weights: [ place, weight ]
sub places
{
	my ($card, @items) = @_;

	return map { [ Math::BigRat->new(place($card->{ $_->{name} }, $_->{scale})), $_->{weight} ] }
	  grep { is_mark($card->{ $_->{name} }) } @items;
}

# a fraction as text with six decimals
sub six_decimals
{
	my ($value) = @_;

	return with_point(rounded($value->numerator * 1_000_000, $value->denominator), 6);
}

sub arithmetic
{
	my (@places) = @_;
	my ($sum, $weights) = (Math::BigRat->bzero, sum0(map { $_->[1] } @places));

	return undef if $weights == 0;
	$sum += $_->[0] * $_->[1] foreach @places;
	return six_decimals($sum * 100 / $weights);
}

# A root is irrational but by chance.  It is rounded to 42 decimals first: what
# differs from a short decimal only beyond them is taken for it, so that half
# of the sixth decimal is rounded away from zero.
sub geometric
{
	my (@places) = grep { $_->[1] > 0 } @_;
	my ($sum, $weights) = (Math::BigInt->bzero, sum0(map { $_->[1] } @places));

	return undef if $weights == 0;
	foreach my $item (@places)
	{
		my $on_100 = $item->[0] * 99 + 1;

		$logarithm{"$on_100"} //= logarithm($on_100->numerator, $on_100->denominator);
		$sum += $logarithm{"$on_100"} * $item->[1];
	}
	my $root = exponential($sum / $weights);
	my $digits = rounded(($root - $unit) * 100 * Math::BigInt->new(10)->bpow(42), $unit * 99);
	return with_point(rounded($digits, Math::BigInt->new(10)->bpow(36)), 6);
}

# least completeness, as text and as a fraction; often near that of the card
sub random_least
{
	my ($completeness) = @_;
	my $decimals = between(1, 6);
	my $digits = between(0, 10**$decimals);

	if (defined $completeness && chance(0.5))
	{
		my ($answered, $apply) = map { $_->numify } $completeness->numerator, $completeness->denominator;
		my $near = rounded($answered * 10**$decimals, $apply) + between(-1, 1);

		$digits = min(10**$decimals, max(0, $near));
	}
	my $text = chance(0.2) ? one_of('0', '1', '0.5') : with_point($digits, $decimals);
	return ($text, Math::BigRat->new($text));
}

# Assessors mostly agree with the first of them.
sub agree
{
	my ($items, $first, @others) = @_;

	foreach my $card (@others)
	{
		foreach my $item (@$items)
		{
			my ($name, $low, $high) = ($item->{name}, map { $_ * $one } @{ $item->{scale} });

			next if !is_mark($first->{$name}) || !is_mark($card->{$name}) || chance(0.3);
			my $near = $first->{$name} + one_of(0, 0, 0, $one, -$one, $one + 1, $one / 2, -2 * $one);
			$card->{$name} = max($low, min($high, $near));
		}
	}
}

# A mistake in a card: an item that others have too, on another scale or with
# another weight; or nothing.  An item not answered is on no scale.
sub random_mistake
{
	my ($items, $scales, $weights, $card, @others) = @_;
	my ($item) = shuffle(grep { my $name = $_->{name}; exists $card->{$name} && grep { exists $_->{$name} } @others } @$items);

	return undef if !defined $item;
	my ($name, $scale) = @$item{qw(name scale)};
	if (chance($scales) && defined $card->{$name} && grep { defined $_->{$name} } @others)
	{
		my ($low, $high) = ($scale->[0] - 1, $scale->[1] + 1);

		return $low >= -32768 && $high <= 32767 ? { %$item, scale => [ $low, $high ] } : undef;
	}
	return chance($weights) ? { %$item, weight => $item->{weight} + 1 } : undef;
}

# The rows of a card, and its figures; the items are in order of name.
sub write_card
{
	my ($row, $id, $card, @items) = @_;
	my @asked = grep { exists $card->{ $_->{name} } } @items;
	my @answered = grep { is_mark($card->{ $_->{name} }) } @asked;
	my $apply = grep { !defined $card->{ $_->{name} } || is_mark($card->{ $_->{name} }) } @asked;
	my $completeness = $apply ? Math::BigRat->new(scalar @answered, $apply) : undef;
	my @places = places($card, @asked);
	my ($weakest) = sort { $places[$a][0] <=> $places[$b][0] || $a <=> $b } 0 .. $#places;
	my ($least, $least_fraction) = random_least($completeness);
	my $enough = defined $completeness && $completeness >= $least_fraction;
	my @index = (arithmetic(@places), geometric(@places));
	my @rows = map {
		my $mark = $card->{ $_->{name} };
		my $score = defined $mark ? score_text(is_mark($mark) ? $mark : undef, $_->{scale}) : undef;
		[ $id, $_->{name}, $score, shortest($_->{weight}, 3) ]
	} @asked;

	return if !@rows;
	# the same row may come twice
	$row->('answers', @$_) foreach shuffle(@rows, chance(0.2) ? one_of(@rows) : ());
	$row->('cards', $id, @index, $apply ? fraction(scalar @answered, $apply) : undef,
		defined $weakest ? $answered[$weakest]{name} : undef, $least, $enough ? @index : (undef, undef));
}

# what change() says of two cards
sub changed
{
	my ($baseline, $endline, @items) = @_;
	my @both = grep { is_mark($baseline->{ $_->{name} }) && is_mark($endline->{ $_->{name} }) } @items;
	my @apply = grep {
		my $name = $_->{name};
		my @marks = map { exists $_->{$name} ? $_->{$name} // '' : () } $baseline, $endline;
		@marks && !grep { $_ eq 'n/a' } @marks
	} @items;
	my @index = map { arithmetic(places($_, @both)) } $baseline, $endline;
	my $difference;

	if (defined $index[0])
	{
		my ($before, $after) = map { s/\.//r } @index;

		$difference = with_point($after - $before, 6);
	}
	return (scalar @both, @apply ? fraction(scalar @both, scalar @apply) : undef, @index, $difference);
}

# what agreement() says of some cards
sub agreed
{
	my ($items, @cards) = @_;
	my @ranges = map {
		my $name = $_->{name};
		my @marks = grep { is_mark($_) } map { $_->{$name} } @cards;
		@marks > 1 ? max(@marks) - min(@marks) : ()
	} @$items;
	my $n = @ranges;

	return (0, undef, undef, undef) if $n == 0;
	return ($n, fraction(scalar(grep { $_ == 0 } @ranges), $n), fraction(scalar(grep { $_ <= $one } @ranges), $n),
		fraction(sum0(@ranges), $one * $n));
}

# One framework: two rounds, numbered 0 and 1, and assessors from 2 on
sub make_frameworks
{
	my ($framework, $row) = @_;
	my @items = sort { $a->{name} cmp $b->{name} } random_framework();
	my @cards = map { random_card(@items) } 1 .. 2 + between(2, 5);
	my ($baseline, $endline, @assessors) = @cards;
	my $last = $#cards;
	my %mistake;

	agree(\@items, @assessors);
	$mistake{1} = random_mistake(\@items, 0.05, 0.05, $endline, $baseline);
	$mistake{$last} = random_mistake(\@items, 0.05, 0, reverse @assessors);
	foreach my $number (0 .. $last)
	{
		my $wrong = $mistake{$number};

		write_card($row, $framework * 10 + $number, $cards[$number],
			map { defined $wrong && $wrong->{name} eq $_->{name} ? $wrong : $_ } @items);
	}
	# a card of no rows is NULL
	$row->('rounds', $framework,
		!%$baseline || !%$endline ? (undef) x 5 : $mistake{1} ? ('ERROR 22023', (undef) x 4) : changed($baseline, $endline, @items),
		$mistake{$last} ? ('ERROR 22023', (undef) x 3) : agreed(\@items, @assessors));
}

sub test_scorecards
{
	load('answers', 'card int', 'item text COLLATE "C"', 'score score', 'weight numeric');
	load('cards', 'id int', map({ "$_ text" } qw(arithmetic geometric completeness weakest)), 'least numeric',
		'least_arithmetic text', 'least_geometric text');
	$node->safe_psql('postgres', q{
		CREATE TABLE collected AS SELECT card, scorecard(item, score, weight) FROM answers GROUP BY card;
		ALTER TABLE cards ADD card scorecard, ADD framework int, ADD number int;
		UPDATE cards SET card = scorecard, framework = id / 10, number = id % 10 FROM collected WHERE collected.card = id;
		ANALYZE cards});
	check('cards', @$_)
	  foreach (
		[ 'index_arithmetic', 'index_arithmetic(c.card)', 'arithmetic' ],
		[ 'index_geometric', 'index_geometric(c.card)', 'geometric' ],
		[ 'weakest', 'weakest(c.card)', 'weakest' ],
		[ 'index_arithmetic with a least completeness', 'index_arithmetic(c.card, c.least)', 'least_arithmetic' ],
		[ 'index_geometric with a least completeness', 'index_geometric(c.card, c.least)', 'least_geometric' ],
		[ 'scorecard: text and back', 'c.card::text::scorecard', 'card::text' ]);
	check_quotient('cards', 'completeness', 'completeness(c.card)', 'completeness');
	check_rule('index_geometric: never above index_arithmetic', 'SELECT card FROM cards WHERE index_geometric(card) > index_arithmetic(card)');
	check_rule('index_geometric: NULL where index_arithmetic is',
		'SELECT card FROM cards WHERE (index_geometric(card) IS NULL) <> (index_arithmetic(card) IS NULL)');
	check_rule('items', q{
		SELECT * FROM (SELECT id AS card, i.* FROM cards, items(card) WITH ORDINALITY AS i) AS i
		FULL JOIN (SELECT DISTINCT ON (card, item) *, dense_rank() OVER (PARTITION BY card ORDER BY item COLLATE "C") AS n FROM answers) AS a
			ON a.card = i.card AND a.n = i.ordinality
		WHERE (i.item, i.score, i.weight) IS DISTINCT FROM (a.item, a.score, a.weight)});
	check_binary('cards', 'card');
	# not a rule that nothing could break
	cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM cards WHERE index_geometric(card) < index_arithmetic(card)'), '>',
		$made{cards} / 4, 'index_geometric: mostly below index_arithmetic');
	cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM cards WHERE least_arithmetic IS NULL AND arithmetic IS NOT NULL'), '>', 5,
		'index_arithmetic: some cards are not complete enough');
}

sub test_rounds
{
	load('rounds', 'framework int', map({ "$_ text" } qw(items coverage baseline_index endline_index difference common exact adjacent range)));
	$node->safe_psql('postgres', q{CREATE INDEX ON cards (framework, number); ANALYZE cards});
	my $change = '(SELECT %s FROM cards AS b, cards AS e, change(b.card, e.card) AS r
		WHERE (b.framework, b.number, e.framework, e.number) = (c.framework, 0, c.framework, 1))';
	# a missing assessor changes nothing
	my $agreement = '(SELECT (agreement(CASE WHEN c.framework % 2 = 0 THEN array_append(cards, NULL) ELSE cards END)).%s
		FROM (SELECT array_agg(card) AS cards FROM cards WHERE framework = c.framework AND number > 1) AS a)';

	check('rounds', 'change, items', sprintf($change, 'r.items'), 'items');
	check('rounds', 'agreement, items', sprintf($agreement, 'items'), q{coalesce(common, '0')});

	$node->safe_psql('postgres', q{DELETE FROM rounds WHERE items LIKE 'ERROR%'});
	check('rounds', 'change, baseline_index', sprintf($change, 'r.baseline_index'), 'baseline_index');
	check('rounds', 'change, endline_index', sprintf($change, 'r.endline_index'), 'endline_index');
	check('rounds', 'change, difference', sprintf($change, 'r.difference'), 'difference');
	check_quotient('rounds', 'change, coverage', sprintf($change, 'r.coverage'), 'coverage');
	$node->safe_psql('postgres', q{DELETE FROM rounds WHERE common LIKE 'ERROR%'});
	check_quotient('rounds', 'agreement, exact_share', sprintf($agreement, 'exact_share'), 'exact');
	check_quotient('rounds', 'agreement, adjacent_share', sprintf($agreement, 'adjacent_share'), 'adjacent');
	check_quotient('rounds', 'agreement, mean_range', sprintf($agreement, 'mean_range'), 'range');
}

#
# The same digits in parallel
#

sub test_parallel
{
	my $forced = $node->safe_psql('postgres', 'SHOW server_version_num') >= 160000 ? 'debug_parallel_query' : 'force_parallel_mode';
	my $parallel = qq{SET $forced = on; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
		SET max_parallel_workers_per_gather = 2;\n};
	my $partial = qr/Finalize.*Gather.*Partial.*Parallel Seq Scan/s;
	my %queries = (
		avg => [ $partial, q{SELECT avg(rescale(s, -7, 5)), count(s) FROM marks} ],
		'avg by group' => [ $partial, q{SELECT id % 11, avg(rescale(s, 0, 10)) FROM marks GROUP BY 1 ORDER BY 1} ],
		income_mix => [ $partial, q{SELECT mix, hhi(mix), gini(mix) FROM (SELECT income_mix(source, amount) AS mix FROM income) AS all_rows} ],
		'income_mix by group' => [ $partial, q{
			SELECT org, mix, hhi(mix), hhi_normalized(mix), effective_sources(mix), largest_share(mix), top_share(mix, 3), gini(mix),
				unknown_share(mix), negative_sources(mix)
			FROM (SELECT org % 13 AS org, income_mix(source || org % 7, amount) AS mix FROM income GROUP BY 1) AS grouped ORDER BY org} ],
		'income_mix of money' => [ $partial, q{
			SELECT income_mix(source, money) FILTER (WHERE currency(money) = 'USD'),
				income_mix(source, money) FILTER (WHERE currency(money) = 'CLP'),
				hhi(income_mix(source, money) FILTER (WHERE currency(money) = 'KWD')) FROM income} ],
		rollup => [ $partial, q{SELECT year, rollup(mix), hhi(rollup(mix)) FROM yearly GROUP BY 1 ORDER BY 1} ],
		scorecard => [ $partial, q{
			SELECT n, md5(card::text), index_arithmetic(card), index_geometric(card), completeness(card), weakest(card)
			FROM (SELECT card % 7 AS n, scorecard(card || ' ' || item, score, weight) AS card FROM answers GROUP BY 1) AS grouped ORDER BY n} ],
		coefficient_of_variation => [ $partial, q{SELECT year, coefficient_of_variation(revenue) FROM years GROUP BY year ORDER BY year} ],
		# the order of rows matters here, so that there is nothing to combine
		'ordered aggregates' => [ qr/Gather/, q{
			SELECT org % 50, consecutive_deficits(surplus ORDER BY org, year), revenue_drop(revenue ORDER BY org, year)
			FROM years GROUP BY 1 ORDER BY 1} ],
		'functions' => [ qr/Gather.*Parallel Seq Scan/s, q{
			SELECT card, index_arithmetic(card), index_geometric(card), completeness(card), weakest(card), agreement(ARRAY[card, card]),
				change(card, card)
			FROM cards ORDER BY id} ]);

	$node->safe_psql('postgres',
		join('', map { "ALTER TABLE $_ SET (parallel_workers = 2); ANALYZE $_;" } qw(marks income yearly answers years cards)));
	foreach my $name (sort keys %queries)
	{
		my ($plan, $query) = @{ $queries{$name} };
		my $serial = $node->safe_psql('postgres', $query);

		unlike($node->safe_psql('postgres', "EXPLAIN (COSTS OFF) $query"), qr/Gather/, "$name: serial plan");
		like($node->safe_psql('postgres', "$parallel EXPLAIN (COSTS OFF) $query"), $plan, "$name: parallel plan");
		is($node->safe_psql('postgres', $parallel . $query), $serial, "$name: parallel equals serial");
		ok(length($serial) > 20, "$name: there is something to compare");
	}
}
