#!/bin/bash
# Install the packages that are missing: packages.sh [check|valgrind]...
#
# Without an argument what building and running needs, with "check" also what
# the tests need, and the clients that are to read the reports; the tests of a
# client that cannot be had are skipped.  On Debian and Ubuntu through apt, as
# root or with sudo; elsewhere it only says what is needed.  Nothing is asked
# from the network while nothing is missing.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"

pg_config=${PG_CONFIG:-pg_config}

installed()
{
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# A server to run and its headers to build with.  Debian's server package has
# pgxs.mk too, without the headers.
postgres_complete()
{
	local pgxs bindir

	pgxs=$("$pg_config" --pgxs 2>/dev/null) && [ -f "$pgxs" ] &&
		[ -f "$("$pg_config" --includedir-server)/postgres.h" ] &&
		bindir=$("$pg_config" --bindir) && [ -x "$bindir/postgres" ] && [ -x "$bindir/initdb" ]
}

# The major version wanted: of the pg_config given, else the distribution's
postgres_version()
{
	if [ -n "${PG_CONFIG:-}" ]; then
		# It need not exist yet: /usr/lib/postgresql/16/bin/pg_config
		"$pg_config" --version 2>/dev/null | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p' | grep . ||
			printf '%s\n' "$pg_config" | sed -n 's,.*/postgresql/\([0-9]*\)/.*,\1,p'
	else
		apt-cache depends postgresql 2>/dev/null |
			sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
	fi
}

# Sets "missing" to the packages to install, where postgresql-VERSION stands
# for the server until the version is known, and "missing_clients" to those
# that tests can do without.
find_missing()
{
	local wanted=(gcc:gcc make:make pkg-config:pkg-config diff:diffutils setpriv:util-linux msgfmt:gettext)
	local libraries=(libc6-dev libicu-dev libpq-dev libcsv-dev libjson-c-dev libxml2-dev)
	local clients=()
	local purpose pair

	for purpose in "$@"; do
		case $purpose in
			check)
				wanted+=(perl:perl prove:perl xmllint:libxml2-utils)
				libraries+=(libipc-run-perl locales)
				clients+=(python3-psycopg2 python3-psycopg odbc-postgresql unixodbc-dev libpostgresql-jdbc-java)
				# any JDK will do, and npm brings node-postgres to any Node.js
				command -v javac >/dev/null || clients+=(default-jdk-headless)
				command -v npm >/dev/null || clients+=(nodejs node-pg)
				# what reads the manual pages and the completions of the program
				clients+=(mandoc bash-completion zsh)
				;;
			valgrind) wanted+=(valgrind:valgrind) ;;
			*) fail "no such purpose: $purpose" ;;
		esac
	done

	missing=() missing_clients=()
	for pair in "${wanted[@]}"; do
		command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
	done
	for pair in "${libraries[@]}"; do
		installed "$pair" || missing+=("$pair")
	done
	postgres_complete || missing+=(postgresql-VERSION postgresql-server-dev-VERSION)
	for pair in "${clients[@]}"; do
		installed "$pair" || missing_clients+=("$pair")
	done
}

install_missing()
{
	local apt=(apt-get -o DPkg::Lock::Timeout=600 -qq) version log client
	local clusters=/etc/postgresql-common/createcluster.d

	export DEBIAN_FRONTEND=noninteractive
	log=$(mktemp)
	at_end+=("rm -f '$log'")
	# The lists may be old or absent, but an unreachable mirror need not matter
	"${apt[@]}" update >"$log" 2>&1 || say "packages: apt-get update failed, trying with the lists at hand"

	if [[ " ${missing[*]} " = *" postgresql-VERSION "* ]]; then
		version=$(postgres_version)
		[ -n "$version" ] || fail "no package postgresql is known to apt"
		missing=("${missing[@]//VERSION/$version}")

		# Its server package makes and starts a cluster "main" unless told
		# otherwise before; what we tell it does not stay.
		"${apt[@]}" install -y --no-install-recommends postgresql-common >"$log" 2>&1 ||
			{ cat "$log" >&2 && fail "postgresql-common could not be installed"; }
		if [ ! -d "$clusters" ]; then
			mkdir "$clusters"
			at_end+=("rmdir --ignore-fail-on-non-empty '$clusters'")
		fi
		at_end+=("rm -f '$clusters/caudal.conf'")
		echo 'create_main_cluster = false' >"$clusters/caudal.conf"
	fi

	if [ ${#missing[@]} -gt 0 ]; then
		say "packages: installing ${missing[*]}"
		"${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 ||
			{ cat "$log" >&2 && fail "not all of these could be installed: ${missing[*]}"; }
	fi
	# One by one: that one of them is not to be had is no reason to do without the others
	for client in "${missing_clients[@]}"; do
		say "packages: installing $client"
		"${apt[@]}" install -y --no-install-recommends "$client" >"$log" 2>&1 ||
			say "packages: $client could not be installed: $(tail -n 1 "$log")"
	done
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	postgres_complete && exit 0
	fail "needed: a PostgreSQL server (14 or later) with its headers, and pg_config on the PATH or in PG_CONFIG," \
		"a C compiler, ICU, libpq, libcsv, json-c and libxml2 with headers; for the tests perl with IPC::Run, and xmllint"
fi

find_missing "$@"
[ $((${#missing[@]} + ${#missing_clients[@]})) -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		[ ${#missing[@]} -eq 0 ] ||
			fail "these packages are missing, and neither root nor sudo is here to install them: ${missing[*]//VERSION/N}"
		say "packages: not installed, their tests are skipped: ${missing_clients[*]}"
		exit 0
	fi
	missing+=("${missing_clients[@]}")
	say "packages: sudo is used to install ${missing[*]//VERSION/N}"
	sudo env "PG_CONFIG=${PG_CONFIG:-}" bash "$0" "$@"
	exit
fi

install_missing
find_missing "$@"
[ ${#missing[@]} -eq 0 ] || fail "still missing: ${missing[*]}"
