# The tracker's reports on money, over random grants, against an oracle.
#
# The oracle is TrackerOracle.pm: the rules of docs/tracker.md, written anew in
# exact arithmetic.  The data are awards with amendments of all kinds, tranches,
# budgets, flows, plans of costs and rates, which come to be known one after the
# other, with closings between.  Every column of every row is compared, as of
# days before and after each closing, and what a report of a closed period said
# then is what it says in the end.
#
# ORACLE_SEED=number makes other data, ORACLE_AWARDS=number makes more.  With
# "--into NAME" they are made in a database that has an empty tracker, and stay
# there to be looked at.  With "--database NAME" the reports of a database that
# is there are compared, whatever its data.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use List::Util qw(max min shuffle sum0 uniq);
use Test::More;
use TrackerOracle;

my ($database, $has_data);

BEGIN
{
	if (@ARGV)
	{
		die "usage: $0 [--into NAME | --database NAME]\n" if @ARGV != 2 || $ARGV[0] !~ /\A--(?:into|database)\z/;
		$database = $ARGV[1];
		$has_data = $ARGV[0] eq '--database';
	}
	else
	{
		require PostgreSQL::Test::Cluster;
		require PostgreSQL::Test::Utils;
	}
}

my $seed = $ENV{ORACLE_SEED} // 1;
my $awards = $ENV{ORACLE_AWARDS} // 40;
my @reporting = qw(USD MXN);

# the reports, and what each takes beside the days and the language
my %reports = (
	(map { $_ => sub { () } } qw(grant_status payment_schedule reports_due net_of_chain budget_variance renewal_rate)),
	monthly_plan => sub { undef },
	flows_by_quarter => sub { one_of(1, 1, 4, 7, 10, 12) },
	organization_flows => \&two_bounds,
	group_flows => sub {
		my ($oracle) = @_;

		return (chance(0.5) ? undef : [ 'nobody', grep { chance(0.3) } keys %{ $oracle->{organizations} } ], two_bounds($oracle));
	},
	exchange_gains => sub { one_of('quarter', 'quarter', 'month', 'half', 'year') },
	(map { $_ => sub { one_of(12, 12, 1, 6, 18) } } qw(currency_exposure funding_cliff funding_cliff_months)));
my @reports = sort keys %reports;
my %has_no_language = map { $_ => 1 }
  qw(group_flows currency_exposure funding_cliff funding_cliff_months renewal_rate);

#
# Comparing
#

