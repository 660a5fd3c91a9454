#!/bin/bash
# Run the tests: check.sh [all|clang|asan|valgrind|fuzz|soak]
# Called by run.sh in a copy of the tree.
#
# Every suite prints one line, and the last line is "N passed, N failed".
# What the suites printed lies in tmp/results; run.sh brings it back.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tools/server.sh
. "$(dirname "$0")/server.sh"

mode=${1:-all}
total_passed=0
total_failed=0
complete=no

# However the run ends, it says so: an interrupted one has failed.  A signal
# may come while a suite writes to its log.
exec 3>&1
closing_line()
{
	[ "$complete" = yes ] || total_failed=$((total_failed + 1))
	echo "$total_passed passed, $total_failed failed" >&3
}
at_end+=(closing_line)

# A suite's log holds TAP, or what pg_regress printed before PostgreSQL 16.
# A skipped test is neither passed nor failed.  Names of tests may hold any bytes.
count_passed()
{
	grep -aEi '^ok |^not ok .*# *todo|^(test)? +[^ ]+ +\.\.\. ok' "$1" | grep -aEivc '# *skip' || true
}

count_failed()
{
	grep -aE '^not ok |^(test)? +[^ ]+ +\.\.\. FAILED' "$1" | grep -aEivc '# *todo' || true
}

# suite NAME COMMAND...: a suite that fails without a failed test could not
# run, which counts as a failure and is never passed over in silence.
suite()
{
	local name=$1 log=$top/tmp/results/$1.log status=0 passed failed started=$SECONDS
	shift

	attended "$@" >"$log" 2>&1 || status=$?
	passed=$(count_passed "$log")
	failed=$(count_failed "$log")
	if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
		failed=1
		echo "# $name ended with status $status" >>"$log"
	fi
	total_passed=$((total_passed + passed))
	total_failed=$((total_failed + failed))

	[ "$failed" -eq 0 ] || show_failure "$name" "$log"
	if [ $((passed + failed)) -eq 0 ]; then
		printf '%-12s no tests\n' "$name"
	else
		printf '%-12s %4d passed, %d failed  %4d s\n' "$name" "$passed" "$failed" $((SECONDS - started))
	fi
	[ "$failed" -eq 0 ]
}

show_failure()
{
	local diffs=$top/tmp/results/$1/regression.diffs

	echo "---- what failed in $1"
	if [ -s "$diffs" ]; then
		grep -E '^not ok |\.\.\. FAILED' "$2" || true
		head -n 100 "$diffs"
	elif grep -q '^not ok ' "$2"; then
		awk '/^ok / { shown = 0 } /^not ok / { shown = 1 } shown' "$2" | head -n 100
	else
		tail -n 60 "$2"
	fi
	echo '----'
}

newest_clang()
{
	compgen -c clang | grep -E '^clang(-[0-9]+)?$' | sort -V | tail -n 1
}

# Warnings are errors, with both compilers.  clang builds out of the tree,
# which must work too, and before anything is built in the tree, where make
# would find it.
build_suite()
{
	local clang status=0

	clang=$(newest_clang)
	if [ -n "$clang" ]; then
		mkdir -p tmp/build-clang
		if make -s -C tmp/build-clang -f "$top/Makefile" -j "$(nproc)" "PG_CONFIG=$pg_config" "CC=$clang" COPT=-Werror; then
			echo "ok 1 - $clang out of the tree"
		else
			echo "not ok 1 - $clang out of the tree"
			status=1
		fi
		client_is_built 3 tmp/build-clang/client || status=1
	fi
	if build tmp/results/make.log "${build_arguments[@]}"; then
		echo "ok 2 - ${build_arguments[*]}"
	else
		echo "not ok 2 - ${build_arguments[*]}"
		grep -E ' (error|warning): |\*\*\*' -A 4 tmp/results/make.log
		status=1
	fi
	client_is_built 4 "$mirror$("$pg_config" --bindir)" || status=1
	return "$status"
}

# The tree's make leaves the client out where a library is missing; here none may be.
client_is_built()
{
	if [ -x "$2/caudal" ]; then
		echo "ok $1 - the client is in ${2#"$top/"}"
	else
		echo "not ok $1 - the client is not in ${2#"$top/"}"
		return 1
	fi
}

