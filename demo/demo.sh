#!/bin/bash
# The demonstration: prints its reports to standard output.
#
#   demo/demo.sh                an invented programme in the tracker, then a
#                               sample of tables that do not know caudal
#   SCALE=100 demo/demo.sh      a hundred such programmes
#   PAGES=folder demo/demo.sh   leaves some of the reports there as pages
#   DATA=folder demo/demo.sh    real rates, IATI activities and annual filings
#
# Needs a server that has caudal installed, and an empty database, named as
# for any client: PGHOST, PGDATABASE, PGUSER.  "make demo" brings its own.
# Every step is one of the SQL files beside this script, for you to copy.

set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

run()
{
	psql -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off "$@"
}

# A script with errors that are meant to be seen: they are part of the report,
# and printed as at a prompt, without the script's name.
show()
{
	run <"$1" 2>&1
}

# A file of rates; that a row of it was refused is part of the report
load_rates()
{
	caudal load rates "$@" 2>/dev/null || [ $? -eq 3 ]
}

# load FILE LAYOUT: one file, from standard input
load()
{
	run -v file="$1" -f "$here/real/load-$2.sql" <"$1"
}

# Pages for a browser, in the folder PAGES; without one they are only made
pages()
{
	local asked=(--as-of 2023-12-31 --known-on 2023-12-31)

	caudal report grant_status "${asked[@]}" --where funder=US-1-L --output "$pages/grants.html"
	caudal report funding_cliff_months "${asked[@]}" --lang es --output "$pages/precipicio.html"
	caudal report resilience_scorecard --output "$pages/resilience.html"
	caudal report flows_by_quarter --known-on 2023-12-31 --lang es --output "$pages/movimientos.html"
	caudal report grant_status "${asked[@]}" --output "$pages/grants.csv"
}

# what is written on the way
work=$(mktemp -d)
pages=${PAGES:-$work}
trap 'rm -rf "$work"' EXIT

run -f "$here/install.sql"
run -f "$here/expect.sql"

if [ -z "${DATA:-}" ]; then
	cd "$here"
	run -f tracker/install.sql
	run -f rates.sql
	run -v scale="${SCALE:-1}" -v files="$work" -f tracker/generate.sql
	run -f tracker/reports.sql
	run -f tracker/check.sql
	pages
	run -f sample.sql
	run -f statement.sql
	run -f report.sql
	run -f provenance.sql
	show errors.sql
	run -f plan.sql
	run -f fiscal.sql
	run -f funding.sql
	run -f scorecard.sql
	run -f ratios.sql
	run -f check.sql
else
	cd "$DATA"
	run -f "$here/real/loading.sql"
	load_rates --format banxico rates/usd_mxn_fix_daily.csv
	load_rates --format trm rates/usd_cop_trm_validity.csv
	load_rates --format ecb rates/eurofxref-hist.csv
	load_rates --format imf rates/usd_imf_month_end.csv
	# one row's date is a word: it is refused, the others are loaded
	load_rates --format plain --source sdr-derived --priority 90 --max-age 31 --partial --rejects "$work/refused.csv" \
		rates/usd_daily_mxn_cop_with_one_bad_row.csv
	cat "$work/refused.csv"
	echo
	load iati/unhcr_uganda_2017_transactions.csv iati
	load iati/british_council_transactions.csv iati
	load indicators/irs990_2021_first500.csv filings
	run -f "$here/real/loaded.sql"
	show "$here/real/dates.sql"
	show "$here/real/valuation.sql"
	run -f "$here/real/periods.sql"
	run -f "$here/real/ratios.sql"
	run -f "$here/real/check.sql"
fi

if [ -n "${PAGES:-}" ] && [ -z "${DATA:-}" ]; then
	echo 'Reports as pages for a browser, made by "caudal report": tmp/demo/*.html'
	echo
fi
echo 'Read on in docs/tracker.md, the rules of part one, and in docs/tutorial.md, part'
echo 'two from an empty database.'
