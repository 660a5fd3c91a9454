#!/bin/bash
# Every message that people see, as a template for translations:
# messages.sh [FILE], from the top of the tree.
#
# Messages are the texts that C reports, and in SQL what is in message('...').
# Translations are extension/po/LANGUAGE.po; tools/messages-check.pl says what
# one lacks.  To bring one up to date:
#
#     tools/messages.sh tmp/caudal.pot
#     msgmerge --update --no-fuzzy-matching extension/po/es.po tmp/caudal.pot

set -eu

template=${1:--}
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

# The order is that of the files' names, whatever the locale says
export LC_ALL=C.UTF-8
find extension/sql -name '*.sql' | sort | xargs perl "$work/sql-messages.pl" >"$work/sql-messages.c"

# The keywords of PostgreSQL's own modules, and description() of settings.c.  A
# text that is handed to a function which reports it is marked by gettext_noop().
find extension -maxdepth 1 -name '*.[ch]' | sort |
	xgettext --files-from=- --from-code=UTF-8 --language=C --output="$work/c.pot" \
		--add-location=file --add-comments=translator \
		--package-name=caudal --copyright-holder='the caudal contributors' \
		--keyword --keyword=_ --keyword=gettext_noop --keyword=description \
		--keyword=errmsg --keyword=errmsg_plural:1,2 \
		--keyword=errdetail --keyword=errdetail_log --keyword=errdetail_plural:1,2 \
		--keyword=errhint --keyword=errhint_plural:1,2 --keyword=errcontext \
		--keyword=GUC_check_errmsg --keyword=GUC_check_errdetail --keyword=GUC_check_errhint \
		--flag=_:1:pass-c-format --flag=gettext_noop:1:pass-c-format \
		--flag=errmsg:1:c-format --flag=errmsg_plural:1:c-format --flag=errmsg_plural:2:c-format \
		--flag=errdetail:1:c-format --flag=errdetail_log:1:c-format \
		--flag=errdetail_plural:1:c-format --flag=errdetail_plural:2:c-format \
		--flag=errhint:1:c-format --flag=errhint_plural:1:c-format --flag=errhint_plural:2:c-format \
		--flag=errcontext:1:c-format \
		--flag=GUC_check_errmsg:1:c-format --flag=GUC_check_errdetail:1:c-format --flag=GUC_check_errhint:1:c-format
cp "$work/c.pot" "$work/all.pot"
xgettext --join-existing --from-code=UTF-8 --language=C --output="$work/all.pot" \
	--add-location=file --keyword --keyword=message "$work/sql-messages.c"

sed -i '1,20s/charset=CHARSET/charset=UTF-8/' "$work/all.pot"
if [ "$template" = - ]; then
	cat "$work/all.pot"
else
	cp "$work/all.pot" "$template"
fi