# Each sql/unit/*_test.c is a program of its own that prints TAP.  It is
# linked with the files of extension/ that its first line names:
#     /* link: exact.c currency_table.c */
unit_suite()
{
	local source program files status=0 number=0

	mkdir -p tmp/unit
	for source in sql/unit/*_test.c; do
		[ -e "$source" ] || continue
		number=$((number + 1))
		program=tmp/unit/$(basename "$source" .c)
		read -r -a files < <(sed -n '1s,^/\* link: \(.*\) \*/$,\1,p' "$source") || true

		echo "# $source"
		if ! "${CC:-gcc}" -std=gnu99 -g -O1 -Wall -Wextra -Wno-unused-parameter -Werror -fwrapv \
			-fsanitize=address,undefined -fno-sanitize-recover=all \
			-Iextension -isystem "$("$pg_config" --includedir-server)" -D_GNU_SOURCE \
			-o "$program" "$source" "${files[@]/#/extension/}" -lm; then
			echo "not ok $number - $source does not build"
			status=1
		elif ! "$program" >"$program.log" 2>&1; then
			cat "$program.log"
			# One that crashed has not said which test failed
			if ! grep -q '^not ok ' "$program.log"; then
				echo "not ok $number - $source crashed"
				tail -n 20 "$program.log" | sed 's/^/# /'
			fi
			status=1
		else
			cat "$program.log"
		fi
	done
	return "$status"
}

