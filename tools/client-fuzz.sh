#!/bin/bash
# Fuzz what the client reads and draws, without a server: client-fuzz.sh SECONDS,
# from the top of a tree in which the client is built.  Each of client/fuzz/*.c is
# a program of libFuzzer's, under AddressSanitizer and
# UndefinedBehaviorSanitizer, and starts with the files of the tests.
#
# Prints TAP.  What made one fail lies in tmp/results/fuzz.

# shellcheck source=tools/common.sh
. "$(dirname "$0")/common.sh"

seconds=$1
clang=$(compgen -c clang | grep -E '^clang(-[0-9]+)?$' | sort -V | tail -n 1) || true
if [ -z "$clang" ]; then
	echo '1..0 # SKIP clang is not found'
	exit 0
fi

cd "$top"
pg_config=$(command -v "${PG_CONFIG:-pg_config}")
build=tmp/client-fuzz
found=tmp/results/fuzz
mkdir -p "$build" "$found"

# All of the client, once, for every fuzzer, which has a main() of its own
sources=(client/*.c)
for shared in amount_symbols calendar country_table currency_table exact local_amount scan; do
	sources+=("extension/$shared.c")
done
libraries=(libxml-2.0 json-c icu-i18n icu-uc)
# shellcheck disable=SC2046 # words of options
flags=(-std=gnu11 -g -O1 -fwrapv -fno-strict-aliasing -w -D_GNU_SOURCE -DCAUDAL_VERSION='"fuzz"' -DFRONTEND -Dmain=client_main
	-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all
	-Iclient -Iextension -isystem "$("$pg_config" --includedir-server)" -isystem "$("$pg_config" --includedir)"
	-isystem "$("$pg_config" --pkgincludedir)/internal"
	$(pkg-config --cflags "${libraries[@]}"))
for source in "${sources[@]}"; do
	printf '%s\n' "$source"
done | xargs -P "$(nproc)" -I{} sh -c 'shift; "$@" -c -o "$0/$(echo {} | tr / _).o" {}' "$build" _ "$clang" "${flags[@]}"

number=0
status=0
for fuzzer in client/fuzz/*_fuzz.c; do
	name=$(basename "$fuzzer" .c)
	number=$((number + 1))
	mkdir -p "$build/corpus-$name"
	case $name in
		csv_fuzz | flow_fuzz) cp docs/client/*.csv demo/sample/*.csv "$build/corpus-$name/" ;;
		json_fuzz) cp docs/client/*.json "$build/corpus-$name/" ;;
		iati_fuzz) cp sql/t/iati/*.xml "$build/corpus-$name/" ;;
	esac
	# shellcheck disable=SC2046
	if ! "$clang" "${flags[@]}" -fsanitize=fuzzer -o "$build/$name" "$fuzzer" "$build"/*.o \
		-L"$("$pg_config" --pkglibdir)" -L"$("$pg_config" --libdir)" -lpgfeutils -lpgcommon -lpgport -lpq \
		$(pkg-config --libs "${libraries[@]}") -lcsv -lm >"$found/$name.log" 2>&1; then
		echo "not ok $number - $name does not build"
		tail -n 5 "$found/$name.log" | sed 's/^/# /'
		status=1
	elif ASAN_OPTIONS=detect_leaks=1 "$build/$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
		-artifact_prefix="$found/$name-" "$build/corpus-$name" >"$found/$name.log" 2>&1; then
		echo "ok $number - $name: $(grep -c '' <(ls "$build/corpus-$name")) kept, $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$found/$name.log") runs in $seconds s"
	else
		echo "not ok $number - $name"
		grep -m 8 -E 'ERROR|SUMMARY|runtime error|#[0-9] ' "$found/$name.log" | sed 's/^/# /'
		status=1
	fi
done
echo "1..$number"
exit "$status"
