# shellcheck shell=bash
# Sourced by check.sh, demo.sh and bench.sh, after common.sh.
#
# A private PostgreSQL: its programs and module folders mirrored under tmp/,
# so that a test needs no right to write to the system's and leaves nothing
# there, and a server of its own without TCP.

# The server's own, by its full name: the mirror comes first on the PATH later
pg_config=$(command -v "${PG_CONFIG:-pg_config}") || fail "pg_config is not found"
# shellcheck disable=SC2154 # top is set by common.sh
mirror=$top/tmp/postgres

# PostgreSQL finds its libraries and its share folder relative to the program
# that runs, so copied programs in a tree of the same shape use the folders of
# that tree.  Everything but the programs is a symbolic link.  "make install
# DESTDIR=" puts our files where the mirrored server looks.
mirror_postgres()
{
	local bindir pkglibdir sharedir dir entry

	bindir=$("$pg_config" --bindir)
	pkglibdir=$("$pg_config" --pkglibdir)
	sharedir=$("$pg_config" --sharedir)

	rm -rf "$mirror"
	mkdir -p "$mirror$bindir"
	for entry in postgres psql initdb createdb dropdb createuser dropuser clusterdb reindexdb vacuumdb pgbench \
		pg_amcheck pg_archivecleanup pg_basebackup pg_checksums pg_config pg_controldata pg_ctl pg_dump pg_dumpall \
		pg_isready pg_receivewal pg_recvlogical pg_resetwal pg_restore pg_rewind pg_upgrade pg_verifybackup pg_waldump; do
		[ ! -e "$bindir/$entry" ] || cp -L "$bindir/$entry" "$mirror$bindir/"
	done

	# Folders that "make install" writes to are folders, what lies in them is
	# linked, but for a caudal that the system may have.
	for dir in "$pkglibdir" "$pkglibdir/bitcode" "$sharedir" "$sharedir/extension"; do
		mkdir -p "$mirror$dir"
		for entry in "$dir"/*; do
			case $entry in
				*/caudal*) ;;
				*) [ -e "$mirror$entry" ] || [ ! -e "$entry" ] || [ "$entry" = "$pkglibdir/bitcode" ] ||
					[ "$entry" = "$sharedir/extension" ] || ln -s "$entry" "$mirror$entry" ;;
			esac
		done
	done

	# For a test that reads the server's headers
	dir=$("$pg_config" --includedir-server)
	mkdir -p "$mirror$(dirname "$dir")"
	ln -s "$dir" "$mirror$dir"

	PATH=$mirror$bindir:$PATH
	[ "$("$mirror$bindir/pg_config" --pkglibdir)" = "$mirror$pkglibdir" ] ||
		fail "the programs in $bindir cannot be run from a copy"
}

# start_server NAME [setting=value]...
#
# Leaves PGHOST and the like set.  Its data lie in tmp/NAME, its socket in a
# folder with a short name, because such a path has at most 107 bytes.
# server_environment (NAME=value...) and server_program (a wrapper) serve the
# sanitizers.
server_environment=()
server_program=

start_server()
{
	local data=$top/tmp/$1
	shift

	rm -rf "$data"
	PGHOST=$(mktemp -d /tmp/caudal-socket.XXXXXX)
	export PGHOST PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
	at_end+=("rm -rf '$PGHOST'")

	initdb -D "$data" -U "$PGUSER" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$data.log" 2>&1 ||
		{ cat "$data.log" >&2 && fail "initdb failed"; }
	{
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$PGHOST'"
		echo "log_line_prefix = '%m [%p] %d '"
		printf '%s\n' "$@"
	} >>"$data/postgresql.conf"

	at_end+=("stop_server '$data'")
	env "${server_environment[@]}" pg_ctl start -D "$data" -l "$data.log" -w -t 120 -s \
		${server_program:+-p "$server_program"} </dev/null ||
		{ cat "$data.log" >&2 && fail "the private server did not start"; }
}

stop_server()
{
	[ ! -f "$1/postmaster.pid" ] || pg_ctl stop -D "$1" -m immediate -w -s
}

# build LOG [make argument]...: build the tree and install it into the mirror
build()
{
	local log=$1
	shift

	{
		make -j "$(nproc)" "PG_CONFIG=$pg_config" "$@" &&
			make install "DESTDIR=$mirror" "PG_CONFIG=$pg_config" "$@"
	} >"$log" 2>&1
}
