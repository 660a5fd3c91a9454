#!/bin/bash
# Time the client: client.sh DATABASE ROWS, in new databases, and print the
# results as Markdown.  Called by run.sh.
#
# One file is loaded twice, into the same empty table of two databases: by
# psql's \copy, which checks nothing but the table's own constraints, and by
# "caudal load flows", which names every row that is wrong.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/../tools/common.sh"

rows=$2
work=$(mktemp -d)
at_end+=("rm -rf '$work'")

# the resident memory of a command at its highest, in MB, and its seconds
measured()
{
	local started=$EPOCHREALTIME highest=0 now pid

	"$@" >&2 &
	pid=$!
	while kill -0 "$pid" 2>/dev/null; do
		now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true)
		[ "${now:-0}" -le "$highest" ] || highest=$now
		sleep 0.1
	done
	wait "$pid"
	awk -v started="$started" -v ended="$EPOCHREALTIME" -v kilobytes="$highest" \
		'BEGIN { printf "%.1f %d\n", ended - started, kilobytes / 1024 }'
}

new_database()
{
	createdb -T template0 -E UTF8 "$1"
	psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f "$top/bench/client.sql" >/dev/null
}

new_database "$1_copy"
new_database "$1_client"
psql -X -q -d "$1_copy" >"$work/flows.csv" <<-SQL
	COPY (SELECT 'R-' || n AS source_reference, CASE n % 3 WHEN 0 THEN 3 ELSE 4 END AS type, date '2021-01-01' + (n % 1000)::int AS booked_on,
				 n % 100000 + 1 || '.' || n % 90 + 10 || CASE n % 2 WHEN 0 THEN ' USD' ELSE ' MXN' END AS amount,
				 'A' || n % 20000 AS award,
				 CASE n % 3 WHEN 0 THEN 'O' || n % 20000 % 5000 ELSE 'O' || (n % 20000 + 7) % 5000 END AS provider,
				 CASE n % 3 WHEN 0 THEN 'O' || (n % 20000 + 7) % 5000 END AS receiver,
				 date '2021-01-05' + (n % 1000)::int AS known_since
		  FROM generate_series(1, $rows) AS n) TO STDOUT (FORMAT csv, HEADER)
SQL

columns=source_reference,type,booked_on,amount,award,provider,receiver,known_since
maps=(--map source_reference=reference --map booked_on=date)
read -r copy copy_memory < <(measured psql -X -q -d "$1_copy" -c 'SET search_path = tracker, caudal' \
	-c "\\copy flow ($columns) FROM '$work/flows.csv' CSV HEADER")
read -r client client_memory < <(measured caudal load flows -q -d "$1_client" "${maps[@]}" "$work/flows.csv")
read -r again again_memory < <(measured caudal load flows -q -d "$1_client" "${maps[@]}" "$work/flows.csv")
sed '2,$s/,\([0-9]*\.\)/,1\1/' "$work/flows.csv" >"$work/changed.csv"
read -r changed changed_memory < <(measured caudal load flows -q -d "$1_client" "${maps[@]}" "$work/changed.csv")

cat <<-END

	## Loading a sheet of flows

	$(psql -X -At -d "$1_client" -c "SELECT to_char(count(*), 'FM999,999,999') FROM tracker.flow WHERE withdrawn_on IS NULL") rows of a CSV file into the table \`flow\` of an empty tracker, with all constraints and triggers.

	| what | s | memory of the program, MB | rows/s against \\copy | bar |
	|---|--:|--:|--:|---|
	| psql \\copy | $copy | $copy_memory | | |
	| caudal load flows | $client | $client_memory | $(awk -v a="$copy" -v b="$client" 'BEGIN { printf "%.2f", a / b }') × | at least 0.8 × |
	| caudal load flows, the same file again | $again | $again_memory | | |
	| caudal load flows, every amount another | $changed | $changed_memory | | |
END
