package TrackerOracle;

# The reports of the tracker on money, by the rules of docs/tracker.md, written
# here anew over the rows of its tables.
#
# Amounts are integers of minor units, rates are fractions of integers, and
# there is one rounding where the manual says that there is one.  Only which
# rate is in effect on a day is asked of the server: that has an oracle of its
# own.  Days count from 2000-01-01.
use strict;
use warnings;

use File::Temp;
use List::Util qw(max min sum0 uniq);
use Math::BigInt;

my %decimals = (
	(map { $_ => 0 } qw(BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF)),
	(map { $_ => 3 } qw(BHD IQD JOD KWD LYD OMR TND)),
	(map { $_ => 4 } qw(CLF UYW)));
my %unit_months = (month => 1, quarter => 3, half => 6, year => 12);

#
# Days
#

# the number of a day, of a calendar whose years begin in March
sub day_number
{
	my ($year, $month, $day) = @_;

	($year, $month) = $month > 2 ? ($year, $month - 3) : ($year - 1, $month + 9);
	return 365 * $year + int($year / 4) - int($year / 100) + int($year / 400) + int((153 * $month + 2) / 5) + $day - 730426;
}

sub day_of_text
{
	our %number;
	return $number{ $_[0] } //= day_number(split(/-/, $_[0]));
}

# year, month and day of the month
sub calendar
{
	my ($number) = @_;

	our %calendar;
	return @{ $calendar{$number} //= do
		{
			my $year = 2000 + int($number / 365.2425);
			my $month = 12;

			$year++ while day_number($year + 1, 1, 1) <= $number;
			$year-- while day_number($year, 1, 1) > $number;
			$month-- while day_number($year, $month, 1) > $number;
			[ $year, $month, $number - day_number($year, $month, 1) + 1 ];
		} };
}

sub day_text
{
	my ($number) = @_;

	return defined $number ? sprintf('%04d-%02d-%02d', calendar($number)) : undef;
}

# months count from January of the year 0
sub month_of
{
	my ($year, $month) = calendar($_[0]);

	return $year * 12 + $month - 1;
}

sub first_of_month
{
	my ($month) = @_;

	return day_number(int($month / 12), $month % 12 + 1, 1);
}

# the same day of another month, or the last one that it has
sub add_months
{
	my ($day, $months) = @_;
	my $month = month_of($day) + $months;
	my $in_month = (calendar($day))[2];

	return min(first_of_month($month) + $in_month - 1, first_of_month($month + 1) - 1);
}

# months(grant_period), in ten-thousandths
sub months_between
{
	my ($first, $last) = @_;
	my $whole = month_of($last) - month_of($first) + 1;

	$whole-- while add_months($first, $whole) > $last + 1;
	my $from = add_months($first, $whole);
	return $whole * 10000 + share(10000, $last + 1 - $from, add_months($first, $whole + 1) - $from);
}

#
# Arithmetic
#

# amount * numerator / denominator, rounded half away from zero; the
# denominator is above zero
sub share
{
	my ($amount, $numerator, $denominator) = @_;

	if (!ref $numerator && !ref $denominator && abs($amount * $numerator) < 4e18)
	{
		use integer;
		my $product = $amount * $numerator;
		my $magnitude = $product < 0 ? -$product : $product;
		my $quotient = $magnitude / $denominator;
		my $rest = $magnitude % $denominator;

		$quotient++ if $rest >= $denominator - $rest;
		return $product < 0 ? -$quotient : $quotient;
	}
	my $product = Math::BigInt->new($amount)->bmul($numerator);
	my $negative = $product->is_neg;
	my $quotient = $product->babs->bmul(2)->badd($denominator)->bdiv(Math::BigInt->new($denominator)->bmul(2));

	$quotient = $quotient->bneg if $negative;
	return $quotient->numify;
}

# decimal text as digits and how many of them come after the point
sub parts
{
	my ($text) = @_;
	my ($whole, $fraction) = split(/\./, $text);

	$fraction //= '';
	return ("$whole$fraction", length($fraction));
}

# a fraction without common factors, of plain numbers where they are small
sub lowest_terms
{
	my ($numerator, $denominator) = map { Math::BigInt->new($_) } @_;
	my $factor = $numerator->copy->bgcd($denominator);

	return [ map { my $term = $_ / $factor; $term->length < 18 ? $term->numify : $term } $numerator, $denominator ];
}

sub decimals_of
{
	return $decimals{ $_[0] } // 2;
}

# a rate, numerator / denominator as decimal text, as the fraction by which
# minor units of one currency are those of another
sub rate_fraction
{
	my ($numerator, $denominator, $from, $to) = @_;
	my ($top, $top_scale) = parts($numerator);
	my ($bottom, $bottom_scale) = parts($denominator);

	return lowest_terms($top . '0' x ($bottom_scale + decimals_of($to)), $bottom . '0' x ($top_scale + decimals_of($from)));
}

# minor units as a decimal number
sub money
{
	my ($minor, $currency) = @_;
	my $scale = decimals_of($currency);

	return undef if !defined $minor;
	my $digits = sprintf("%0*s", $scale + 1, abs($minor));
	my $text = $scale == 0 ? $digits : substr($digits, 0, -$scale) . '.' . substr($digits, -$scale);
	return $minor < 0 ? "-$text" : $text;
}

# what is accrued of an amount by the end of a day
sub accrued
{
	my ($amount, $first, $last, $day) = @_;

	return 0 if $day < $first;
	return $amount if $day >= $last;
	return share($amount, $day - $first + 1, $last - $first + 1);
}

sub prorated
{
	my ($amount, $first, $last, $part_first, $part_last) = @_;

	return accrued($amount, $first, $last, $part_last) - accrued($amount, $first, $last, $part_first - 1);
}

# A sum leaves out what is not known.
sub sum_known
{
	return sum0(grep { defined } @_);
}

#
# The server
#

sub new
{
	my ($class, %self) = @_;

	$self{search_path} //= 'pg_catalog, caudal, report, tracker';
	return bless \%self, $class;
}

# Runs a script in one session, and hands on what it prints line by line.
sub script
{
	my ($self, $script, $each) = @_;
	my $file = File::Temp->new(SUFFIX => '.sql');

	print $file "SET client_min_messages = warning; SET datestyle = ISO; SET search_path = $self->{search_path};\n$script";
	close $file;
	open(my $out, '-|', 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $self->{connection}, '-f', $file->filename)
	  or die "cannot run psql: $!";
	while (my $line = <$out>)
	{
		chomp $line;
		$each->($line) if $each;
	}
	close $out or die 'psql ended with status ' . ($? >> 8) . " on:\n" . substr($script, 0, 2000) . "\n";
	return;
}

my %escaped = (n => "\n", t => "\t", r => "\r", '\\' => '\\');

sub fields
{
	my ($line) = @_;

	return map { $_ eq '\\N' ? undef : s/\\(.)/$escaped{$1}/gr } split(/\t/, $line, -1);
}

# Runs queries, and hands on the rows of each when they are all there.
sub queries
{
	my ($self, $settings, $queries, $each) = @_;
	my $script = $settings;
	my ($number, @rows) = (-1);

	foreach my $query (@$queries)
	{
		$script .= "\\echo '\\\\.'\nCOPY ($query) TO STDOUT;\n";
	}
	$self->script("$script\\echo '\\\\.'\n", sub {
		my ($line) = @_;

		if ($line ne '\\.')
		{
			push @rows, [ fields($line) ];
			return;
		}
		$each->($number, [@rows]) if $number >= 0;
		@rows = ();
		$number++;
	});
	return;
}

