# docs/caudal.md names all that the extension gives to its users, with the
# signature, the result type, the column type or the SQLSTATE that it has.
#
# Left out by rule, not by name: what PostgreSQL calls and users do not.  That
# is every function with an argument or result of type internal or cstring,
# and those that exist for an operator, a cast, an operator class, a type or
# an aggregate.
use strict;
use warnings;

use File::Basename qw(dirname);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = dirname(__FILE__) . '/../..';
my $manual = slurp_file("$top/docs/caudal.md");

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->start;
$node->safe_psql(
	'postgres', q(
	CREATE SCHEMA caudal;
	CREATE EXTENSION caudal SCHEMA caudal;
	ALTER DATABASE postgres SET search_path = "$user", public, caudal;
));

# Each row of the query is a text that must stand in the manual.
sub documented
{
	my ($kind, $query) = @_;
	my @texts = split(/\n/, $node->safe_psql('postgres', $query));

	cmp_ok(scalar @texts, '>', 0, "the extension has members of this kind: $kind");
	ok(index($manual, $_) >= 0, "$kind: $_") foreach @texts;
}

# the members of the extension in one catalog
sub members
{
	my ($catalog) = @_;

	return qq{(SELECT d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
		WHERE d.classid = '$catalog'::regclass AND d.deptype = 'e' AND e.extname = 'caudal')};
}

my $types = members('pg_type');
my $functions = members('pg_proc');
my $operators = members('pg_operator');
my $casts = members('pg_cast');
my $tables = members('pg_class');

documented('type', qq{
	SELECT '## Type ' || typname FROM pg_type WHERE oid IN $types AND typtype = 'b' AND typelem = 0 ORDER BY 1});

documented('function', qq{
	SELECT format('%s(%s) → %s', p.proname, a.arguments, pg_get_function_result(p.oid))
	FROM pg_proc p, LATERAL (
		SELECT string_agg(concat_ws(' ',
				CASE WHEN p.provariadic <> 0 THEN 'VARIADIC' END,
				nullif(p.proargnames[i], ''),
				format_type(type, NULL)), ', ' ORDER BY i) AS arguments
		FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS u(type, i)) a
	WHERE p.oid IN $functions
	AND NOT '{internal,cstring,cstring[]}'::regtype[] && (p.proargtypes::regtype[] || p.prorettype::regtype)
	AND NOT EXISTS (SELECT FROM pg_type WHERE p.oid IN (typsend, typmodout))
	AND NOT EXISTS (SELECT FROM pg_amproc WHERE p.oid = amproc)
	AND NOT EXISTS (SELECT FROM pg_operator WHERE p.oid = oprcode
		AND obj_description(p.oid, 'pg_proc') LIKE 'implementation of %')
	AND NOT EXISTS (SELECT FROM pg_cast WHERE p.oid = castfunc
		AND (castsource = casttarget OR obj_description(p.oid, 'pg_proc') LIKE 'cast from %'))
	AND NOT EXISTS (SELECT FROM pg_aggregate WHERE p.oid IN (aggtransfn, aggfinalfn, aggcombinefn,
		aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn))
	ORDER BY 1});

documented('operator', qq{
	SELECT concat_ws(' ', nullif(format_type(nullif(oprleft, 0), NULL), '-'), oprname,
		format_type(oprright, NULL), '→', format_type(oprresult, NULL))
	FROM pg_operator WHERE oid IN $operators ORDER BY 1});

documented('cast', qq{
	SELECT format('| `%s` → `%s` | %s |', format_type(castsource, NULL), format_type(casttarget, NULL),
		CASE castcontext WHEN 'i' THEN 'implicit' WHEN 'a' THEN 'assignment' ELSE 'explicit' END)
	FROM pg_cast WHERE oid IN $casts AND castsource <> casttarget ORDER BY 1});

documented('table', qq{
	SELECT '### Table ' || relname FROM pg_class WHERE oid IN $tables AND relkind = 'r' ORDER BY 1});

documented('column', qq{
	SELECT format('| `%s` | `%s` |', attname, format_type(atttypid, NULL))
	FROM pg_attribute WHERE attrelid IN $tables AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum});

documented('setting', q{
	LOAD 'caudal';
	SELECT format('### `%s`', name) FROM pg_settings WHERE name LIKE 'caudal.%' ORDER BY 1});

# The errors.  The manual's table has one line a message, which it shows as
# code, with "..." or an example for what varies, and the SQLSTATE.
my %sqlstate;
my $errcodes = slurp_file(join('/', $node->config_data('--includedir-server'), 'utils', 'errcodes.h'));
my @sources = sort glob("$top/extension/*.[ch]");

cmp_ok(scalar @sources, '>', 0, 'the sources are there');
foreach my $text ($errcodes, map { slurp_file($_) } @sources)
{
	$sqlstate{$1} = "$2$3$4$5$6"
	  while $text =~ /#define\s+(ERRCODE_\w+)\s+MAKE_SQLSTATE\('(.)',\s*'(.)',\s*'(.)',\s*'(.)',\s*'(.)'\)/g;
}

my %seen;
foreach my $file (@sources)
{
	my $source = slurp_file($file);
	my $state;

	# A message handed to a function that reports it is always 22023.
	while ($source =~ /errcode\((\w+)\)|\b(errmsg|gettext_noop)\("((?:[^"\\]|\\.)*)"/g)
	{
		if (defined $1)
		{
			$state = $sqlstate{$1};
			next;
		}
		# Hints are handed over too, and begin with a capital
		next if $2 eq 'gettext_noop' && $3 =~ /^[A-Z]/;
		$state = '22023' if $2 eq 'gettext_noop';
		my $message = $3 =~ s/\\"/"/gr;
		next if $seen{"$state $message"}++;

		my $pattern = join('.+?', map { quotemeta } split(/(?:%[scd])+/, $message, -1));
		ok($manual =~ /^\| $state \| `$pattern` \|/m, "error $state: $message");
	}
}

$node->stop;
done_testing();
