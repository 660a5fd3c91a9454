# Grant periods, and money spread over them, at random, against an oracle.
#
# The oracle is the rule of the manual, written here anew.  It counts days by
# a table of the lengths of months, and money in integers as large as need be.
# Its answers are loaded beside the cases, and the server compares.
# CAUDAL_SEED=number makes other cases.
use strict;
use warnings;

use Math::BigInt;
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CAUDAL_SEED} // 1;
my $cases = 100_000;		# of every function but average_rate
my $worlds = 10;			# tables of rates for average_rate
my $averages = 1000;		# for each of them

srand($seed);
diag("other cases: CAUDAL_SEED=$seed") if $seed != 1;

#
# The calendar
#
# Days count from 2000-01-01, months from January of the year 0, which is 1 BC.
# The calendar repeats itself after 400 years, whose months are listed here.
#

my (@month_length, @month_start, @month_of_day);
my $cycle_days = 0;
foreach my $year (0 .. 399)
{
	my @lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

	$lengths[1] = 29 if $year % 4 == 0 && ($year % 100 != 0 || $year == 0);
	foreach my $length (@lengths)
	{
		push @month_of_day, (scalar @month_length) x $length;
		push @month_start, $cycle_days;
		push @month_length, $length;
		$cycle_days += $length;
	}
}

my $first_date = day_of(-4713, 11, 24);
my $last_date = day_of(5874897, 12, 31);
my $open = 1 << 60;			# the last day of a period without one

my %unit_months = (month => 1, quarter => 3, half => 6, year => 12);

# currencies and their decimals by ISO 4217
my %decimals = (USD => 2, MXN => 2, COP => 2, EUR => 2, BZD => 2, JPY => 0, CLP => 0, KWD => 3, CLF => 4);
my @currencies = sort keys %decimals;
my ($least, $greatest) = map { Math::BigInt->new($_) } '-9223372036854775808', '9223372036854775807';

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\nmax_parallel_workers_per_gather = 0\njit = off\nwork_mem = '64MB'");
$node->start;
$node->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
});

# To make the cases takes longer than to compare: they are made side by side,
# while what is made already is compared.
my %makers;
make_cases('texts', \&text_case);
make_cases('calendar', \&calendar_case);
make_cases('fiscal', \&fiscal_case);
make_cases('covered', \&coverage_case);
make_cases('spread', \&money_case);
make_cases('numbers', \&number_case);
make_cases('weights', \&weight_case);
test_text();
test_calendar();
test_fiscal_years();
test_coverage();
test_money();
test_numbers();
test_weights();
test_average_rate();
done_testing();

#
# Days, months and periods
#

# a whole quotient, rounded down
sub floor_div
{
	return ($_[0] - $_[0] % $_[1]) / $_[1];
}

sub first_of_month
{
	my ($month) = @_;
	my $in_cycle = $month % 4800;

	return (floor_div($month, 4800) - 5) * $cycle_days + $month_start[$in_cycle];
}

# the month of a day, and which day of it
sub month_and_day
{
	my ($day) = @_;
	my $in_cycle = $day % $cycle_days;
	my $month = $month_of_day[$in_cycle];

	return (floor_div($day, $cycle_days) * 4800 + 24000 + $month, $in_cycle - $month_start[$month] + 1);
}

sub month_of
{
	return (month_and_day($_[0]))[0];
}

sub day_of
{
	my ($year, $month, $day) = @_;

	return first_of_month($year * 12 + $month - 1) + $day - 1;
}

# the same day of another month, or the last one that it has
sub add_months
{
	my ($day, $months) = @_;
	my ($month, $in_month) = month_and_day($day);
	my $length = $month_length[ ($month + $months) % 4800 ];

	return first_of_month($month + $months) + ($in_month < $length ? $in_month : $length) - 1;
}

sub year_text
{
	my ($year) = @_;

	return $year > 0 ? (sprintf('%04d', $year), '') : (sprintf('%04d', 1 - $year), ' BC');
}

sub date_text
{
	my ($day) = @_;

	our %known;
	return $known{$day} if exists $known{$day};
	return $day < 0 ? '-infinity' : 'infinity' if abs($day) == $open;
	my ($month, $in_month) = month_and_day($day);
	my ($year, $era) = year_text(floor_div($month, 12));
	return $known{$day} = sprintf('%s-%02d-%02d%s', $year, $month % 12 + 1, $in_month, $era);
}

sub period_text
{
	my ($first, $last) = @_;

	return date_text($first) . '/' . ($last == $open ? '..' : date_text($last));
}

# the text of a period as a daterange has it
sub range_text
{
	my ($first, $last) = @_;
	my @bounds = map { / / ? qq{"$_"} : $_ } date_text($first), $last == $open ? '' : date_text($last + 1);

	return "[$bounds[0],$bounds[1])";
}

# what two days make: the text of a period, or an error
sub period_or_error
{
	my ($first, $last) = @_;

	return 'ERROR 22023' if $last < $first || $first == -$open;
	return 'ERROR 22003' if $first < $first_date || $first > $last_date || $last > $last_date && $last != $open;
	return period_text($first, $last);
}

# of how many months from its first day a period consists, if of whole ones
sub whole_months
{
	my ($first, $last) = @_;
	my $months = month_of($last + 1) - month_of($first);

	return add_months($first, $months) == $last + 1 ? $months : undef;
}

