# caudal doctor: what it says of a database in which much is amiss, each figure
# counted by hand; of one where nothing is; and to whom may see little.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Client;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
# all that is measured in days is of one day
$node->append_conf('postgresql.conf', "timezone = 'UTC'\njit = on");
$node->start;
$ENV{TZ} = 'UTC';

my ($version) = slurp_file($node->config_data('--sharedir') . '/extension/caudal.control') =~ /default_version = '(.*)'/;
my $user = $node->safe_psql('postgres', 'SELECT current_user');

sub doctor { return caudal($node, shift, 'doctor', @_); }

sub day
{
	my ($days_ago) = @_;
	return $node->safe_psql('postgres', "SELECT CURRENT_DATE - $days_ago");
}

# ---- where there is nothing

$node->safe_psql('postgres', q{CREATE DATABASE bare TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'});
my ($status, $out, $err) = doctor('bare');
is("$status$err", '1', 'no extension: a problem');
like($out, qr/^ok       connection: user "\Q$user\E", database "bare", by the socket in \//m, 'the connection');
like($out, qr/^ok       server: PostgreSQL \d+/m, 'the server');
like($out, qr/^note     encoding of the database: LATIN1; what it has no letters for cannot be loaded$/m, 'the encoding');
like($out, qr/^ok       ICU: the server's collations are of version \S+; this program has ICU \S+$/m, 'ICU');
like($out, qr/\nproblem  extension caudal: this database does not have it\n         Run "caudal init"\.\n1 problem was found\.\n$/, 'no extension: what to do');
is((doctor('bare', '-q'))[1], qq{problem  extension caudal: this database does not have it\n         Run "caudal init".\n}, 'quiet: the problem alone');
is((doctor('no_such_database'))[0], 2, 'no connection');
is((doctor('bare', 'argument'))[0], 4, 'an argument too many');

# ---- where all is well

$node->safe_psql('postgres', q{CREATE DATABASE sound TEMPLATE template0 ENCODING 'UTF8'});
is((caudal($node, 'sound', 'init'))[0], 0, 'the extension alone');
($status, $out, $err) = doctor('sound');
is("$status$err", '0', 'no tracker: no problem');
like($out, qr/^ok       encoding of the database: UTF8$/m, 'encoding');
like($out, qr/^ok       extension caudal: version \Q$version\E, in schema caudal$/m, 'its version');
like($out, qr/^note     tracker: there is none in schema "tracker"\n         "caudal init --with-tracker" creates one\.$/m, 'no tracker');
like($out, qr/^ok       search_path: "\$user", public, caudal$/m, 'the path');
like($out, qr/^note     sources of rates: there are none/m, 'no sources');
is((caudal($node, 'sound', 'init', '--with-tracker', '--tracker', 'grants'))[0], 0, 'a tracker of another name');
like((doctor('sound'))[1], qr/^note     tracker: there is none in schema "tracker"\n         There is one in: grants\. Name its schema with --tracker\.$/m, 'one that is elsewhere');
($status, $out, $err) = doctor('sound', '--tracker', 'grants');
is("$status$err", '0', 'an empty tracker: no problem');
my $today = day(0);
like($out, qr/^ok       tracker in schema grants: version \d+, of \Q$today\E$/m, 'its version');
like($out, qr/^ok       day: \Q$today\E, in time zone UTC$/m, 'the day');
like($out, qr/^ok       currencies in use: none yet$/m, 'no currencies');
like($out, qr/^ok       row security: off/m, 'no row security');
like($out, qr/^ok       closed periods: none$/m, 'no closings');
like($out, qr/\nok       report data_findings: nothing\nNo problem was found\.\n$/, 'no findings');
is(join('', (doctor('sound', '--tracker', 'grants', '--quiet'))), '0', 'quiet: nothing to say');

# ---- where much is amiss

create_database($node, 'sick');
# in a session that has not used caudal, which would refuse it
$node->safe_psql('sick', q{ALTER DATABASE sick SET caudal.pivot_currrency = 'EUR'});
$node->safe_psql('sick', q{
	SET search_path = tracker, report, caudal;
	INSERT INTO rate_source (code, name, priority, max_age) VALUES
		('fix', 'Daily', 10, 7), ('fix2', 'Daily', 10, 7), ('trm', 'Daily', 10, 7), ('old', 'Ended', 20, 7),
		('empty', 'None', 30, 7), ('budget', 'Agreed', 40, NULL);
	INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
		('fix',  'USD', 'MXN', CURRENT_DATE - 100, NULL, 18),
		('fix',  'USD', 'MXN', CURRENT_DATE - 28, NULL, 18.5),
		('fix',  'USD', 'MXN', CURRENT_DATE - 1, NULL, 19),
		('fix2', 'MXN', 'USD', CURRENT_DATE - 3, NULL, 0.05),
		('trm',  'USD', 'COP', CURRENT_DATE - 6, CURRENT_DATE - 4, 4000),
		('trm',  'USD', 'COP', CURRENT_DATE + 1, CURRENT_DATE + 3, 4100),
		('old',  'USD', 'GTQ', CURRENT_DATE - 40, CURRENT_DATE - 30, 7.7),
		('budget', 'EUR', 'USD', CURRENT_DATE - 3000, NULL, 1.1);
	INSERT INTO organization (organization, name, country, home_currency) VALUES
		('US-PAYER', 'Payer', 'US', 'USD'), ('MX-PAYEE', 'Payee', 'MX', 'BRL');
	INSERT INTO flow (type, amount, booked_on, value_date, provider, receiver, counter_amount, withdrawn_on, known_since) VALUES
		-- a rate of the day before
		(3, '100 MXN', CURRENT_DATE, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		-- a day before the first rate, booked later
		(3, '100 COP', CURRENT_DATE - 2, CURRENT_DATE - 7, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '100 COP', CURRENT_DATE - 5, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		-- usable up to 23 days ago
		(3, '100 GTQ', CURRENT_DATE - 23, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '100 GTQ', CURRENT_DATE - 22, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '200 GTQ', CURRENT_DATE - 22, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '300 GTQ', CURRENT_DATE - 20, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		-- the bank's amount needs no rate, nor does what was withdrawn, nor what is to come
		(3, '400 GTQ', CURRENT_DATE - 19, NULL, 'US-PAYER', 'MX-PAYEE', '50 USD', NULL, CURRENT_DATE),
		(3, '400 GTQ', CURRENT_DATE - 18, NULL, 'US-PAYER', 'MX-PAYEE', NULL, CURRENT_DATE - 1, CURRENT_DATE - 2),
		(3, '400 GTQ', CURRENT_DATE + 18, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		-- no rate at all, a law's, and one without a limit
		(3, '100 HNL', CURRENT_DATE - 400, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '100 PAB', CURRENT_DATE, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '100 EUR', CURRENT_DATE, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE),
		(3, '100 USD', CURRENT_DATE, NULL, 'US-PAYER', 'MX-PAYEE', NULL, NULL, CURRENT_DATE);
	INSERT INTO award (award, title, funder, recipient) VALUES ('A', 'Award', 'US-PAYER', 'MX-PAYEE');
	ALTER DATABASE sick SET caudal.missing_rate = 'null';
	SELECT enable_row_security();
	CREATE TABLE note_of_ours (note text);
	INSERT INTO row_access (role, organization) VALUES ('regress_gone', 'MX-PAYEE');
});
($status, $out, $err) = doctor('sick');
is($status, 1, 'much amiss: a problem');
my %ago = map { +"d$_" => day($_) } 1, 3, 4, 6, 7, 20, 22, 23, 30, 40, 400, 3000;

foreach my $line (
	'note     setting caudal.missing_rate: null (set for the database); amounts without a rate are left out of sums, and are no error',
	"problem  setting caudal.pivot_currrency: there is none of this name, so that EUR says nothing (sick)",
	'ok       setting caudal.pivot_currency: USD',
	"ok       source fix, priority 10: 3 rates, the last of $ago{d1}, 1 day old",
	'note     sources fix and fix2: have the same priority and rates of the same currencies; the first by its code is taken',
	"ok       source fix2, priority 10: 1 rate, the last of $ago{d3}, 3 days old",
	"ok       source trm, priority 10: 2 rates, the last of $ago{d6}, 4 days old",
	"note     source old, priority 20: 1 rate, the last of $ago{d40}, 30 days old; the source allows 7 days",
	'note     source empty, priority 30: has no rates',
	"ok       source budget, priority 40: 1 rate, the last of $ago{d3000}, 3000 days old",
	"note     rate of BRL into USD: none in the last ten years\n         Used by: accounts of organizations.",
	"note     rate of COP into USD: COP/USD of $ago{d6} from trm, 4 days old; the source allows 7 days",
	"ok       rate of EUR into USD: EUR/USD of $ago{d3000} from budget, 3000 days old",
	"problem  rate of GTQ into USD: none is usable after $ago{d23}\n"
	  . "         The last is GTQ/USD of $ago{d40} from old, 30 days old; the source allows 7 days. Used by: flows.",
	"note     rate of HNL into USD: none in the last ten years\n         Used by: flows.",
	"ok       rate of MXN into USD: MXN/USD of $ago{d1} from fix, 1 day old",
	'ok       rate of PAB into USD: fixed by law',
	'ok       rate of USD: none is needed, it is the reporting currency',
	"problem  flows in COP without a rate on their value date: 1 (days: 1, from $ago{d7} to $ago{d7})",
	"problem  flows in GTQ without a rate on their value date: 3 (days: 2, from $ago{d22} to $ago{d20})",
	"problem  flows in HNL without a rate on their value date: 1 (days: 1, from $ago{d400} to $ago{d400})\n"
	  . '         Load the rates of these days, with "caudal load rates".',
	"problem  row security: on for 41 of 42 tables; all rows are seen of: note_of_ours\n         SELECT tracker.enable_row_security();",
	'note     setting jit: on, with which reports under row security take longer to compile than to run',
	'problem  row_access: names roles that there are not: regress_gone',
	'note     report data_findings: award without original agreement, 1',
	'note     report data_findings: flow without exchange rate, 5')
{
	ok(index("\n$out", "\n$line\n") >= 0, (split(/\n/, $line))[0]);
}
# missing_rate and a name that is none; three currencies' flows; GTQ; row security twice
like($out, qr/\n7 problems were found\.\n$/, 'problems are counted');
unlike($out, qr/sources fix2? and trm/, 'one priority is no matter between other currencies');
like($err, qr/^caudal: warning: .*caudal\.pivot_currrency/, 'what the server says of the name');
my $quiet = (doctor('sick', '-q'))[1];
is(scalar(() = $quiet =~ /^problem /mg), 7, 'quiet: all problems');
unlike($quiet, qr/^(?:ok|note) /m, 'quiet: nothing else');

# two rates over the pivot: the older is told, and which has failed
$node->safe_psql('sick', q{ALTER DATABASE sick SET caudal.reporting_currency = 'MXN'});
($status, $out) = doctor('sick');
like($out, qr/^ok       setting caudal\.reporting_currency: MXN \(set for the database\)$/m, 'reports in pesos');
like($out, qr/^note     rate of COP into MXN: COP\/USD of $ago{d6} from trm, 4 days old; the source allows 7 days$/m, 'the leg that will fail first');
like($out, qr/^problem  rate of GTQ into MXN: none is usable after $ago{d23}\n +The last is GTQ\/USD of $ago{d40} from old/m, 'the leg that has failed');
like($out, qr/^ok       rate of MXN: none is needed/m, 'pesos need none');

# ---- who may see little

$node->safe_psql('sick', q{
	GRANT USAGE ON SCHEMA caudal TO PUBLIC;
	SELECT tracker.enable_row_security();
	CREATE ROLE regress_none LOGIN; CREATE ROLE regress_report LOGIN; CREATE ROLE regress_read LOGIN;
	SELECT tracker.grant_access('regress_report', 'report'), tracker.grant_access('regress_read', 'read');
	REVOKE SELECT ON tracker.budget_line FROM regress_read;
	ALTER DATABASE sick RESET caudal.pivot_currrency});
($status, $out, $err) = doctor('sick', '-U', 'regress_none');
is("$status$err", '0', 'no rights: no problem is seen');
like($out, qr/^note     tracker in schema tracker: cannot be seen, for user "regress_none" may not use it$/m, 'no rights: told');
like($out, qr/^ok       source fix, priority 10/m, 'no rights: the rates are everybody\'s');
($status, $out, $err) = doctor('sick', '-U', 'regress_read');
is($err, '', 'some rights: no error');
like($out, qr/^note     row security: user "regress_read" is bound by it/m, 'some rights: rows');
like($out, qr/^note     currencies in use: cannot be seen \(permission denied for table budget_line\)$/m, 'some rights: a table that is not seen');
like($out, qr/^ok       closed periods: none$/m, 'some rights: and the rest is');
$node->safe_psql('sick', 'REVOKE USAGE ON SCHEMA caudal FROM PUBLIC; REVOKE SELECT ON caudal.exchange_rate FROM PUBLIC; GRANT USAGE ON SCHEMA caudal TO regress_read');
($status, $out, $err) = doctor('sick', '-U', 'regress_none');
is("$status$err", '0', 'no right to the schema: no crash');
like($out, qr/^note     extension caudal: what is in schema caudal cannot be seen, for user "regress_none" may not use it\n +GRANT USAGE ON SCHEMA caudal TO PUBLIC;$/m, 'and told');
like((doctor('sick', '-U', 'regress_read'))[1], qr/^note     sources of rates: cannot be seen \(permission denied for table exchange_rate\)$/m, 'no right to the rates');

# ---- a table that is locked is not waited for

my $locker = $node->background_psql('sick');
$locker->query_safe('BEGIN; LOCK TABLE tracker.flow IN ACCESS EXCLUSIVE MODE');
($status, $out) = doctor('sick');
like($out, qr/^note     currencies in use: took too long, and was given up$/m, 'a locked table');
like($out, qr/^ok       closed periods: none$/m, 'and what comes after it is told');
$locker->quit;

# ---- versions

$node->safe_psql('sick', q{UPDATE pg_extension SET extversion = '0.0.9' WHERE extname = 'caudal'});
($status, $out) = doctor('sick');
like($out, qr/^problem  extension caudal: version 0\.0\.9, while the server has the files of \Q$version\E\n +No update leads there/m, 'an older version');
$node->safe_psql('sick', qq{UPDATE pg_extension SET extversion = '$version' WHERE extname = 'caudal'; ALTER DATABASE sick SET search_path = public});
($status, $out) = doctor('sick');
like($out, qr/^note     search_path: has no caudal, so that its name must be written before caudal's types and functions: public \(set for the database\)$/m, 'a path without caudal');
$node->safe_psql('sick', 'ALTER DATABASE sick SET search_path = public, caudal; CREATE TABLE public.exchange_rate ()');
like((doctor('sick'))[1], qr/^note     search_path: public, caudal, where table exchange_rate stands before caudal's$/m, 'another table of the name');
$node->safe_psql('postgres', q{CREATE DATABASE behind TEMPLATE template0});
$node->safe_psql('behind', q{CREATE SCHEMA caudal; CREATE EXTENSION caudal SCHEMA caudal; CREATE EXTENSION caudal_tracker SCHEMA caudal; SELECT caudal.install_tracker(to_version => 36)});
like((doctor('behind'))[1], qr/^problem  tracker in schema tracker: version 36, while caudal_tracker has \d+\n +An upgrade is pending: run "caudal init"/m, 'a tracker that is behind');

# ---- a tracker that is damaged

# doctor of a copy of the sound database after SQL: (status, lines that are no "ok")
my $copies = 0;
sub doctor_after
{
	my ($sql) = @_;
	my $copy = 'damaged' . ++$copies;

	$node->safe_psql('postgres', "CREATE DATABASE $copy TEMPLATE sound");
	$node->safe_psql($copy, $sql);
	my ($state, $told) = doctor($copy, '--tracker', 'grants', '--quiet');
	return "$state\n$told";
}

my $told = doctor_after('SET client_min_messages = warning; DROP TABLE grants.flow CASCADE');
like($told, qr/^1\nproblem  tracker in schema grants: tables that are gone: 1 \(flow\)\n/, 'a table that is gone is a problem');
like($told, qr/^problem  tracker in schema grants: views that are gone: \d+ \(.*grant_status/m, 'and so is what goes with it');
unlike($told, qr/triggers that are gone|constraints that are gone/, 'but for what was on the table');
like($told, qr/\n         Restore them from a backup; the statements that made them are in tracker_migrations\(\)\.\n$/, 'what to do');
is(doctor_after(q{
	DROP TABLE grants.activity_country;
	DROP VIEW report.renewal_rate, report.reports_due;
	DROP FUNCTION report.duplicate_organizations CASCADE;
	DROP TRIGGER check_inserted ON grants.flow;
	ALTER TABLE grants.flow DISABLE TRIGGER fill;
	ALTER TABLE grants.flow ENABLE REPLICA TRIGGER check_updated;
	UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('grants.award_funder_idx'::regclass, 'caudal.rate_source_pkey'::regclass)}),
	<<'END', 'all that can be gone, or does not do its work');
1
problem  tracker in schema grants: tables that are gone: 1 (activity_country)
problem  tracker in schema grants: views that are gone: 3 (duplicate_organizations, renewal_rate, reports_due)
problem  tracker in schema grants: functions that are gone: 1 (duplicate_organizations)
problem  tracker in schema grants: triggers that are gone: 1 (flow.check_inserted)
         Restore them from a backup; the statements that made them are in tracker_migrations().
problem  table grants.flow: triggers are disabled, so that what they check is not checked: check_updated, fill
         ALTER TABLE grants.flow ENABLE TRIGGER ALL;
problem  index caudal.rate_source_pkey of table rate_source: is not valid, and not used
         REINDEX INDEX caudal.rate_source_pkey;
problem  index grants.award_funder_idx of table award: is not valid, and not used
         REINDEX INDEX grants.award_funder_idx;
END
is(doctor_after('DROP TABLE grants.schema_version'), <<'END', 'the table of versions');
1
problem  tracker in schema grants: tables that are gone: 1 (schema_version)
         Restore it from a backup: without it the tracker is not known as one.
END
is(doctor_after('ALTER TABLE grants.award DROP CONSTRAINT "an award has a title"; DROP INDEX grants."a flow that stands has a source reference of its own"'), <<'END', 'a constraint and an index');
1
problem  tracker in schema grants: constraints that are gone: 1 (an award has a title)
problem  tracker in schema grants: unique indexes that are gone: 1 (a flow that stands has a source reference of its own)
         Restore them from a backup; the statements that made them are in tracker_migrations().
END
unlike((doctor('behind'))[1], qr/gone/, 'what an older version does not have yet is not gone');

# ---- the day here and there, the language

{
	# the two are 26 hours apart, so that no hour is the same day in both
	local $ENV{TZ} = 'Etc/GMT+12';
	$node->safe_psql('sound', q{ALTER DATABASE sound SET timezone = 'Etc/GMT-14'});
	my ($there, $here) = ($node->safe_psql('sound', 'SELECT CURRENT_DATE'), scalar(qx(date +%F)) =~ s/\n//r);
	like((doctor('sound'))[1], qr/^note     day: \Q$there\E at the server, in time zone Etc\/GMT-14, but \Q$here\E here; reports are of the server's day$/m, 'another day here');
}
SKIP:
{
	my $major = ($node->config_data('--version') =~ /(\d+)/)[0];
	skip 'the client was built without NLS', 2 if !-e $node->config_data('--localedir') . "/es/LC_MESSAGES/caudal_client-$major.mo";
	($status, $out) = doctor('sick', '--lang', 'es');
	like($out, qr/^problema tipo de cambio de GTQ a MXN: ninguno sirve despu\xc3\xa9s del $ago{d23}\n +El \xc3\xbaltimo es GTQ\/USD del $ago{d40}, de old, de hace 30 d\xc3\xadas; la fuente permite 7 d\xc3\xadas\. Lo usan: movimientos\.$/m, 'in Spanish');
	like($out, qr/^nota     reporte data_findings: movimiento sin tipo de cambio, \d+$/m, 'findings in Spanish');
}

# ---- by TCP

$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'");
$node->restart;
($status, $out) = doctor('sound', '-h', '127.0.0.1');
like($out, qr/^ok       connection: user "\Q$user\E", database "sound", at 127\.0\.0\.1 port \d+, this machine$/m, 'this machine, by TCP');

done_testing();
