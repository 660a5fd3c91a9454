# shellcheck shell=bash
# Sourced by the scripts beside it.
#
# What every script needs: where the tree is, a clean environment, and an
# orderly end.

set -euo pipefail

# shellcheck disable=SC2034 # used by those
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# Progress and complaints go to standard error: standard output is the report.
say()
{
	printf '%s\n' "$*" >&2
}

fail()
{
	say "$(basename "$0"): $*"
	exit 1
}

# The caller's PostgreSQL settings could lead a test to another server, its
# locale and make flags could change what is printed.
clean_environment()
{
	local name

	for name in $(compgen -e); do
		case $name in
			PG_CONFIG) ;;
			PG* | LC_* | LANGUAGE | PSQL* | PROVE* | HARNESS_* | TAP_*) unset "$name" ;;
			MAKEFLAGS | MFLAGS | MAKELEVEL | MAKEOVERRIDES) unset "$name" ;;
			TMPDIR | CDPATH | BASH_ENV | ENV | DESTDIR | VPATH) unset "$name" ;;
		esac
	done
	export LANG=C.UTF-8
}

# Commands to run at the end, last one first, however the script ends.
at_end=()
running=

finish()
{
	local status=$? i

	trap - EXIT
	trap '' INT TERM HUP
	if [ -n "$running" ]; then
		kill -TERM -- "-$running" 2>/dev/null || true
		wait "$running" 2>/dev/null || true
	fi
	for ((i = ${#at_end[@]} - 1; i >= 0; i--)); do
		eval "${at_end[i]}" || true
	done
	exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Run a command so that a signal to this script ends both at once.  Bash
# leaves a signal waiting until the command in the foreground has ended, but
# interrupts "wait"; job control gives the command a process group, so that
# what it has started in turn ends with it.
attended()
{
	local status=0

	set -m
	"$@" </dev/null &
	running=$!
	set +m
	wait "$running" || status=$?
	running=
	return "$status"
}