# some of many differences
sub show_some
{
	my ($where, @different) = @_;

	return "$where: " . @different . " differences\n", map { "  $_\n" } @different[ 0 .. min($#different, ($ENV{ORACLE_SHOWN} // 4) - 1) ];
}

sub literal
{
	my ($value) = @_;

	return 'NULL' if !defined $value;
	return 'ARRAY[' . join(', ', map { literal($_) } @$value) . ']::text[]' if ref $value;
	return "'" . $value =~ s/'/''/gr . "'";
}

sub date_literal
{
	my ($day) = @_;

	return defined $day ? "'" . TrackerOracle::day_text($day) . "'" : 'NULL';
}

# how a report is called
sub call
{
	my ($report, $day, $known_on, $language, @more) = @_;
	my @days = map { date_literal($_) } $day, $known_on;
	my %arguments = (
		monthly_plan => sub { literal($_[0]), @days, literal($language) },
		flows_by_quarter => sub { $_[0], $days[1], literal($language) },
		organization_flows => sub { date_literal($_[0]), date_literal($_[1]), $days[1], literal($language) },
		group_flows => sub { literal($_[0]), date_literal($_[1]), date_literal($_[2]), $days[1] },
		exchange_gains => sub { literal($_[0]), @days, literal($language) },
		renewal_rate => sub { @days },
		(map { my $name = $_; $name => sub { $days[0], $_[0], $days[1] } } qw(currency_exposure funding_cliff funding_cliff_months)),
		(map { my $name = $_; $name => sub { literal($language) } } qw(closing_entries adjustments)));
	my $arguments = $arguments{$report} // sub { @days, literal($language) };

	return "$report(" . join(', ', $arguments->(@more)) . ')';
}

# Compares reports, each [name, day, known_on, language, ...], in a currency
sub compare
{
	my ($oracle, $name, $reporting, $missing, @asked) = @_;
	my (%different, %rows, %asked);
	my @columns = map { $oracle->columns($_->[0]) } @asked;

	$oracle->queries("SET caudal.reporting_currency = '$reporting'; SET caudal.missing_rate = '$missing';\n",
		[ map { 'SELECT * FROM ' . call(@$_) } @asked ], sub {
			my ($n, $actual) = @_;
			my ($report, $day, $known_on, $language, @more) = @{ $asked[$n] };
			my ($key, $expected) = $oracle->$report($day, $known_on, $reporting, $language, @more);

			push @{ $different{$report} }, map { [ $_->[0], call(@{ $asked[$n] }) . ": $_->[1]" ] }
			  TrackerOracle::differences($columns[$n], $key, $expected, $actual);
			$rows{$report} += @$actual;
			$asked{$report}++;
		});
	foreach my $report (uniq map { $_->[0] } @asked)
	{
		my @different = @{ $different{$report} // [] };

		ok(!@different, "$name: $report in $reporting, $rows{$report} rows of $asked{$report}")
		  or diag(map { my $where = $_; show_some($where, map { $_->[1] } grep { $_->[0] eq $where } @different) } uniq map { $_->[0] } @different);
	}
	return;
}

# a first and a last day among those of the flows, or without bound
sub two_bounds
{
	my ($oracle) = @_;
	my @flows = @{ $oracle->{flow} };

	return map { @flows && chance(0.6) ? $_->{booked_on} : undef } sort { $a->{booked_on} <=> $b->{booked_on} } map { one_of(@flows) } 1, 2;
}

# all reports as of some days
sub all_reports
{
	my ($oracle, @days) = @_;
	my @asked;

	foreach my $days (@days)
	{
		push @asked, map { [ $_, @$days, $has_no_language{$_} ? undef : one_of('en', 'es', 'fr'), $reports{$_}->($oracle) ] } @reports;
	}
	push @asked, map { [ $_, ($oracle->{today}) x 2, 'es' ] } 'closing_entries', 'adjustments';
	push @asked, map { [ 'monthly_plan', ($oracle->{today}) x 2, 'es', $_ ] } 'no such award', (sort keys %{ $oracle->{awards} })[0];
	return @asked;
}

#
# A database that is there
#

sub check_database
{
	my ($oracle) = @_;

	$oracle->load;
	my $today = $oracle->{today};
	my @booked = sort { $a <=> $b } map { $_->{booked_on} } @{ $oracle->{flow} };
	die "$database has no flows\n" if !@booked;
	my $middle = $booked[ @booked / 2 ];
	my @days = ([ $today, $today ], [ $middle, $today ], [ $middle, $middle ]);

	push @days, map { ([ @$_{qw(last_day closed_on)} ], [ $_->{last_day}, $today ]) } @{ $oracle->{closed_period} };
	@days = map { [ split(/ /) ] } uniq map { "@$_" } @days;
	$oracle->load_rates(\@reporting, [ map { $_->[0] } @days ]);
	foreach my $reporting (@reporting)
	{
		compare($oracle, $database, $reporting, 'null', all_reports($oracle, @days));
	}
	return;
}

#
# Random data
#

# a server with an empty tracker
sub new_server
{
	my $node = PostgreSQL::Test::Cluster->new('main');

	$node->init;
	$node->append_conf('postgresql.conf', "fsync = off\njit = off\nwork_mem = '64MB'");
	$node->start;
	$node->safe_psql('postgres', q{
		CREATE SCHEMA caudal;
		CREATE EXTENSION caudal SCHEMA caudal;
		CREATE EXTENSION caudal_tracker SCHEMA caudal;
		SET search_path = public, caudal;
		SELECT install_tracker();
	});
	return $node;
}

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

sub day
{
	return TrackerOracle::day_number(@_);
}

# currencies, how many of them a dollar buys, and countries where they are used
my %per_dollar = (USD => 1, MXN => 19, COP => 4100, GTQ => 7.8, HNL => 24.5, CRC => 560, EUR => 0.92, JPY => 140, SVC => 8.75, PAB => 1);
my @currencies = sort keys %per_dollar;
my %home = (US => 'USD', MX => 'MXN', CO => 'COP', GT => 'GTQ', HN => 'HNL', CR => 'CRC', SV => 'USD', ES => 'EUR', JP => 'JPY');
my @countries = sort keys %home;
my ($begin, $end) = (day(2020, 7, 1), day(2024, 6, 30));

# Everything that comes to be known, each with the day on which it does, and
# the closings.
sub make_world
{
	my %world = (flow => 0, amendment => 0, known => []);

	make_organizations(\%world);
	make_closings(\%world);
	make_rates(\%world);
	make_award(\%world, $_) foreach 1 .. $awards;
	make_other_flows(\%world);
	make_costs(\%world);
	number_flows(\%world);
	return \%world;
}

sub make_organizations
{
	my ($world) = @_;
	my @kinds = (('foundation') x 3, ('intermediary') x 3, ('community') x 10, 'public', 'multilateral', 'academic', 'company', 'other');

	foreach my $n (1 .. max(8, int($awards / 6)))
	{
		push @{ $world->{organization} },
		  { organization => "O$n", name => "Organization $n", country => one_of(@countries), kind => $n <= 8 ? $kinds[$n] : one_of(@kinds) };
	}
	$world->{programme} = [ map { { programme => "P$_", name => "Programme $_" } } 1 .. 3 ];
	return;
}

# in each reporting currency, on days of its own
sub make_closings
{
	my ($world) = @_;
	my @last_days = (
		[ USD => day(2021, 12, 31) ], [ USD => one_of(day(2022, 6, 30), day(2022, 12, 31)) ], [ USD => day(2023, 9, 30) ],
		[ MXN => one_of(day(2022, 3, 31), day(2021, 12, 31)) ], [ MXN => day(2023, 6, 30) ]);
	my @closings = sort { $a->{closed_on} <=> $b->{closed_on} }
	  map { { currency => $_->[0], last_day => $_->[1], closed_on => $_->[1] + between(0, 60) } } @last_days;

	$world->{closing} = \@closings;
	return;
}

# which closing is the first that knows of what is known since a day
sub batch
{
	my ($world, $day) = @_;
	my $batch = 0;

	$batch++ while $batch < @{ $world->{closing} } && $world->{closing}[$batch]{closed_on} < $day;
	return $batch;
}

# Daily rates with days left out, rates of the ends of months, quoted the one
# way and the other, and across the dollar.  No rate is missing but those of the
# lempira before 2023-11.
sub make_rates
{
	my ($world) = @_;
	my %rate;

	$world->{source} = [ [ 'central-bank', 1, 7 ], [ 'month-end', 5, 31 ], [ 'cross', 3, 10 ], [ 'agreed-table', 9, undef ] ];
	foreach my $currency (grep { !/USD|SVC|PAB/ } @currencies)
	{
		my $price = $per_dollar{$currency} * (0.9 + rand(0.2));
		my $inverse = $currency =~ /EUR|GTQ/;
		my $from = $currency eq 'HNL' ? day(2023, 11, 1) : $begin - 200;
		my $gap = 0;

		for (my $day = $from; $day <= $end + 200; $day++)
		{
			$price *= 0.99 + rand(0.0202);
			my $text = sprintf('%.*g', one_of(5, 6, 8), $inverse ? 1 / $price : $price);

			$gap = between(1, 15) if $gap == 0 && chance(0.1);
			next if $gap > 0 && $gap--;
			$rate{ join("\t", 'central-bank', $inverse ? ($currency, 'USD') : ('USD', $currency), date_text($day)) } =
			  [ chance(0.2) ? date_text($day + between(0, 3)) : undef, $text ];
			$rate{ join("\t", 'cross', 'EUR', 'MXN', date_text($day)) } = [ undef, sprintf('%.4f', 20 + rand(1)) ]
			  if $currency eq 'EUR' && $day % 100 < 30 && $day % 3 == 0;
		}
		# all month ends, of days to come too
		for (my $month = TrackerOracle::month_of($from) - 1; $month <= TrackerOracle::month_of(day(2040, 1, 1)); $month++)
		{
			my $day = TrackerOracle::first_of_month($month + 1) - 1;

			next if $day < $from - 31;
			$rate{ join("\t", 'month-end', 'USD', $currency, date_text($day)) } =
			  [ undef, sprintf('%.6g', $per_dollar{$currency} * (0.95 + rand(0.1))) ];
		}
	}
	$world->{rate} = \%rate;
	return;
}

sub date_text
{
	return TrackerOracle::day_text($_[0]);
}

# an amount worth about so many dollars, in minor units
sub amount_of
{
	my ($currency, $dollars) = @_;
	my $scale = TrackerOracle::decimals_of($currency);
	my $units = $dollars * $per_dollar{$currency};

	return max(1, chance(0.5) ? int($units) * 10**$scale : int($units * 10**$scale));
}

sub money_text
{
	my ($money) = @_;

	return defined $money ? TrackerOracle::money(@$money) . " $money->[1]" : undef;
}

sub random_currency
{
	return one_of(('USD') x 8, ('MXN') x 4, ('COP') x 2, 'GTQ', 'CRC', 'EUR', 'JPY', 'SVC', 'PAB');
}

# what is known since a day after something happened
sub known_after
{
	my ($day) = @_;

	return $day + (chance(0.1) ? between(60, 500) : chance(0.1) ? -between(1, 20) : between(0, 25));
}

# Remembers a row that comes to be known
sub known
{
	my ($world, $table, %row) = @_;
	my $entry = { table => $table, batch => batch($world, $row{known_since}), %row };

	push @{ $world->{known} }, $entry;
	return $entry;
}

sub make_award
{
	my ($world, $n) = @_;
	my @organizations = @{ $world->{organization} };
	my %award = (
		award => "A$n", title => "Award $n", restricted => chance(0.6), conditional => chance(0.2), pass_through => chance(0.1),
		programme => chance(0.6) ? one_of(qw(P1 P2 P3)) : undef);
	my $earlier = $n > 1 ? one_of(@{ $world->{award} }) : undef;

	if ($earlier && chance(0.25))
	{
		# regrants, and some that only say so
		my $other = one_of(grep { $_->{organization} ne $earlier->{recipient} } @organizations);

		@award{qw(funder recipient passes_on)} = ($earlier->{recipient}, $other->{organization}, $earlier->{award});
		($award{funder}) = map { $_->{organization} } grep { $_->{organization} ne $award{recipient} } shuffle(@organizations) if chance(0.1);
	}
	elsif ($earlier && chance(0.4))
	{
		@award{qw(funder recipient renews)} = (@$earlier{qw(funder recipient)}, $earlier->{award});
		@award{qw(funder recipient)} = @award{qw(recipient funder)} if chance(0.1);
	}
	else
	{
		my ($funder, $recipient) = shuffle(@organizations);

		@award{qw(funder recipient)} = ($funder->{organization}, $recipient->{organization});
	}
	push @{ $world->{award} }, \%award;
	push @{ $world->{label} }, [ 'award.award', $award{award}, one_of(qw(es en fr)), "Título $n" ] if chance(0.1);

	my $first = $award{renews} ? $earlier->{last} + between(-150, 250) : between($begin + 60, $end - 200);
	$first = min(max($first, $begin + 30), $end - 100);
	$first = TrackerOracle::first_of_month(TrackerOracle::month_of($first)) if chance(0.6);
	my $last = TrackerOracle::add_months($first, between(3, 30)) - 1 - (chance(0.3) ? between(0, 20) : 0);
	@award{qw(first last)} = ($first, $last);

	make_amendments($world, \%award);
	make_requirements($world, \%award);
	make_tranches($world, \%award);
	make_budgets($world, \%award);
	make_transfers($world, \%award);
	make_expenditures($world, \%award);
	return;
}

sub make_amendments
{
	my ($world, $award) = @_;
	my ($first, $last) = @$award{qw(first last)};
	my @of = uniq map { random_currency() } 1 .. (chance(0.15) ? 2 : 1);
	my %committed = chance(0.03) ? () : map { ($_ => amount_of($_, one_of(5, 500, 20_000, 100_000) * (0.5 + rand()))) } @of;
	my $is_open = chance(0.06);
	my $holds_from = $first - between(-20, 60);
	my %original = (
		award => $award->{award}, kind => 'original', holds_from => $holds_from, first => $first, last => $is_open ? undef : $last,
		change => {%committed}, known_since => known_after($holds_from));
	my @amendments = (\%original);

	$award->{currencies} = [ keys %committed ];
	$award->{holds_from} = $holds_from;
	foreach (1 .. (chance(0.5) ? 0 : between(1, 4)))
	{
		my $kind = one_of(('no-cost extension') x 3, ('supplement') x 3, ('reduction') x 2, 'cancellation');
		my %amendment = (award => $award->{award}, kind => $kind, change => {});

		$holds_from += between(1, 300);
		# a cancellation is mostly the last
		last if $amendments[-1]{kind} eq 'cancellation' && chance(0.7);
		if ($kind eq 'no-cost extension')
		{
			$last = TrackerOracle::add_months($last + 1, between(-2, 9)) - 1;
			$first += between(-10, 40) if chance(0.1);
			$last = max($last, $first);
			@amendment{qw(first last)} = ($first, chance(0.05) ? undef : $last);
		}
		elsif ($kind eq 'supplement')
		{
			foreach my $currency (uniq chance(0.2) || !%committed ? random_currency() : one_of(sort keys %committed))
			{
				$committed{$currency} += $amendment{change}{$currency} = amount_of($currency, one_of(500, 20_000) * (0.5 + rand()));
			}
			@amendment{qw(first last)} = ($first, $last += between(0, 200)) if chance(0.3);
		}
		else
		{
			# of what the original promised, so that whatever else is withdrawn it is there
			foreach my $currency (sort grep { $original{change}{$_} } keys %committed)
			{
				my $left = $original{change}{$currency} - ($original{reduced}{$currency} // 0);
				my $part = $kind eq 'cancellation' && chance(0.3) ? $left : int(rand($left + 1));

				next if $part == 0 || chance(0.2);
				$amendment{change}{$currency} = -$part;
				$committed{$currency} -= $part;
				$original{reduced}{$currency} += $part;
			}
			next if $kind eq 'reduction' && !%{ $amendment{change} };
			@amendment{qw(first last)} = ($first, $last = max($first, $holds_from + between(-1, 30))) if $kind eq 'cancellation' && chance(0.5);
		}
		$amendment{holds_from} = $holds_from;
		$amendment{known_since} = max(known_after($holds_from), $original{known_since});
		push @amendments, \%amendment;
		push @{ $award->{currencies} }, keys %{ $amendment{change} };
	}
	delete $original{reduced};
	$award->{last} = $last;

	foreach my $amendment (@amendments)
	{
		my $row = known($world, 'amendment', %$amendment, amendment => ++$world->{amendment});

		next if !chance(0.07) || @amendments > 1 && $amendment == \%original && chance(0.5);
		# a mistake, and mostly what is right
		$row->{withdrawn_on} = $amendment->{known_since} + between(1, 400);
		if ($amendment == \%original || chance(0.7))
		{
			my %right = (%$amendment, known_since => $row->{withdrawn_on}, amendment => ++$world->{amendment}, change => { %{ $amendment->{change} } });

			$_ += int($_ * rand(0.5)) foreach $amendment->{kind} eq 'original' || $amendment->{kind} eq 'supplement' ? values %{ $right{change} } : ();
			if (defined $right{last} && chance(0.3)) { $right{last} += 31 }
			known($world, 'amendment', %right);
		}
	}
	return;
}

sub make_requirements
{
	my ($world, $award) = @_;

	foreach my $n (1 .. between(0, 3))
	{
		my $follows = chance(0.5);
		my $due = $award->{first} + between(30, 900);
		my $submitted = chance(0.7) ? $due + between(-40, 60) : undef;

		push @{ $world->{requirement} }, {
			award => $award->{award}, requirement => $n,
			kind => one_of('narrative report', 'financial report', 'final report', 'audit', 'other'),
			due_on => $follows ? undef : $due, days_after_end => $follows ? between(0, 120) : undef,
			submitted_on => $submitted, accepted_on => defined $submitted && chance(0.6) ? $submitted + between(0, 60) : undef };
	}
	return;
}

sub make_tranches
{
	my ($world, $award) = @_;

	foreach my $n (1 .. between(0, 4))
	{
		my $currency = chance(0.85) && @{ $award->{currencies} } ? one_of(@{ $award->{currencies} }) : random_currency();
		my $due = $award->{first} + between(0, 700);
		my $approved = chance(0.6) ? $due - between(-10, 30) : undef;
		my $paid = chance(0.5) ? ($approved // $due) + between(0, 30) : undef;

		push @{ $award->{tranches} }, known($world, 'tranche',
			award => $award->{award}, tranche => $n, due_on => $due, amount => [ amount_of($currency, 2000 + rand(8000)), $currency ],
			known_since => $award->{holds_from} + between(0, 100), approved_on => $approved, paid_on => $paid,
			cancelled_on => !defined $paid && chance(0.3) ? $due + between(-60, 60) : undef);
	}
	return;
}

sub make_budgets
{
	my ($world, $award) = @_;
	my ($main) = sort @{ $award->{currencies} };

	return if chance(0.3);
	foreach my $n (1 .. between(1, 3))
	{
		my $currency = chance(0.5) ? $main // 'USD' : random_currency();
		my $day = $award->{first};

		push @{ $award->{lines} }, { award => $award->{award}, line => "L$n", name => "Line $n", currency => $currency };
		foreach (1 .. between(1, 3))
		{
			my ($first, $last) = ($day, $day + between(20, 250));
			my $known = $award->{holds_from} + between(-10, 60);

			$day = $last + between(1, 20);
			foreach my $revision (0 .. (chance(0.6) ? 0 : between(1, 2)))
			{
				my $amount = chance(0.05) ? 0 : amount_of($currency, one_of(50, 5000) * (0.5 + rand()));
				my $funder = $currency eq ($main // '') || chance(0.2) ? undef : [ $amount && amount_of($main // 'USD', 4000), $main // 'USD' ];

				known($world, 'budget',
					award => $award->{award}, line => "L$n", first => $first, last => $last, revision => $revision,
					amount => [ $amount, $currency ], funder_amount => $funder, known_since => $known);
				$known += between(1, 300);
			}
		}
	}
	push @{ $world->{budget_line} }, @{ $award->{lines} };
	return;
}

# how a flow in one currency may say what it is in another
sub agreement
{
	my ($currency, $minor) = @_;
	my $other = one_of(grep { $_ ne $currency } @reporting, random_currency(), random_currency());
	my $price = $per_dollar{$other} / $per_dollar{$currency} * (0.9 + rand(0.2));
	my $kind = rand();

	return if $kind < 0.84;
	return (agreed_rate => sprintf('%.*g', between(3, 9), $price) + 0, agreed_currency => $other) if $kind < 0.92;
	my $counter = int(abs($minor) * $price * 10**(TrackerOracle::decimals_of($other) - TrackerOracle::decimals_of($currency)));
	return (counter_amount => [ $minor < 0 ? -$counter : $counter, $other ]);
}

# A flow, mostly as it stands; some come late, some are withdrawn and put right
sub make_flow
{
	my ($world, $type, $currency, $minor, $booked_on, %more) = @_;
	my %flow = (
		type => $type, amount => [ $minor, $currency ], booked_on => $booked_on, known_since => known_after($booked_on),
		value_date => chance(0.2) ? $booked_on + between(-6, 6) : undef, agreement($currency, $minor), %more);
	my $row = known($world, 'flow', %flow);

	if (chance(0.04))
	{
		$row->{withdrawn_on} = $flow{known_since} + between(0, 400);
		known($world, 'flow', %flow, known_since => $row->{withdrawn_on}, booked_on => $booked_on + between(-20, 20),
			amount => [ $minor + int($minor * rand()), $currency ], value_date => undef, counter_amount => undef) if chance(0.8);
	}
	return $row;
}

# takes back a flow, in one or two parts
sub make_reversals
{
	my ($world, $flow) = @_;
	my $left = $flow->{amount}[0];

	foreach (1 .. between(1, 2))
	{
		my $part = chance(0.4) ? $left : int(rand($left));
		my $booked_on = $flow->{booked_on} + between(0, 200);

		next if $part == 0;
		$left -= $part;
		my $reversal = known($world, 'flow',
			(map { ($_ => $flow->{$_}) } qw(award type provider receiver currency_reason)), reverses => $flow,
			amount => [ -$part, $flow->{amount}[1] ], booked_on => $booked_on, known_since => max($flow->{known_since}, known_after($booked_on)));
		$reversal->{line} = $flow->{line} if chance(0.8);
	}
	return;
}

sub make_transfers
{
	my ($world, $award) = @_;
	my ($main) = @{ $award->{currencies} };
	my ($original) = grep { $_->{table} eq 'amendment' && $_->{award} eq $award->{award} } @{ $world->{known} };
	my $committed = $original->{change};
	my $count = between(0, 6);

	foreach (1 .. $count)
	{
		my $currency = chance(0.8) && $main ? one_of(@{ $award->{currencies} }) : random_currency();
		my $minor = ($committed->{$currency} // 0) && chance(0.8) ? max(1, int($committed->{$currency} * rand(1.6) / $count)) : amount_of($currency, rand(4000));
		my $booked_on = $award->{first} + between(-30, 700);
		my %parties = (
			award => $award->{award}, provider => $award->{funder}, receiver => $award->{recipient}, currency_reason => 'as the bank paid it');
		my $type = one_of((3) x 7, 7, (1) x 2);

		$booked_on = min($booked_on, $end);
		$minor = -$minor if chance(0.06);
		@parties{qw(provider receiver)} = @parties{qw(receiver provider)} if chance(0.02);
		my @tranches = @{ $award->{tranches} // [] };
		my $row = make_flow($world, $type, $currency, $minor, $booked_on, %parties);
		delete $row->{currency_reason} if $committed->{$currency} && $original->{batch} <= $row->{batch};
		if (@tranches && chance(0.5))
		{
			my $tranche = one_of(@tranches);

			$row->{tranche} = $tranche->{tranche} if $tranche->{batch} <= $row->{batch};
		}
		make_reversals($world, $row) if !$row->{withdrawn_on} && chance(0.06);
		if ($type != 1 && !$row->{withdrawn_on} && chance(0.3))
		{
			# what the receiver says of it, sometimes in a currency of its own
			my $other = chance(0.3) ? random_currency() : $currency;
			my $amount = $other eq $currency ? $minor : ($minor < 0 ? -1 : 1) * amount_of($other, 3000);
			my $on = $booked_on + between(-2, 10);
			my $receipt = known($world, 'flow',
				%parties, type => 1, amount => [ $amount, $other ], booked_on => $on, known_since => known_after($on),
				counterpart => $row, agreement($other, $amount), currency_reason => 'as the bank received it');

			$receipt->{matched_on} = max(map { $_->{known_since} } $receipt, $row);
			$receipt->{matched_on} += between(0, 300) if chance(0.3);
		}
	}
	foreach my $type (grep { chance(0.15) } 2, 5, 6, 8, 9, 10, 11, 12, 13)
	{
		my $currency = random_currency();

		make_flow($world, $type, $currency, amount_of($currency, 3000), $award->{first} + between(0, 300),
			award => $award->{award}, provider => $award->{funder}, receiver => $award->{recipient}, currency_reason => 'so it was');
	}
	return;
}

sub make_expenditures
{
	my ($world, $award) = @_;
	my ($main) = @{ $award->{currencies} };

	foreach (1 .. (chance(0.2) ? 0 : between(1, 14)))
	{
		my $line = $award->{lines} && chance(0.7) ? one_of(@{ $award->{lines} }) : undef;
		my $currency = $line && chance(0.85) ? $line->{currency} : chance(0.7) && $main ? $main : random_currency();
		my $minor = amount_of($currency, rand(rand() < 0.1 ? 20_000 : 1500));
		my $booked_on = min($end, $award->{first} + between(-15, 700));

		$minor = -$minor if chance(0.05);
		my $row = make_flow($world, 4, $currency, $minor, $booked_on,
			award => $award->{award}, provider => $award->{recipient}, line => $line ? $line->{line} : undef,
			receiver => chance(0.2) ? one_of(grep { $_ ne $award->{recipient} } map { $_->{organization} } @{ $world->{organization} }) : undef,
			currency_reason => 'as it was spent');
		make_reversals($world, $row) if !$row->{withdrawn_on} && chance(0.05);
	}
	return;
}

# flows of no award
sub make_other_flows
{
	my ($world) = @_;

	foreach (1 .. $awards / 3)
	{
		my ($provider, $receiver) = map { $_->{organization} } shuffle(@{ $world->{organization} });
		my $currency = random_currency();

		make_flow($world, between(1, 13), $currency, amount_of($currency, 3000), between($begin, $end), provider => $provider, receiver => $receiver);
	}
	return;
}

sub make_costs
{
	my ($world) = @_;

	foreach my $organization (@{ $world->{organization} })
	{
		next if chance(0.3);
		my $day = $begin + between(0, 400);

		while ($day < $end + 700)
		{
			my $last = $day + between(30, 500);
			my $currency = chance(0.8) ? $home{ $organization->{country} } : random_currency();

			$currency = 'USD' if $currency eq 'HNL';
			push @{ $world->{cost} }, [ $organization->{organization}, $day, $last, [ amount_of($currency, rand(200_000)), $currency ] ];
			$day = $last + (chance(0.8) ? 1 : between(2, 200));
		}
	}
	return;
}

# Numbers say nothing of when a flow came to be known.
sub number_flows
{
	my ($world) = @_;
	my @flows = grep { $_->{table} eq 'flow' } @{ $world->{known} };
	my @numbers = shuffle(1 .. @flows);

	$_->{flow} = shift @numbers foreach @flows;
	# what refers to another cannot be there before it
	foreach my $flow (@flows)
	{
		foreach my $other (grep { $_ } @$flow{qw(reverses counterpart)})
		{
			next if $flow->{batch} >= $other->{batch};
			$flow->{known_since} = $other->{known_since};
			$flow->{batch} = $other->{batch};
			$flow->{matched_on} = max($flow->{matched_on}, $flow->{known_since}) if $flow->{counterpart};
		}
	}
	return;
}

#
# The tables as they come to be, and the comparisons
#

sub boolean
{
	return defined $_[0] ? $_[0] ? 't' : 'f' : undef;
}

sub period_text
{
	my ($row) = @_;

	return undef if !defined $row->{first};
	return date_text($row->{first}) . '/' . (defined $row->{last} ? date_text($row->{last}) : '..');
}

sub change_text
{
	my ($change) = @_;

	return '{' . join(', ', map { money_text([ $change->{$_}, $_ ]) } sort keys %$change) . '}';
}

# how the rows of each table are written
my %columns = (
	organization => [ map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(organization name country kind) ],
	programme => [ map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(programme name) ],
	award => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(award title funder recipient programme passes_on renews)),
		(map { my $column = $_; [ $column => sub { boolean($_[0]{$column}) } ] } qw(restricted conditional pass_through)) ],
	amendment => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(amendment award kind)),
		(map { my $column = $_; [ $column => sub { date_text($_[0]{$column}) } ] } qw(holds_from known_since withdrawn_on)),
		[ period => \&period_text ], [ change => sub { change_text($_[0]{change}) } ] ],
	tranche => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(award tranche)), [ amount => sub { money_text($_[0]{amount}) } ],
		(map { my $column = $_; [ $column => sub { date_text($_[0]{$column}) } ] } qw(due_on known_since approved_on paid_on cancelled_on)) ],
	requirement => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(award requirement kind days_after_end)),
		(map { my $column = $_; [ $column => sub { date_text($_[0]{$column}) } ] } qw(due_on submitted_on accepted_on)) ],
	budget_line => [ map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(award line name currency) ],
	budget => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] } qw(award line revision)), [ period => \&period_text ],
		(map { my $column = $_; [ $column => sub { money_text($_[0]{$column}) } ] } qw(amount funder_amount)),
		[ known_since => sub { date_text($_[0]{known_since}) } ] ],
	flow => [
		(map { my $column = $_; [ $column => sub { $_[0]{$column} } ] }
		 qw(flow award type provider receiver agreed_rate agreed_currency line tranche currency_reason)),
		(map { my $column = $_; [ $column => sub { money_text($_[0]{$column}) } ] } qw(amount counter_amount)),
		(map { my $column = $_; [ $column => sub { date_text($_[0]{$column}) } ] } qw(booked_on value_date matched_on known_since withdrawn_on)),
		(map { my $column = $_; [ $column => sub { $_[0]{$column} ? $_[0]{$column}{flow} : undef } ] } qw(reverses counterpart)) ]);

