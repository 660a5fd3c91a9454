/*-------------------------------------------------------------------------
 *
 * spread.c
 *		An amount spread evenly over the days of a period.
 *
 * What has accrued by the end of a day is rounded once, and what falls to a
 * part of the period is the difference of two such amounts.  So any parts
 * that make up the whole sum to the amount, and the months of a quarter to
 * that quarter, without a rule for who gets the odd cent.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "spread.h"

#include "exact.h"

/*
 * How many days of a period that is not open are over by the end of a day,
 * which may be infinite: none before the first, all from the last on.
 */
int32
caudal_days_elapsed(GrantPeriod period, int64 day)
{
	if (day < period.first)
		return 0;
	if (day > period.last)
		day = period.last;
	return (int32) (day - period.first + 1);
}

/*
 * What has accrued of an amount by the end of a day, in the same minor units.
 * It is never more than the amount, so it fits.
 */
int64
caudal_accrued_minor(int64 amount, GrantPeriod period, int64 day)
{
	int128		dividend = (int128) amount * caudal_days_elapsed(period, day);

	return (int64) caudal_divide_round(dividend, period_days(period));
}

/*
 * The share of a part of the period; of days outside the period nothing.
 * Both terms have the sign of the amount, so the difference fits too.
 */
int64
caudal_prorated_minor(int64 amount, GrantPeriod whole, GrantPeriod part)
{
	return caudal_accrued_minor(amount, whole, part.last) -
		caudal_accrued_minor(amount, whole, (int64) part.first - 1);
}
