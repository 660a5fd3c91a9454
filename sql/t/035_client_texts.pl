# What is said of the program: its help, its manual pages in two languages, what
# shells complete, and the languages of its messages.  None may forget an option.
use strict;
use warnings;

use Cwd qw(abs_path);
use Encode qw(decode encode);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use FindBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $client = abs_path("$FindBin::RealBin/../../client");
my ($pg_config_bin) = map { chomp; $_ } scalar(qx(pg_config --bindir));
my $program = "$pg_config_bin/caudal";

$ENV{LC_ALL} = 'C.UTF-8';
delete @ENV{qw(LANGUAGE LANG LC_MESSAGES)};

# (status, standard output, standard error)
sub run_with
{
	my ($environment, @command) = @_;
	my ($out, $err) = ('', '');

	local %ENV = (%ENV, %$environment);
	IPC::Run::run(\@command, '<', \undef, '>', \$out, '2>', \$err);
	return ($? >> 8, $out, $err);
}

sub has_program
{
	my ($name) = @_;
	return grep { -x "$_/$name" } split(/:/, $ENV{PATH});
}

# ---- what the program has: { command => { option => [letter, value] } }

my %options;
my %synopsis;
my ($status, $list, $err) = run_with({}, $program, '--list-options');
is($status, 0, 'the program lists its options');
foreach my $line (split(/\n/, $list))
{
	my ($command, $option, $letter, $value, $help) = split(/\t/, $line, -1);

	if ($option eq '') { $options{$command} //= {}; $synopsis{$command} = $value; }
	else { $options{$command}{$option} = [ $letter, $value ]; }
}
my %common = %{ delete $options{'*'} };
my @commands = sort keys %options;
ok(@commands > 3 && $options{'load rates'}{'--format'} && $common{'--dbname'}, 'commands, with options');

# ---- help

($status, my $help) = run_with({}, $program, '--help');
is($status, 0, 'help of the program');
foreach my $command (@commands)
{
	like($help, qr/^  \Q$command\E +\S/m, "help of the program: $command");
	($status, my $text) = run_with({}, $program, split(/ /, $command), '--help');
	is($status, 0, "$command --help");
	my @missing = grep { $text !~ /(?:^|\s)\Q$_\E(?:\s|$)/m } keys %{ $options{$command} }, keys %common;
	is("@missing", '', "$command --help: all options");
}

# Wide as a terminal at most, in characters; in Spanish, if the client has it
foreach my $language ('en', 'es')
{
	foreach my $command ('', @commands)
	{
		($status, my $text) = run_with({}, $program, split(/ /, $command), '--help', '--lang', $language);
		my @wide = grep { length > 80 } split(/\n/, decode('UTF-8', $text));
		is(encode('UTF-8', join("\n", @wide)), '', "$command --help --lang $language: in 80 columns");
	}
}

# ---- a command of two words, of which one was said

foreach my $first (sort keys %{ { map { /^(\S+) / ? ($1 => 1) : () } @commands } })
{
	my @seconds = grep { /^$first / } @commands;
	($status, my $out, my $complaint) = run_with({}, $program, $first);
	is("$status$out", '4', "$first alone: an error of usage");
	my ($listed) = $complaint =~ /^caudal: error: "$first" needs a second word\ncaudal: hint: There are: (.*)\.\ncaudal: hint: Try "caudal --help"\.\n$/;
	is(join(', ', sort split(/, /, $listed // '')), join(', ', @seconds), "$first alone: which there are");
	(undef, undef, $complaint) = run_with({}, $program, $first, 'nothing');
	like($complaint, qr/^caudal: error: there is no command "$first nothing"\ncaudal: hint: There are: $first /, "$first nothing: which there are");
	($status, $out, $complaint) = run_with({}, $program, $first, '--help');
	is("$status$complaint", '0', "$first --help");
	like($out, qr/^  $seconds[0] /m, "$first --help: commands");
}

# ---- manual pages: an option is defined by the line after .TP.  Those of one
# command are in its section, those of several in a section of their own.

foreach my $page (qw(caudal.1 caudal.es.1))
{
	my ($section, %in_section) = ('');
	my $tagged = 0;

	foreach my $line (split(/\n/, slurp_file("$client/$page")))
	{
		if ($line =~ /^\.S[HS] "?(.*?)"?$/) { $section = $1 =~ s/^caudal //r; $in_section{$section} //= {}; }
		elsif ($tagged)
		{
			my $text = $line =~ s/\\-/-/gr =~ s/\\f.//gr =~ s/"//gr;

			if ($text =~ /(?<![\w-])(--[a-z][a-z0-9-]*)/)
			{
				my $option = $1;
				$in_section{$section}{$option} = $text =~ /^\.\w+ +(-[^-])[ ,]/ ? $1 : '';
			}
		}
		$tagged = $line eq '.TP';
	}
	my %shared = map { %{ $in_section{$_} } } grep { !/^(?:init|load|export|report|doctor)\b/ } keys %in_section;
	my %all = (%common, map { %{ $options{$_} } } @commands);
	foreach my $command (@commands)
	{
		my %told = (%shared, %{ $in_section{$command} // {} });
		my %has = (%common, %{ $options{$command} });

		ok($in_section{$command}, "$page: $command");
		is(join(' ', grep { !defined $told{$_} } sort keys %has), '', "$page: all options of $command");
		is(join(' ', grep { !$options{$command}{$_} } sort keys %{ $in_section{$command} }), '', "$page: no other of $command");
		is(join(' ', grep { defined $told{$_} && $told{$_} ne $has{$_}[0] } sort keys %has), '', "$page: letters of $command");
	}
	is(join(' ', grep { !$all{$_} } sort keys %shared), '', "$page: no option that there is not");
	is(join(', ', grep { /^(?:init|load|export|report|doctor)\b/ && !$options{$_} } sort keys %in_section), '', "$page: no command that there is not");

	my ($version) = slurp_file("$client/../control/caudal.control") =~ /default_version = '(.*)'/;
	like(slurp_file("$client/$page"), qr/^\.TH CAUDAL 1 \S+ "caudal \Q$version\E"/m, "$page: version");

	SKIP:
	{
		skip 'there is no man', 1 if !has_program('man');
		my ($state, $out, $complaint) = run_with({ MANWIDTH => 80 }, 'man', '--warnings', '-l', "$client/$page");
		is($complaint, '', "$page: man has no warning");
	}
	SKIP:
	{
		skip 'there is no mandoc', 1 if !has_program('mandoc');
		my ($state, $out) = run_with({}, 'mandoc', '-T', 'lint', '-W', 'warning', "$client/$page");
		is("$state$out", '0', "$page: mandoc has no warning");
	}
}

# ---- completions.  No server is there, so that none can be asked.

$ENV{PGHOST} = '/nonexistent';
my $folder = tempdir(CLEANUP => 1);
mkdir("$folder/a folder");
foreach my $name ('rates.csv', 'rates 2.csv') { open(my $file, '>', "$folder/$name"); }

# What bash completes the last of the words to
sub bash
{
	my (@words) = @_;
	my $script = 'cd "$1" && source "$2" && shift 2 && COMP_WORDS=("$@") && COMP_CWORD=$(($# - 1)) && _caudal && printf "%s\n" "${COMPREPLY[@]}"';
	my ($state, $out, $complaint) =
	  run_with({}, 'bash', '--norc', '-c', $script, 'bash', $folder, "$client/completion/caudal.bash", $program, @words);

	return join('|', sort split(/\n/, $out)) . $complaint;
}

my %first = map { (split(/ /, $_))[0] => 1 } @commands;
is(bash(''), join('|', sort keys %first), 'bash: commands');
is(bash('do'), 'doctor', 'bash: the start of a command');
is(bash('load', ''), join('|', map { /^load (.*)/ ? $1 : () } @commands), 'bash: second words');
is(bash('load', 'ra'), 'rates', 'bash: the start of a second word');
is(bash('nonsense', ''), '', 'bash: after what is no command');
foreach my $command (@commands)
{
	is(bash(split(/ /, $command), '--'), join('|', sort keys %{ $options{$command} }, keys %common), "bash: options of $command");
}
foreach my $command (@commands)
{
	foreach my $option (sort keys %{ $options{$command} })
	{
		my ($letter, $value) = @{ $options{$command}{$option} };

		if ($value =~ /\|/)
		{
			my $values = join('|', sort split(/\|/, $value));
			is(bash(split(/ /, $command), $option, ''), $values, "bash: values of $command $option");
			is(bash(split(/ /, $command), $option, '=', ''), $values, "bash: values of $command $option=");
			is(bash(split(/ /, $command), $letter, ''), $values, "bash: values of $command $letter") if $letter ne '';
		}
		elsif ($value eq 'FILE') { is(bash(split(/ /, $command), $option, 'r'), 'rates 2.csv|rates.csv', "bash: files of $command $option"); }
		elsif ($value ne '') { is(bash(split(/ /, $command), $option, ''), '', "bash: nothing for $command $option"); }
	}
	my $files = $synopsis{$command} =~ /FILE/ ? 'rates 2.csv|rates.csv' : '';
	is(bash(split(/ /, $command), 'r'), $files, "bash: files of $command");
}
is(bash('load', 'rates', '--format', 'trm', '--so'), '--source', 'bash: after another option');
is(bash('load', 'rates', '--format', 'trm', ''), 'a folder|rates 2.csv|rates.csv', 'bash: files after an option');
is(bash('--lang', ''), 'en|es', 'bash: a language before the command');
is(bash('--lang', 'es', 'ini'), 'init', 'bash: a command after the language');
is(bash('init', '--lang', 'es', '--dry'), '--dry-run', 'bash: a language after the command');
is(bash('-'), join('|', sort keys %common), 'bash: options before a command');

# zsh is asked in a terminal of its own
SKIP:
{
	my @asked = (
		'caudal ini' => qr/init/,
		'caudal loa' => qr/load/,
		'caudal load ra' => qr/rates/,
		'caudal load rates --for' => qr/--format/,
		'caudal load rates --format b' => qr/banxico/,
		'caudal load rates --format=b' => qr/banxico/,
		'caudal --lang es doc' => qr/doctor/,
		'caudal init --with' => qr/--with-tracker/,
		'caudal load rates rates.' => qr/rates\.csv/);
	my %wanted = @asked;
	my @lines = grep { defined $wanted{$_} } @asked;

	skip 'there is no zsh', 3 * @lines if !has_program('zsh');
	open(my $script, '>', "$folder/ask.zsh") or die $!;
	print $script <<'ZSH';
# ask.zsh COMPLETIONS PROGRAMS FOLDER LINE...: what each line is completed to
zmodload zsh/zpty
zpty -b terminal zsh -f -i
# what comes until the text that is waited for
answer()
{
	local text= chunk
	integer quiet=0

	while (( quiet < 500 )) && [[ $text != *$1* ]]; do
		if zpty -r -t terminal chunk; then
			text+=$chunk
			quiet=0
		else
			sleep 0.02
			(( quiet += 1 ))
		fi
	done
	print -r -- $text
}
zpty -w terminal "PS1='READY> '; unsetopt beep; stty cols 200 rows 1000; cd ${(q)3}; PATH=${(q)2}:\$PATH; fpath=(${(q)1} \$fpath)"
zpty -w terminal "autoload -Uz compinit; compinit -u -D; LISTMAX=0; echo begun-\$((40 + 2))"
answer begun-42 >/dev/null
shift 3
for line; do
	print -r -- "asked: $line"
	# the line is completed, and then printed by a command put before it
	zpty -w -n terminal "$line"$'\t\x01print -r -- begins-$((40 + 2)) \x05 ends-$((40 + 2))\n'
	answer ends-42
done
zpty -d terminal
ZSH
	close($script);
	my ($state, $out) = run_with({ TERM => 'dumb', HOME => $folder }, 'zsh', '-f', "$folder/ask.zsh", "$client/completion", $pg_config_bin, $folder, @lines);
	my (undef, @answers) = split(/^asked: .*\n/m, $out =~ s/\e\[[0-9;?]*[a-zA-Z]//gr =~ s/\r//gr);

	foreach my $line (@lines)
	{
		my $answer = shift @answers;

		like($answer, qr/begins-42 \Q$line\E.*ends-42/s, "zsh: $line: it is completed");
		like($answer, qr/begins-42 .*$wanted{$line}\S* *=? ?ends-42/s, "zsh: $line");
		unlike($answer, qr/not found|eval|unrecognized|error/, "zsh: $line: no complaint");
	}
}

# ---- messages in Spanish

my $nls = -e scalar(qx(pg_config --localedir) =~ s/\n//r) . '/es/LC_MESSAGES';
SKIP:
{
	my ($spanish, $english) = (qr/no hay ninguna orden \xc2\xabnada\xc2\xbb\n.*sugerencia: Pruebe/, qr/there is no command "nada"\n.*hint: Try/);
	my $major = (qx(pg_config --version) =~ /(\d+)/)[0];
	my $catalogue = scalar(qx(pg_config --localedir) =~ s/\n//r) . "/es/LC_MESSAGES/caudal_client-$major.mo";

	skip 'the client was built without NLS', 22 if !-e $catalogue;

	like((run_with({}, $program, 'nada'))[2], $english, 'C.UTF-8: English');
	like((run_with({}, $program, '--lang', 'es', 'nada'))[2], $spanish, 'C.UTF-8 with --lang es: Spanish');
	like((run_with({ LC_ALL => 'C' }, $program, '--lang=es', 'nada'))[2], $spanish, 'C with --lang=es: Spanish, with its letters');
	like((run_with({ LC_ALL => 'POSIX' }, $program, 'load', 'rates', '--lang', 'es'))[2],
		qr/no se nombra ning\xc3\xban archivo/, 'an option after the command');
	like((run_with({}, $program, '--lang', 'es', '--help'))[1], qr/^Uso:\n  caudal ORDEN \[OPCI\xc3\x93N\]/m, 'help in Spanish');
	like((run_with({}, $program, '--lang', 'es', 'init', '--help'))[1], qr/--schema ESQUEMA +esquema de las extensiones/, 'help of a command');
	# --lang counts wherever it stands
	foreach my $arguments ([qw(--help --lang es)], [qw(--lang es --help)], [qw(--help --lang=es)])
	{
		like((run_with({}, $program, @$arguments))[1], qr/^Uso:\n  caudal ORDEN/m, "@$arguments");
	}
	foreach my $arguments ([qw(report --help --lang es)], [qw(report --lang es --help)], [qw(report grant_status --help --lang=es)])
	{
		like((run_with({}, $program, @$arguments))[1], qr/^Uso:\n  caudal report .*^Conexi\xc3\xb3n y otras:/ms, "@$arguments");
	}
	like((run_with({}, $program, qw(nada --lang es)))[2], $spanish, 'nada --lang es');
	like((run_with({}, $program, qw(load --lang es)))[2], qr/\xc2\xabload\xc2\xbb necesita una segunda palabra\n.*sugerencia: Hay: load /, 'load --lang es');
	like((run_with({}, $program, qw(init --nada --lang es)))[2], qr/no hay ninguna opci\xc3\xb3n \xc2\xab--nada\xc2\xbb/, 'after what is wrong');
	like((run_with({}, $program, qw(load rates --source --lang es x)))[2], qr/--format says/, 'but the value of another option is none');
	like((run_with({}, $program, '--lang', 'es', 'doctor'))[2], qr/^caudal: error: /, 'an error of libpq');
	like((run_with({}, $program, '--lang', 'fr', 'init'))[2], qr/"fr" is not a language/, 'another language is refused');
	is((run_with({}, $program, '--lang', 'fr', 'init'))[0], 4, 'and that is an error of usage');
	# options that the command does not have are named in it too
	like((run_with({}, $program, '--lang', 'es', 'init', '--nada'))[2], qr/no hay ninguna opci\xc3\xb3n \xc2\xab--nada\xc2\xbb/, 'an option that there is not');
	like((run_with({}, $program, '--lang', 'es', 'init', '--schema'))[2], qr/la opci\xc3\xb3n \xc2\xab--schema\xc2\xbb necesita un valor/, 'an option without its value');
	like((run_with({}, $program, '--lang', 'es', 'init', '--dry-run=x'))[2], qr/la opci\xc3\xb3n \xc2\xab--dry-run=x\xc2\xbb no lleva valor/, 'a value without use');

	# a Spanish locale, made for the test
	my $locales = tempdir(CLEANUP => 1);
	skip 'no Spanish locale can be made (package locales)', 3
	  if system("localedef -i es_MX -f UTF-8 $locales/es_MX.UTF-8 >$locales/log 2>&1") != 0;
	my %mexican = (LOCPATH => $locales, LC_ALL => 'es_MX.UTF-8');
	like((run_with(\%mexican, $program, 'nada'))[2], $spanish, 'es_MX: Spanish');
	like((run_with(\%mexican, $program, '--lang', 'en', 'nada'))[2], $english, 'es_MX with --lang en: English');
	like((run_with({ %mexican, LANGUAGE => 'en' }, $program, '--lang', 'es', 'nada'))[2], $spanish, '--lang goes before LANGUAGE');
}

done_testing();
