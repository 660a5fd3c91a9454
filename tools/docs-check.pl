#!/usr/bin/perl
# Run the SQL and the commands of the documents and compare what is printed.
#
#   docs-check.pl [--accept] FILE.md...
#
# In a document
#
#   ```sql            is run; a block ```text (or ```output) that follows at
#                     once, blank lines apart, is what psql must print, errors
#                     and notices included.  Without such a block it must
#                     succeed.
#   ```sql no-run     is not run.
#   ```console        is run line by line where it begins with "$ ", as by a
#                     shell, and the whole block is what must be seen; a command
#                     ends on a line without a backslash at its end.  The
#                     database is that of the document, the folder a copy of
#                     docs/client with the files of sql/t/iati.
#   <!-- run: prelude FILE... -->   at any place: these SQL files, named from
#                     the top of the tree, are run before the first block.
#   <!-- run: print FILE -->        the document as a whole is what this SQL file
#                     prints, which is run after the preludes.
#
# The blocks of one document run from top to bottom in one psql session in a
# database of their own (UTF8, C.UTF-8, dates ISO, time zone UTC, search path
# "$user", public, caudal).  Blanks at line ends and empty lines at the end do
# not count.  --accept writes what was printed into the documents.
#
# Prints TAP: one line per block that was run.  The server is that of PGHOST.
use strict;
use warnings;
use File::Temp qw(tempdir);

my $accept = @ARGV && $ARGV[0] eq '--accept' ? shift @ARGV : 0;
# Clean up also when ended from outside
$SIG{INT} = $SIG{TERM} = sub { exit(1) };
my $scratch = tempdir(CLEANUP => 1);
my $database = 'caudal_documents';
my $mark = "--8<-- end of block";
my $number = 0;
my $failed = 0;
my $consoles = 0;

$ENV{PGDATESTYLE} = 'ISO, YMD';
$ENV{PGTZ} = 'UTC';
$ENV{PGCLIENTENCODING} = 'UTF8';
$ENV{PGOPTIONS} = '-c intervalstyle=postgres -c search_path="$user",public,caudal';
$ENV{COLUMNS} = 1000;

$ENV{PGDATABASE} = $database;
$ENV{LC_ALL} = 'C.UTF-8';
system("cp -R docs/client $scratch/client && cp sql/t/iati/*.xml $scratch/client/") == 0 or die "docs/client is not there\n" if -d 'docs/client';

check_document($_) foreach @ARGV;
print "1..$number\n";
exit($failed ? 1 : 0);

