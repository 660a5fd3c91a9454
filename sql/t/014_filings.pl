# The ratios of 500 real filings (IRS form 990, 2021), against the formulas of
# the R package fiscal, computed here in exact fractions.
#
# The files are not part of the project.  They are looked for in the folder
# that DATA names (make check DATA=folder), then in ../shared/data beside the
# checkout; without them nothing is tested here.
#
# A blank is an input that is missing, and the ratio NULL; where the formulas
# name two fields, the second serves where the first is blank.
use strict;
use warnings;

use File::Basename qw(dirname);
use List::Util qw(sum0 uniq);
use Math::BigRat;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($data) = grep { defined && -d "$_/indicators" } $ENV{DATA}, dirname(__FILE__) . '/../../../shared/data';
plan skip_all => 'filings: no folder with the files, name it by DATA' if !defined $data;

# What the formulas are made of
my %fields = (
	revenue => ['F9_08_REV_TOT_TOT'],
	revenue_or_summary => [ 'F9_08_REV_TOT_TOT', 'F9_01_REV_TOT_CY' ],
	expenses => ['F9_09_EXP_TOT_TOT'],
	expenses_or_summary => [ 'F9_09_EXP_TOT_TOT', 'F9_01_EXP_TOT_CY' ],
	surplus => ['F9_01_EXP_REV_LESS_EXP_CY'],
	depreciation => ['F9_09_EXP_DEPREC_TOT'],
	administration => ['F9_09_EXP_TOT_MGMT'],
	fundraising => ['F9_09_EXP_TOT_FUNDR'],
	programmes => ['F9_09_EXP_TOT_PROG'],
	contributions => ['F9_08_REV_CONTR_TOT'],
	government_grants => ['F9_08_REV_CONTR_GOVT_GRANT'],
	fundraising_revenue => ['F9_08_REV_OTH_FUNDR_NET_TOT'],
	programme_revenue => ['F9_08_REV_PROG_TOT_TOT'],
	programme_revenue_or_summary => [ 'F9_08_REV_PROG_TOT_TOT', 'F9_01_REV_PROG_TOT_CY' ],
	cash => ['F9_10_ASSET_CASH_EOY'],
	cash_before => ['F9_10_ASSET_CASH_BOY'],
	savings => ['F9_10_ASSET_SAVING_EOY'],
	pledges => ['F9_10_ASSET_PLEDGE_NET_EOY'],
	receivables => ['F9_10_ASSET_ACC_NET_EOY'],
	inventory => ['F9_10_ASSET_INV_SALE_EOY'],
	prepaid => ['F9_10_ASSET_EXP_PREPAID_EOY'],
	payables => ['F9_10_LIAB_ACC_PAYABLE_EOY'],
	grants_payable => ['F9_10_LIAB_GRANT_PAYABLE_EOY'],
	mortgages => ['F9_10_LIAB_MTG_NOTE_EOY'],
	fixed_assets => ['F9_10_ASSET_LAND_BLDG_NET_EOY'],
	assets => ['F9_10_ASSET_TOT_EOY'],
	assets_or_summary => [ 'F9_10_ASSET_TOT_EOY', 'F9_01_NAFB_ASSET_TOT_EOY' ],
	liabilities => ['F9_10_LIAB_TOT_EOY'],
	liabilities_or_summary => [ 'F9_10_LIAB_TOT_EOY', 'F9_01_NAFB_LIAB_TOT_EOY' ],
	net_assets => ['F9_10_NAFB_TOT_EOY'],
	unrestricted => ['F9_10_NAFB_UNRESTRICT_EOY']);

# The sources of revenue of a filing
my @sources = qw(F9_08_REV_CONTR_TOT F9_08_REV_PROG_TOT_TOT F9_08_REV_OTH_INVEST_INCOME_TOT F9_08_REV_OTH_INVEST_BOND_TOT
	F9_08_REV_OTH_ROY_TOT F9_08_REV_OTH_RENT_GRO_PERS F9_08_REV_OTH_SALE_ASSET_OTH F9_08_REV_OTH_FUNDR_NET_TOT F9_08_REV_MISC_OTH_TOT);

