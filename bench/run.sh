#!/bin/bash
# Measure: run.sh, in an empty database that the PG* environment names.
#
#   ROWS=500000     flows and incomes, for a shorter trial; 5,000,000 is what the bars are for
#   ROUNDS=7        how often each statement is timed
#
# "make bench" calls it with a private server set for measuring.  With another
# server, that server must run as the same user on the same machine: COPY
# writes its files.  The report goes to standard output and RESULTS.md.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/../tools/common.sh"

bench=$top/bench
rows=${ROWS:-5000000}
rounds=${ROUNDS:-7}
load=$(cut -d ' ' -f 1 /proc/loadavg)
folder=$(mktemp -d /tmp/caudal-bench.XXXXXX)
at_end+=("rm -rf '$folder'")

# Parallel and compiled plans would make times of several processes; what is
# measured with workers says so.
export PGOPTIONS="-c search_path=public,caudal -c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=256MB -c client_min_messages=warning"

sql()
{
	psql -X -q -v ON_ERROR_STOP=1 -v "rows=$rows" -v "copy_rows=$((rows / 5))" -v "index_rows=$((rows / 10))" -v "folder=$folder" "$@"
}

# Round by round, so that whatever else the machine does falls on all alike;
# in one session, whose memory is warm.  psql takes its statements from the
# tables.
time_statements()
{
	sql -At -o /dev/null <<-SQL
		SELECT format('SELECT take_time(%L, %s)', name, round)
		FROM generate_series(0, $rounds) AS round, measure
		WHERE statement IS NOT NULL AND (round <= 3 OR NOT slow)
		ORDER BY round, place
		\gexec
	SQL
}

# pgbench says the mean of many; here a round is such a mean.
time_single_statements()
{
	local round name file latency

	for ((round = 1; round <= 3; round++)); do
		while IFS=: read -r name file; do
			pgbench -n -M prepared -t 20000 -f "$bench/$file" >"$folder/pgbench.log" 2>&1 ||
				{ cat "$folder/pgbench.log" >&2 && fail "pgbench failed with $file"; }
			latency=$(sed -n 's/^latency average = \(.*\) ms$/\1/p' "$folder/pgbench.log")
			sql -c "INSERT INTO timing VALUES ('$name', $round, $latency)"
		done <<-END
			one nothing:one_nothing.sql
			one in_currency:one_in_currency.sql
			one subquery:one_subquery.sql
		END
	done
}

# Sets column_store to what is to be said about it.
time_column_store()
{
	local npm=(npm install --prefix "$bench/peers" --no-package-lock --no-audit --no-fund --ignore-scripts)

	column_store="No column store was measured:"
	if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
		column_store+=" npm is not installed."
		return
	fi
	if ! timeout 300 "${npm[@]}" >"$folder/npm.log" 2>&1; then
		say "$(tail -n 5 "$folder/npm.log")"
		column_store+=" npm could not install the package."
		return
	fi
	sql <<-'SQL'
		SELECT format('COPY (%s) TO %L (FORMAT csv)', query, :'folder' || '/' || file || '.csv')
		FROM (VALUES
			('flow', 'SELECT award, day, number, code FROM flow_numeric'),
			('rate', 'SELECT code, day, rate FROM rate UNION ALL SELECT ''USD'', ''2013-01-01'', 1'),
			('rate_daily', 'SELECT code, day, rate FROM rate_daily'),
			('oracle', 'SELECT award, usd FROM oracle')) AS v (file, query)
		\gexec
	SQL
	if ! node "$bench/peers/duckdb.mjs" "$folder" "$rounds" >"$folder/duckdb.json" 2>"$folder/node.log"; then
		say "$(tail -n 5 "$folder/node.log")"
		column_store+=" its program failed."
		return
	fi
	sql -v "duckdb=$(cat "$folder/duckdb.json")" -f "$bench/peers/duckdb.sql"
	column_store=$(sql -At -c "SELECT remark FROM column_store")
}

machine()
{
	local model memory

	model=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
	memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
	printf '%s, %s cores, %s GB, %s %s' "${model:-unknown processor}" "$(nproc)" "$memory" "$(uname -s)" "$(uname -m)"
}

versions()
{
	sql -At -c "SELECT 'PostgreSQL ' || current_setting('server_version') || ', caudal ' || extversion FROM pg_extension WHERE extname = 'caudal'"
}

report()
{
	cat <<-END
		# Measurements

		Written by \`make bench\` on $(date -u +%Y-%m-%d).

		- Machine: $(machine); load average $load before the start.
		- $(versions); shared_buffers $(sql -At -c 'SHOW shared_buffers').
		- $(sql -At -c "SELECT to_char($rows, 'FM999,999,999')") flows in 9 currencies over 11 years, of 5,001 awards, in no order of day, currency or award; 8 series of daily rates. COPY takes $(sql -At -c "SELECT to_char($rows / 5, 'FM999,999,999')") rows.
		- As many grant periods; as many incomes, of $(sql -At -c "SELECT to_char($rows / 50, 'FM999,999,999')") organizations, in no order, and 25 answers of each.
		- Times are whole statements in the server, in milliseconds, the median of $rounds rounds ($((rounds < 3 ? rounds : 3)) for the subqueries), all alternatives in turn within each round, in one process, without JIT, with everything in memory. Two processes are the server's own and one worker. "Less" another statement is the difference of two medians: what the function costs without reading the rows.
		- Each alternative reads a table of the columns that suit it best; rows of flows are 48 bytes wide. \`sum(monetary)\` sums the same numbers all in one currency.
		- Before anything was timed, the totals of each award were found equal to the cent in all of them, and the figures of each organization to the last digit. caudal reads its rates anew in each statement.

		## Side by side

	END
	sql -f "$bench/report.sql"
	cat <<-END

		The bar against the LATERAL subquery is that of a subquery run for each flow: PostgreSQL's plan where it cannot cache
		the answers, as where currency and day come from an expression. Where they are plain columns, version 14 and later
		cache them (Memoize): that is the line after it.

		$column_store
	END
	cat "$folder/tracker.md"
	cat "$folder/client.md"
	cat <<-END

		## To repeat

		\`make bench\`, or with fewer flows \`make bench ROWS=500000 ROUNDS=3\`. The statements are in \`bench/measures.sql\`, the
		rows in \`bench/rows.sql\`; those of the tracker in \`bench/tracker.sh\` and \`bench/tracker.sql\`.
	END
}

say "bench: making $rows flows"
sql -f "$bench/rows.sql"
say 'bench: comparing the answers'
sql -o /dev/null -f "$bench/check.sql"
say "bench: timing, $rounds rounds"
sql -f "$bench/time.sql" -f "$bench/measures.sql"
time_statements
time_single_statements
say 'bench: timing a column store'
time_column_store
say 'bench: timing the reports of the tracker'
bash "$bench/tracker.sh" "${PGDATABASE}_tracker" "$rows" $((rounds < 3 ? rounds : 3)) >"$folder/tracker.md"
say 'bench: timing the client'
bash "$bench/client.sh" "${PGDATABASE}_client" "$rows" >"$folder/client.md"
report >"$folder/RESULTS.md"
cp "$folder/RESULTS.md" "$bench/RESULTS.md"
cat "$bench/RESULTS.md"