sub rows
{
	my ($self, $query, $before) = @_;
	my $rows;

	$self->queries($before // '', [$query], sub { $rows = $_[1] });
	return $rows;
}

my $period = 'first_day(period), nullif(last_day(period), \'infinity\')';
my %tables = (
	organization => [ 'organization', 'organization, name, country, kind' ],
	award => [ 'award', 'award, title, funder, recipient, programme, restricted, conditional, pass_through, passes_on, renews' ],
	amendment => [ 'amendment', "amendment, award, kind, holds_from, $period, change, known_since, withdrawn_on" ],
	tranche => [ 'tranche', 'award, tranche, due_on, amount, known_since, approved_on, paid_on, cancelled_on' ],
	requirement => [ 'requirement', 'award, requirement, kind, due_on, days_after_end, submitted_on, accepted_on' ],
	budget_line => [ 'budget_line', 'award, line, name, currency' ],
	budget => [ 'budget', "award, line, $period, revision, amount, funder_amount, known_since" ],
	flow => [ 'flow', 'flow, award, type, amount, booked_on, value_date, provider, receiver, agreed_rate, agreed_currency,'
		  . ' counter_amount, reverses, counterpart, matched_on, line, tranche, known_since, withdrawn_on' ],
	cost_plan => [ 'cost_plan', "cost, organization, $period, amount" ],
	label => [ 'label', 'list, code, language, label' ],
	closed_period => [ 'closed_period', 'currency, last_day, closed_on' ],
	closing_rate => [ 'closing_rate', 'currency, last_day, of, target, day, numerator, denominator' ],
	closing_entry => [ 'closing_entry',
		'entry, currency, last_day, flow, amendment, kind, amount, value, numerator, denominator, rate, source, rate_date' ]);
my %is_money = map { $_ => 1 } qw(amount funder_amount counter_amount value);

# "1500.50 MXN" as minor units and a currency
sub money_of_text
{
	my ($number, $currency) = split(/ /, $_[0]);
	my ($digits, $scale) = parts($number);

	return [ $digits . '0' x (decimals_of($currency) - $scale) + 0, $currency ];
}

# Reads all tables, as they are.
sub load
{
	my ($self) = @_;
	my @names = sort keys %tables;
	my @queries = map { "SELECT $tables{$_}[1] FROM $tables{$_}[0]" } @names;

	delete @$self{qw(at known rate)};
	$self->queries("BEGIN ISOLATION LEVEL REPEATABLE READ;\n", [ @queries, 'SELECT CURRENT_DATE' ], sub {
		my ($number, $rows) = @_;

		if ($number == @names)
		{
			$self->{today} = day_of_text($rows->[0][0]);
			return;
		}
		my $name = $names[$number];
		my @columns = map { s/first_day\(period\)/first/r =~ s/nullif\(.*/last/r } split(/, (?!'inf)/, $tables{$name}[1]);

		$self->{$name} = [ map { row_of(\@columns, $_) } @$rows ];
	});

	$self->{organizations} = { map { $_->{organization} => $_ } @{ $self->{organization} } };
	$self->{awards} = { map { $_->{award} => $_ } @{ $self->{award} } };
	$self->{flows} = { map { $_->{flow} => $_ } @{ $self->{flow} } };
	$self->{amendments} = { map { $_->{amendment} => $_ } @{ $self->{amendment} } };
	$self->{lines} = { map { ("$_->{award}\t$_->{line}" => $_) } @{ $self->{budget_line} } };
	$self->{closed_on} = { map { ("$_->{currency} $_->{last_day}" => $_->{closed_on}) } @{ $self->{closed_period} } };
	$self->{labels} = {};
	$self->{labels}{ $_->{list} }{ $_->{code} }{ $_->{language} } = $_->{label} foreach @{ $self->{label} };
	$self->{kept} = {};
	foreach my $rate (@{ $self->{closing_rate} })
	{
		$self->{kept}{"$rate->{currency} $rate->{last_day}: $rate->{of} $rate->{target} $rate->{day}"} =
		  defined $rate->{numerator} ? rate_fraction($rate->{numerator}, $rate->{denominator}, $rate->{of}, $rate->{target}) : undef;
	}
	$self->{entries} = {};
	foreach my $entry (@{ $self->{closing_entry} })
	{
		my $of = defined $entry->{flow} ? "flow $entry->{flow}" : "amendment $entry->{amendment} $entry->{amount}[1]";

		push @{ $self->{entries}{"$of in $entry->{currency}"} }, $entry;
	}
	foreach my $flow (@{ $self->{flow} })
	{
		$flow->{valued_on} = $flow->{value_date} // $flow->{booked_on};
	}
	return;
}

# one row of a table by the names of its columns, with days and amounts as numbers
sub row_of
{
	my ($columns, $fields) = @_;
	my %row;

	foreach my $n (0 .. $#$columns)
	{
		my ($column, $field) = ($columns->[$n], $fields->[$n]);

		if (!defined $field) { }
		elsif ($column =~ /(?<!passes)_on$|_since$|_from$|_date$|^first$|^last$|^(?:last_)?day$/) { $field = day_of_text($field) }
		elsif ($is_money{$column}) { $field = money_of_text($field) }
		elsif ($column eq 'change') { $field = { map { my $m = money_of_text($_); ($m->[1] => $m->[0]) } $field =~ /-?[\d.]+ [A-Z]{3}/g } }
		$row{$column} = $field;
	}
	return \%row;
}

# The rates that reports as of some days, in some currencies, may need.
sub load_rates
{
	my ($self, $reporting, $days) = @_;
	my (%needed, %of_award, %used);

	foreach my $amendment (@{ $self->{amendment} })
	{
		foreach my $currency (keys %{ $amendment->{change} })
		{
			$of_award{ $amendment->{award} }{$currency} = $used{$currency} = 1;
			$needed{"$currency\t$_\t$amendment->{holds_from}"} = 1 foreach @$reporting;
		}
	}
	foreach my $flow (@{ $self->{flow} })
	{
		my $currency = $flow->{amount}[1];
		my @targets = (@$reporting, keys %{ $of_award{ $flow->{award} // '' } });

		push @targets, $self->{lines}{"$flow->{award}\t$flow->{line}"}{currency} if defined $flow->{line};
		$used{$currency} = 1;
		$needed{"$currency\t$_\t$flow->{valued_on}"} = 1 foreach @targets;
	}
	$used{ $_->{amount}[1] } = 1 foreach @{ $self->{tranche} }, @{ $self->{cost_plan} };

	my $last_month = month_of(max(@$days));
	my $first_month = min($last_month, map { month_of($_) } (map { $_->{holds_from} } @{ $self->{amendment} }), map { $_->{booked_on} } @{ $self->{flow} });
	my @ends = map { first_of_month($_ + 1) - 1 } $first_month .. $last_month;
	foreach my $from (keys %used)
	{
		foreach my $day (@$days)
		{
			$needed{"$from\t$_\t$day"} = 1 foreach keys %used, @$reporting;
		}
		foreach my $day (@ends)
		{
			$needed{"$from\t$_\t$day"} = 1 foreach @$reporting;
		}
	}

	my $list = join('', map { my ($from, $to, $day) = split(/\t/); "$from\t$to\t" . day_text($day) . "\n" } sort keys %needed);
	delete $self->{rate};
	$self->queries("CREATE TEMP TABLE needed (f currency, t currency, d date);\nCOPY needed FROM stdin;\n$list\\.\n"
		  . "SET caudal.missing_rate = 'null';\n",
		['SELECT n.*, u.numerator, u.denominator FROM needed AS n, LATERAL exchange_rate_used(n.f, n.t, n.d) AS u'],
		sub {
			foreach my $row (@{ $_[1] })
			{
				my ($from, $to, $day, $numerator, $denominator) = @$row;

				$self->{rate}{"$from $to " . day_of_text($day)} =
				  defined $numerator ? rate_fraction($numerator, $denominator, $from, $to) : undef;
			}
		});
	$self->{missing} = grep { !defined } values %{ $self->{rate} };
	return;
}

# The names and types of the columns of a report
sub columns
{
	my ($self, $report) = @_;

	return $self->{columns}{$report} //= $self->rows(
		qq{SELECT c.name, format_type(c.type, NULL)
		   FROM pg_proc AS p, unnest(p.proargnames, p.proallargtypes, p.proargmodes) WITH ORDINALITY AS c (name, type, mode, place)
		   WHERE p.oid = '$report'::regproc AND c.mode = 't' ORDER BY c.place});
}

#
# Values
#

# an amount in another currency at the published rate of a day; undef where
# there is none
sub at_day
{
	my ($self, $minor, $from, $to, $day) = @_;

	return $minor if $from eq $to;
	die "the oracle did not foresee the rate of $from in $to on " . day_text($day) . "\n"
	  if !exists $self->{rate}{"$from $to $day"};
	my $rate = $self->{rate}{"$from $to $day"};
	return $rate ? share($minor, @$rate) : undef;
}

# the rate that closings in the reporting currency had kept by a day
sub kept_rate
{
	my ($self, $reporting, $from, $to, $day, $known_on) = @_;
	my ($closing) = reverse sort { $a->{last_day} <=> $b->{last_day} }
	  grep { $_->{currency} eq $reporting && $_->{closed_on} <= $known_on } @{ $self->{closed_period} };

	return $closing ? $self->{kept}{"$reporting $closing->{last_day}: $from $to $day"} : undef;
}

# whether what something is worth on a day is closed
sub is_kept
{
	my ($self, $from, $reporting, $day, $known_on) = @_;

	return defined $self->kept_rate($reporting, $from, $reporting, $day, $known_on) ? 1 : 0;
}

# the value of a balance at the end of a day; nothing is worth nothing
sub balance_value
{
	my ($self, $minor, $from, $to, $day, $known_on, $reporting) = @_;

	return $minor if !$minor;
	my $rate = $self->kept_rate($reporting // $to, $from, $to, $day, $known_on);
	return $rate ? share($minor, @$rate) : $self->at_day($minor, $from, $to, $day);
}

# the sum of the entries by a day, or undef where there are none
sub booked
{
	my ($self, $of, $currency, $known_on) = @_;
	my @entries = grep { $self->{closed_on}{"$currency $_->{last_day}"} <= $known_on }
	  @{ $self->{entries}{"$of in $currency"} // [] };

	return @entries ? sum0(map { $_->{value}[0] } @entries) : undef;
}

# the value of a flow without closings
sub flow_today
{
	my ($self, $flow, $to) = @_;
	my ($minor, $from) = @{ $flow->{amount} };

	return $flow->{today}{$to} if exists $flow->{today}{$to};
	# a reversal is valued as what it reverses
	my $basis = defined $flow->{reverses} ? $self->{flows}{ $flow->{reverses} } : $flow;
	my $value;
	if ($from eq $to) { $value = $minor }
	elsif ($basis->{counter_amount} && $basis->{counter_amount}[1] eq $to)
	{
		# parts of the whole add up, which is written into each
		$value = $flow->{counter_amount}[0];
	}
	elsif (($basis->{agreed_currency} // '') eq $to)
	{
		$value = share($minor, @{ rate_fraction($basis->{agreed_rate}, 1, $from, $to) });
	}
	else { $value = $self->at_day($minor, $from, $to, $basis->{valued_on}) }
	return $flow->{today}{$to} = $value;
}

# value, and whether it was closed
sub flow_value
{
	my ($self, $flow, $to, $known_on) = @_;
	my $booked = $self->booked("flow $flow->{flow}", $to, $known_on);

	return ($booked, 1) if defined $booked;
	if (defined $flow->{reverses} && defined $self->booked("flow $flow->{reverses}", $to, $known_on))
	{
		# what takes back a closed flow is worth what that is
		my $original = $self->{flows}{ $flow->{reverses} };
		my $is_given = $original->{counter_amount} && $original->{counter_amount}[1] eq $to || ($original->{agreed_currency} // '') eq $to;
		my ($minor, $from) = @{ $flow->{amount} };
		my $rate = $is_given ? undef : $self->kept_rate($to, $from, $to, $original->{valued_on}, $known_on);

		return (share($minor, @$rate), 0) if $rate && $from ne $to;
	}
	return ($self->flow_today($flow, $to), 0);
}

# The value of a flow in another currency of its award or its line, and whether
# that is closed: where the flow is closed in the reporting currency, it is at
# the rate that was kept with it.
sub converted
{
	my ($self, $flow, $to, $reporting, $known_on) = @_;
	my ($minor, $from) = @{ $flow->{amount} };
	my $basis = defined $flow->{reverses} ? $self->{flows}{ $flow->{reverses} } : $flow;
	my $is_closed = defined $self->booked("flow $flow->{flow}", $reporting, $known_on) ? 1 : 0;

	return $self->flow_value($flow, $to, $known_on) if $to eq $reporting;
	return ($minor, $is_closed) if $to eq $from;
	return ($self->flow_today($flow, $to), $is_closed)
	  if $basis->{counter_amount} && $basis->{counter_amount}[1] eq $to || ($basis->{agreed_currency} // '') eq $to;
	my $has_kept_rate = $is_closed || defined $flow->{reverses} && defined $self->booked("flow $flow->{reverses}", $reporting, $known_on);
	my $rate = $has_kept_rate ? $self->kept_rate($reporting, $from, $to, $basis->{valued_on}, $known_on) : undef;
	return $rate ? (share($minor, @$rate), $is_closed) : ($self->flow_today($flow, $to), 0);
}

sub change_value
{
	my ($self, $amendment, $currency, $to, $known_on) = @_;
	my $booked = $self->booked("amendment $amendment->{amendment} $currency", $to, $known_on);

	return ($booked, 1) if defined $booked;
	return ($self->at_day($amendment->{change}{$currency}, $currency, $to, $amendment->{holds_from}), 0);
}

sub is_known
{
	my ($row, $known_on) = @_;

	return $row->{known_since} <= $known_on && (!defined $row->{withdrawn_on} || $row->{withdrawn_on} > $known_on);
}

# What is known on a day: flows, transfers each once, amendments in order.
sub known
{
	my ($self, $known_on) = @_;

	return $self->{known}{$known_on} //= do
	{
		my @flows = sort { $a->{flow} <=> $b->{flow} } grep { is_known($_, $known_on) } @{ $self->{flow} };
		my @transfers = grep {
			$_->{type} =~ /^[137]$/ && !(defined $_->{counterpart} && $_->{matched_on} <= $known_on) } @flows;
		my %known = (flows => \@flows, transfers => \@transfers, flows_of => {}, transfers_of => {}, amendments_of => {});

		push @{ $known{flows_of}{ $_->{award} } }, $_ foreach grep { defined $_->{award} } @flows;
		push @{ $known{transfers_of}{ $_->{award} } }, $_ foreach grep { defined $_->{award} } @transfers;
		push @{ $known{amendments_of}{ $_->{award} } }, $_
		  foreach sort { $a->{holds_from} <=> $b->{holds_from} } grep { is_known($_, $known_on) } @{ $self->{amendment} };
		\%known;
	};
}

# Every award at the end of a day as known on another, by its amendments
sub awards_at
{
	my ($self, $day, $known_on) = @_;

	return $self->{at}{"$day $known_on"} //= do
	{
		my $known = $self->known($known_on);
		my %at;

		foreach my $award (keys %{ $known->{amendments_of} })
		{
			my @all = @{ $known->{amendments_of}{$award} };
			my @held = grep { $_->{holds_from} <= $day } @all;
			my ($original) = grep { $_->{kind} eq 'original' } @all;
			my ($period) = reverse grep { defined $_->{first} } @held;
			my %committed;

			foreach my $amendment (@held)
			{
				$committed{$_} += $amendment->{change}{$_} foreach keys %{ $amendment->{change} };
			}
			my ($with_currency) = grep { %{ $_->{change} } } @held;
			$at{$award} = {
				held => \@held, original => $original, committed => \%committed,
				currencies => [ sort keys %committed ],
				main => $with_currency ? (sort keys %{ $with_currency->{change} })[0] : undef,
				first => $period ? $period->{first} : undef, last => $period ? $period->{last} : undef,
				is_open => $period && !defined $period->{last},
				cancelled => scalar(grep { $_->{kind} eq 'cancellation' } @held) };
		}
		\%at;
	};
}

# The flows of an award booked by a day that count in each of its currencies:
# as [flow, amount in the currency, and, where it is converted, whether that is
# closed]
sub counted
{
	my ($self, $award, $flows, $day, $known_on, $reporting) = @_;
	my $at = $self->awards_at($day, $known_on)->{$award};
	my %counted;

	foreach my $flow (grep { $_->{booked_on} <= $day } @{ $flows // [] })
	{
		my ($minor, $currency) = @{ $flow->{amount} };
		my $is_closed;

		if (!exists $at->{committed}{$currency})
		{
			$currency = $at->{main};
			next if !defined $currency;
			($minor, $is_closed) = $self->converted($flow, $currency, $reporting, $known_on);
		}
		push @{ $counted{$currency} }, [ $flow, $minor, $is_closed ];
	}
	return \%counted;
}

# The value of such a flow, which is closed where its amount is, too
sub counted_value
{
	my ($self, $counted, $reporting, $known_on) = @_;
	my ($flow, $minor, $is_closed) = @$counted;

	my ($value, $value_is_closed) = $self->flow_value($flow, $reporting, $known_on);
	return [ $value, $value_is_closed && ($is_closed // 1), !defined $minor ];
}

sub is_expenditure
{
	return $_[0]{type} == 4;
}

#
# What reports have in common
#

sub label
{
	my ($self, $list, $code, $language) = @_;

	$language //= 'en';
	my $labels = $self->{labels}{$list}{ $code // '' } // {};

	return undef if !defined $code;
	return $labels->{$language} // $labels->{en} // (map { $labels->{$_} } sort keys %$labels)[0] // $code;
}

# columns that say which award a row is of
sub of_award
{
	my ($self, $award, $language) = @_;
	my $row = $self->{awards}{$award};
	my $title = $self->{labels}{'award.award'}{$award};

	return (
		%$row,
		title => (defined $language ? $title && $title->{$language} : undef) // $row->{title},
		funder_name => $self->{organizations}{ $row->{funder} }{name},
		recipient_name => $self->{organizations}{ $row->{recipient} }{name},
		$self->country($self->{organizations}{ $row->{recipient} }{country}, $language));
}

sub country
{
	my ($self, $country, $language) = @_;

	return (country => $country, country_name => $self->label('country', $country, $language));
}

sub of_organization
{
	my ($self, $organization, $language) = @_;
	my $row = $self->{organizations}{$organization};

	return (organization => $organization, organization_name => $row->{name}, $self->country($row->{country}, $language),
		kind => $row->{kind}, kind_name => $self->label('organization.kind', $row->{kind}, $language));
}

# Of some values, each [value, whether closed (0.5 for in part), whether something
# else is not known]: how they were valued, and how many could not be
sub valued
{
	my $closed = sum0(map { $_->[1] } @_);
	my $rates = !@_ ? undef : $closed == 0 ? 'today' : $closed == @_ ? 'closed' : 'closed and today';

	return (rates => $rates, without_rate => scalar(grep { !defined $_->[0] || $_->[2] } @_));
}

sub boolean
{
	return $_[0] ? 't' : 'f';
}

# a ratio, to be compared by as many digits as the server gives
sub ratio
{
	my ($numerator, $denominator) = @_;

	return undef if !defined $numerator || !defined $denominator || $denominator <= 0;
	return [ $numerator, $denominator ];
}

sub difference
{
	return defined $_[0] && defined $_[1] ? $_[0] - $_[1] : undef;
}

#
# The reports
#
# Each is a method named like the report.  It gets the day, known_on, the
# reporting currency, the language, and what else the report takes, and returns
# the columns that make a key, and the rows.
#

sub due_on
{
	my ($requirement, $last) = @_;

	return $requirement->{due_on} if defined $requirement->{due_on};
	return defined $last ? $last + $requirement->{days_after_end} : undef;
}

sub status
{
	my ($self, $award, $at, $day) = @_;
	my ($first, $last, $original) = (@$at{qw(first last)}, $at->{original});

	return 'cancelled' if $at->{cancelled};
	return 'planned' if defined $first && $day < $first;
	if (defined $last && $day > $last)
	{
		my @due = grep { $_->{award} eq $award && due_on($_, $last) >= $day } @{ $self->{requirement} };

		return @due ? 'closing' : 'closed';
	}
	return 'extended' if $original && defined $original->{last} && $day > $original->{last};
	return 'active';
}

# spent by the days gone of a period, against what was committed for all of it
sub burn_ratio
{
	my ($spent, $committed, $first, $last, $day) = @_;

	return undef if !defined $spent || !defined $first || !defined $last || $day < $first;
	return ratio($spent * ($last - $first + 1), $committed * (min($day, $last) - $first + 1));
}

# rows of grant_status with numbers in the place of decimals
sub balances
{
	my ($self, $day, $known_on, $reporting) = @_;

	return $self->{at}{"balances $day $known_on $reporting"} //= do
	{
		my $at = $self->awards_at($day, $known_on);
		my $known = $self->known($known_on);
		my %scheduled;
		my @rows;

		push @{ $scheduled{ $_->{award} } }, $_
		  foreach grep { $_->{known_since} <= $known_on && tranche_status($_, $day) =~ /scheduled|approved/ } @{ $self->{tranche} };
		foreach my $award (sort keys %$at)
		{
			my $now = $at->{$award};
			next if !@{ $now->{held} };
			my $transfers = $self->counted($award, $known->{transfers_of}{$award}, $day, $known_on, $reporting);
			my $expenditures =
			  $self->counted($award, [ grep { is_expenditure($_) } @{ $known->{flows_of}{$award} // [] } ], $day, $known_on, $reporting);

			foreach my $currency (@{ $now->{currencies} })
			{
				my %row = (award => $award, at => $now, currency => $currency, committed => $now->{committed}{$currency});
				my @transfers = @{ $transfers->{$currency} // [] };
				my @expenditures = @{ $expenditures->{$currency} // [] };
				my @changes = map { [ $self->change_value($_, $currency, $reporting, $known_on) ] }
				  grep { exists $_->{change}{$currency} } @{ $now->{held} };
				my @paid = map { $self->counted_value($_, $reporting, $known_on) } @transfers;
				my @spent = map { $self->counted_value($_, $reporting, $known_on) } @expenditures;
				my @tranches = map {
					my ($minor, $of) = @{ $_->{amount} };
					exists $now->{committed}{$of}
					  ? $of eq $currency ? $minor : ()
					  : $now->{main} eq $currency ? $self->balance_value($minor, $of, $currency, $day, $known_on, $reporting) : () }
				  @{ $scheduled{$award} // [] };
				# of those that are converted only how is told
				my @converted = map { [ 0, defined $self->kept_rate($reporting, $_, $currency, $day, $known_on) ? 1 : 0 ] }
				  grep { !exists $now->{committed}{$_} && $now->{main} eq $currency } map { $_->{amount}[1] } @{ $scheduled{$award} // [] };

				$row{transfers} = \@transfers;
				$row{expenditures} = \@expenditures;
				$row{changes} = [ grep { exists $_->{change}{$currency} } @{ $now->{held} } ];
				$row{disbursed} = sum_known(map { $_->[1] } @transfers);
				$row{spent} = sum_known(map { $_->[1] } @expenditures);
				$row{scheduled} = sum_known(@tranches);
				$row{undisbursed} = difference($row{committed}, $row{disbursed});
				$row{unspent} = difference($row{committed}, $row{spent});
				$row{on_hand} = difference($row{disbursed}, $row{spent});
				$row{unscheduled} = difference($row{undisbursed}, $row{scheduled});
				$row{committed_value} = sum_known(map { $_->[0] } @changes);
				$row{disbursed_value} = sum_known(map { $_->[0] } @paid);
				$row{spent_value} = sum_known(map { $_->[0] } @spent);
				$row{"${_}_value"} = $self->balance_value($row{$_}, $currency, $reporting, $day, $known_on)
				  foreach qw(undisbursed unspent);
				$row{valued} = [ @changes, @paid, @spent, @converted ];
				$row{is_open} = ($row{undisbursed} || $row{unspent}) && $currency ne $reporting
				  && !$self->is_kept($currency, $reporting, $day, $known_on);
				my %valued = valued(@{ $row{valued} });
				$valued{rates} = 'closed and today' if $row{is_open} && ($valued{rates} // '') eq 'closed';
				$row{how_valued} = \%valued;
				push @rows, \%row;
			}
		}
		\@rows;
	};
}

sub grant_status
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my @rows;

	foreach my $balance (@{ $self->balances($day, $known_on, $reporting) })
	{
		my ($now, $currency) = @$balance{qw(at currency)};
		my %row = ($self->of_award($balance->{award}, $language), currency => $currency, reporting_currency => $reporting);
		my $original = $now->{original};

		$row{status} = $self->status($balance->{award}, $now, $day);
		$row{status_name} = $self->label('grant_status.status', $row{status}, $language);
		$row{first_day} = day_text($now->{first});
		$row{last_day} = day_text($now->{last});
		$row{original_last_day} = $original ? day_text($original->{last}) : undef;
		$row{$_} = money($balance->{$_}, $currency)
		  foreach qw(committed disbursed undisbursed spent unspent on_hand scheduled unscheduled);
		$row{$_} = money($balance->{$_}, $reporting)
		  foreach qw(committed_value disbursed_value undisbursed_value spent_value unspent_value);
		$row{burn_ratio} = burn_ratio($balance->{spent}, $balance->{committed}, $now->{first}, $now->{last}, $day);
		$row{original_burn_ratio} =
		  burn_ratio($balance->{spent}, $balance->{committed}, $original->{first}, $original->{last}, $day) if $original;
		if (defined $now->{first} && $day >= $now->{first} && defined $balance->{unspent})
		{
			my $from = max($now->{first}, add_months($day, -6) + 1);
			my $spent = sum_known(map { $_->[1] } grep { $_->[0]{booked_on} >= $from } @{ $balance->{expenditures} });

			$row{months_left} = ratio(max($balance->{unspent}, 0) * months_between($from, $day), defined $spent ? $spent * 10000 : undef);
		}
		$row{over_disbursed} = boolean($balance->{disbursed} > $balance->{committed}) if defined $balance->{disbursed};
		push @rows, { %row, %{ $balance->{how_valued} } };
	}
	return ([qw(award currency)], \@rows);
}

sub tranche_status
{
	my ($tranche, $day) = @_;

	foreach my $status (qw(cancelled paid approved))
	{
		my $on = $tranche->{"${status}_on"};

		return $status if defined $on && $on <= $day;
	}
	return 'scheduled';
}

sub payment_schedule
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my $known = $self->known($known_on);
	my @rows;

	foreach my $tranche (grep { $_->{known_since} <= $known_on } @{ $self->{tranche} })
	{
		my ($minor, $currency) = @{ $tranche->{amount} };
		my %row = ($self->of_award($tranche->{award}, $language), tranche => $tranche->{tranche}, reporting_currency => $reporting);
		my @paid = grep { ($_->{tranche} // 0) == $tranche->{tranche} && $_->{booked_on} <= $day }
		  @{ $known->{transfers_of}{ $tranche->{award} } // [] };

		$row{due_on} = day_text($tranche->{due_on});
		$row{status} = tranche_status($tranche, $day);
		$row{status_name} = $self->label('tranche_status', $row{status}, $language);
		foreach my $column (qw(approved_on paid_on cancelled_on))
		{
			my $on = $tranche->{$column};

			$row{$column} = defined $on && $on <= $day ? day_text($on) : undef;
		}
		$row{days_overdue} = $row{status} =~ /scheduled|approved/ && $tranche->{due_on} < $day ? $day - $tranche->{due_on} : undef;
		$row{currency} = $currency;
		$row{amount} = money($minor, $currency);
		$row{paid} = money(sum0(map { $_->{amount}[0] } grep { $_->{amount}[1] eq $currency } @paid), $currency);
		$row{paid_other_currency} = grep { $_->{amount}[1] ne $currency } @paid;
		$row{amount_value} = money($self->balance_value($minor, $currency, $reporting, $day, $known_on), $reporting);
		$row{rates} = $currency eq $reporting ? undef : $self->is_kept($currency, $reporting, $day, $known_on) ? 'closed' : 'today';
		push @rows, \%row;
	}
	return ([qw(award tranche)], \@rows);
}

sub reports_due
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my $at = $self->awards_at($day, $known_on);
	my @rows;

	foreach my $requirement (@{ $self->{requirement} })
	{
		my $now = $at->{ $requirement->{award} };
		next if !$now || !@{ $now->{held} };
		my %row = ($self->of_award($requirement->{award}, $language), requirement => $requirement->{requirement});
		my $due = due_on($requirement, $now->{last});
		my ($accepted, $submitted) = map { my $on = $requirement->{"${_}_on"}; defined $on && $on <= $day } qw(accepted submitted);

		$row{kind} = $requirement->{kind};
		$row{kind_name} = $self->label('requirement.kind', $row{kind}, $language);
		$row{award_last_day} = day_text($now->{last});
		$row{due_on} = day_text($due);
		$row{status} = $accepted ? 'accepted' : $submitted ? 'submitted' : defined $due && $due < $day ? 'overdue' : 'due';
		$row{status_name} = $self->label('requirement_status', $row{status}, $language);
		$row{days_overdue} = $row{status} eq 'overdue' ? $day - $due : undef;
		$row{submitted_on} = $submitted ? day_text($requirement->{submitted_on}) : undef;
		$row{accepted_on} = $accepted ? day_text($requirement->{accepted_on}) : undef;
		$row{submitted_late} = $submitted && defined $due ? boolean($requirement->{submitted_on} > $due) : undef;
		push @rows, \%row;
	}
	return ([qw(award requirement)], \@rows);
}

# The stretches of a plan: from which day each holds, what was planned before,
# and over which days it spreads how much.  The last argument says what an
# amendment changes.
sub stretches
{
	my ($held, $change) = @_;
	my ($first, $last, $has_period, $committed, @stretches) = (undef, undef, 0, 0);

	foreach my $amendment (@$held)
	{
		my $from = $amendment->{holds_from};
		my $before = planned_by(\@stretches, $from - 1);

		($first, $last, $has_period) = (@$amendment{qw(first last)}, 1) if defined $amendment->{first};
		$committed += $change->($amendment);
		push @stretches, {
			from => $from, before => $before, amount => $committed - $before,
			open => !$has_period || !defined $last,
			first => $has_period ? max($from, $first) : undef, last => $last };
	}
	return \@stretches;
}

# what is planned up to the end of a day
sub planned_by
{
	my ($stretches, $day) = @_;
	my ($stretch) = grep { $_->{from} <= $day } reverse @$stretches;

	return 0 if !$stretch;
	my ($before, $amount, $first, $last) = @$stretch{qw(before amount first last)};
	return $before if $stretch->{open};
	return $before + $amount if $first > $last;
	return $before + accrued($amount, $first, $last, $day);
}

sub monthly_plan
{
	my ($self, $day, $known_on, $reporting, $language, $award) = @_;
	my @rows;

	foreach my $balance (@{ $self->balances($day, $known_on, $reporting) })
	{
		next if defined $award && $balance->{award} ne $award;
		my ($now, $currency) = @$balance{qw(at currency)};
		my $has_plan = !$now->{is_open} && defined $now->{first};
		my $plan = stretches($now->{held}, sub { $_[0]{change}{$currency} // 0 });
		my @change_values = map { [ $self->change_value($_, $currency, $reporting, $known_on) ] } @{ $balance->{changes} };
		my $value_plan = stretches($now->{held}, sub {
			exists $_[0]{change}{$currency} ? ($self->change_value($_[0], $currency, $reporting, $known_on))[0] // 0 : 0 });
		my %of_award = $self->of_award($balance->{award}, $language);
		my (%months, %disbursed, %spent);

		push @{ $disbursed{ month_of($_->[0]{booked_on}) } }, $_ foreach @{ $balance->{transfers} };
		push @{ $spent{ month_of($_->[0]{booked_on}) } }, $_ foreach @{ $balance->{expenditures} };
		$months{$_} = 1 foreach keys %disbursed, keys %spent;
		$months{ month_of($_->{holds_from}) } = 1 foreach @{ $balance->{changes} };
		if ($has_plan)
		{
			foreach my $n (0 .. $#$plan)
			{
				my ($stretch, $next) = @$plan[ $n, $n + 1 ];
				next if $stretch->{open} || $stretch->{from} < $balance->{changes}[0]{holds_from};
				next if $stretch->{first} > $stretch->{last} && $stretch->{amount} == 0;
				my ($from, $to) = $stretch->{first} > $stretch->{last} ? ($stretch->{from}) x 2 : @$stretch{qw(first last)};

				$to = min($to, $next->{from} - 1) if $next;
				$months{$_} = 1 foreach map { month_of($_) } $from <= $to ? ($from, $to) : ();
			}
		}

		my ($planned_so_far, $value_so_far, $spent_so_far) = (0, 0, 0);
		foreach my $month (min(keys %months) .. max(keys %months))
		{
			my @disbursed = @{ $disbursed{$month} // [] };
			my @spent = @{ $spent{$month} // [] };
			my $end = first_of_month($month + 1) - 1;
			my %row = (%of_award, currency => $currency, month => day_text(first_of_month($month)), reporting_currency => $reporting);
			my ($planned, $value) = (planned_by($plan, $end), planned_by($value_plan, $end));
			my @paid_values = map { $self->counted_value($_, $reporting, $known_on) } @disbursed;
			my @spent_values = map { $self->counted_value($_, $reporting, $known_on) } @spent;
			my $spent_amount = sum_known(map { $_->[1] } @spent);

			$spent_so_far += $spent_amount // 0;
			if ($has_plan)
			{
				$row{planned} = money($planned - $planned_so_far, $currency);
				$row{planned_so_far} = money($planned, $currency);
				$row{planned_value} = money($value - $value_so_far, $reporting);
			}
			$row{disbursed} = money(sum_known(map { $_->[1] } @disbursed), $currency);
			$row{spent} = money($spent_amount, $currency);
			$row{spent_so_far} = money($spent_so_far, $currency);
			$row{disbursed_value} = money(sum_known(map { $_->[0] } @paid_values), $reporting);
			$row{spent_value} = money(sum_known(map { $_->[0] } @spent_values), $reporting);
			my %valued = valued(@change_values, @paid_values, @spent_values);
			push @rows, { %row, valued(@paid_values, @spent_values), rates => $valued{rates} };
			($planned_so_far, $value_so_far) = ($planned, $value);
		}
	}
	return ([qw(award currency month)], \@rows);
}

# The fiscal year of a day, by the year in which it ends, the quarter, and the
# months with which that begins
sub fiscal
{
	my ($day, $start) = @_;
	my $month = month_of($day);
	my $since = ($month - ($start - 1)) % 12;
	my $year_begins = $month - $since;
	my $quarter = int($since / 3);

	return (int(($year_begins + 11) / 12), $quarter + 1, $year_begins + 3 * $quarter);
}

sub flows_by_quarter
{
	my ($self, $day, $known_on, $reporting, $language, $start) = @_;
	my (%groups, @rows);

	foreach my $flow (@{ $self->known($known_on)->{flows} })
	{
		my $who = is_expenditure($flow) ? $flow->{provider} : $flow->{receiver};
		my $key = join("\t", $self->{organizations}{$who}{country}, fiscal($flow->{booked_on}, $start), $flow->{type}, $flow->{amount}[1]);

		push @{ $groups{$key} }, $flow;
	}
	foreach my $key (keys %groups)
	{
		my ($country, $year, $quarter, $month, $type, $currency) = split(/\t/, $key);
		my @values = map { [ $self->flow_value($_, $reporting, $known_on) ] } @{ $groups{$key} };

		push @rows, {
			$self->country($country, $language), fiscal_year => $year, fiscal_quarter => $quarter, quarter => "FY$year-Q$quarter",
			first_day => day_text(first_of_month($month)), last_day => day_text(first_of_month($month + 3) - 1),
			type => $type, type_name => $self->label('flow.type', $type, $language), currency => $currency,
			flows => scalar(@values), amount => money(sum0(map { $_->{amount}[0] } @{ $groups{$key} }), $currency),
			reporting_currency => $reporting, value => money(sum_known(map { $_->[0] } @values), $reporting), valued(@values) };
	}
	return ([qw(country fiscal_year fiscal_quarter type currency)], \@rows);
}

sub net_of_chain
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my $known = $self->known($known_on);
	my (%values, %onward, @rows);

	foreach my $flow (grep { defined $_->{award} && $_->{booked_on} <= $day } @{ $known->{transfers} })
	{
		push @{ $values{ $flow->{award} } }, [ $self->flow_value($flow, $reporting, $known_on) ];
	}
	foreach my $award (grep { defined $_->{passes_on} } @{ $self->{award} })
	{
		push @{ $onward{ $award->{passes_on} } }, $award->{award};
	}
	foreach my $award (sort keys %{ $self->{awards} })
	{
		my @own = @{ $values{$award} // [] };
		my @onward = @{ $onward{$award} // [] };
		my @passed = map { @{ $values{$_} // [] } } @onward;
		next if !@own && !@passed;
		my %row = ($self->of_award($award, $language), reporting_currency => $reporting, valued(@own, @passed));
		my ($gross, $passed_on) = map { sum_known(map { $_->[0] } @$_) } \@own, \@passed;
		my $counted = defined $gross && defined $passed_on ? min(max($gross, 0), max($passed_on, 0)) : undef;

		$row{onward_awards} = @onward;
		$row{onward_in_data} = boolean(@passed > 0);
		$row{gross_value} = money($gross, $reporting);
		$row{passed_on_value} = money($passed_on, $reporting);
		$row{counted_onward_value} = money($counted, $reporting);
		$row{net_value} = money(difference($gross, $counted), $reporting);
		push @rows, \%row;
	}
	return (['award'], \@rows);
}

sub is_within
{
	my ($day, $first, $last) = @_;

	return (!defined $first || $day >= $first) && (!defined $last || $day <= $last);
}

sub organization_flows
{
	my ($self, $day, $known_on, $reporting, $language, $first, $last) = @_;
	my $known = $self->known($known_on);
	my (%of, @rows);

	foreach my $flow (grep { is_within($_->{booked_on}, $first, $last) } @{ $known->{transfers} })
	{
		my $value = [ $self->flow_value($flow, $reporting, $known_on) ];

		push @{ $of{ $flow->{receiver} }{received} }, $value;
		push @{ $of{ $flow->{provider} }{paid} }, $value;
	}
	foreach my $flow (grep { is_expenditure($_) && is_within($_->{booked_on}, $first, $last) } @{ $known->{flows} })
	{
		push @{ $of{ $flow->{provider} }{spent} }, [ $self->flow_value($flow, $reporting, $known_on) ];
	}
	foreach my $organization (keys %of)
	{
		my ($received, $paid, $spent) = map { $of{$organization}{$_} // [] } qw(received paid spent);
		my %sum = map { ($_ => sum_known(map { $_->[0] } @{ $of{$organization}{$_} // [] })) } qw(received paid spent);

		push @rows, {
			$self->of_organization($organization, $language), reporting_currency => $reporting,
			(map { ("${_}_value" => money($sum{$_}, $reporting)) } keys %sum),
			net_contribution_value => money(($sum{paid} // 0) + ($sum{spent} // 0) - ($sum{received} // 0), $reporting),
			valued(@$received, @$paid, @$spent) };
	}
	return (['organization'], \@rows);
}

sub group_flows
{
	my ($self, $day, $known_on, $reporting, $language, $members, $first, $last) = @_;
	my $known = $self->known($known_on);
	my %is_member = map { $_ => 1 }
	  $members ? grep { $self->{organizations}{$_} } @$members
	  : map { $_->{organization} } grep { $_->{kind} eq 'intermediary' } @{ $self->{organization} };
	my (@paid, @internal, @received, @spent);

	foreach my $flow (grep { is_within($_->{booked_on}, $first, $last) } @{ $known->{transfers} })
	{
		my ($pays, $receives) = map { $is_member{$_} } @$flow{qw(provider receiver)};
		next if !$pays && !$receives;
		my $value = [ $self->flow_value($flow, $reporting, $known_on) ];

		push @paid, $value if $pays;
		push @internal, $value if $pays && $receives;
		push @received, $value if !$pays;
	}
	foreach my $flow (grep { is_expenditure($_) && is_within($_->{booked_on}, $first, $last) } @{ $known->{flows} })
	{
		push @spent, [ $self->flow_value($flow, $reporting, $known_on) ] if $is_member{ $flow->{provider} };
	}

	my ($paid, $internal, $received, $spent) = map { sum_known(map { $_->[0] } @$_) // 0 } \@paid, \@internal, \@received, \@spent;
	return ([], [ {
		members => scalar(keys %is_member), reporting_currency => $reporting,
		gross_value => money($paid, $reporting), internal_value => money($internal, $reporting),
		net_value => money($paid - $internal, $reporting), received_value => money($received, $reporting),
		spent_value => money($spent, $reporting),
		net_contribution_value => money($paid - $internal + $spent - $received, $reporting),
		valued(@paid, @received, @spent) } ]);
}

sub exchange_gains
{
	my ($self, $day, $known_on, $reporting, $language, $unit) = @_;
	my $months = $unit_months{$unit};
	my @rows;

	foreach my $balance (grep { $_->{currency} ne $reporting } @{ $self->balances($day, $known_on, $reporting) })
	{
		my $currency = $balance->{currency};
		my @events;

		foreach my $amendment (@{ $balance->{changes} })
		{
			my $change = $amendment->{change}{$currency};

			push @events, {
				day => $amendment->{holds_from}, place => $change > 0 ? 0 : 1, number => $amendment->{amendment},
				amount => $change, value => [ $self->change_value($amendment, $currency, $reporting, $known_on) ] };
		}
		foreach my $transfer (@{ $balance->{transfers} })
		{
			push @events, {
				day => $transfer->[0]{booked_on}, place => 2, number => $transfer->[0]{flow},
				amount => $transfer->[1], value => $self->counted_value($transfer, $reporting, $known_on) };
		}
		@events = sort { $a->{day} <=> $b->{day} || $a->{place} <=> $b->{place} || $a->{number} <=> $b->{number} } @events;

		my $month = int(month_of($events[0]{day}) / $months) * $months;
		my ($left, $carried, $unrealized_before, $committed, $disbursed, $is_open, @valued) = (0, 0, 0, 0, 0, 0);
		my %of_award = $self->of_award($balance->{award}, $language);
		for (; first_of_month($month) <= $day; $month += $months)
		{
			my $end = min($day, first_of_month($month + $months) - 1);
			my $realized = 0;

			while (@events && $events[0]{day} <= $end)
			{
				my $event = shift @events;
				my ($amount, $value) = ($event->{amount}, $event->{value}[0]);

				push @valued, $event->{value};
				if (!defined $amount || !defined $left)
				{
					# nobody knows any more what is left
					($left, $carried) = ();
					$disbursed += $amount if defined $amount && $event->{place} == 2;
					$committed += $amount if defined $amount && $event->{place} != 2;
					next;
				}
				($event->{place} == 2 ? $disbursed : $committed) += $amount;
				# what moves the balance, and at which value
				if ($event->{place} == 2)
				{
					$amount = -$amount;
					$value = -$value if defined $value;
				}
				my $towards_zero = $left * $amount < 0 ? min(abs($left), abs($amount)) : 0;
				if ($towards_zero > 0)
				{
					my $taken = defined $carried ? share($carried, $towards_zero, abs($left)) : undef;
					my $worth = defined $value ? share($value, $towards_zero, abs($amount)) : undef;

					if ($event->{place} != 1 && defined $taken && defined $worth)
					{
						$realized -= $worth + $taken;
					}
					$carried = difference($carried, $taken);
					$left += $amount < 0 ? -$towards_zero : $towards_zero;
					$carried = 0 if $left == 0;
					$value = difference($value, $worth);
				}
				my $away = abs($amount) - $towards_zero;
				if ($away > 0)
				{
					$left += $amount < 0 ? -$away : $away;
					$carried = defined $carried && defined $value ? $carried + $value : undef;
				}
			}
			my $worth = $self->balance_value($left, $currency, $reporting, $end, $known_on);
			$is_open ||= $left && !$self->is_kept($currency, $reporting, $end, $known_on);
			my $unrealized = difference($worth, $carried);

			push @rows, {
				%of_award, currency => $currency, first_day => day_text(first_of_month($month)), last_day => day_text($end),
				committed => money($committed, $currency), disbursed => money($disbursed, $currency),
				undisbursed => money($left, $currency), reporting_currency => $reporting,
				carried_value => money($carried, $reporting), undisbursed_value => money($worth, $reporting),
				realized => money($realized, $reporting), unrealized => money($unrealized, $reporting),
				unrealized_change => money(difference($unrealized, $unrealized_before), $reporting), valued(@valued) };
			$rows[-1]{rates} = 'closed and today' if $is_open && $rows[-1]{rates} eq 'closed';
			$unrealized_before = $unrealized;
		}
	}
	return ([qw(award currency first_day)], \@rows);
}

sub budget_variance
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my $known = $self->known($known_on);
	my $at = $self->awards_at($day, $known_on);
	my (%latest, @rows);

	foreach my $budget (sort { $a->{revision} <=> $b->{revision} } grep { $_->{known_since} <= $known_on } @{ $self->{budget} })
	{
		$latest{"$budget->{award}\t$budget->{line}\t$budget->{first}"} = $budget;
	}
	foreach my $budget (grep { $_->{first} <= $day && $at->{ $_->{award} } && @{ $at->{ $_->{award} }{held} } } values %latest)
	{
		my $award = $budget->{award};
		my $line = $self->{lines}{"$award\t$budget->{line}"};
		my $main = $at->{$award}{main};
		my $currency = $line->{currency};
		my @flows = grep {
			is_expenditure($_) && ($_->{line} // '') eq $budget->{line}
			  && $_->{booked_on} >= $budget->{first} && $_->{booked_on} <= min($budget->{last}, $day)
		} @{ $known->{flows_of}{$award} // [] };
		my (@in_line, @in_main, @values);
		foreach my $flow (@flows)
		{
			my ($in_line, $line_closed) = $self->converted($flow, $currency, $reporting, $known_on);
			my ($in_main, $main_closed) = defined $main ? $self->converted($flow, $main, $reporting, $known_on) : (undef, 1);
			my ($value, $is_closed) = $self->flow_value($flow, $reporting, $known_on);

			push @in_line, $in_line;
			push @in_main, $in_main;
			push @values, [ $value, $is_closed && $line_closed && $main_closed, !defined $in_line || defined $main && !defined $in_main ];
		}
		my ($actual, $actual_amount) = (sum_known(@in_line), sum_known(@in_main));
		my $budgeted = $budget->{amount}[0];
		my ($budgeted_amount, $rate);
		my %row = ($self->of_award($award, $language), line => $budget->{line}, line_name => $line->{name});

		if (!defined $main) { }
		elsif ($currency eq $main)
		{
			$budgeted_amount = $budgeted;
			$rate = [ 1, 1 ];
		}
		elsif ($budget->{funder_amount} && $budget->{funder_amount}[1] eq $main)
		{
			$budgeted_amount = $budget->{funder_amount}[0];
			$rate = [ $budgeted_amount, $budgeted ] if $budgeted > 0;
		}
		$row{first_day} = day_text($budget->{first});
		$row{last_day} = day_text($budget->{last});
		$row{revision} = $budget->{revision};
		$row{line_currency} = $currency;
		$row{budgeted} = money($budgeted, $currency);
		$row{actual} = money($actual, $currency);
		$row{currency} = $main;
		if (defined $main)
		{
			my $variance = difference($actual_amount, $budgeted_amount);
			my $volume = $rate && defined $actual ? share($actual - $budgeted, @$rate) : undef;

			$row{budgeted_amount} = money($budgeted_amount, $main);
			$row{actual_amount} = money($actual_amount, $main);
			$row{variance} = money($variance, $main);
			$row{volume_variance} = money($volume, $main);
			$row{rate_variance} = money(difference($variance, $volume), $main);
		}
		$row{reporting_currency} = $reporting;
		$row{actual_value} = money(sum_known(map { $_->[0] } @values), $reporting);
		push @rows, { %row, valued(@values) };
	}
	return ([qw(award line first_day)], \@rows);
}

# the currencies fixed to the dollar by law, and since when
my %fixed_to_dollar = (
	PAB => day_number(1904, 6, 28), BZD => day_number(1978, 1, 1), SVC => day_number(2001, 1, 1));

sub block
{
	my ($currency, $day) = @_;
	my $since = $fixed_to_dollar{$currency};

	return defined $since && $since <= $day ? 'USD' : $currency;
}

# what an organization's plans cost in some days, at the rate of a day: each as
# value, whether that is closed, 0, and currency
sub costs
{
	my ($self, $organization, $first, $last, $day, $known_on, $reporting) = @_;

	return map {
		my ($minor, $currency) = @{ $_->{amount} };
		my $part = prorated($minor, @$_{qw(first last)}, $first, $last);
		[ $self->balance_value($part, $currency, $reporting, $day, $known_on), $self->is_kept($currency, $reporting, $day, $known_on), 0, $currency ] }
	  grep { $_->{organization} eq $organization && $_->{first} <= $last && $_->{last} >= $first } @{ $self->{cost_plan} };
}

# whether an award is income of its recipient
sub is_income
{
	my ($self, $award, $now) = @_;

	return $self->{awards}{$award}{pass_through} ne 't' && !$now->{cancelled} && @{ $now->{held} } > 0;
}

# balances of such awards
sub income_awards
{
	my ($self, $day, $known_on, $reporting) = @_;

	return grep { $self->is_income(@$_{qw(award at)}) } @{ $self->balances($day, $known_on, $reporting) };
}

sub currency_exposure
{
	my ($self, $day, $known_on, $reporting, $language, $months) = @_;
	my ($first, $last) = ($day + 1, add_months($day + 1, $months) - 1);
	my (%income, %cost, @rows);

	foreach my $balance (grep { defined $_->{undisbursed} && $_->{undisbursed} > 0 } $self->income_awards($day, $known_on, $reporting))
	{
		my $recipient = $self->{awards}{ $balance->{award} }{recipient};

		push @{ $income{$recipient}{ block($balance->{currency}, $day) } },
		  [ $balance->{undisbursed_value}, $self->is_kept($balance->{currency}, $reporting, $day, $known_on)
			  * ($balance->{how_valued}{rates} eq 'closed' ? 1 : 0.5) ];
	}
	foreach my $organization (uniq map { $_->{organization} } @{ $self->{cost_plan} })
	{
		push @{ $cost{$organization}{ block($_->[3], $day) } }, $_
		  foreach $self->costs($organization, $first, $last, $day, $known_on, $reporting);
	}
	foreach my $organization (uniq keys %income, keys %cost)
	{
		my $all = sum_known(map { $_->[0] } map { @$_ } values %{ $cost{$organization} // {} });

		foreach my $block (uniq keys %{ $income{$organization} // {} }, keys %{ $cost{$organization} // {} })
		{
			my @income = @{ $income{$organization}{$block} // [] };
			my @cost = @{ $cost{$organization}{$block} // [] };
			my ($income, $cost) = map { sum_known(map { $_->[0] } @$_) } \@income, \@cost;
			my $uncovered = defined $income && defined $cost ? max($cost - $income, 0) : undef;

			push @rows, {
				$self->of_organization($organization, $language), currency_block => $block,
				first_day => day_text($first), last_day => day_text($last), reporting_currency => $reporting,
				income_value => money($income, $reporting), cost_value => money($cost, $reporting),
				uncovered_value => money($uncovered, $reporting), uncovered_share => ratio($uncovered, $all),
				valued(@income, @cost) };
		}
	}
	return ([qw(organization currency_block)], \@rows);
}

# months of the funding cliff: organization, month, first and last day, income, cost
sub cliff_months
{
	my ($self, $day, $known_on, $reporting, $months) = @_;

	return $self->{at}{"cliff $day $known_on $reporting $months"} //= do
	{
		my (%awards, @rows);

		push @{ $awards{ $self->{awards}{ $_->{award} }{recipient} } }, $_ foreach $self->income_awards($day, $known_on, $reporting);
		foreach my $organization (uniq map { $_->{organization} } @{ $self->{cost_plan} })
		{
			next if !$self->costs($organization, $day + 1, add_months($day + 1, $months) - 1, $day, $known_on, $reporting);
			foreach my $month (1 .. $months)
			{
				my ($first, $last) = (add_months($day + 1, $month - 1), add_months($day + 1, $month) - 1);
				my @cost = $self->costs($organization, $first, $last, $day, $known_on, $reporting);
				my @income = map {
					my $value = $self->balance_value($_->{committed}, $_->{currency}, $reporting, $day, $known_on);
					[ defined $value ? prorated($value, @{ $_->{at} }{qw(first last)}, $first, $last) : undef,
						$self->is_kept($_->{currency}, $reporting, $day, $known_on) ] }
				  grep { defined $_->{at}{last} && $_->{at}{last} >= $first && $_->{at}{first} <= $last } @{ $awards{$organization} // [] };

				push @rows, {
					organization => $organization, month => $month, first => $first, last => $last,
					cost => sum_known(map { $_->[0] } @cost), income => sum_known(map { $_->[0] } @income),
					valued => [ @cost, @income ] };
			}
		}
		\@rows;
	};
}

sub funding_cliff_months
{
	my ($self, $day, $known_on, $reporting, $language, $months) = @_;
	my @rows;

	foreach my $month (@{ $self->cliff_months($day, $known_on, $reporting, $months) })
	{
		push @rows, {
			$self->of_organization($month->{organization}, $language), month => $month->{month},
			first_day => day_text($month->{first}), last_day => day_text($month->{last}), reporting_currency => $reporting,
			cost_value => money($month->{cost}, $reporting), income_value => money($month->{income}, $reporting),
			coverage => ratio($month->{income}, $month->{cost}), valued(@{ $month->{valued} }) };
	}
	return ([qw(organization month)], \@rows);
}

sub funding_cliff
{
	my ($self, $day, $known_on, $reporting, $language, $months) = @_;
	my $at = $self->awards_at($day, $known_on);
	my (%months, %ends, @rows);

	push @{ $months{ $_->{organization} } }, $_ foreach @{ $self->cliff_months($day, $known_on, $reporting, $months) };
	foreach my $award (grep { $self->is_income($_, $at->{$_}) && defined $at->{$_}{last} } keys %$at)
	{
		push @{ $ends{ $self->{awards}{$award}{recipient} } }, $at->{$award}{last};
	}
	foreach my $organization (sort keys %months)
	{
		my @months = @{ $months{$organization} };
		my ($cost, $income) = map { my $what = $_; sum_known(map { $_->{$what} } @months) } qw(cost income);
		my ($below) = grep { defined $_->{cost} && defined $_->{income} && 2 * $_->{income} < $_->{cost} } @months;
		my $uncovered = max($cost - $income, 0);

		push @rows, {
			$self->of_organization($organization, $language),
			first_day => day_text($months[0]{first}), last_day => day_text($months[-1]{last}), reporting_currency => $reporting,
			cost_value => money($cost, $reporting), income_value => money($income, $reporting),
			uncovered_value => money($uncovered, $reporting), uncovered_share => ratio($uncovered, $cost),
			below_half_from => $below ? day_text($below->{first}) : undef,
			last_award_ends_on => day_text(max(@{ $ends{$organization} // [] })),
			largest_drop_value => money(max(0, map { $months[ $_ - 1 ]{income} - $months[$_]{income} } 1 .. $#months), $reporting),
			valued(map { @{ $_->{valued} } } @months) };
	}
	return (['organization'], \@rows);
}

sub renewal_rate
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my $at = $self->awards_at($day, $known_on);
	my (%value, %renewals, %groups, @rows);

	foreach my $balance (@{ $self->balances($day, $known_on, $reporting) })
	{
		push @{ $value{ $balance->{award} } },
		  map { [ $self->change_value($_, $balance->{currency}, $reporting, $known_on) ] } @{ $balance->{changes} };
	}
	push @{ $renewals{ $_->{renews} } }, $_->{award} foreach grep { defined $_->{renews} } @{ $self->{award} };
	foreach my $award (keys %$at)
	{
		my $now = $at->{$award};
		next if $now->{cancelled} || !defined $now->{last} || $now->{last} >= $day;
		my $row = $self->{awards}{$award};
		my @renewed = grep {
			my $other = $self->{awards}{$_};
			my $first = $at->{$_} ? $at->{$_}{first} : undef;
			$other->{funder} eq $row->{funder} && $other->{recipient} eq $row->{recipient} && defined $first
			  && $first >= $now->{last} - 90 && $first <= $now->{last} + 180 } @{ $renewals{$award} // [] };
		my $group = $groups{"$row->{funder}\t" . (calendar($now->{last}))[0]} //= { ended => 0, renewed => 0, undecided => 0 };

		$group->{ended}++;
		push @{ $group->{ended_value} }, @{ $value{$award} // [] };
		if (!@renewed && $day - $now->{last} < 180)
		{
			$group->{undecided}++;
			next;
		}
		$group->{renewed}++ if @renewed;
		push @{ $group->{decided_value} }, @{ $value{$award} // [] };
		push @{ $group->{renewed_value} }, map { @{ $value{$_} // [] } } @renewed;
	}
	foreach my $key (keys %groups)
	{
		my ($funder, $year) = split(/\t/, $key);
		my $group = $groups{$key};
		my ($ended, $decided, $renewed) = map { sum_known(map { $_->[0] } @{ $group->{$_} // [] }) } qw(ended_value decided_value renewed_value);

		push @rows, {
			funder => $funder, funder_name => $self->{organizations}{$funder}{name}, year => $year,
			(map { ($_ => $group->{$_}) } qw(ended renewed undecided)),
			renewal_rate => ratio($group->{renewed}, $group->{ended} - $group->{undecided}),
			reporting_currency => $reporting, ended_value => money($ended, $reporting), renewed_value => money($renewed, $reporting),
			renewed_value_share => ratio($renewed, $decided),
			valued(map { @{ $group->{$_} // [] } } qw(ended_value renewed_value)) };
	}
	return ([qw(funder year)], \@rows);
}

sub closing_entries
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my @rows;

	foreach my $entry (@{ $self->{closing_entry} })
	{
		my $of = $entry->{flow} ? $self->{flows}{ $entry->{flow} } : $self->{amendments}{ $entry->{amendment} };

		push @rows, {
			%$entry, reporting_currency => $entry->{currency}, last_day => day_text($entry->{last_day}),
			closed_on => day_text($self->{closed_on}{"$entry->{currency} $entry->{last_day}"}),
			kind_name => $self->label('closing_entry.kind', $entry->{kind}, $language),
			award => $of->{award}, booked_on => day_text($of->{booked_on} // $of->{holds_from}),
			currency => $entry->{amount}[1], amount => money(@{ $entry->{amount} }), value => money(@{ $entry->{value} }),
			rate => $entry->{rate} && [ $entry->{numerator}, $entry->{denominator} ], rate_date => day_text($entry->{rate_date}) };
	}
	return (['entry'], \@rows);
}

# What a closing on a day would enter, of days up to the last: of flows and
# amendments, [kind, number, currency, kind of entry, amount, value]
sub next_entries
{
	my ($self, $currency, $last_day, $closed_on) = @_;
	my $previous = max(grep { defined } map { $_->{currency} eq $currency ? $_->{last_day} : undef } @{ $self->{closed_period} });
	my (%known, @entries);

	foreach my $flow (grep { $_->{booked_on} <= $last_day } @{ $self->known($closed_on)->{flows} })
	{
		$known{"flow $flow->{flow}"} = [ $flow->{booked_on}, @{ $flow->{amount} }, $self->flow_today($flow, $currency) ];
	}
	foreach my $amendment (map { @$_ } values %{ $self->known($closed_on)->{amendments_of} })
	{
		next if $amendment->{holds_from} > $last_day;
		foreach my $of (keys %{ $amendment->{change} })
		{
			my $minor = $amendment->{change}{$of};

			$known{"amendment $amendment->{amendment} $of"} =
			  [ $amendment->{holds_from}, $minor, $of, $self->at_day($minor, $of, $currency, $amendment->{holds_from}) ];
		}
	}
	foreach my $of (keys %known)
	{
		my ($day, $minor, $from, $value) = @{ $known{$of} };
		my $booked = $self->booked("$of", $currency, $closed_on);
		my $kind = defined $booked ? 'rate' : defined $previous && $day <= $previous ? 'late' : 'entry';

		next if defined $booked && (!defined $value || $value == $booked);
		push @entries, [ $of, $kind, $day, $from, defined $booked ? 0 : $minor, defined $booked ? $value - $booked : $value ];
	}
	foreach my $key (grep { / in \Q$currency\E$/ } keys %{ $self->{entries} })
	{
		my $of = $key =~ s/ in \Q$currency\E$//r;
		my @booked = @{ $self->{entries}{$key} };
		my $minor = sum0(map { $_->{amount}[0] } @booked);
		my $row = $booked[0]{flow} ? $self->{flows}{ $booked[0]{flow} } : $self->{amendments}{ $booked[0]{amendment} };

		next if $known{$of} || $minor == 0;
		push @entries, [
			$of, 'withdrawn', $row->{booked_on} // $row->{holds_from}, $booked[0]{amount}[1],
			-$minor, -sum0(map { $_->{value}[0] } @booked) ];
	}
	return @entries;
}

sub adjustments
{
	my ($self, $day, $known_on, $reporting, $language) = @_;
	my @rows;

	foreach my $currency (uniq map { $_->{currency} } @{ $self->{closed_period} })
	{
		my $last_day = max(map { $_->{last_day} } grep { $_->{currency} eq $currency } @{ $self->{closed_period} });

		foreach my $entry ($self->next_entries($currency, $last_day, $self->{today}))
		{
			my ($of, $kind, $booked_on, $from, $minor, $value) = @$entry;
			my ($what, $number) = split(/ /, $of);

			push @rows, {
				reporting_currency => $currency, last_day => day_text($last_day), kind => $kind,
				kind_name => $self->label('closing_entry.kind', $kind, $language),
				award => $self->{"${what}s"}{$number}{award}, flow => undef, amendment => undef, $what => $number,
				booked_on => day_text($booked_on), currency => $from, amount => money($minor, $from), value => money($value, $currency) };
		}
	}
	return ([qw(reporting_currency flow amendment currency)], \@rows);
}

#
# Comparing
#

# a decimal number without zeros that say nothing
sub shortest
{
	my ($text) = @_;

	return $text if $text !~ /\./;
	$text =~ s/0+$//;
	return $text =~ s/\.$//r;
}

# whether a column has what it should
sub agrees
{
	my ($expected, $actual, $type) = @_;

	return !defined $expected && !defined $actual if !defined $expected || !defined $actual;
	if (ref $expected)
	{
		# one division, by the 12 digits that a double surely has, or 16 decimals
		my $exact = $expected->[0] / $expected->[1];

		return abs($exact - $actual) <= max(1e-12 * abs($exact), 1e-16);
	}
	return shortest($expected) eq shortest($actual) if $type eq 'numeric';
	return $expected eq $actual;
}

# The differences of a report's rows from what they should be: each where, and
# in words
sub differences
{
	my ($columns, $key_columns, $expected, $actual) = @_;
	my %place = map { ($columns->[$_][0] => $_) } 0 .. $#$columns;
	my (%actual, @different);
	my $key_of = sub { join(', ', map { $_ // '' } @_) };

	foreach my $row (@$actual)
	{
		my $key = $key_of->(@$row[ map { $place{$_} } @$key_columns ]);

		push @different, [ rows => "[$key] is there twice" ] if $actual{$key};
		$actual{$key} = $row;
	}
	foreach my $row (@$expected)
	{
		my $key = $key_of->(@$row{@$key_columns});
		my $found = delete $actual{$key};

		if (!$found)
		{
			push @different, [ rows => "[$key] is not there: " . join(', ', map { "$_ " . shown($row->{$_}) } map { $_->[0] } @$columns) ];
			next;
		}
		foreach my $n (0 .. $#$columns)
		{
			my ($name, $type) = @{ $columns->[$n] };

			push @different, [ $name => "[$key] $name is " . shown($found->[$n]) . ', not ' . shown($row->{$name}) ]
			  if !agrees($row->{$name}, $found->[$n], $type);
		}
	}
	push @different, map { [ rows => "[$_] should not be there: " . join(', ', map { shown($_) } @{ $actual{$_} }) ] } sort keys %actual;
	return @different;
}

sub shown
{
	my ($value) = @_;

	return 'NULL' if !defined $value;
	return ref $value ? sprintf('%.17g', $value->[0] / $value->[1]) : "'$value'";
}

1;