my @formulas = (
	# Formulas of the table, each with its text: the call that must equal it;
	# what it needs; numerator and denominator, in the unit of our function
	[ profit_postdepr => 'podpm = ( total_revenue - total_expenses ) / total_revenue',
		'operating_margin(revenue, expenses)',
		[qw(revenue expenses)], sub { ($_[0] - $_[1], $_[0]) } ],
	[ profit_predepr => 'predpm = ( total_revenue - ( total_expenses - depreciation ) ) / total_revenue',
		'operating_margin(revenue, expenses - depreciation)',
		[qw(revenue expenses depreciation)], sub { ($_[0] - ($_[1] - $_[2]), $_[0]) } ],
	# the surplus is a field of its own: expenses are what makes it
	[ surplus_margin => 'sm = revenues_less_expenses / total_revenue',
		'operating_margin(revenue_or_summary, revenue_or_summary - surplus)',
		[qw(surplus revenue_or_summary)], sub { @_ } ],
	[ equity => 'er = total_net_assets / total_assets',
		'equity_to_assets(net_assets, assets)',
		[qw(net_assets assets)], sub { @_ } ],
	[ debt_assets => 'dar = total_liabilities / total_assets',
		'debt_to_assets(liabilities_or_summary, assets_or_summary)',
		[qw(liabilities_or_summary assets_or_summary)], sub { @_ } ],
	[ current => 'cr = current_assets / current_liabilities ; current_assets = cash + savings + pledges_receivable + accounts_receivable ;'
		  . ' + investment_sales + prepaid_expenses ; current_liabilities = accounts_payable + grants_payable',
		'current_ratio(cash + savings + pledges + receivables + inventory + prepaid, payables + grants_payable)',
		[qw(cash savings pledges receivables inventory prepaid payables grants_payable)], sub { (sum0(@_[ 0 .. 5 ]), $_[6] + $_[7]) } ],
	[ quick => 'qr = quick_assets / current_liabilities ; quick_assets = cash + savings + pledges_receivable + accounts_receivable ;'
		  . ' current_liabilities = accounts_payable + grants_payable',
		'quick_ratio(cash + savings, pledges + receivables, payables + grants_payable)',
		[qw(cash savings pledges receivables payables grants_payable)], sub { (sum0(@_[ 0 .. 3 ]), $_[4] + $_[5]) } ],
	[ cash_liq => 'casr = ( cash + savings ) / current_liabilities ; current_liabilities = accounts_payable + grants_payable',
		'quick_ratio(cash + savings, 0, payables + grants_payable)',
		[qw(cash savings payables grants_payable)], sub { ($_[0] + $_[1], $_[2] + $_[3]) } ],
	[ months_cash_ops => 'moch = liquid_assets / monthly_expenses ;'
		  . ' liquid_assets = cash + savings + pledges_receivable + accounts_receivable ;'
		  . ' monthly_expenses = ( total_expenses - depreciation ) / 12',
		'defensive_interval_months(cash + savings, 0, pledges + receivables, expenses - depreciation)',
		[qw(cash savings pledges receivables expenses depreciation)], sub { (sum0(@_[ 0 .. 3 ]), ($_[4] - $_[5]) / 12) } ],
	# days, of which a month has 365/12
	[ days_cash_ops => 'doch = liquid_assets / daily_expenses ;'
		  . ' liquid_assets = cash + savings + pledges_receivable + accounts_receivable ;'
		  . ' daily_expenses = ( total_expenses - depreciation ) / 365',
		'defensive_interval_months(cash + savings, 0, pledges + receivables, expenses - depreciation)',
		[qw(cash savings pledges receivables expenses depreciation)],
		sub { (sum0(@_[ 0 .. 3 ]), ($_[4] - $_[5]) / 365 * (Math::BigRat->new(365, 12))) } ],
	# years, of which a month is a twelfth
	[ op_reserve => 'orr = operating_reserves / total_expenses ; operating_reserves = unrestricted_net_assets - net_fixed_assets',
		'operating_reserve_months(unrestricted, fixed_assets, expenses)',
		[qw(unrestricted fixed_assets expenses)], sub { (12 * ($_[0] - $_[1]), $_[2]) } ],
	# the same by what is restricted, which is the rest of net assets
	[ op_reserve => undef,
		'liquid_funds_months(net_assets, net_assets - unrestricted, fixed_assets, expenses)',
		[qw(unrestricted fixed_assets expenses)], sub { (12 * ($_[0] - $_[1]), $_[2]) } ],
	[ liquid_assets_months => 'luna = liquid_unrestricted_net_assets / monthly_expenses ;'
		  . ' liquid_unrestricted_net_assets = unrestricted_net_assets ; - ( net_fixed_assets - mortgages_payable ) ;'
		  . ' monthly_expenses = total_expenses / 12',
		'liquid_unrestricted_months(unrestricted, fixed_assets, mortgages, expenses)',
		[qw(unrestricted fixed_assets mortgages expenses)], sub { ($_[0] - ($_[1] - $_[2]), $_[3] / 12) } ],
	[ expenses_admin => 'aer = management_expenses / total_expenses',
		'administrative_share(administration, expenses)',
		[qw(administration expenses)], sub { @_ } ],
	[ overhead => 'overhead = ( mgmt_expenses + fundraising_expenses ) / total_expenses',
		'administrative_share(administration + fundraising, expenses)',
		[qw(administration fundraising expenses)], sub { ($_[0] + $_[1], $_[2]) } ],
	[ prog_exp => 'per = program_expenses / total_expenses',
		'programme_share(programmes, expenses_or_summary)',
		[qw(programmes expenses_or_summary)], sub { @_ } ],
	[ self_suff => 'ssr = program_service_revenue / total_expenses',
		'self_sufficiency(programme_revenue_or_summary, expenses_or_summary)',
		[qw(programme_revenue_or_summary expenses_or_summary)], sub { @_ } ],
	[ donations_rev => 'dgdr = donation_revenue / total_revenue ; donation_revenue = contributions + fundraising_revenue',
		'donation_dependence(contributions + fundraising_revenue, revenue)',
		[qw(contributions fundraising_revenue revenue)], sub { ($_[0] + $_[1], $_[2]) } ],
	[ grants_govt => 'ggr = government_grants / total_revenue',
		'government_share(government_grants, revenue)',
		[qw(government_grants revenue)], sub { @_ } ],
	# NULL by our rule where net assets are not positive
	[ netassets_comp => 'nacr = unrestricted_net_assets / total_net_assets',
		'unrestricted_share(unrestricted, net_assets)',
		[qw(unrestricted net_assets)], sub { ($_[0], $_[1] > 0 ? $_[1] : undef) } ],
	# The months in the period are no field of the file: a year.
	[ cash_burn => 'brr = ( cash_boy - cash_eoy ) / months_in_period',
		'burn_rate(cash_before, cash, 12)',
		[qw(cash_before cash)], sub { ($_[0] - $_[1], Math::BigRat->new(12)) } ],

	# Not in the table, but the fields allow them
	[ undef, undef, 'equity_to_revenue(net_assets, revenue)', [qw(net_assets revenue)], sub { @_ } ],
	[ undef, undef, 'equity_to_liabilities(net_assets, liabilities)', [qw(net_assets liabilities)], sub { @_ } ],
	[ undef, undef, 'cash_months(cash + savings, expenses)', [qw(cash savings expenses)], sub { (12 * ($_[0] + $_[1]), $_[2]) } ],
	[ undef, undef, 'savings_indicator(revenue, expenses)', [qw(revenue expenses)], sub { ($_[0] - $_[1], $_[1]) } ],
	# funds for a year's burn, so that no quotient enters another; NULL by our rule where nothing is burnt
	[ undef, undef, 'runway_months(12 * (unrestricted - (fixed_assets - mortgages)), cash_before - cash)',
		[qw(unrestricted fixed_assets mortgages cash_before cash)],
		sub { (12 * ($_[0] - ($_[1] - $_[2])), $_[3] > $_[4] ? $_[3] - $_[4] : undef) } ]);

