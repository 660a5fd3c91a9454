/*-------------------------------------------------------------------------
 *
 * library_messages.c
 *		Messages of PostgreSQL's libraries for programs, for translation.
 *
 * libpgcommon and libpgfeutils are linked in, and look their texts up among
 * those of the program that they are in.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "caudal.h"

extern const char *const library_messages[];

const char *const library_messages[] = {
	/* common/logging.c */
	N_("error: "),
	N_("warning: "),
	N_("detail: "),
	N_("hint: "),
	/* common/fe_memutils.c */
	N_("out of memory\n"),
	/* fe_utils/cancel.c */
	N_("Cancel request sent\n"),
	N_("Could not send cancel request: "),
	NULL
};