sub copy_text
{
	my ($table, @rows) = @_;

	return "COPY $table FROM stdin;\n" . join('', map { join("\t", map { $_ // '\N' } @$_) . "\n" } @rows) . "\\.\n";
}

sub copy_rows
{
	my ($table, @rows) = @_;
	my @columns = @{ $columns{$table} };

	return @rows
	  ? copy_text("$table (" . join(', ', map { $_->[0] } @columns) . ')', map { my $row = $_; [ map { $_->[1]($row) } @columns ] } @rows)
	  : '';
}

# what was known before, but from some day on no more
sub withdrawals
{
	my ($world, $table, $batch) = @_;

	return join('', map { "UPDATE $table SET withdrawn_on = '" . date_text($_->{withdrawn_on}) . "' WHERE $table = $_->{$table};\n" }
	  grep { $_->{table} eq $table && defined $_->{withdrawn_on} && $_->{batch} < $batch && batch($world, $_->{withdrawn_on}) == $batch }
	  @{ $world->{known} });
}

# what comes to be known before a closing, and after the one before it
sub batch_text
{
	my ($world, $batch) = @_;
	my %rows;

	foreach my $row (grep { $_->{batch} == $batch } @{ $world->{known} })
	{
		my %copy = %$row;

		delete $copy{withdrawn_on} if defined $copy{withdrawn_on} && batch($world, $copy{withdrawn_on}) > $batch;
		push @{ $rows{ $row->{table} } }, \%copy;
	}
	my ($refer, $plain) = map { my $refer = $_; [ grep { $refer == ($_->{reverses} || $_->{counterpart} ? 1 : 0) } @{ $rows{flow} // [] } ] } 1, 0;
	return join('',
		copy_rows('tranche', @{ $rows{tranche} // [] }), copy_rows('budget', @{ $rows{budget} // [] }),
		withdrawals($world, 'amendment', $batch), copy_rows('amendment', @{ $rows{amendment} // [] }),
		withdrawals($world, 'flow', $batch), copy_rows('flow', @$plain), copy_rows('flow', @$refer));
}

# Rates are corrected, loaded late, and taken back.
sub corrections
{
	my ($world) = @_;
	my $text = '';

	foreach my $key (sort keys %{ $world->{rate} })
	{
		my ($source, $base, $quote, $from) = split(/\t/, $key);
		my $where = "WHERE source = '$source' AND base = '$base' AND quote = '$quote' AND valid_from = '$from'";

		next if !chance(0.03);
		$text .= $source ne 'month-end' && chance(0.2) ? "DELETE FROM exchange_rate $where;\n"
		  : 'UPDATE exchange_rate SET rate = round(rate * ' . sprintf('%.4f', 0.97 + rand(0.06)) . ", 6) $where;\n";
	}
	return "BEGIN;\n$text" . "COMMIT;\n";
}

# the rows of reports as text
sub printed
{
	my ($oracle, $reporting, @asked) = @_;
	my @texts;

	$oracle->queries("SET caudal.reporting_currency = '$reporting';\n", [ map { 'SELECT * FROM ' . call(@$_) } @asked ], sub {
		my ($n, $rows) = @_;

		push @texts, [ map { join('|', map { $_ // 'NULL' } @$_) } @$rows ];
	});
	return @texts;
}

# Rows that say that all of their values were closed.
sub closed_rows
{
	my ($oracle, $report, @rows) = @_;
	my ($rates) = map { $_->{rates} } columns_of($oracle, $report);

	return defined $rates ? grep { (split(/\|/))[$rates] eq 'closed' } @rows : @rows;
}

# the places of a report's columns
sub columns_of
{
	my ($oracle, $report) = @_;
	my @columns = map { $_->[0] } @{ $oracle->columns($report) };

	return { map { ($columns[$_] => $_) } 0 .. $#columns };
}

# closes a period, and compares what was entered with what should have been
sub close_period
{
	my ($oracle, $closing) = @_;
	my ($currency, $last_day, $closed_on) = @$closing{qw(currency last_day closed_on)};
	my $where = "WHERE currency = '$currency' AND last_day = '" . date_text($last_day) . "'";
	my (@expected, @actual);

	$oracle->load;
	$oracle->load_rates([$currency], [$last_day]);
	foreach my $entry ($oracle->next_entries($currency, $last_day, $closed_on))
	{
		my ($of, $kind, $day, $from, $minor, $value) = @$entry;

		push @expected, join(' ', $of =~ s/(\d+) [A-Z]{3}$/$1/r, $kind, money_text([ $minor, $from ]), money_text([ $value, $currency ]));
	}
	$oracle->script("SELECT close_period('" . date_text($last_day) . "', '$currency', '" . date_text($closed_on) . "');\n");
	push @actual, join(' ', @$_) foreach @{ $oracle->rows(
		"SELECT CASE WHEN flow IS NULL THEN 'amendment' ELSE 'flow' END, coalesce(flow, amendment), kind, amount, value FROM closing_entry $where") };
	my %there = map { $_ => 1 } @actual;
	my %should = map { $_ => 1 } @expected;
	my @different = ((map { "$_ is missing" } grep { !$there{$_} } @expected), map { "$_ should not be there" } grep { !$should{$_} } @actual);

	ok(!@different && @expected == @actual, 'the closing in ' . $currency . ' of ' . date_text($last_day) . ' makes ' . @expected . ' entries')
	  or diag(scalar(@expected) . ' and ' . scalar(@actual) . "\n" . join("\n", @different[ 0 .. min($#different, 19) ]));

	# each rate is what it says
	is($oracle->rows("SELECT count(*) FROM closing_entry AS e LEFT JOIN flow AS f USING (flow) $where AND kind <> 'withdrawn' AND"
		  . ' value <> at_rate(CASE WHEN kind = \'rate\' THEN f.amount ELSE e.amount END, numerator, denominator, e.currency) AND kind <> \'rate\'')->[0][0],
		0, 'and each is the amount at the rate that it keeps');
	return;
}

sub check_world
{
	my ($oracle, $world) = @_;
	my @rates = map { my ($source, $base, $quote, $from) = split(/\t/); [ $source, $base, $quote, $from, @{ $world->{rate}{$_} } ] } sort keys %{ $world->{rate} };
	my (@printed, @days);

	$oracle->script(
		copy_text('rate_source (code, name, priority, max_age)', map { [ $_->[0], $_->[0], @$_[ 1, 2 ] ] } @{ $world->{source} })
		  . copy_text('exchange_rate (source, base, quote, valid_from, valid_to, rate)', @rates)
		  . copy_text('label', @{ $world->{label} // [] })
		  . join('', map { copy_rows($_, @{ $world->{$_} // [] }) } qw(organization programme award requirement budget_line))
		  . copy_text('cost_plan (organization, period, amount)',
			map { [ $_->[0], date_text($_->[1]) . '/' . date_text($_->[2]), money_text($_->[3]) ] } @{ $world->{cost} })
		  . 'ANALYZE;');
	foreach my $batch (0 .. @{ $world->{closing} })
	{
		my $closing = $world->{closing}[$batch];

		$oracle->script("BEGIN;\n" . batch_text($world, $batch) . "COMMIT;\nANALYZE;");
		last if !$closing;
		close_period($oracle, $closing);
		my ($currency, $last_day, $closed_on) = @$closing{qw(currency last_day closed_on)};
		my @asked = (
			(map { [ $_, $last_day, $closed_on, 'en', $reports{$_}->($oracle) ] } grep { !/flows/ } @reports),
			[ 'organization_flows', $last_day, $closed_on, 'en', undef, $last_day ],
			[ 'group_flows', $last_day, $closed_on, 'en', undef, $last_day - 400, $last_day ]);

		push @printed, [ $currency, \@asked, [ printed($oracle, $currency, @asked) ] ];
		$oracle->script(corrections($world));
		push @days, [ $last_day, $closed_on ];
	}

	foreach my $printed (@printed)
	{
		my ($currency, $asked, $then) = @$printed;
		my @now = printed($oracle, $currency, @$asked);

		foreach my $n (0 .. $#$asked)
		{
			my %now = map { $_ => 1 } @{ $now[$n] };
			my @closed = closed_rows($oracle, $asked->[$n][0], @{ $then->[$n] });
			my @gone = grep { !$now{$_} } @{ $then->[$n] };

			ok(!@gone && @{ $then->[$n] } == @{ $now[$n] },
				call(@{ $asked->[$n] }) . " says in $currency what it said when that was closed; " . @closed . ' of ' . keys(%now) . ' rows say so')
			  or diag(show_some(closed => @gone));
		}
	}

	$oracle->load;
	my $today = $oracle->{today};
	# what was closed as known later, and what was never closed
	push @days, map { one_of([ $_->[0], $today ], [ $_->[0], $_->[1] + between(1, 100) ], [ $_->[0] - between(1, 40), $_->[1] ]) } @days;
	push @days, [ $today, $today ], map { [ between($begin + 300, $end), $_ ] } $today, between($begin + 300, $end);
	@days = map { [ split(/ /) ] } uniq map { "@$_" } @days;
	$oracle->load_rates(\@reporting, [ map { $_->[0] } @days ]);
	is($oracle->{missing}, 0, 'no rate is missing');
	foreach my $reporting (@reporting)
	{
		compare($oracle, 'random', $reporting, 'error', all_reports($oracle, @days));
	}
	check_missing($oracle, $world);
	return;
}

# Lempiras, of which no rate is known before they are a year old: in the end
# they are paid, spent, promised, scheduled, budgeted and planned.
sub check_missing
{
	my ($oracle, $world) = @_;
	my $known_since = date_text($world->{closing}[-1]{closed_on} + 1);
	my $today = $oracle->{today};
	my @awards = map { $_->{award} } grep { @{ $_->{currencies} } } @{ $world->{award} };
	my $number = $world->{amendment};
	my (@amendments, @flows, @tranches, @lines, @costs);

	foreach my $award (map { $oracle->{awards}{$_} } @awards[ 0 .. min(40, $#awards) ])
	{
		my $id = $award->{award};
		my @known = @{ $oracle->known($today)->{amendments_of}{$id} // [] };
		my ($first) = map { $_->{holds_from} } @known;
		next if !defined $first || $known[-1]{kind} eq 'cancellation';
		my $lempiras = sub { money_text([ amount_of('HNL', $_[0] * rand()), 'HNL' ]) };

		# a supplement, mostly before there are rates
		push @amendments, [ ++$number, $id, 'supplement', date_text(max($known[-1]{holds_from}, $first + between(0, 400)) + 1), '{' . $lempiras->(9000) . '}',
			date_text(max($world->{closing}[-1]{closed_on} + 1, map { $_->{known_since} } @known)) ]
		  if chance(0.4);
		push @tranches, [ $id, 99, date_text($first + 100), $lempiras->(900), $known_since ] if chance(0.3);
		push @lines, [ $id, 'lempiras', 'Lempiras', 'HNL' ];
		foreach my $type (3, 3, 4, 4, 1, 2)
		{
			next if chance(0.4);
			my ($provider, $receiver) = $type == 4 ? ($award->{recipient}, undef) : @$award{qw(funder recipient)};

			push @flows, [
				$id, $type, $lempiras->(3000), date_text($first + between(0, 900)), $provider, $receiver,
				$type == 4 && chance(0.5) ? 'lempiras' : undef, chance(0.1) ? (0.04, 'USD') : (undef, undef), $known_since ];
		}
	}
	foreach my $organization (map { $_->{organization} } @{ $oracle->{organization} })
	{
		push @costs, [ $organization, '2010-01-01/2010-12-31', '1.00 HNL' ] if chance(0.1);
		push @costs, [ $organization, '2027-01-01/2027-12-31', '100000.00 HNL' ]
		  if !grep { $_->{organization} eq $organization && $_->{last} >= day(2027, 1, 1) } @{ $oracle->{cost_plan} };
	}
	$oracle->script("BEGIN;\n"
		  . copy_text('budget_line (award, line, name, currency)', @lines)
		  . copy_text('budget (award, line, period, amount, funder_amount, known_since)',
			map { [ $_->[0], 'lempiras', '2021-01-01/2023-12-31', '500.00 HNL', undef, $known_since ] } @lines)
		  . copy_text('amendment (amendment, award, kind, holds_from, change, known_since)', @amendments)
		  . copy_text('tranche (award, tranche, due_on, amount, known_since)', @tranches)
		  . "SELECT setval(pg_get_serial_sequence('flow', 'flow'), (SELECT max(flow) FROM flow));\n"
		  . copy_text('flow (award, type, amount, booked_on, provider, receiver, line, agreed_rate, agreed_currency, known_since)', @flows)
		  . copy_text('cost_plan (organization, period, amount)', @costs)
		  . "COMMIT;");

	# where rates are missing no report of them says anything
	my @calls = map { call($_, day(2023, 6, 30), $today, 'en', $reports{$_}->($oracle)) }
	  qw(grant_status payment_schedule monthly_plan flows_by_quarter exchange_gains budget_variance);
	is($oracle->rows("SELECT string_agg(DISTINCT pg_temp.verdict(report), ', ') FROM unnest(ARRAY["
			  . join(', ', map { literal("SELECT * FROM $_") } @calls) . ']) AS report', q{
		CREATE FUNCTION pg_temp.verdict(query text) RETURNS text LANGUAGE plpgsql AS $$
		DECLARE
			r record;
		BEGIN
			FOR r IN EXECUTE query LOOP END LOOP;
			RETURN 'rows';
		EXCEPTION WHEN OTHERS THEN
			RETURN SQLSTATE;
		END $$;
	})->[0][0], 'CR001', 'a missing rate is an error');

	$oracle->load;
	my @days = map { [ $_, $today ] } day(2023, 6, 30), day(2022, 12, 31), $today;
	$oracle->load_rates(\@reporting, [ map { $_->[0] } @days ]);
	cmp_ok($oracle->{missing}, '>', 0, 'rates are missing');
	foreach my $reporting (@reporting)
	{
		compare($oracle, 'missing', $reporting, 'null', all_reports($oracle, @days));
	}
	return;
}

if ($has_data)
{
	check_database(TrackerOracle->new(connection => "dbname='$database'"));
}
else
{
	my $node = defined $database ? undef : new_server();

	srand($seed);
	diag("$awards awards, ORACLE_SEED=$seed") if exists $ENV{ORACLE_SEED} || exists $ENV{ORACLE_AWARDS};
	# an error is a failed test, and said where tests are read
	eval { check_world(TrackerOracle->new(connection => $node ? $node->connstr('postgres') : "dbname='$database'"), make_world()); 1 }
	  or fail("the comparison ended early: $@");
}
done_testing();