# Formulas of the table that no function of ours is for: shares of the balance
# sheet and of kinds of expense or revenue that ratio(monetary, monetary) or a
# plain division gives, and those whose fields the file does not have.
my @without_function = qw(
	assets_rev cash_assets cash_on_hand days_cash_inv debt_equity debt_netassets debt_secured debt_shortterm get_debt_unsecured_ratio
	earned_income get_expenses_affiliates_ratio get_expenses_compensation_ratio get_expenses_feesforservice_ratio
	get_expenses_grants_ratio get_expenses_membbenefits_ratio fundr_eff invest_income get_investments_assets_ratio
	land_assets_gross land_assets_net netassets_growth return_assets return_netassets get_revenue_fedcampaign_ratio
	get_revenue_fundevents_ratio revenue_membdues revenue_programs get_revenue_reltdorgs_ratio);

# Functions that the fields do not allow: nothing in them says what revenue is
# restricted, nor in what currencies income and cost are.
my @without_fields = qw(operating_reliance restricted_share fx_exposure_share);

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\nmax_parallel_workers_per_gather = 0");
$node->start;
$node->safe_psql('postgres', q{
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;

	-- a figure against the fraction of which it is the quotient: the nearest
	-- number with its decimals, and 16 significant digits
	CREATE FUNCTION public.is_quotient(figure numeric, numerator numeric, denominator numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
		RETURN CASE WHEN figure IS NULL OR numerator IS NULL THEN figure IS NULL AND numerator IS NULL
			ELSE abs(figure * denominator - numerator) * 2 <= denominator * ('1e-' || scale(figure))::numeric
				AND (numerator = 0 OR length(ltrim(translate(figure::text, '-.', ''), '0')) >= 16) END;
});

my @filings = filings();
test_table();
load_filings();
test_ratios();
test_mixes();
test_flags();
done_testing();

# The rows of the file, each a hash of the fields that are not blank
sub filings
{
	my ($header, @lines) = map { [ split(/,/, $_, -1) ] } split(/\r?\n/, slurp_file("$data/indicators/irs990_2021_first500.csv"));

	return map {
		my $line = $_;
		+{ map { $line->[$_] eq '' ? () : ($header->[$_] => $line->[$_]) } 0 .. $#$header }
	} @lines;
}

# Whether the test speaks of the formulas that the table has, and of all of
# them, and of all functions of ours
sub test_table
{
	my $text = slurp_file("$data/indicators/formulas.tsv") =~ s/^.*\n//r;
	my %table;

	# a quoted cell may go over lines
	while ($text =~ /\G((?:"(?:[^"]|"")*"|[^"\n])*)\n?/g && $1 ne '')
	{
		my ($column, $function, $formula) = split(/\t/, $1);

		$table{ $column ne '' ? $column : $function } = $formula =~ s/\s+/ /gr;
	}
	is(scalar @filings, 500, 'filings: all are read');
	is($table{ $_->[0] }, $_->[1], "formula $_->[0]") foreach grep { defined $_->[1] } @formulas;
	is_deeply([ sort keys %table ], [ sort(@without_function, uniq(map { $_->[0] // () } @formulas)) ], 'formulas: the test speaks of all');

	my @functions = split(/\n/, $node->safe_psql('postgres', q{
		SELECT proname FROM pg_proc AS p JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
		WHERE prosqlbody IS NOT NULL}));
	is_deeply([ sort @functions ], [ sort(@without_fields, uniq(map { $_->[2] =~ /^(\w+)/ } @formulas)) ],
		'ratio functions: the test speaks of all');
}

# The filings as they are, and under the names of the formulas
sub load_filings
{
	my ($header) = split(/\r?\n/, slurp_file("$data/indicators/irs990_2021_first500.csv"));

	$node->safe_psql('postgres', 'CREATE TABLE raw_filing (' . join(', ', map { "$_ numeric" } split(/,/, $header)) . ");\n"
		  . "\\copy raw_filing FROM '$data/indicators/irs990_2021_first500.csv' CSV HEADER\n"
		  . 'CREATE VIEW filing AS SELECT row_id, ' . join(', ', map { 'coalesce(' . join(', ', @{ $fields{$_} }) . ") AS $_" } sort keys %fields)
		  . ' FROM raw_filing');
	is($node->safe_psql('postgres', 'SELECT count(*) FROM filing'), scalar @filings, 'filings: all are loaded');
}

# the inputs of a formula as fractions, undef where one is missing
sub inputs
{
	my ($filing, @names) = @_;

	return map {
		my ($present) = grep { exists $filing->{$_} } @{ $fields{$_} };
		defined $present ? Math::BigRat->new($filing->{$present}) : undef
	} @names;
}

# a ratio as a fraction, or why there is none
sub ratio
{
	my ($formula, $filing) = @_;
	my (undef, undef, undef, $names, $parts) = @$formula;
	my @inputs = inputs($filing, @$names);

	return (undef, 'missing') if grep { !defined } @inputs;
	my ($numerator, $denominator) = $parts->(@inputs);
	return (undef, 'rule') if !defined $denominator;
	return (undef, 'zero') if $denominator == 0;
	return ($numerator / $denominator, 'ratio');
}

# Compare what is asked of each filing with fractions, undef being NULL
sub compare
{
	my ($name, $query, @expected) = @_;
	my $rows = join(', ', map {
			my $fraction = $expected[$_];
			my @parts = defined $fraction ? ($fraction->numerator, $fraction->denominator) : ('NULL::numeric', 'NULL::numeric');
			'(' . join(', ', $filings[$_]{row_id}, @parts) . ')'
		} 0 .. $#expected);
	my ($stdout, $stderr);

	$node->psql('postgres', qq{
		SELECT row_id, figure, n, d FROM (VALUES $rows) AS expected (row_id, n, d) FULL JOIN ($query) AS got (row_id, figure) USING (row_id)
		WHERE is_quotient(figure, n, d) IS NOT TRUE ORDER BY row_id LIMIT 3}, stdout => \$stdout, stderr => \$stderr);
	is($stdout . $stderr, '', $name);
}

sub test_ratios
{
	foreach my $formula (@formulas)
	{
		my ($column, undef, $call, $names) = @$formula;
		my (@expected, %count);

		foreach my $filing (@filings)
		{
			my ($ratio, $why) = ratio($formula, $filing);

			push @expected, $ratio;
			$count{$why}++;
		}
		compare(sprintf('%s, %s: %d rows, %d ratios; NULL: %d by a zero denominator, %d by rule, %d by missing input',
				$call, defined $column ? "formula $column" : 'not in the table', scalar @filings,
				map { $count{$_} // 0 } qw(ratio zero rule missing)),
			"SELECT row_id, $call FROM filing", @expected);
		cmp_ok($count{ratio}, '>', 50, "$call: there are ratios");

		# What is blank in the file is mostly blank together: each input, taken away alone
		my @counts = map {
			my $field = $_;
			my $columns = join(', ', map { $_ eq $field ? "NULL::numeric AS $_" : $_ } sort keys %fields);
			"(SELECT count($call) FROM (SELECT $columns FROM filing) AS f)"
		} @$names;
		is($node->safe_psql('postgres', 'SELECT ' . join(' + ', @counts)), 0, "$call: NULL without " . join(', or without ', @$names));
	}
}

# the revenue of a filing by source, clipped
sub positive_sources
{
	my ($filing) = @_;

	return grep { $_ > 0 } map { exists $filing->{$_} ? Math::BigRat->new($filing->{$_}) : () } @sources;
}

sub concentration
{
	my @revenues = positive_sources(@_);

	return @revenues ? sum0(map { $_ * $_ } @revenues) / sum0(@revenues)**2 : undef;
}

sub test_mixes
{
	$node->safe_psql('postgres', 'CREATE TABLE filing_mix AS SELECT row_id, income_mix(source, revenue) AS mix'
		  . ' FROM raw_filing, LATERAL (VALUES ' . join(', ', map { "('$_', $_)" } @sources) . ') AS revenues (source, revenue) GROUP BY row_id');
	my @hhi = map { concentration($_) } @filings;

	compare(sprintf('hhi of revenue by source: %d figures, %d NULL', scalar(grep { defined } @hhi), scalar(grep { !defined } @hhi)),
		'SELECT row_id, hhi(mix) FROM filing_mix', @hhi);
	compare('largest_share of revenue by source', 'SELECT row_id, largest_share(mix) FROM filing_mix',
		map { my @revenues = sort { $b <=> $a } positive_sources($_); @revenues ? $revenues[0] / sum0(@revenues) : undef } @filings);
	compare('gini of revenue by source', 'SELECT row_id, gini(mix) FROM filing_mix',
		map {
			my @revenues = sort { $a <=> $b } positive_sources($_);
			my $n = @revenues;
			$n ? sum0(map { (2 * $_ - $n - 1) * $revenues[ $_ - 1 ] } 1 .. $n) / ($n * sum0(@revenues)) : undef
		} @filings);
	is($node->safe_psql('postgres', 'SELECT sum(negative_sources(mix)) FROM filing_mix'),
		scalar(grep { $_ < 0 } map { my $filing = $_; map { $filing->{$_} // () } @sources } @filings), 'negative_sources of revenue by source');
}

# The flags of Tuckman and Chang, the worst fifth being that of these filings
sub test_flags
{
	my @ratios = map {
		my $call = $_;
		my ($formula) = grep { $_->[2] eq $call } @formulas;
		[ map { scalar((ratio($formula, $_))[0]) } @filings ]
	} 'equity_to_revenue(net_assets, revenue)', 'administrative_share(administration, expenses)', 'operating_margin(revenue, expenses)';
	my @sides = (1, -1, 1, 1);
	my (@cutpoints, @expected);

	splice(@ratios, 1, 0, [ map { concentration($_) } @filings ]);
	foreach my $ratio (0 .. 3)
	{
		my @ordered = sort { ($a <=> $b) * $sides[$ratio] } grep { defined } @{ $ratios[$ratio] };

		# the first at or after which a fifth of them is
		push @cutpoints, $ordered[ int((@ordered + 4) / 5) - 1 ];
	}
	foreach my $filing (0 .. $#filings)
	{
		my @scored = grep { defined $ratios[$_][$filing] } 0 .. 3;
		my $flags = grep { ($ratios[$_][$filing] <=> $cutpoints[$_]) * $sides[$_] <= 0 } @scored;

		push @expected, "$filings[$filing]{row_id}|$flags|" . scalar @scored;
	}
	my $figures = 'equity_to_revenue(net_assets, revenue), hhi(mix), administrative_share(administration, expenses),
		operating_margin(revenue, expenses)';
	my @got = split(/\n/, $node->safe_psql('postgres', qq{
			WITH ratios AS (SELECT row_id, e, h, a, o FROM filing JOIN filing_mix USING (row_id), LATERAL (SELECT $figures) AS r (e, h, a, o)),
			cutpoints AS (SELECT ARRAY[percentile_disc(0.2) WITHIN GROUP (ORDER BY e), percentile_disc(0.2) WITHIN GROUP (ORDER BY h DESC),
				percentile_disc(0.2) WITHIN GROUP (ORDER BY a), percentile_disc(0.2) WITHIN GROUP (ORDER BY o)] AS points FROM ratios)
			SELECT row_id, flags, scored FROM ratios, cutpoints, tuckman_chang_flags(e, h, a, o, points) ORDER BY row_id}));
	my @different = grep { ($got[$_] // 'no answer') ne $expected[$_] } 0 .. $#expected;

	ok(@got == @expected && !@different,
		'tuckman_chang_flags: ' . join(', ', map { my $n = $_; scalar(grep { /\|$n\|/ } @expected) . " with $n" } 0 .. 4));
	diag("got '$got[$_]', expected '$expected[$_]'") foreach splice(@different, 0, 3);
}
