# caudal: a PostgreSQL extension for grants across borders
#
#   make, make install, make installcheck    plain PGXS, for any server: PG_CONFIG=/path/to/pg_config
#   make demo [SCALE=100] [DATA=folder]      the main job, from a bare Debian or Ubuntu to printed reports
#   make check                               every test; the last line is "N passed, N failed"
#   make check-clang, check-asan, check-valgrind, fuzz    the same tests in other ways, slower
#   make soak                                loads that are killed a hundred times
#   make bench                               the measurements, written to bench/RESULTS.md
#   make docs-refresh                        rewrite the printed outputs in the documents; read the diff
#
# The goals of the last six lines run a script in tools/, which installs
# what is missing and works in a private copy with a private server.  They do
# not need PGXS and must not see it: it has a "check" of its own, and it
# cannot be included before pg_config exists.
script_goals = demo check check-clang check-asan check-valgrind fuzz soak bench docs-refresh versions

ifneq ($(filter $(script_goals),$(MAKECMDGOALS)),)

ifdef PG_CONFIG
export PG_CONFIG
endif
export DATA
export SCALE

.PHONY: $(script_goals)
.NOTPARALLEL:

$(filter-out versions,$(script_goals)):
	@tools/run.sh $@

# META.json, the control file and the changelog name the same version
versions:
	@perl tools/versions.pl

# "make clean check": goals of PGXS beside ours get a make of their own
pgxs_goals = $(filter-out $(script_goals),$(MAKECMDGOALS))
ifneq ($(pgxs_goals),)
.PHONY: $(pgxs_goals)
$(pgxs_goals):
	@$(MAKE) $@
endif

else # goals of PGXS

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(wildcard $(PGXS)),)
$(error no PostgreSQL server headers ($(PG_CONFIG) --pgxs finds none); "make demo" installs what is missing, or give PG_CONFIG)
endif

# Started from another folder (make -f /path/to/Makefile), build there.
here := $(patsubst %/,%,$(dir $(realpath $(lastword $(MAKEFILE_LIST)))))
ifneq ($(here),$(realpath $(CURDIR)))
VPATH := $(here)
endif
# PGXS defines srcdir with the same value, but only when it is included.
src := $(or $(VPATH),.)

version := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" $(src)/control/caudal.control)
sources := $(patsubst $(src)/%,%,$(sort $(wildcard $(src)/extension/*.c)))
headers := $(sort $(wildcard $(src)/extension/*.h))
fragments := $(sort $(wildcard $(src)/extension/sql/caudal/*.sql))
tracker_fragments := $(sort $(wildcard $(src)/extension/sql/caudal_tracker/*.sql))
migrations := $(sort $(wildcard $(src)/extension/sql/caudal_tracker/migration/*.sql))
languages := $(sort $(basename $(notdir $(wildcard $(src)/extension/po/*.po))))

EXTENSION = control/caudal control/caudal_tracker
MODULE_big = caudal
OBJS = $(sources:.c=.o)
DATA_built = caudal--$(version).sql caudal_tracker--$(version).sql
DATA = $(patsubst $(src)/%,%,$(sort $(wildcard $(src)/extension/upgrade/caudal*--*--*.sql)))

PG_CPPFLAGS = -I$(src)/extension -DCAUDAL_VERSION='"$(version)"'
# Clean under -Wall -Wextra (make COPT=-Werror).  Every function of a server
# module takes the same parameters, so unused ones say nothing; the server's
# own headers need no other exception.
PG_CFLAGS = -Wextra -Wno-unused-parameter
ifneq ($(findstring clang,$(CC)),)
# The server's flags and attributes were chosen for gcc.
PG_CFLAGS += -Wno-unknown-warning-option -Wno-ignored-optimization-argument -Wno-ignored-attributes
endif

# Tests are named by their files.  "install" comes first: it runs the
# documented installation, which the others use.
install_first = $(filter install,$(1)) $(filter-out install,$(1))
tests := $(sort $(basename $(notdir $(wildcard $(src)/sql/*.sql))))
specs := $(sort $(basename $(notdir $(wildcard $(src)/sql/isolation/specs/*.spec))))

REGRESS = $(call install_first,$(tests))
REGRESS_OPTS = --encoding=UTF8 --no-locale
ISOLATION = $(call install_first,$(specs))
ISOLATION_OPTS = --inputdir=$(src)/sql/isolation --encoding=UTF8 --no-locale

EXTRA_CLEAN = caudal*--*.sql caudal*--*.sql.tmp extension/po/*.mo output_iso tmp_check

# ICU as the server was built with it
SHLIB_LINK = $(ICU_LIBS)

include $(PGXS)

# PostgreSQL packages are built without dependency tracking, so every object
# depends on every header.  An order-only prerequisite creates the object
# folder in a VPATH build; it is named absolutely, or make would find the one
# that holds the sources.
$(OBJS) $(OBJS:.o=.bc): $(headers) | $(CURDIR)/extension

$(CURDIR)/extension $(CURDIR)/extension/po $(CURDIR)/client:
	$(MKDIR_P) $@

# Translated messages.  PGXS could make them from a folder po/ beside this file,
# but not do without msgfmt, which only whoever built the server needs to have.
msgfmt := $(shell command -v $(or $(MSGFMT),msgfmt) || command -v msgfmt)
ifneq ($(enable_nls),yes)
untranslated := this server was built without NLS
else ifeq ($(msgfmt),)
untranslated := msgfmt, of GNU gettext, is not found
endif

.PHONY: translations install-translations uninstall-translations
all: translations
install: install-translations
uninstall: uninstall-translations

ifdef untranslated
translations:
	@echo 'caudal: $(untranslated), so messages will be in English only'

install-translations:
else
# Named absolutely like the folder, for the same reason
catalogues := $(languages:%=$(CURDIR)/extension/po/%.mo)

translations: $(catalogues)

$(catalogues): $(CURDIR)/extension/po/%.mo: $(src)/extension/po/%.po | $(CURDIR)/extension/po
	$(msgfmt) $(MSGFMT_FLAGS) -o $@ $<

# PG_TEXTDOMAIN adds the major version to the name that a server looks for.
install-translations: $(catalogues)
	for language in $(languages); do \
		$(MKDIR_P) '$(DESTDIR)$(localedir)'/$$language/LC_MESSAGES && \
		$(INSTALL_DATA) '$(CURDIR)'/extension/po/$$language.mo \
			'$(DESTDIR)$(localedir)'/$$language/LC_MESSAGES/caudal-$(MAJORVERSION).mo || exit; \
	done
endif

uninstall-translations:
	for language in $(languages); do \
		rm -f '$(DESTDIR)$(localedir)'/$$language/LC_MESSAGES/caudal-$(MAJORVERSION).mo || exit; \
	done

# The client has a folder and a Makefile of its own.  It needs libraries that
# the server does not, and a server may be without it.
include $(src)/client/libraries.mk
client_make = $(MAKE) -C '$(CURDIR)/client' -f '$(realpath $(src))/client/Makefile' \
	'PG_CONFIG=$(if $(findstring /,$(PG_CONFIG)),$(abspath $(PG_CONFIG)),$(PG_CONFIG))'

.PHONY: client install-client uninstall-client clean-client
all: client
install: install-client
uninstall: uninstall-client
clean: clean-client

ifneq ($(client_missing),)
client:
	@echo 'caudal: not found: $(client_missing)' >&2
	@echo 'caudal: THE CLIENT IS LEFT OUT, the extension is built without it' >&2
	@echo 'caudal: (Debian and Ubuntu: apt-get install $(client_packages))' >&2

install-client:
else
client: | $(CURDIR)/client
	+$(client_make)

install-client: client
	+$(client_make) install
endif

uninstall-client clean-client: | $(CURDIR)/client
	+$(client_make) $(@:%-client=%)

# An install script is its fragments in order.  Folders are named too: their
# time changes when a fragment is taken away.
caudal--$(version).sql: $(fragments) $(src)/extension/sql/caudal $(src)/control/caudal.control
	printf '%s\n' '\echo Use "CREATE EXTENSION caudal" to load this file. \quit' >$@.tmp
	cat $(fragments) >>$@.tmp
	mv $@.tmp $@

# That of the tracker begins with a function that returns its migrations, each
# a file NN-tracker-NAME.sql or NN-report-NAME.sql.
caudal_tracker--$(version).sql: $(tracker_fragments) $(migrations) $(src)/control/caudal_tracker.control \
		$(src)/extension/sql/caudal_tracker $(src)/extension/sql/caudal_tracker/migration
	{ printf '%s\n' '\echo Use "CREATE EXTENSION caudal_tracker" to load this file. \quit' \
		'CREATE FUNCTION tracker_migrations(OUT migration int, OUT name text, OUT is_report boolean, OUT script text)' \
		'RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 50 AS $$tracker_migrations$$' 'VALUES' && \
	separator= && \
	for file in $(migrations); do \
		file_name=$${file##*/} && file_name=$${file_name%.sql} && number=$${file_name%%-*} && \
		object=$${file_name#*-} && kind=$${object%%-*} && \
		printf "%s(%s, '%s', %s, \$$migration\$$\n" "$$separator" "$${number#0}" "$${object#*-}" \
			"$$([ $$kind = report ] && echo true || echo false)" && \
		cat $$file && printf '%s\n' '$$migration$$)' && separator=, || exit; \
	done && \
	printf '%s\n' '$$tracker_migrations$$;' \
		"COMMENT ON FUNCTION tracker_migrations() IS 'The migrations of the tracker in order: the statements that upgrade_tracker runs.';" && \
	cat $(tracker_fragments); } >$@.tmp
	mv $@.tmp $@

endif
