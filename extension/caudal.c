/*-------------------------------------------------------------------------
 *
 * caudal.c
 *		The module: what PostgreSQL runs when it loads caudal.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "compat.h"

#include "miscadmin.h"

#include "rate_memo.h"
#include "settings.h"

PG_MODULE_MAGIC_EXT(
					.name = "caudal",
					.version = CAUDAL_VERSION
);

void		_PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	caudal_define_settings();
	caudal_memo_init();
}