# Split a document into its lines and its sql blocks.  A block has the line
# it starts at, its text, its indentation, and where its output begins and
# ends as line indexes, if it has one.
sub read_document
{
	my ($file) = @_;
	my (@lines, @blocks, @preludes, $block, $after);

	open(my $in, '<', $file) or die "$file: $!\n";
	chomp(@lines = <$in>);
	close($in);

	for (my $i = 0; $i < @lines; $i++)
	{
		if ($lines[$i] =~ /^<!--\s*run:\s*prelude\s+(.*?)\s*-->/)
		{
			push @preludes, split(' ', $1);
		}
		elsif ($lines[$i] =~ /^<!--\s*run:\s*print\s+(\S+)\s*-->/)
		{
			@blocks = ({ line => $i + 1, sql => "\\i $1\n", indent => '',
				first => 0, last => $#lines, output => tidy(join("\n", @lines)) });
			last;
		}
		elsif ($lines[$i] =~ /^(\s*)(`{3,})\s*(.*?)\s*$/)
		{
			my ($indent, $fence, $info, $first) = ($1, $2, $3, $i + 1);

			$i++ until $i + 1 >= @lines || $lines[ $i + 1 ] =~ /^\s*$fence\s*$/;
			my $last = $i++;
			my @body = map { s/^$indent//r } @lines[ $first .. $last ];

			if ($info =~ /^sql\b/)
			{
				$after = { line => $first, sql => join("\n", @body) . "\n", indent => $indent };
				push @blocks, $after if $info !~ /\bno-run\b/;
			}
			elsif ($info eq 'console')
			{
				push @blocks, { line => $first, sql => console_script(@body), is_console => 1, indent => $indent,
					first => $first, last => $last, output => tidy(join("\n", @body)) };
			}
			elsif ($after && $info =~ /^(text|output)$/)
			{
				@$after{qw(first last output)} = ($first, $last, tidy(join("\n", @body)));
				$after = undef;
			}
			else
			{
				$after = undef;
			}
		}
		elsif ($lines[$i] =~ /\S/)
		{
			$after = undef;
		}
	}
	return (\@lines, \@blocks, \@preludes);
}

# What psql is told for a block of commands, which are shown as they are run.
sub console_script
{
	my ($command, $script, @lines) = (undef, '', @_);

	foreach my $line (@lines)
	{
		next if !defined $command && $line !~ /^\$ /;
		$command = defined $command ? "$command\n$line" : $line;
		next if $command =~ /\\$/;
		my $shown = $command =~ s/'/'\\''/gr;
		$script .= "printf '%s\\n' '$shown'\n" . ($command =~ s/^\$ //r) . "\n";
		$command = undef;
	}
	my $name = "$scratch/console" . ++$consoles . '.sh';
	open(my $out, '>', $name) or die "$name: $!\n";
	print $out "cd $scratch/client\n$script";
	close($out);
	return "\\! sh $name 2>&1\n";
}

sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/^\n+//;
	$text =~ s/\n+\z//;
	return $text eq '' ? '' : "$text\n";
}

# Run the blocks in one session and return what each has printed.
sub run_blocks
{
	my ($blocks, $preludes) = @_;
	my $script = "$scratch/script.sql";

	foreach my $command ("dropdb --if-exists $database", "createdb -T template0 -E UTF8 --locale=C.UTF-8 $database")
	{
		system("$command >/dev/null 2>&1") == 0 or die "cannot do: $command\n";
	}

	open(my $out, '>', $script) or die "$script: $!\n";
	print $out "\\set SHOW_CONTEXT never\n\\pset pager off\n";
	print $out "\\set ON_ERROR_STOP on\n\\o /dev/null\n", (map { "\\i $_\n" } @$preludes),
	  "\\o\n\\set ON_ERROR_STOP off\n"
	  if @$preludes;
	print $out "\\echo $mark\n";
	print $out $_->{sql}, "\\echo $mark\n" foreach @$blocks;
	close($out);

	# Read from standard input psql does not put file and line before errors
	my $printed = `psql -X -q -d $database <$script 2>&1`;
	my @parts = split(/^\Q$mark\E\n/m, $printed, -1);
	system("dropdb --if-exists $database >/dev/null 2>&1");
	return @parts;
}

sub check_document
{
	my ($file) = @_;
	my ($lines, $blocks, $preludes) = read_document($file);

	return if !@$blocks;
	my ($prelude, @printed) = run_blocks($blocks, $preludes);

	if (@$preludes && ($prelude ne '' || !@printed))
	{
		report(0, "$file: prelude", $prelude);
		return if !@printed;
	}
	for (my $i = 0; $i < @$blocks; $i++)
	{
		my $block = $blocks->[$i];
		my $got = $i < $#printed ? tidy($printed[$i]) : undef;
		my $name = "$file:$block->{line}";

		if (!$block->{is_console} && $block->{sql} !~ /;\s*(--[^\n]*)?\s*\z/ && $block->{sql} !~ /\\\w+[^\n]*\n\z/)
		{
			report(0, $name, "the block does not end its last statement\n");
		}
		elsif (!defined $got)
		{
			report(0, $name, "not reached: psql ended before\n");
		}
		elsif (defined $block->{output})
		{
			$block->{got} = $got;
			report($accept || $got eq $block->{output}, $name, difference($block->{output}, $got));
		}
		else
		{
			report($got !~ /^(ERROR|FATAL|PANIC):|^invalid command |^\\\w+: /m, $name, $got);
		}
	}
	rewrite($file, $lines, $blocks) if $accept;
}

sub report
{
	my ($ok, $name, $why) = @_;

	$number++;
	print $ok ? "ok $number - $name\n" : "not ok $number - $name\n";
	return if $ok;
	$failed++;
	print map { "# $_\n" } split(/\n/, $why);
}

sub difference
{
	my ($expected, $got) = @_;

	return '' if $expected eq $got;
	foreach my $pair ([ documented => $expected ], [ printed => $got ])
	{
		open(my $out, '>', "$scratch/$pair->[0]") or die "$scratch: $!\n";
		print $out $pair->[1];
		close($out);
	}
	return scalar `cd $scratch && diff -U3 --label documented --label printed documented printed`;
}

# From the last block to the first, so that line numbers stay valid
sub rewrite
{
	my ($file, $lines, $blocks) = @_;

	foreach my $block (reverse @$blocks)
	{
		next if !defined $block->{got} || $block->{got} eq $block->{output};
		my @new = map { $_ eq '' ? '' : "$block->{indent}$_" } split(/\n/, $block->{got});
		splice(@$lines, $block->{first}, $block->{last} - $block->{first} + 1, @new);
	}
	open(my $out, '>', $file) or die "$file: $!\n";
	print $out map { "$_\n" } @$lines;
	close($out);
}