# The parts of a period by units of so many months, of which one begins with
# the month start (1 to 12) of each year
sub parts_of
{
	my ($first, $last, $months, $start) = @_;
	my @begin = grep { ($_ - ($start - 1)) % $months == 0 } month_of($first) + 1 .. month_of($last);
	my @first_days = ($first, map { first_of_month($_) } @begin);

	return map { [ $first_days[$_], $_ < @begin ? $first_days[ $_ + 1 ] - 1 : $last ] } 0 .. @begin;
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

sub least_of { return $_[0] < $_[1] ? $_[0] : $_[1] }
sub greatest_of { return $_[0] > $_[1] ? $_[0] : $_[1] }

sub within_dates
{
	return greatest_of($first_date, least_of($last_date, $_[0]));
}

# Mostly of our time, often at the ends of months, now and then of any time
sub random_day
{
	my $when = rand();
	my $kind = rand();

	return $first_date + int(rand(800)) if $when < 0.003;
	return $last_date - int(rand(800)) if $when < 0.006;
	my $year = $when < 0.02 ? between(-300, 20) : $when < 0.15 ? between(1600, 2400) : between(1990, 2040);
	$year = floor_div($year, 4) * 4 if $kind < 0.06;
	my $month = $year * 12 + ($kind < 0.06 ? 1 : int(rand(12)));
	my $length = $month_length[ $month % 4800 ];
	my $in_month = $kind < 0.35 ? between(28, $length) : $kind < 0.5 ? 1 : between(1, $length);
	return first_of_month($month) + $in_month - 1;
}

# Whole months from the first day, nearly so, one day, or any length
sub random_last
{
	my ($first) = @_;
	my $kind = rand();

	return within_dates(add_months($first, between(1, chance(0.7) ? 12 : 60)) - 1) if $kind < 0.35;
	return within_dates(greatest_of($first, add_months($first, between(0, 24)) + between(-4, 3))) if $kind < 0.55;
	return $first if $kind < 0.65;
	return within_dates($first + int(rand(20000))) if $kind < 0.68;
	return within_dates($first + int(rand(900)));
}

sub random_period
{
	my ($open_share) = @_;
	my $first = random_day();

	return [ $first, $open ] if chance($open_share // 0);
	return [ $first, random_last($first) ];
}

# One that begins or ends near another's days
sub random_neighbour
{
	my ($period, $open_share) = @_;
	my ($first, $last) = @$period;

	return random_period($open_share) if chance(0.2);
	return [ $first, $last ] if chance(0.1);
	$last = random_last($first) if $last == $open;
	my @near = sort { $a <=> $b } map { within_dates(one_of($first, $last) + between(-2, 2)) } 1, 2;
	return [ $near[0], $open ] if chance($open_share);
	return [@near] if chance(0.6);
	return [ sort { $a <=> $b } within_dates($near[0] + between(-500, 500)), $near[1] ];
}

sub random_day_near
{
	my ($first, $last) = @_;

	return random_day() if chance(0.1);
	return one_of(-$open, $open) if chance(0.01);
	$last = $first + 1000 if $last == $open;
	return within_dates(one_of($first, $last) + between(-1, 1)) if chance(0.3);
	return within_dates($first + between(-40, $last - $first + 40));
}

# A unit and its months, mostly so that parts are few; and the month with which
# its year starts, which may be left out where it is January
sub random_unit
{
	my ($first, $last) = @_;
	my $days = $last - $first;
	my $unit = one_of($days < 200 || chance(0.05) ? ('month', 'quarter') : (), $days < 1000 ? ('quarter', 'half') : (), 'year');

	return ($unit, $unit_months{$unit}, chance(0.2) ? (undef, 1) : (between(1, 12)) x 2);
}

sub random_digits
{
	my ($count) = @_;

	return join('', 1 + int(rand(9)), map { int(rand(10)) } 2 .. $count);
}

sub any_letters
{
	my ($text) = @_;

	return $text if chance(0.8);
	return chance(0.5) ? lc($text) : ucfirst(lc($text));
}

#
# The server
#

# A row for COPY, undef being NULL
sub line
{
	return join("\t", map { $_ // '\N' } @_) . "\n";
}

sub copy_text
{
	my ($table, @rows) = @_;

	return "COPY $table FROM stdin;\n" . join('', map { line(@$_) } @rows) . "\\.\n";
}

# Have a process make the cases of a table, each by a call of a function
sub make_cases
{
	my ($table, $make_case) = @_;
	my $own_seed = $seed * 100 + keys %makers;

	$makers{$table} = fork() // die "fork: $!";
	return if $makers{$table} != 0;

	srand($own_seed);
	open(my $file, '>', cases_of($table)) or POSIX::_exit(1);
	print $file line($make_case->()) foreach 1 .. $cases;
	POSIX::_exit(close($file) ? 0 : 1);
}

sub cases_of
{
	return "$PostgreSQL::Test::Utils::tmp_check/$_[0].cases";
}

# Load a table of cases once they are made; a column is "name type"
sub load
{
	my ($table, @columns) = @_;
	my $names = join(', ', map { /^(\w+)/ } @columns);

	waitpid($makers{$table}, 0);
	$node->safe_psql('postgres', "CREATE TABLE $table (id serial, " . join(', ', @columns) . ");\n"
		  . "\\copy $table ($names) FROM '" . cases_of($table) . "'\nANALYZE $table");
	unlink(cases_of($table));
	is($node->safe_psql('postgres', "SELECT count(*) FROM $table"), $cases, "$table: cases are loaded");
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
	my ($figures, $errors) = split(/\|/, $node->safe_psql('postgres', qq{
		SELECT count(*) FILTER (WHERE $answer NOT LIKE 'ERROR%'), count(*) FILTER (WHERE $answer LIKE 'ERROR%')
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
		'', "$name: $figures figures and $errors errors");
}

# Nothing is found that breaks a rule
sub check_rule
{
	my ($name, $query) = @_;

	is(printed("$query LIMIT 3"), '', $name);
}

#
# Text
#

# A year, half year, quarter, month or day, with its first and last day.  A year
# of five digits or more is read with its month and day only.
sub random_calendar_unit
{
	my ($month, $in_month) = month_and_day(random_day());
	my $year = floor_div($month, 12);
	my ($text, $era) = year_text($year);
	my $kind = length($text) > 4 ? 0 : int(rand(5));
	my ($first, $months) = ($year * 12, 12);

	if ($kind == 0)
	{
		my $day = first_of_month($month) + $in_month - 1;
		return (date_text($day), $day, $day);
	}
	if ($kind == 1) { ($first, $months) = ($month, 1); $text .= sprintf('-%02d', $month % 12 + 1) }
	if ($kind == 2) { my $n = int(rand(4)); $first += 3 * $n; $months = 3; $text .= '-Q' . ($n + 1) }
	if ($kind == 3) { my $n = int(rand(2)); $first += 6 * $n; $months = 6; $text .= '-H' . ($n + 1) }
	return ($text . $era, first_of_month($first), first_of_month($first + $months) - 1);
}

# years, months, weeks and days, some of them, and what they come to
sub random_duration
{
	my @counts = map { chance(0.4) ? between(0, $_) : undef } 5, 40, 10, 100;

	$counts[ rand(4) ] = between(1, 30) if !grep { defined } @counts;
	my $text = join('', map { defined $counts[$_] ? $counts[$_] . ('Y', 'M', 'W', 'D')[$_] : '' } 0 .. 3);
	my ($years, $months, $weeks, $days) = map { $_ // 0 } @counts;
	return ("P$text", $years * 12 + $months, $weeks * 7 + $days);
}

sub random_range
{
	my ($first, $last) = @{ random_period(0.1) };
	my ($opening, $closing) = (one_of('[', '('), one_of(']', ')'));
	my @bounds = map { / / ? qq{"$_"} : $_ } date_text($first), $last == $open ? one_of('', 'infinity') : date_text($last);
	my $blank = chance(0.1) ? ' ' : '';
	my $text = $opening . $blank . join("$blank,$blank", @bounds) . $blank . $closing;

	$last-- if $closing eq ')' && $last != $open;
	return ($text, period_or_error($first + ($opening eq '('), $last));
}

# What is no period, and why
sub random_mistake
{
	my $year = between(1001, 2999);
	my ($month, $number) = map { sprintf('%02d', $_) } between(1, 12), between(1, 28);
	my $day = "$year-$month-$number";
	my $before = $year - 1;
	my $no_month = "$year-" . sprintf('%02d', one_of(0, 13 .. 99));
	my $no_day = "$year-" . one_of('02-30', '02-31', '04-31', '06-31', '09-31', '11-31', '01-32', '12-00', '01-99');
	my $no_leap_day = one_of(1700, 1800, 1900, 2100, 2200, between(400, 700) * 4 + between(1, 3)) . '-02-29';

	my @malformed = (
		$no_month, "$no_month-$number", "$day/$no_month", $no_day, "$day/$no_day", "[$day,$no_day)", $no_leap_day,
		"$year-Q" . one_of(0, 5 .. 9), "$year-H" . one_of(0, 3 .. 9), '0000', "0000-$month-$number",
		"$number/$month/$year", "$number-$month-$year", "$number.$month.$year", "$year/$month/$number", "$year.$month.$number",
		"$year$month$number", "$year$month", "$year$month-Q1", "${year}0-$month", "$year-$month-" . between(1, 9), "$year-$month-",
		"$day/", "$day/$month", "/$year", "$day..", "$day/...", "$day to $year-12-31", "$day 00:00", "$day BC BC", "+$year", "-$year",
		"$day/P", "$year/PM", "$year/P1", "$year/P1D1M", "$year/P-1M", "$year/PT1H", "$year/P1.5M",
		"[$day,", "[$day]", "[$day;$day]", "$day,$day", "{[$day,$day]}", '(empty', '',
		"FY$year", "Q1-$year", "$year-W10", "$year-S1", 'infinity', 'today');
	my @no_days = (
		"../$day", "../$year", '../..', '..', "[,$day]", '(,)', "[-infinity,$day)", 'empty', "$year/P0M", "$year/P0Y0M0W0D", "$day/$before",
		"[$day,$day)", "($day,$day]");
	my @beyond = (
		"5874898-$month-$number", '5874897-12-31/P2D', '4714 BC', "4714-11-23 BC/$year", '9999999-01-01', "$year/P9999999999Y",
		"$year/P999999999M", "$year/P99999999999D", '[5874897-12-31,5874898-01-01]');

	return (one_of(@malformed), 'ERROR 22P02') if chance(0.6);
	return chance(0.5) ? (one_of(@no_days), 'ERROR 22023') : (one_of(@beyond), 'ERROR 22003');
}

# the forms of the manual, each with what it means
sub random_text
{
	my $form = rand();

	return random_mistake() if $form < 0.1;
	return random_range() if $form < 0.3;
	my ($text, $first, $last) = random_calendar_unit();
	if ($form < 0.6)
	{
		my ($other, $other_first, $other_last) = random_calendar_unit();

		# two days more often than two units, and the end after the start
		($text, $first, $other, $other_last) = map { (date_text($_), $_) } @{ random_period() } if chance(0.7);
		return ("$text/$other", period_or_error($first, $other_last));
	}
	return ($text . one_of('/..', '/infinity'), period_or_error($first, $open)) if $form < 0.65;
	if ($form < 0.8)
	{
		my ($duration, $months, $days) = random_duration();

		return ("$text/$duration", period_or_error($first, add_months($first, $months) + $days - 1));
	}
	return ($text, period_or_error($first, $last));
}

sub text_case
{
	my ($text, $answer) = random_text();
	my $blanks = chance(0.05) ? ' ' : '';

	return ($blanks . any_letters($text) . $blanks, $answer);
}

sub test_text
{
	load('texts', 'given text', 'answer text');
	# whatever DateStyle says
	$node->safe_psql('postgres', q{ALTER DATABASE postgres SET DateStyle = 'SQL, DMY'});
	check('texts', 'input', 'c.given::grant_period', 'answer');
	check_rule('what is written is read as the same',
		q{SELECT * FROM texts WHERE answer NOT LIKE 'ERROR%' AND (answer::grant_period::text = answer) IS NOT TRUE});
	check_rule('what is sent is received as the same',
		q{SELECT * FROM texts WHERE answer NOT LIKE 'ERROR%' AND grant_period_send(answer::grant_period)
			IS DISTINCT FROM date_send(first_day(answer::grant_period)) || date_send(last_day(answer::grant_period))});
	$node->safe_psql('postgres', 'ALTER DATABASE postgres RESET DateStyle');
}

#
# The days of periods
#

sub random_interval
{
	my ($months, $days) = (chance(0.8) ? between(-12, 36) : 0, chance(0.4) ? between(-40, 40) : 0);

	$months = one_of(-1, 1) * between(100, 30000) if chance(0.02);
	$days = one_of(-1, 1) * between(1000, 3000000) if chance(0.01);
	my $text = "$months mons $days days";
	$text = int($months / 12) . ' years ' . ($months - 12 * int($months / 12)) . ' mons ' . int($days / 7) . ' weeks '
	  . ($days - 7 * int($days / 7)) . ' days'
	  if chance(0.3);
	return ($text, $months, $days);
}

sub extended
{
	my ($first, $last, $months, $days) = @_;
	my $whole = whole_months($first, $last);

	return period_or_error($first, add_months($first, $whole + $months) + $days - 1) if defined $whole;
	return period_or_error($first, add_months($last + 1, $months) + $days - 1);
}

sub shifted
{
	my ($first, $last, $months, $days) = @_;
	my $new_first = add_months($first, $months) + $days;
	my $whole;

	return period_or_error($new_first, $open) if $last == $open;
	return period_or_error($new_first, add_months($new_first, $whole) - 1) if defined($whole = whole_months($first, $last));
	return period_or_error($new_first, greatest_of($new_first, add_months($last + 1, $months) + $days - 1));
}

# k + r/d with four decimals
sub months_text
{
	my ($first, $last) = @_;
	my $whole = month_of($last + 1) - month_of($first);

	$whole-- if add_months($first, $whole) > $last + 1;
	my $anchor = add_months($first, $whole);
	my $rest = $last + 1 - $anchor;
	my $length = add_months($first, $whole + 1) - $anchor;
	return with_point(rounded($whole * $length + $rest, 10000, $length), 4);
}

sub calendar_case
{
	my $period = random_period(0.06);
	my $other = random_neighbour($period, 0.06);
	my ($first, $last) = @$period;
	my ($other_first, $other_last) = @$other;
	my $is_open = $last == $open;
	my $day = random_day_near(@$period);
	my ($interval, $months, $days) = random_interval();
	my ($unit, $unit_months, $start, $start_month) = random_unit(@$period);
	my ($both_first, $both_last) = (greatest_of($first, $other_first), least_of($last, $other_last));
	my $over = least_of($last, greatest_of($first - 1, $day)) - $first + 1;
	my $order = $first <=> $other_first || $last <=> $other_last;
	my $meet = $last + 1 == $other_first || $other_last + 1 == $first;
	my $moved = $is_open ? period_text(@$period) : extended($first, $last, $months, $days);
	my $shifted = shifted($first, $last, $months, $days);
	my $split = 'ERROR 22023';

	if (chance(0.01))
	{
		$interval .= one_of(' 01:00', ' -24:00', ' 0.000001 seconds');
		$moved = $shifted = 'ERROR 22023';
	}
	if (chance(0.01)) { ($unit, $start) = one_of([ 'week', $start ], [ '', $start ], [ $unit, 0 ], [ $unit, 13 ], [ 'months', 1 ])->@* }
	elsif (!$is_open) { $split = join(' ', map { period_text(@$_) } parts_of($first, $last, $unit_months, $start_month)) }

	return (
		period_text(@$period), period_text(@$other), date_text($day), $interval, any_letters($unit), $start,
		join(' ', date_text($first), date_text($last), $is_open ? 't' : 'f', $is_open ? () : $last - $first + 1),
		$last == $last_date ? 'ERROR 22003' : range_text(@$period),
		period_or_error($first, $day), $moved, $shifted,
		$both_last == $open ? undef : greatest_of(0, $both_last - $both_first + 1),
		$is_open ? 'ERROR 22023' : "$over/" . ($last - $first + 1),
		$is_open ? undef : months_text(@$period),
		$is_open ? undef : month_of($last) - month_of($first) + 1,
		join(' ', map { $_ ? 't' : 'f' } $first <= $other_first && $other_last <= $last, $other_first <= $first && $last <= $other_last,
			$both_first <= $both_last, $last < $other_first, $other_last < $first, $last <= $other_last, $first >= $other_first,
			$meet, $first <= $day && $day <= $last, $order < 0, $order <= 0, $order == 0, $order != 0,
			$order >= 0, $order > 0),
		$both_first <= $both_last ? period_text($both_first, $both_last) : undef,
		$both_first <= $both_last || $meet ? period_text(least_of($first, $other_first), greatest_of($last, $other_last)) : 'ERROR 22023',
		$split);
}

sub test_calendar
{
	load('calendar',
		'p grant_period', 'q grant_period', 'day date', 'duration interval', 'unit text', 'start int', 'accessors text', 'range text',
		map { "$_ text" } qw(extend_to extend_by shift overlap_days elapsed months calendar_months operators intersection sum split));
	check('calendar', @$_)
	  foreach (
		[ 'first_day, last_day, is_open, days', q{concat_ws(' ', first_day(c.p), last_day(c.p), is_open(c.p), days(c.p))}, 'accessors' ],
		[ 'cast to daterange', 'c.p::daterange', 'range' ],
		[ 'extend_to', 'extend_to(c.p, c.day)', 'extend_to' ],
		[ 'grant_period', 'grant_period(first_day(c.p), c.day)', 'extend_to' ],
		[ 'extend_by', 'extend_by(c.p, c.duration)', 'extend_by' ],
		[ 'shift', 'shift(c.p, c.duration)', 'shift' ],
		[ 'overlap_days', 'overlap_days(c.p, c.q)', 'overlap_days' ],
		# the quotient by numeric division
		[ 'elapsed', q{(SELECT CASE WHEN e = split_part(c.elapsed, '/', 1)::numeric / split_part(c.elapsed, '/', 2)::numeric
			THEN c.elapsed ELSE e::text END FROM elapsed(c.p, c.day) AS e)}, 'elapsed' ],
		[ 'months', 'months(c.p)', 'months' ],
		[ 'calendar_months', 'calendar_months(c.p)', 'calendar_months' ],
		[ 'operators', q{concat_ws(' ', c.p @> c.q, c.p <@ c.q, c.p && c.q, c.p << c.q, c.p >> c.q, c.p &< c.q, c.p &> c.q,
			c.p -|- c.q, c.p @> c.day, c.p < c.q, c.p <= c.q, c.p = c.q, c.p <> c.q, c.p >= c.q, c.p > c.q)}, 'operators' ],
		[ '*', 'c.p * c.q', 'intersection' ],
		[ '+', 'c.p + c.q', 'sum' ],
		[ 'split', q{CASE WHEN c.start IS NULL THEN (SELECT string_agg(s::text, ' ' ORDER BY n) FROM split(c.p, c.unit) WITH ORDINALITY AS s(s, n))
			ELSE (SELECT string_agg(s::text, ' ' ORDER BY n) FROM split(c.p, c.unit, c.start) WITH ORDINALITY AS s(s, n)) END}, 'split' ]);

	# <@ of a day, and what is so of any two periods, whoever is right
	check_rule('operators: what follows from one another', q{
		SELECT p, q, day FROM calendar
		WHERE (day <@ p) <> (p @> day) OR (p && q) <> (q && p) OR (p && q) = (p << q OR p >> q) OR (p << q) <> (q >> p)
			OR (p * q IS NULL) = (p && q) OR (p -|- q) <> (q -|- p) OR (p = q) <> (p @> q AND p <@ q)
			OR (p = q AND (hash_record(ROW(p)), grant_period_hash(p), grant_period_hash_extended(p, 42))
				<> (hash_record(ROW(q)), grant_period_hash(q), grant_period_hash_extended(q, 42)))});
	check_rule('cast from daterange: what was cast to it',
		q{SELECT p FROM calendar WHERE range NOT LIKE 'ERROR%' AND (p::daterange::grant_period = p) IS NOT TRUE});
	check_rule('split: parts meet, cover the period and nothing else', q{
		SELECT id FROM calendar, LATERAL (
			SELECT sum(days(part)) AS days, min(first_day(part)) AS first, max(last_day(part)) AS last,
				bool_and(next IS NULL OR part -|- next AND part << next) AS meet
			FROM (SELECT part, lead(part) OVER (ORDER BY n) AS next
				  FROM split(p, unit, coalesce(start, 1)) WITH ORDINALITY AS s(part, n)) AS parts) AS s
		WHERE split NOT LIKE 'ERROR%' AND (s.days, s.first, s.last, s.meet) IS DISTINCT FROM (days(p)::bigint, first_day(p), last_day(p), true)});
}

#
# Fiscal years
#

sub fiscal_case
{
	my $day = chance(0.01) ? one_of(-$open, $open) : random_day();
	my ($start, $label) = (between(1, 12), one_of(undef, 'start', 'end', 'END', 'Start'));
	my $by_start = defined $label && lc($label) eq 'start';
	my $number = chance(0.9) ? between(1600, 2400) : one_of(between(-300, 20), between(-4714, -4712), between(5874895, 5874898));
	my @answers;

	# the year BC n is the year 1 - n of the months
	my $named = $number < 0 ? $number + 1 : $number;
	my $from = ($named - ($start > 1 && !$by_start)) * 12 + $start - 1;
	push @answers, $number == 0 ? 'ERROR 22023' : period_or_error(first_of_month($from), first_of_month($from + 12) - 1);
	if (abs($day) == $open)
	{
		push @answers, (undef) x 3;
	}
	else
	{
		my $month = month_of($day);
		my $first_month = $month;

		# back to the first month of the fiscal year, and on to its last
		$first_month-- while $first_month % 12 != $start - 1;
		my $year = floor_div($by_start ? $first_month : $first_month + 11, 12);
		my $quarter = int(($month - $first_month) / 3) + 1;
		push @answers, $year > 0 ? $year : $year - 1, $quarter, sprintf('FY%s%04d-Q%d', $year > 0 ? ('', $year) : ('-', 1 - $year), $quarter);
	}
	if (chance(0.01))
	{
		$start = one_of(0, 13, -1, 100);
		@answers = ('ERROR 22023') x 4;
	}
	elsif (chance(0.01))
	{
		$label = one_of('', 'begin', 'ends', 'e');
		$answers[$_] = 'ERROR 22023' foreach 0, 1, 3;
	}
	return (date_text($day), $start, $label, $number, @answers);
}

sub test_fiscal_years
{
	load('fiscal', 'day date', 'start int', 'label text', 'number int', map { "$_ text" } qw(period year quarter named));
	check('fiscal', @$_)
	  foreach (
		[ 'fiscal_year', 'CASE WHEN c.label IS NULL THEN fiscal_year(c.day, c.start) ELSE fiscal_year(c.day, c.start, c.label) END', 'year' ],
		[ 'fiscal_quarter', 'fiscal_quarter(c.day, c.start)', 'quarter' ],
		[ 'fiscal_label', q{CASE WHEN c.label IS NULL THEN fiscal_label(c.day, c.start)
			ELSE fiscal_label(c.day, c.start, c.label) END}, 'named' ],
		[ 'fiscal_period', q{CASE WHEN c.label IS NULL THEN fiscal_period(c.number, c.start)
			ELSE fiscal_period(c.number, c.start, c.label) END}, 'period' ]);
	check_rule('fiscal_period: has the days of its fiscal_year', q{
		SELECT * FROM fiscal WHERE CASE WHEN year LIKE 'ERROR%' OR label IS NULL OR day NOT BETWEEN '4712-01-01 BC' AND '5874896-01-01'
			THEN false ELSE NOT fiscal_period(fiscal_year(day, start, label), start, label) @> day END});
}

#
# Coverage
#

# The runs of days on which at least one period is in progress: each first day
# adds one, each day after the last takes one away.
sub runs
{
	my (@periods) = @_;
	my (%change, @runs);
	my $count = 0;

	foreach my $period (@periods)
	{
		$change{ $period->[0] }++;
		$change{ $period->[1] == $open ? $open : $period->[1] + 1 }--;
	}
	foreach my $day (sort { $a <=> $b } keys %change)
	{
		my $before = $count;

		$count += $change{$day};
		push @runs, [ $day, undef ] if $before == 0 && $count > 0;
		$runs[-1][1] = $day == $open ? $open : $day - 1 if $before > 0 && $count == 0;
	}
	return @runs;
}

# Some periods near the days of another, NULL among them now and then, and the
# days of that one which they do not have
sub coverage_case
{
	my ($first, $last);
	my @periods;

	# a daterange cannot end with the last day of date
	do { ($first, $last) = @{ random_period(0.05) } } while $first + 50000 > $last_date;
	foreach (1 .. int(rand(8)))
	{
		my $end = $last == $open ? $first + 2000 : $last;
		my $from = within_dates(between($first - 100, $end + 20));

		# beside the one before, so that they meet
		$from = $periods[-1][1] + 1 if @periods && $periods[-1][1] != $open && chance(0.3);
		push @periods, [ $from, chance(0.03) ? $open : $from + int(rand(chance(0.5) ? 30 : greatest_of(1, $end - $first))) ];
	}

	my @coverage = runs(@periods);
	my @gaps;
	my $from = $first;
	foreach my $run (@coverage)
	{
		push @gaps, [ $from, least_of($last, $run->[0] - 1) ] if $from <= $last && $from < $run->[0];
		$from = greatest_of($from, $run->[1] == $open ? $open : $run->[1] + 1);
	}
	push @gaps, [ $from, $last ] if $from <= $last && $from != $open;
	return (
		period_text($first, $last), '{' . join(',', (map { period_text(@$_) } @periods), !@periods || chance(0.05) ? 'NULL' : ()) . '}',
		@periods ? '{' . join(',', map { range_text(@$_) } @coverage) . '}' : undef, '{' . join(',', map { range_text(@$_) } @gaps) . '}');
}

sub test_coverage
{
	load('covered', 'span grant_period', 'periods grant_period[]', 'coverage text', 'gaps text');
	$node->safe_psql('postgres', q{
		CREATE TABLE aggregated AS
		SELECT c.id, coverage(p)::text, gaps(p, c.span)::text, range_agg(p::daterange) FILTER (WHERE p IS NOT NULL) AS ranges
		FROM covered AS c, unnest(c.periods) AS p GROUP BY c.id});
	is($node->safe_psql('postgres', 'SELECT count(*) FROM aggregated'), $cases, 'coverage, gaps: every group has its row');
	check_rule("$_: $cases groups", "SELECT * FROM covered AS c JOIN aggregated AS a USING (id) WHERE c.$_ IS DISTINCT FROM a.$_")
	  foreach 'coverage', 'gaps';
	check_rule('coverage, gaps: as range_agg', q{
		SELECT * FROM covered AS c JOIN aggregated AS a USING (id) WHERE a.coverage::datemultirange IS DISTINCT FROM a.ranges
			OR a.gaps::datemultirange IS DISTINCT FROM datemultirange(c.span::daterange) - coalesce(a.ranges, '{}')});
}

#
# Money
#

# digits with a point put before the last so many
sub with_point
{
	my ($digits, $scale) = @_;
	my $sign = $digits =~ s/^-// ? '-' : '';

	return "$sign$digits" if $scale == 0;
	$digits = '0' x ($scale + 1 - length($digits)) . $digits if length($digits) <= $scale;
	return $sign . substr($digits, 0, -$scale) . '.' . substr($digits, -$scale);
}

# number * numerator / denominator, integers as text, rounded half away from zero
sub rounded
{
	my ($number, $numerator, $denominator) = @_;
	my $sign = $number =~ /^-/ ? '-' : '';
	my $result;

	$number = substr($number, 1) if $sign;
	return 0 if $numerator == 0;
	if (length($number) + length($numerator) < 18 && length($denominator) < 18)
	{
		use integer;
		$result = (2 * $number * $numerator + $denominator) / (2 * $denominator);
	}
	else
	{
		$result = Math::BigInt->new($number)->bmul(2 * $numerator)->badd($denominator);
		$result = $result->bdiv(Math::BigInt->new($denominator)->bmul(2))->bstr;
	}
	return $result eq '0' ? 0 : "$sign$result";
}

sub difference
{
	my ($a, $b) = @_;

	return $a - $b if length($a) < 18 && length($b) < 18;
	return Math::BigInt->new($a)->bsub($b)->bstr;
}

# The days of a period that are over by the end of a day
sub days_over
{
	my ($period, $day) = @_;

	return least_of($period->[1], greatest_of($period->[0] - 1, $day)) - $period->[0] + 1;
}

# what units accrue by the end of a day; the units are a number of 10^-zeros
sub accrued_units
{
	my ($units, $zeros, $period, $day) = @_;

	return rounded($units, days_over($period, $day), ($period->[1] - $period->[0] + 1) . '0' x $zeros);
}

sub prorated_units
{
	my ($units, $zeros, $period, $part) = @_;

	return difference(accrued_units($units, $zeros, $period, $part->[1]), accrued_units($units, $zeros, $period, $part->[0] - 1));
}

sub allocated_units
{
	my ($units, $zeros, $period, @parts) = @_;
	my $before = 0;
	my @shares;

	foreach my $part (@parts)
	{
		my $until = accrued_units($units, $zeros, $period, $part->[1]);

		push @shares, difference($until, $before);
		$before = $until;
	}
	return @shares;
}

# the days of a period cut anywhere
sub random_partition
{
	my ($first, $last) = @_;
	my %ends = map { between($first, $last) => 1 } 1 .. int(rand(6));
	my @parts;

	foreach my $end (sort { $a <=> $b } keys %{ { %ends, $last => 1 } })
	{
		push @parts, [ $first, $end ];
		$first = $end + 1;
	}
	return @parts;
}

# Of any size up to 63 bits, more often of few digits
sub random_units
{
	my $digits = chance(0.04) ? random_digits(between(17, 19)) : random_digits(between(1, 12));

	$digits = one_of('0', '1', '5', "$greatest", '9223372036854775806')
	  if chance(0.01) || length($digits) == 19 && $digits gt "$greatest";
	return $digits eq '0' || chance(0.65) ? $digits : chance(0.002) ? "$least" : "-$digits";
}

# Some amounts are stored with other decimals than their currency has
sub random_scale
{
	my ($currency, $units) = @_;

	return $decimals{$currency} if chance(0.97);
	# what is printed in the decimals of the currency must fit
	return $decimals{$currency} + between(0, 3) if length($units) > 12 || $decimals{$currency} == 0;
	return $decimals{$currency} - 1;
}

sub money_input
{
	my ($units, $currency, $scale) = @_;

	return with_point($units, $scale) . " $currency($scale)";
}

# as it is printed: in the decimals of the currency where they suffice
sub money_text
{
	my ($units, $currency, $scale) = @_;
	my $more = $scale - $decimals{$currency};

	return with_point($units . '0' x -$more, $decimals{$currency}) . " $currency" if $more <= 0 && $units ne '0';
	return with_point($units, $decimals{$currency}) . " $currency" if $units eq '0' || $units =~ s/0{$more}$//;
	return money_input($units, $currency, $scale);
}

sub money_case
{
	my $period = random_period(0.01);
	my ($first, $last) = @$period;
	my $part = random_neighbour($period, 0.02);
	my $day = random_day_near(@$period);
	my ($unit, $unit_months, $start, $start_month) = random_unit(@$period);
	my $currency = one_of(@currencies);
	my ($units, $already) = (random_units(), random_units());
	my $scale = random_scale($currency, $units);
	my $other = chance(0.99) ? $currency : one_of(@currencies);
	my $other_scale = random_scale($other, $already);
	my (@answers, @partition);

	# what is left after an amendment, in the finer of both units
	my $finer = greatest_of($scale, $other_scale);
	my ($new, $old) = ($units . '0' x ($finer - $scale), $already . '0' x ($finer - $other_scale));
	my $rest = difference($new, $old);
	my $too_large = grep { length($_) > 18 && ($_ > $greatest || $_ < $least) } $rest, $new, $old;

	if ($last == $open)
	{
		@answers = ('ERROR 22023') x 4;
		$too_large = 0;
		@partition = ($period);
		# which of two errors comes first is not promised
		($already, $other, $other_scale) = ($units, $currency, $scale);
	}
	elsif (chance(0.01))
	{
		($unit, $start) = one_of([ 'week', $start ], [ '', $start ], [ $unit, 0 ], [ $unit, 13 ])->@*;
		@answers = (undef, undef, ('ERROR 22023') x 2);
		($already, $other, $other_scale) = ($units, $currency, $scale);
	}
	if ($last != $open)
	{
		my @parts = parts_of($first, $last, $unit_months, $start_month);
		my $written = sub {
			my ($of, $of_scale) = @_;
			my @shares = allocated_units($of, 0, $period, @parts);

			return join(' ', map { period_text($parts[$_]->@*) . '=' . money_text($shares[$_], $currency, $of_scale) } 0 .. $#parts);
		};

		@partition = random_partition(@$period);
		$answers[0] = money_text(accrued_units($units, 0, $period, $day), $currency, $scale);
		$answers[1] = money_text(prorated_units($units, 0, $period, $part), $currency, $scale);
		$answers[2] //= $written->($units, $scale);
		$answers[3] //= $other ne $currency ? 'ERROR 22023' : $too_large ? 'ERROR 22003' : $written->($rest, $finer);
	}
	return (
		money_input($units, $currency, $scale), money_input($already, $other, $other_scale), period_text(@$period), period_text(@$part),
		date_text($day), any_letters($unit), $start, '{' . join(',', map { period_text(@$_) } @partition) . '}', @answers);
}

sub test_money
{
	load('spread',
		'amount monetary', 'already monetary', 'p grant_period', 'part grant_period', 'day date', 'unit text', 'start int',
		'partition grant_period[]', map { "$_ text" } qw(accrued prorate allocate respread));
	my $written = q{string_agg(a.period || '=' || a.amount, ' ' ORDER BY a.n)};
	check('spread', @$_)
	  foreach (
		[ 'accrued', 'accrued(c.amount, c.p, c.day)', 'accrued' ],
		[ 'prorate', 'prorate(c.amount, c.p, c.part)', 'prorate' ],
		[ 'allocate', qq{CASE WHEN c.start IS NULL
			THEN (SELECT $written FROM allocate(c.amount, c.p, c.unit) WITH ORDINALITY AS a(period, amount, n))
			ELSE (SELECT $written FROM allocate(c.amount, c.p, c.unit, c.start) WITH ORDINALITY AS a(period, amount, n)) END}, 'allocate' ],
		[ 'respread', qq{CASE WHEN c.start IS NULL
			THEN (SELECT $written FROM respread(c.amount, c.already, c.p, c.unit) WITH ORDINALITY AS a(period, amount, n))
			ELSE (SELECT $written FROM respread(c.amount, c.already, c.p, c.unit, c.start) WITH ORDINALITY AS a(period, amount, n)) END}, 'respread' ]);

	check_rule('prorate: over any partition sums to the amount', q{
		SELECT id, amount, p, partition FROM spread
		WHERE NOT is_open(p) AND (SELECT sum(amount(prorate(amount, p, part))) FROM unnest(partition) AS part) <> amount(amount)});
	check_rule('allocate: sums to the amount, and each part is what is prorated to it', q{
		SELECT id FROM spread, LATERAL (
			SELECT sum(amount(a.amount)) AS total, bool_and(a.amount = prorate(spread.amount, p, a.period)) AS equal
			FROM allocate(spread.amount, p, unit, coalesce(start, 1)) AS a) AS a
		WHERE allocate NOT LIKE 'ERROR%' AND (a.total, a.equal) IS DISTINCT FROM (amount(amount), true)});
	check_rule('allocate: months sum to their quarter, quarters to their half, halves to their year', q{
		SELECT id, coarse, fine FROM spread,
			(VALUES ('quarter', 'month'), ('half', 'quarter'), ('year', 'half'), ('year', 'month')) AS u(coarse, fine),
			LATERAL (SELECT array_agg(amount(a.amount) ORDER BY n) AS amounts
				FROM allocate(spread.amount, p, coarse, coalesce(start, 1)) WITH ORDINALITY AS a(period, amount, n)) AS a,
			LATERAL (SELECT array_agg(amount ORDER BY n) AS amounts
				FROM (SELECT b.n, sum(amount(c.amount)) AS amount
					FROM split(p, coarse, coalesce(start, 1)) WITH ORDINALITY AS b(period, n)
						JOIN allocate(spread.amount, p, fine, coalesce(start, 1)) AS c ON b.period @> c.period GROUP BY b.n) AS b) AS b
		WHERE id <= 20000 AND allocate NOT LIKE 'ERROR%' AND days(p) < 1500 AND a.amounts IS DISTINCT FROM b.amounts});
	check_rule('respread: what was there and what is spread sum to the new total', q{
		SELECT id FROM spread
		WHERE respread NOT LIKE 'ERROR%' AND amount(amount) - amount(already) IS DISTINCT FROM (
			SELECT sum(amount(a.amount)) FROM respread(amount, already, p, unit, coalesce(start, 1)) AS a)});
}

#
# Plain numbers
#

# Mostly of few digits; a number is its digits with a sign, and a scale
sub random_number
{
	my $digits = chance(0.04) ? random_digits(between(18, 40)) : random_digits(between(1, 10));
	my $scale = chance(0.85) ? one_of(0, 1, 2, 2, 3) : int(rand(25));

	$digits = '0' if chance(0.01);
	return (($digits ne '0' && chance(0.35) ? "-$digits" : $digits), $scale);
}

# the same in units of so many decimals, as units and zeros behind the point
sub in_units
{
	my ($digits, $scale, $decimals) = @_;

	return $scale <= $decimals ? ($digits . '0' x ($decimals - $scale), 0) : ($digits, $scale - $decimals);
}

sub number_case
{
	my $period = random_period(0.01);
	my ($first, $last) = @$period;
	my $part = random_neighbour($period, 0.02);
	my $day = random_day_near(@$period);
	my ($unit, $unit_months, $start, $start_month) = random_unit(@$period);
	my ($digits, $scale) = random_number();
	my $decimals = chance(0.95) ? one_of(0, 2, 2, 2, 3, 4) : between(0, 20);
	my @number = in_units($digits, $scale, $decimals);
	my $number = with_point($digits, $scale);
	my (@answers, @partition);

	if ($last == $open || chance(0.02))
	{
		@answers = ('ERROR 22023') x 3;
		if ($last != $open)
		{
			if (chance(0.5)) { $decimals = one_of(-1, 21, 1000) }
			else { $number = one_of('NaN', 'Infinity', '-Infinity') }
		}
		@partition = ($period);
	}
	else
	{
		my @parts = parts_of($first, $last, $unit_months, $start_month);
		my @shares = map { with_point($_, $decimals) } allocated_units(@number, $period, @parts);

		@answers = (
			with_point(accrued_units(@number, $period, $day), $decimals), with_point(prorated_units(@number, $period, $part), $decimals),
			join(' ', map { period_text($parts[$_]->@*) . "=$shares[$_]" } 0 .. $#parts));
		if (chance(0.01))
		{
			($unit, $start) = one_of([ 'week', $start ], [ '', $start ], [ $unit, 0 ], [ $unit, 13 ])->@*;
			$answers[2] = 'ERROR 22023';
		}
		@partition = random_partition(@$period);
	}
	return (
		$number, $decimals, period_text(@$period), period_text(@$part), date_text($day), any_letters($unit), $start,
		'{' . join(',', map { period_text(@$_) } @partition) . '}', @answers);
}

sub test_numbers
{
	load('numbers',
		'amount numeric', 'decimals int', 'p grant_period', 'part grant_period', 'day date', 'unit text', 'start int', 'partition grant_period[]',
		map { "$_ text" } qw(accrued prorate allocate));
	my $written = q{string_agg(a.period || '=' || a.amount, ' ' ORDER BY a.n)};
	check('numbers', @$_)
	  foreach (
		[ 'accrue_amount', 'accrue_amount(c.amount, c.p, c.day, c.decimals)', 'accrued' ],
		[ 'prorate_amount', 'prorate_amount(c.amount, c.p, c.part, c.decimals)', 'prorate' ],
		[ 'allocate_amount', qq{CASE WHEN c.start IS NULL
			THEN (SELECT $written FROM allocate_amount(c.amount, c.p, c.unit, c.decimals) WITH ORDINALITY AS a(period, amount, n))
			ELSE (SELECT $written FROM allocate_amount(c.amount, c.p, c.unit, c.decimals, c.start) WITH ORDINALITY AS a(period, amount, n)) END},
			'allocate' ]);
	check_rule('prorate_amount, allocate_amount: sum to the rounded number', q{
		SELECT id FROM numbers
		WHERE accrued NOT LIKE 'ERROR%' AND allocate NOT LIKE 'ERROR%' AND (round(amount, decimals), round(amount, decimals)) IS DISTINCT FROM (
			(SELECT sum(prorate_amount(amount, p, one, decimals)) FROM unnest(partition) AS one),
			(SELECT sum(a.amount) FROM allocate_amount(amount, p, unit, decimals, coalesce(start, 1)) AS a))});
}

#
# Weights
#

# Units by weights, which are integers as text: whole ones first, those left
# over to the largest remainders, of equal ones to the earlier
sub by_weights
{
	my ($units, @weights) = @_;
	my $sign = $units =~ s/^-// ? '-' : '';
	my (@shares, @lost, $left);

	if (length($units) + (sort { $b <=> $a } map { length } @weights)[0] < 17)
	{
		use integer;
		my $total = 0;

		$total += $_ foreach @weights;
		$left = $units;
		foreach my $weight (@weights)
		{
			push @shares, $units * $weight / $total;
			push @lost, $units * $weight % $total;
			$left -= $shares[-1];
		}
	}
	else
	{
		my $total = Math::BigInt->bzero;

		$total += $_ foreach @weights;
		$left = Math::BigInt->new($units);
		foreach my $weight (@weights)
		{
			my ($share, $rest) = Math::BigInt->new($units)->bmul($weight)->bdiv($total);

			push @shares, $share;
			push @lost, $rest;
			$left -= $share;
		}
	}
	my @first = sort { $lost[$b] <=> $lost[$a] || $a <=> $b } 0 .. $#weights;
	$shares[$_]++ foreach @first[ 0 .. $left - 1 ];
	return map { "$_" eq '0' ? 0 : "$sign$_" } @shares;
}

# weights as they are written, and as integers
sub random_weights
{
	my $scale = one_of(0, 0, 0, 1, 2, 4, between(5, 20));
	my $size = chance(0.97) ? between(1, 4) : between(5, 25);
	my @weights = map { chance(0.1) ? '0' : random_digits(between(1, $size)) } 1 .. between(1, chance(0.9) ? 6 : 30);

	# equal ones, between which the earlier is first
	@weights = ($weights[0]) x @weights if chance(0.15);
	$weights[ rand(@weights) ] = random_digits($size) if !grep { $_ ne '0' } @weights;
	return ([ map { with_point($_, $scale) } @weights ], @weights);
}

sub weight_case
{
	my ($written, @weights) = random_weights();
	my $currency = one_of(@currencies);
	my $units = random_units();
	my $scale = random_scale($currency, $units);
	my ($digits, $number_scale) = random_number();
	my $decimals = chance(0.95) ? one_of(0, 2, 2, 2, 3, 4) : between(0, 20);
	my ($number_units, $zeros) = in_units($digits, $number_scale, $decimals);
	my $lower = chance(0.03) ? between(-3, 3) : 1;
	my $subscripts = "[$lower:" . ($lower + $#weights) . ']';
	my $literal = ($lower == 1 ? '' : "$subscripts=") . '{' . join(',', @$written) . '}';
	my @answers;

	if (chance(0.02))
	{
		my $wrong = one_of('-0.01', 'NULL', 'NaN', 'Infinity', '-1', '-Infinity');

		$literal = one_of(
			'{}', '{{1,2},{3,4}}', '{' . join(',', @$written, $wrong) . '}', '{' . join(',', $wrong, @$written) . '}', '{0,0.00}', '{0}');
		@answers = ('ERROR 22023') x 2;
	}
	else
	{
		$number_units = rounded($number_units, 1, '1' . '0' x $zeros);
		@answers = (
			$subscripts . join(';', map { money_text($_, $currency, $scale) } by_weights($units, @weights)),
			$subscripts . join(';', map { with_point($_, $decimals) } by_weights($number_units, @weights)));
	}
	return (money_input($units, $currency, $scale), $literal, with_point($digits, $number_scale), $decimals, @answers);
}

sub test_weights
{
	load('weights', 'amount monetary', 'weights numeric[]', 'number numeric', 'decimals int', map { "$_ text" } qw(amounts numbers));
	check('weights', @$_)
	  foreach (
		[ 'allocate_by', q{(SELECT array_dims(a) || array_to_string(a, ';') FROM allocate_by(c.amount, c.weights) AS a)}, 'amounts' ],
		[ 'allocate_amount_by', q{(SELECT array_dims(a) || array_to_string(a, ';')
			FROM allocate_amount_by(c.number, c.weights, c.decimals) AS a)}, 'numbers' ]);
	check_rule('allocate_by, allocate_amount_by: sum to the amount and to the rounded number', q{
		SELECT id FROM weights WHERE amounts NOT LIKE 'ERROR%'
			AND ((SELECT sum(amount(a)) FROM unnest(allocate_by(amount, weights)) AS a),
				 (SELECT sum(a) FROM unnest(allocate_amount_by(number, weights, decimals)) AS a))
				IS DISTINCT FROM (amount(amount), round(number, decimals))});
}

#
# The average rate of a period
#

sub parts
{
	my ($decimal) = @_;
	my ($whole, $fraction) = split(/\./, $decimal);

	$fraction //= '';
	return (Math::BigInt->new($whole . $fraction), length($fraction));
}

# The rates of a source for a pair: rows of [day, rate], in order of days
sub random_series
{
	my ($first, $days) = @_;
	my $step = one_of(1, 1, 7, 30, 91);
	my @rows;

	for (my $day = $first + int(rand(90)); $day < $first + $days; $day += $step + int(rand(2)))
	{
		my $digits = chance(0.95) ? random_digits(between(1, 9)) : random_digits(between(17, 22));

		push @rows, [ $day, with_point($digits, chance(0.95) ? between(0, 6) : 20) ] if chance(0.95);
	}
	return \@rows;
}

# The mean of one leg as numerator and denominator; undef where there is none
sub average_leg
{
	my ($world, $from, $to, $period, $name) = @_;

	foreach my $source (sort { $a->{priority} <=> $b->{priority} || $a->{code} cmp $b->{code} } @{ $world->{sources} })
	{
		next if defined $name && $name ne $source->{code};
		foreach my $pair ("$from/$to", "$to/$from")
		{
			my ($sum, $count) = (Math::BigInt->bzero, 0);

			foreach my $row (@{ $world->{rows}{$pair}{ $source->{code} } // [] })
			{
				next if $row->[0] < $period->[0] || $row->[0] > $period->[1];
				my ($digits, $scale) = parts($row->[1]);

				$sum += $digits * Math::BigInt->new('1' . '0' x (20 - $scale));
				$count++;
			}
			next if $count == 0;
			my $ones = Math::BigInt->new($count . '0' x 20);
			return $pair eq "$from/$to" ? [ $sum, $ones, 'direct' ] : [ $ones, $sum, 'inverse' ];
		}
	}
	foreach my $peg ([ 'USD', 'PAB', day_of(1904, 6, 28), 1, 1 ], [ 'USD', 'BZD', day_of(1978, 1, 1), 2, 1 ],
		[ 'USD', 'SVC', day_of(2001, 1, 1), 35, 4 ])
	{
		my ($base, $quote, $day, $numerator, $denominator) = @$peg;

		next if $period->[0] < $day;
		return [ $numerator, $denominator, 'built in' ] if "$from/$to" eq "$base/$quote";
		return [ $denominator, $numerator, 'built in' ] if "$from/$to" eq "$quote/$base";
	}
	return undef;
}

sub average
{
	my ($world, $from, $to, $period, $name) = @_;

	return 'ERROR 22023' if $period->[1] == $open;
	return [ 1, 1, 'same' ] if $from eq $to;
	return 'ERROR 42704' if defined $name && $name ne 'peg' && !grep { $_->{code} eq $name } @{ $world->{sources} };
	my $leg = average_leg($world, $from, $to, $period, $name);
	return $leg if $leg;
	my $pivot = $world->{pivot};
	return 'ERROR CR001' if $from eq $pivot || $to eq $pivot;
	my @legs = (average_leg($world, $from, $pivot, $period, $name), average_leg($world, $pivot, $to, $period, $name));
	return 'ERROR CR001' if grep { !defined } @legs;
	return [ $legs[0][0] * $legs[1][0], $legs[0][1] * $legs[1][1], "$legs[0][2], $legs[1][2]" ];
}

sub test_average_rate
{
	my @codes = qw(USD MXN COP EUR GTQ PAB BZD SVC JPY);
	my %kinds;

	$node->safe_psql('postgres', q{
		CREATE TABLE average (
			base currency, target currency, p grant_period, source text, answer text, numerator numeric, denominator numeric)});
	foreach my $n (1 .. $worlds)
	{
		my %world = (pivot => $n % 3 == 0 ? 'EUR' : 'USD', sources => [], rows => {});
		my $first = day_of(one_of(1977, 2000, 2019), 11, 15);
		my (@rates, @rows);

		foreach my $code ('fix', 'Fix', 'trm', 'month-end')
		{
			push @{ $world{sources} }, { code => $code, priority => int(rand(3)) };
			foreach (1 .. 9)
			{
				my ($base, $quote) = (chance(0.6) ? $world{pivot} : one_of(@codes), one_of(@codes));

				($base, $quote) = ($quote, $base) if chance(0.3);
				$world{rows}{"$base/$quote"}{$code} //= random_series($first, 500) if $base ne $quote;
			}
		}
		foreach my $pair (sort keys %{ $world{rows} })
		{
			foreach my $code (sort keys %{ $world{rows}{$pair} })
			{
				push @rates, map { [ $code, split(/\//, $pair), date_text($_->[0]), $_->[1] ] } @{ $world{rows}{$pair}{$code} };
			}
		}
		foreach (1 .. $averages)
		{
			my $from = $first - 100 + int(rand(700));
			my $period = [ $from, chance(0.01) ? $open : $from + int(rand(one_of(1, 5, 31, 120, 400))) ];
			my @pair = (one_of(@codes), one_of(@codes));
			my $source = chance(0.3) ? one_of('fix', 'Fix', 'trm', 'month-end', 'peg', 'unknown') : undef;
			my $average = average(\%world, @pair, $period, $source);

			$kinds{ ref $average ? $average->[2] : $average }++;
			push @rows, [ @pair, period_text(@$period), $source, ref $average ? ('rate', "$average->[0]", "$average->[1]") : ($average, undef, undef) ];
		}
		$node->safe_psql('postgres', "TRUNCATE exchange_rate, rate_source, average;\n"
			  . copy_text('rate_source (code, name, priority)', map { [ $_->{code}, 'A source', $_->{priority} ] } @{ $world{sources} })
			  . copy_text('exchange_rate (source, base, quote, valid_from, rate)', @rates)
			  . copy_text('average', @rows)
			  . "ALTER DATABASE postgres SET caudal.pivot_currency = '$world{pivot}'");

		# at least 16 significant digits
		check('average', "average_rate, world $n", q{(
			SELECT CASE WHEN c.numerator IS NULL OR abs(r * c.denominator - c.numerator) > c.numerator * 5e-16 THEN r::text ELSE 'rate' END
			FROM (SELECT CASE WHEN c.source IS NULL THEN average_rate(c.base, c.target, c.p)
				ELSE average_rate(c.base, c.target, c.p, c.source) END AS r) AS r)}, 'answer');
	}
	note("$kinds{$_} $_") foreach sort keys %kinds;
	cmp_ok($kinds{$_} // 0, '>', 10, "average_rate: some are of this kind: $_")
	  foreach 'direct', 'inverse', 'built in', 'direct, direct', 'direct, inverse', 'inverse, direct', 'inverse, inverse', 'direct, built in',
	  'built in, direct', 'same', 'ERROR CR001', 'ERROR 42704', 'ERROR 22023';
}
