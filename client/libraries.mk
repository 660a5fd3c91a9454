# What the client is built with besides libpq, and what of it is not there.
# Included after PGXS by the Makefile beside it, and by that of the tree, which
# leaves the client out where something is missing.  libcsv has no file for
# pkg-config.  Messages are written by functions that PostgreSQL has since 15.

client_libraries = libxml-2.0 json-c icu-i18n icu-uc
client_packages = pkg-config libcsv-dev libjson-c-dev libxml2-dev libicu-dev libpq-dev

client_missing := $(shell \
	[ $(MAJORVERSION) -ge 15 ] || echo 'PostgreSQL 15 or later'; \
	if command -v pkg-config >/dev/null; then \
		for library in $(client_libraries); do pkg-config --exists $$library || echo $$library; done; \
	else echo pkg-config; fi; \
	printf '\043include <csv.h>\n' | $(CC) $(CPPFLAGS) -E - >/dev/null 2>&1 || echo libcsv; \
	printf '\043include <libpq-fe.h>\n' | $(CC) $(CPPFLAGS) -I$(libpq_srcdir) -E - >/dev/null 2>&1 || echo libpq; \
	for folder in $(libdir) $(pkglibdir); do [ ! -e $$folder/libpgfeutils.a ] || exit 0; done; echo libpgfeutils)
