#!/bin/bash
# Every message that people see, as a template for translations:
# messages.sh extension|client [FILE], from the top of the tree.
#
# Messages are the texts that C reports, and in the extension's SQL what is in
# message('...').  Translations are extension/po/LANGUAGE.po and
# client/po/LANGUAGE.po; tools/messages-check.pl says what one lacks.  To bring
# one up to date:
#
#     tools/messages.sh client tmp/client.pot
#     msgmerge --update --no-fuzzy-matching client/po/es.po tmp/client.pot

set -eu

part=${1:?extension or client}
template=${2:--}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# xgettext does not read SQL.  Messages are handed to it as C, with the places
# where they were found.  PL/pgSQL is inside dollar quotes, so these are read
# through.
cat >"$work/sql-messages.pl" <<'PERL'
use strict;
use warnings;

my $faults = 0;

foreach my $file (@ARGV)
{
	open(my $in, '<:raw', $file) or die "$file: $!\n";
	my $sql = do { local $/; <$in> };
	my ($line, @tokens) = (1);

	while ($sql =~ /\G(?:(\s+|--[^\n]*|\/\*.*?\*\/|\$(?:[A-Za-z_]\w*)?\$)
					   |('(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_]\w*|.))/gcsx)
	{
		push @tokens, { text => $2, line => $line } if defined $2;
		$line += ($1 // $2) =~ tr/\n//;
	}
	push @tokens, ({ text => '', line => $line }) x 4;

	foreach my $i (0 .. $#tokens - 4)
	{
		my ($token, @next) = @tokens[ $i .. $i + 3 ];

		if ($token->{text} eq 'message' && $next[0]{text} eq '('
			&& !($i > 0 && $tokens[ $i - 1 ]{text} =~ /^FUNCTION$/i))
		{
			if ($next[1]{text} !~ /^'/ || $next[2]{text} ne ')')
			{
				fault($file, $token, 'message() is not given a literal, which could be translated');
				next;
			}
			my $text = $next[1]{text} =~ s/^'|'$//gr;
			$text =~ s/''/'/g;
			$text =~ s/([\\"])/\\$1/g;
			$text =~ s/\n/\\n/g;
			print qq{#line $token->{line} "$file"\n/* xgettext:no-c-format */ message("$text");\n};
		}
		elsif ($token->{text} =~ /^(?:MESSAGE|DETAIL|HINT)$/ && $next[0]{text} eq '=')
		{
			fault($file, $token, "$token->{text} is not given through message()")
			  if $next[1]{text} =~ /^'/
			  || ($next[1]{text} eq 'format' && $tokens[ $i + 4 ]{text} =~ /^'/);
		}
		elsif ($token->{text} =~ /^RAISE$/i && ($next[0]{text} =~ /^'/ || $next[1]{text} =~ /^'/))
		{
			fault($file, $token, 'RAISE has a format of its own: write RAISE ... USING MESSAGE');
		}
	}
}
exit($faults > 0);

sub fault
{
	my ($file, $token, $fault) = @_;

	warn "$file:$token->{line}: $fault\n";
	$faults++;
}
PERL

# gather FOLDER XGETTEXT-ARGUMENT...: the texts of a folder's C.  The order is
# that of the files' names, whatever the locale says.
gather()
{
	local folder=$1
	shift

	find "$folder" -maxdepth 1 -name '*.[ch]' ! -name statements.h | sort |
		xgettext --files-from=- --from-code=UTF-8 --language=C --output="$work/all.pot" \
			--add-location=file --add-comments=translator \
			--package-name=caudal --copyright-holder='the caudal contributors' \
			--keyword --keyword=_ --flag=_:1:pass-c-format "$@"
}

export LC_ALL=C.UTF-8

case $part in
	extension)
		find extension/sql -name '*.sql' | sort | xargs perl "$work/sql-messages.pl" >"$work/sql-messages.c"

		# The keywords of PostgreSQL's own modules, and description() of settings.c.  A
		# text that is handed to a function which reports it is marked by gettext_noop().
		gather extension --keyword=gettext_noop --keyword=description \
			--keyword=errmsg --keyword=errmsg_plural:1,2 \
			--keyword=errdetail --keyword=errdetail_log --keyword=errdetail_plural:1,2 \
			--keyword=errhint --keyword=errhint_plural:1,2 --keyword=errcontext \
			--keyword=GUC_check_errmsg --keyword=GUC_check_errdetail --keyword=GUC_check_errhint \
			--flag=gettext_noop:1:pass-c-format \
			--flag=errmsg:1:c-format --flag=errmsg_plural:1:c-format --flag=errmsg_plural:2:c-format \
			--flag=errdetail:1:c-format --flag=errdetail_log:1:c-format \
			--flag=errdetail_plural:1:c-format --flag=errdetail_plural:2:c-format \
			--flag=errhint:1:c-format --flag=errhint_plural:1:c-format --flag=errhint_plural:2:c-format \
			--flag=errcontext:1:c-format \
			--flag=GUC_check_errmsg:1:c-format --flag=GUC_check_errdetail:1:c-format --flag=GUC_check_errhint:1:c-format
		xgettext --join-existing --from-code=UTF-8 --language=C --output="$work/all.pot" \
			--add-location=file --keyword --keyword=message "$work/sql-messages.c"
		;;
	client)
		# The keywords of PostgreSQL's own programs.  A text that is printed
		# elsewhere than where it is written is marked by N_().
		keywords=(--keyword=N_ --keyword=usage_error:2 --flag=N_:1:pass-c-format --flag=usage_error:2:c-format
			"--keyword=ngettext:1,2" --flag=ngettext:1:pass-c-format --flag=ngettext:2:pass-c-format
			--keyword=pg_fatal --flag=pg_fatal:1:c-format)
		for level in error warning info; do
			for kind in '' _detail _hint; do
				keywords+=("--keyword=pg_log_$level$kind" "--flag=pg_log_$level$kind:1:c-format")
			done
		done
		gather client "${keywords[@]}"
		;;
	*)
		echo "messages.sh: no such part: $part" >&2
		exit 2
		;;
esac

sed -i '1,20s/charset=CHARSET/charset=UTF-8/' "$work/all.pot"
if [ "$template" = - ]; then
	cat "$work/all.pot"
else
	cp "$work/all.pot" "$template"
fi
