#!/bin/bash
# Time the reports of the tracker: tracker.sh DATABASE ROWS ROUNDS, in a new
# database with as many flows, and print the results as Markdown.  Called by
# run.sh.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/../tools/common.sh"

bench=$top/bench
rows=$2
rounds=$3
awards=$((rows / 50))
export PGDATABASE=$1
export PGOPTIONS="-c search_path=report,tracker,caudal -c jit=off -c work_mem=256MB -c client_min_messages=warning"

# name and what opens it, by a semicolon; days as they were at the end of 2022
reports()
{
	cat <<-END
		grant_status;grant_status('2022-12-31', '2022-12-31')
		grant_status, one award;grant_status('2022-12-31', '2022-12-31') AS r WHERE r.award = 'A777'
		grant_status, one recipient;(SELECT r.* FROM award AS a CROSS JOIN LATERAL (SELECT * FROM grant_status('2022-12-31', '2022-12-31') AS r WHERE r.award = a.award OFFSET 0) AS r WHERE a.recipient = 'O777') AS r
		payment_schedule;payment_schedule('2022-12-31', '2022-12-31')
		reports_due;reports_due('2022-12-31', '2022-12-31')
		monthly_plan, one award;monthly_plan('A777', '2022-12-31', '2022-12-31')
		monthly_plan;monthly_plan(NULL, '2022-12-31', '2022-12-31')
		flows_by_quarter;flows_by_quarter(1, '2022-12-31')
		net_of_chain;net_of_chain('2022-12-31', '2022-12-31')
		organization_flows;organization_flows(NULL, '2022-12-31', '2022-12-31')
		group_flows;group_flows(NULL, NULL, '2022-12-31', '2022-12-31')
		exchange_gains;exchange_gains('quarter', '2022-12-31', '2022-12-31')
		budget_variance, one award;budget_variance('2022-12-31', '2022-12-31') AS r WHERE r.award = 'A777'
		budget_variance;budget_variance('2022-12-31', '2022-12-31')
		currency_exposure;currency_exposure('2022-12-31', 12, '2022-12-31')
		funding_cliff, one organization;funding_cliff('2022-12-31', 12, '2022-12-31') AS r WHERE r.organization = 'O777'
		funding_cliff;funding_cliff('2022-12-31', 12, '2022-12-31')
		renewal_rate;renewal_rate('2022-12-31', '2022-12-31')
		data_findings;data_findings('2022-12-31')
	END
}

createdb -T template0 -E UTF8 "$PGDATABASE"
started=$SECONDS
psql -X -q -v "rows=$rows" -v "awards=$awards" -f "$bench/tracker.sql" >&2
loading=$((SECONDS - started))

cat <<-END

	## Reports of the tracker

	$(psql -X -At -c "SELECT to_char(count(*), 'FM999,999,999') FROM flow") flows under $(psql -X -At -c "SELECT to_char(count(*), 'FM999,999') FROM award") awards, loaded with all
	constraints and triggers in $loading s. All rows and columns of each report, in one process and its workers, median of $rounds; "kept" is the same read from a materialized view.
END
# each report, and the same read from a materialized view
times()
{
	cat <<-END

		| report | rows | ms | kept, ms |
		|---|--:|--:|--:|
	END
	while IFS=';' read -r name report; do
		psql -X -q -At -v ON_ERROR_STOP=1 <<-SQL
			CREATE MATERIALIZED VIEW kept AS SELECT * FROM $report;
			CREATE TEMP TABLE timing (kept boolean, ms float8);
			DO \$time\$
			DECLARE
				started timestamptz;
				lines bigint;
			BEGIN
				FOR round IN 1..$rounds LOOP
					started := clock_timestamp();
					PERFORM sum(length(x::text)) FROM (SELECT * FROM $report) AS x;
					INSERT INTO timing VALUES (false, 1000 * extract(epoch FROM clock_timestamp() - started));
					started := clock_timestamp();
					PERFORM sum(length(x::text)) FROM (SELECT * FROM kept) AS x;
					INSERT INTO timing VALUES (true, 1000 * extract(epoch FROM clock_timestamp() - started));
				END LOOP;
			END
			\$time\$;
			SELECT format('| %s | %s | %s | %s |', '$name', to_char((SELECT count(*) FROM kept), 'FM999,999,999'),
						  to_char(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE NOT kept), 'FM999,990'),
						  to_char(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE kept), 'FM999,990'))
			FROM timing;
			DROP MATERIALIZED VIEW kept;
		SQL
	done < <(reports)
}

times

# The triggers plan their statements once in a session: for one row here, and then
# they have many.
mapfile -t changing < <(psql -X -q -At -c '\timing on' -c "UPDATE flow SET note = 'x' WHERE flow = 777" \
	-c "UPDATE flow SET note = 'x' WHERE flow = 778" -c "UPDATE flow SET note = 'x' WHERE flow % 100 = 0" -c '\timing off' \
	-c 'VACUUM ANALYZE flow' | sed 's/^Time: \([0-9.]*\).*/\1/')
cat <<-END

	A note is written into the first flow of a session in ${changing[0]} ms, into another in ${changing[1]} ms, and into $((rows / 100))
	by the next statement in ${changing[2]} ms.
END

closing=$(psql -X -q -At -c '\timing on' -c "SELECT to_char(close_period('2021-12-31', 'USD', '2022-02-15'), 'FM999,999,999')" -c '\timing off' -c 'VACUUM ANALYZE' |
	sed -n 'N; s/\(.*\)\nTime: \([0-9]*\).*/\1 \2/p')
cat <<-END

	The same after the years up to 2021 were closed: ${closing% *} entries in $((${closing#* } / 1000)) s.
END
times
