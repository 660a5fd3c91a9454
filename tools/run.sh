#!/bin/bash
# Run a goal of the Makefile: run.sh demo|check|...
#
# Installs what is missing, copies the tree, runs the goal's script there and
# brings back what is worth keeping: logs and diffs to tmp/GOAL, and the files
# that the goal is there to write.
#
# A copy, because initdb refuses to run as root while the user postgres may
# not enter root's home; because nothing built earlier, with other flags or
# for another server, can then be taken for fresh; and because two runs at
# once do not meet.  Root's copy belongs to an unprivileged user and lies
# under /tmp, anybody else's under tmp/ in the tree.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"

goal=$1
script=(tools/check.sh)
purposes=(check)
brings_back=()
case $goal in
	demo) script=(tools/demo.sh) purposes=() ;;
	check) ;;
	check-clang) script+=(clang) ;;
	check-asan) script+=(asan) ;;
	check-valgrind) script+=(valgrind) purposes+=(valgrind) ;;
	fuzz) script+=(fuzz) ;;
	soak) script+=(soak) ;;
	bench) script=(tools/bench.sh) purposes=() brings_back=(bench/RESULTS.md) ;;
	docs-refresh) script=(tools/docs.sh) brings_back=(README.md README.es.md docs) ;;
	*) fail "no such goal: $goal" ;;
esac

# Whatever happens, a run of tests closes with its line.
could_not_run()
{
	say "$goal: $*"
	case $goal in check* | fuzz | soak) echo '0 passed, 1 failed' ;; esac
	exit 1
}

# The files of the tree, without what was built: those that git tracks or
# would track, or without git all but the known leftovers.
list_files()
{
	if command -v git >/dev/null && [ -e "$top/.git" ] &&
		git -c safe.directory='*' -C "$top" ls-files -z --cached --others --exclude-standard 2>/dev/null; then
		return
	fi
	(cd "$top" && find . -mindepth 1 \( -path ./tmp -o -path ./.git -o -name node_modules -o -name 'caudal--*.sql' -path './caudal--*' \
		-o -name '*.o' -o -name '*.bc' -o -name '*.so' \) -prune -o \( -type f -o -type l \) -print0)
}

copy_tree()
{
	local file

	mkdir "$copy/tree"
	list_files | while IFS= read -r -d '' file; do
		# git also lists files that are deleted but not yet committed
		[ ! -e "$top/$file" ] || printf '%s\0' "$file"
	done | tar -C "$top" --null --no-recursion -T - -cf - | tar -C "$copy/tree" -xf - --no-same-owner
	mkdir -p "$copy/tree/tmp" "$copy/home"
}

# Read-only results of an earlier run must not stop this one.
bring_back()
{
	local kept=$top/tmp/$goal file

	mkdir -p "$top/tmp"
	rm -rf "$kept"
	if [ -d "$copy/tree/tmp/results" ]; then
		cp -R "$copy/tree/tmp/results" "$kept"
	fi
	for file in "${brings_back[@]}"; do
		[ ! -e "$copy/tree/$file" ] || cp -R "$copy/tree/$file" "$top/$(dirname "$file")/"
	done
	# After "sudo make check" the tree is still its owner's
	if [ "$(id -u)" -eq 0 ]; then
		chown -R --reference="$top" "$top/tmp" "${brings_back[@]/#/$top/}" 2>/dev/null || true
	fi
}

clean_environment
"$top/tools/packages.sh" "${purposes[@]}" || could_not_run "packages are missing"
if [ -n "${PG_CONFIG:-}" ]; then
	PG_CONFIG=$(realpath -s "$(command -v "$PG_CONFIG")") # also valid in the copy
fi

as_user=()
if [ "$(id -u)" -eq 0 ]; then
	user=postgres
	id "$user" >/dev/null 2>&1 || user=nobody
	as_user=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --init-groups)
	copy=$(mktemp -d /tmp/caudal.XXXXXX)
else
	mkdir -p "$top/tmp"
	copy=$(mktemp -d "$top/tmp/run.XXXXXX")
fi
at_end+=("rm -rf '$copy'")
copy_tree || could_not_run "the tree could not be copied"

# Tests of official rates find them beside the checkout, which the copy is not
case $goal in
	check*) [ -n "${DATA:-}" ] || [ ! -d "$top/../shared/data" ] || DATA=$top/../shared/data ;;
esac
if [ -n "${DATA:-}" ]; then
	DATA=$(cd "$DATA" 2>/dev/null && pwd -P) || could_not_run "no such folder: DATA=$DATA"
	export DATA
	if [ -n "$("${as_user[@]}" find "$DATA" ! -readable 2>&1 | head -n 1)" ]; then
		cp -R "$DATA" "$copy/data"
		DATA=$copy/data
	fi
fi

export HOME=$copy/home
[ ${#as_user[@]} -eq 0 ] || chown -R "$user": "$copy"
at_end+=(bring_back)
cd "$copy/tree"
attended "${as_user[@]}" bash "${script[@]}"