# installcheck NAME VARIABLE=: pg_regress or its isolation tester alone, the
# list of the other being given as empty.  They stop at a test that has no
# expected output, so such a test is given an empty one: it fails, the others
# run, and its output is in tmp for its author to read.
installcheck()
{
	local kept=tmp/results/$1 status=0 test expected
	shift

	for test in sql/*.sql sql/isolation/specs/*.spec; do
		case $test in
			*.sql) expected=expected/$(basename "$test" .sql) ;;
			*) expected=sql/isolation/expected/$(basename "$test" .spec) ;;
		esac
		[ ! -e "$test" ] || compgen -G "$expected*.out" >/dev/null || : >"$expected.out"
	done

	make installcheck "PG_CONFIG=$pg_config" "$@" || status=$?
	mkdir -p "$kept"
	mv results output_iso/* regression.diffs regression.out "$kept/" 2>/dev/null
	rm -rf output_iso
	return "$status"
}

# Every plan that may be parallel is: what is labelled PARALLEL SAFE must be.
# Without the tests that are long for the number of their cases, whose functions
# the others call too.
parallel_suite()
{
	local forced=debug_parallel_query
	local tests

	tests=$(for test in sql/*.sql; do basename "$test" .sql; done |
		grep -vxE 'install|grant_period_(estimates|indexes|operators)|spreading' | tr '\n' ' ')

	[ "$(psql -XAtc 'SHOW server_version_num')" -ge 160000 ] || forced=force_parallel_mode
	export PGOPTIONS="-c $forced=regress -c parallel_setup_cost=0 -c parallel_tuple_cost=0 -c min_parallel_table_scan_size=0"
	installcheck parallel ISOLATION= "REGRESS=install $tests"
}

isolation_suite()
{
	compgen -G 'sql/isolation/specs/*.spec' >/dev/null || return 0
	installcheck isolation REGRESS=
}

# TAP tests start servers of their own, from the mirror like ours.  The place
# of their data and logs is told in PostgreSQL's older way and in its newer.
# Of a test that fails they keep the folder of the socket; it goes with ours.
# Two run at a time: each waits for its server more than it works.
tap_suite()
{
	local pgxs_top data=$top/tmp/tap/tmp_check status=0 test

	[ ${#tap_tests[@]} -gt 0 ] || tap_tests=(sql/t/*.pl)
	pgxs_top=$(cd "$(dirname "$("$pg_config" --pgxs)")/../.." && pwd)
	mkdir -p "$data/log"
	# one process group with this, so that all end with it
	set +m
	# shellcheck disable=SC2016 # for the shell that xargs starts
	printf '%s\n' "${tap_tests[@]}" |
		env -u PGHOST -u PGUSER -u PGDATABASE PGPORT=65432 "TMPDIR=$PGHOST" \
			"TESTDIR=$top/tmp/tap" "TESTDATADIR=$data" "TESTLOGDIR=$data/log" \
			"PG_REGRESS=$pgxs_top/src/test/regress/pg_regress" \
			xargs -P 2 -I{} sh -c 'prove -v --timer -I "$0" "$1" >"tmp/tap/$(basename "$1" .pl).prove" 2>&1' \
			"$pgxs_top/src/test/perl" {} || status=1
	cat tmp/tap/*.prove | sed 's/^\[[0-9:]*\] \(sql\)/\1/' | tee tmp/tap/prove.log
	mv "$data/log" tmp/results/tap

	# A test that ended early has no failed line, which is made up here from
	# what it printed last and from the errors in its own log.
	sed -n 's,^sql/t/\(.*\)\.pl *(Wstat: .* Failed: 0).*,\1,p' tmp/tap/prove.log | while read -r test; do
		echo "not ok - $test.pl as a whole:"
		awk -v name="sql/t/$test.pl " 'index($0, "sql/t/") == 1 { mine = index($0, name) == 1 } mine' \
			tmp/tap/prove.log | grep -v '^ok ' | tail -n 20
		grep -E 'ERROR|FATAL|PANIC' "tmp/results/tap/regress_log_$test" 2>/dev/null | tail -n 10
	done
	return "$status"
}

docs_suite()
{
	local documents

	documents=$(find README.md README.es.md docs -name '*.md' 2>/dev/null | LC_ALL=C sort)
	# shellcheck disable=SC2086 # names of ours, without blanks
	[ -z "$documents" ] || perl tools/docs-check.pl $documents
}

# Valgrind sees much in the server that is none of ours.  An error counts
# when one of its frames lies in our source.
valgrind_suite()
{
	local found

	found=$(cat tmp/results/valgrind/*.log | sed 's/^==[0-9]*== \{0,1\}//' |
		awk -v RS= -v ORS='\n\n' -v source="$top/extension/" 'index($0, source)')
	if [ -n "$found" ]; then
		echo 'not ok 1 - valgrind'
		printf '%s\n' "$found"
		return 1
	fi
	echo 'ok 1 - no error has a frame in our source'
}

# The server is not built with AddressSanitizer, which must then be loaded
# before all else.  Where the server's libraries hang under it, as Debian 12's
# do, the other sanitizer still works, and check-valgrind watches memory.
use_sanitizers()
{
	local preload kinds=undefined

	preload=$(gcc -print-file-name=libasan.so)
	if timeout -k 1 10 env "LD_PRELOAD=$preload" ASAN_OPTIONS=detect_leaks=0 postgres -V >/dev/null 2>&1; then
		kinds=address,undefined
		server_environment+=("LD_PRELOAD=$preload" ASAN_OPTIONS=detect_leaks=0:abort_on_error=1)
	else
		say "check-asan: this server does not start under AddressSanitizer, which serves the unit tests only"
	fi
	server_environment+=(UBSAN_OPTIONS=print_stacktrace=1)
	build_arguments=("COPT=-O1 -fsanitize=$kinds -fno-sanitize-recover=all" with_llvm=no)
}

# The server is started through a script that puts valgrind before it
use_valgrind()
{
	mkdir -p tmp/valgrind tmp/results/valgrind
	cat >tmp/valgrind/postgres <<-END
		#!/bin/sh
		exec valgrind --quiet --leak-check=no --track-origins=yes --fullpath-after= --log-file=$top/tmp/results/valgrind/%p.log \
			"$mirror$("$pg_config" --bindir)/postgres" "\$@"
	END
	chmod +x tmp/valgrind/postgres
	server_program=$top/tmp/valgrind/postgres
}

cd "$top"
clean_environment
mkdir -p tmp/results
mirror_postgres
build_arguments=(COPT=-Werror)
suites=(unit regress parallel isolation tap docs fuzz)
fuzz_cases=10000
tap_tests=()

case $mode in
	all) suites=(versions messages "${suites[@]}") ;;
	clang)
		CC=$(newest_clang)
		export CC
		build_arguments+=("CC=$CC")
		;;
	asan)
		use_sanitizers
		suites=(unit regress parallel isolation fuzz)
		;;
	valgrind)
		build_arguments=(COPT=-O1 with_llvm=no)
		use_valgrind
		suites=(regress isolation fuzz valgrind)
		fuzz_cases=1000
		;;
	fuzz)
		suites=(fuzz client-fuzz)
		fuzz_cases=100000
		;;
	soak)
		suites=(tap)
		tap_tests=(sql/t/032_client_stops.pl)
		export KILLS=${KILLS:-100}
		;;
	*) fail "no such tests: $mode" ;;
esac

if suite build build_suite; then
	start_server server fsync=off max_connections=50
	for name in "${suites[@]}"; do
		case $name in
			versions) suite versions perl tools/versions.pl ;;
			messages) suite messages perl tools/messages-check.pl ;;
			regress) suite regress installcheck regress ISOLATION= ;;
			client-fuzz) suite client-fuzz tools/client-fuzz.sh "${FUZZ_SECONDS:-180}" ;;
			fuzz) suite fuzz perl tools/fuzz.pl "$fuzz_cases" ;;
			*) suite "$name" "${name}_suite" ;;
		esac || true
	done
else
	for name in "${suites[@]}"; do
		printf '%-12s not run\n' "$name"
		total_failed=$((total_failed + 1))
	done
fi
cp tmp/server.log tmp/results/ 2>/dev/null || true

complete=yes
[ "$total_failed" -eq 0 ]
