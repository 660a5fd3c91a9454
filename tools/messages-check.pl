#!/usr/bin/perl
# Every translation says all that is to be said, and what varies in a message
# has its place in each: messages-check.pl [TEMPLATE CATALOGUE...], from the top
# of the tree; without arguments for all of the extension and of the client.
use strict;
use warnings;

use File::Temp qw(tempdir);

my %wanted;
my ($number, $failed) = (0, 0);

if (@ARGV)
{
	check(@ARGV);
}
else
{
	my $folder = tempdir(CLEANUP => 1);

	foreach my $part (qw(extension client))
	{
		if (system('tools/messages.sh', $part, "$folder/$part.pot") == 0)
		{
			check("$folder/$part.pot", sort glob("$part/po/*.po"));
		}
		else
		{
			result("messages could be read from the sources of $part", 'they could not');
		}
	}
}
print "1..$number\n";
exit($failed > 0);

sub check
{
	my ($template, @catalogues) = @_;

	%wanted = map { $_->{key} => $_ } grep { $_->{key} ne '' } entries($template);
	result("$template has messages, and there is a catalogue", 'there are none') if !@catalogues || !%wanted;
	foreach my $catalogue (@catalogues)
	{
		result("$catalogue: " . keys(%wanted) . ' messages', faults($catalogue));
	}
}

sub result
{
	my ($name, @faults) = @_;

	$number++;
	$failed++ if @faults;
	printf "%s %d - %s\n", @faults ? 'not ok' : 'ok', $number, $name;
	print map { "# $_\n" } @faults;
}

sub faults
{
	my ($file) = @_;
	my @faults = map { chomp; "msgfmt: $_" } grep { /\S/ } qx{msgfmt --check --output-file=/dev/null '$file' 2>&1};
	my %had;

	push @faults, 'msgfmt does not accept it' if $? != 0;
	foreach my $entry (entries($file))
	{
		my $name = quoted($entry->{msgid});

		if ($entry->{key} eq '')
		{
			my ($forms) = $entry->{msgstr}[0] =~ /^Plural-Forms: nplurals=(\d+)/m;
			push @faults, 'the header has no charset=UTF-8' if $entry->{msgstr}[0] !~ /charset=UTF-8$/m;
			push @faults, 'the header has no Plural-Forms' if !defined $forms;
			next;
		}
		if ($entry->{obsolete} || !$wanted{ $entry->{key} })
		{
			push @faults, "no message any more: $name";
			next;
		}
		$had{ $entry->{key} } = 1;
		push @faults, "fuzzy: $name" if $entry->{flags}{fuzzy};
		push @faults, compare($entry, $wanted{ $entry->{key} });
	}
	push @faults, map { 'missing: ' . quoted($wanted{$_}{msgid}) } grep { !$had{$_} } sort keys %wanted;
	return @faults;
}

# A translation against its original.  The flags of the template count: those
# of a catalogue may be out of date.
sub compare
{
	my ($entry, $original) = @_;
	my $name = quoted($entry->{msgid});
	my $is_sql = $original->{flags}{'no-c-format'};
	my $is_c = $original->{flags}{'c-format'};
	my @faults;

	foreach my $n (0 .. (defined $original->{msgid_plural} ? 1 : 0))
	{
		my $from = $n == 0 ? $original->{msgid} : $original->{msgid_plural};
		my $to = $entry->{msgstr}[$n] // '';

		if ($to eq '')
		{
			push @faults, "not translated: $name";
			next;
		}
		push @faults, "directives are not those of the original: $name"
		  if ($is_sql || $is_c) && directives($from, $is_sql) ne directives($to, $is_sql);
		push @faults, "begins or ends otherwise than the original: $name"
		  if ends($from) ne ends($to);
		push @faults, "has a letter that LATIN1 lacks: $name" if $to =~ /[^\x00-\xff]/;
	}
	return @faults;
}

# What is filled in, as "number of the argument, how it is printed", in the order
# of the arguments.  In SQL it is what format() knows, else what printf does.
sub directives
{
	my ($text, $is_sql) = @_;
	my $conversion = $is_sql
	  ? qr/-?(?:\d+|\*(?:\d+\$)?)?[sIL]/
	  : qr/[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[zjt])?[diouxXeEfFgGcspm]/;
	my ($argument, @found) = (0);

	while ($text =~ /%(?:(%)|(?:(\d+)\$)?($conversion)|)/g)
	{
		if (defined $1) { push @found, '%'; }
		elsif (!defined $3) { push @found, 'a % that is none'; }
		else
		{
			$argument = $2 // $argument + 1;
			push @found, "$argument $3";
		}
	}
	return join(', ', sort @found);
}

# Blanks around a text, and whether it is a sentence, are the same in all languages
sub ends
{
	my ($text) = @_;
	my ($before) = $text =~ /^(\s*)/;
	my ($after) = $text =~ /([.:?!]*\s*)$/;

	return "$before|$after";
}

sub quoted
{
	my ($text) = @_;

	utf8::encode(my $bytes = $text);
	return '"' . ($bytes =~ s/\n/\\n/gr) . '"';
}

# The entries of a file of gettext
sub entries
{
	my ($file) = @_;
	my (@entries, $entry, $target);

	open(my $in, '<:encoding(UTF-8)', $file) or die "$file: $!\n";
	while (my $line = <$in>)
	{
		my $obsolete = $line =~ s/^#~ ?//;

		if ($line =~ /^\s*$/) { ($entry, $target) = (); next; }
		if (!defined $entry || ($line =~ /^(?:#|msgid )/ && @{ $entry->{msgstr} }))
		{
			$entry = { flags => {}, msgid => '', msgstr => [] };
			push @entries, $entry;
		}
		$entry->{obsolete} = 1 if $obsolete;
		if ($line =~ /^#,\s*(.*)/) { $entry->{flags}{$_} = 1 foreach split(/\s*,\s*/, $1); }
		elsif ($line =~ /^#/) { next; }
		elsif ($line =~ /^(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d+)\])?\s+"(.*)"\s*$/)
		{
			$target = $1 eq 'msgstr' ? \$entry->{msgstr}[ $2 // 0 ] : \$entry->{$1};
			$$target = unescaped($3);
		}
		elsif ($line =~ /^"(.*)"\s*$/ && defined $target) { $$target .= unescaped($1); }
		else { die "$file:$.: not understood: $line"; }
	}
	foreach (@entries)
	{
		$_->{key} = join("\004", grep { defined } @$_{qw(msgctxt msgid)});
	}
	# a comment alone is no entry
	return grep { @{ $_->{msgstr} } } @entries;
}

sub unescaped
{
	my ($text) = @_;
	my %letter = (n => "\n", t => "\t", r => "\r");

	return $text =~ s/\\(.)/exists $letter{$1} ? $letter{$1} : $1/ger;
}
