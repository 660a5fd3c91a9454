/*-------------------------------------------------------------------------
 *
 * time_axis.c
 *		Days put into months, quarters or years, so many as can be drawn.
 *
 * Parts without a day are parts all the same: an axis does not leave out time
 * in which nothing happened.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "time_axis.h"

#include "values.h"

/* False for a day that never comes, or one before Christ. */
bool
month_of_day(const char *day, int *month)
{
	char		iso[ISO_DATE_SIZE];

	if (!read_date(day, strlen(day), DATE_YMD, iso))
		return false;
	*month = ((iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 + (iso[3] - '0')) * 12 +
		(iso[5] - '0') * 10 + (iso[6] - '0') - 1;
	return true;
}

static int
compare_months(const void *a, const void *b)
{
	return *(const int *) a - *(const int *) b;
}

static int
distinct(const int *sorted, int count, int months)
{
	int			found = 0;

	for (int i = 0; i < count; i++)
		if (i == 0 || sorted[i] / months != sorted[i - 1] / months)
			found++;
	return found;
}

/* For days of these months, most parts at the most. */
void
time_axis_init(TimeAxis *axis, const int *months, int count, int most)
{
	static const int lengths[] = {12, 3, 1};
	int		   *sorted;
	int			first;
	int			last;

	memset(axis, 0, sizeof(*axis));
	if (count == 0)
		return;
	sorted = pg_malloc(count * sizeof(int));
	memcpy(sorted, months, count * sizeof(int));
	qsort(sorted, count, sizeof(int), compare_months);
	first = sorted[0];
	last = sorted[count - 1];

	/* the longest parts in which months that differ stay apart */
	for (int i = 0; i < lengthof(lengths) && axis->months == 0; i++)
		if (distinct(sorted, count, lengths[i]) == distinct(sorted, count, 1) &&
			(distinct(sorted, count, 1) > 1 || lengths[i] == 1))
			axis->months = lengths[i];
	while (last / axis->months - first / axis->months + 1 > most)
		axis->months = axis->months < 3 ? 3 : axis->months < 12 ? 12 : axis->months * 2;
	axis->first = first / axis->months * axis->months;
	axis->count = last / axis->months - first / axis->months + 1;
	pg_free(sorted);
}

int
time_axis_part(const TimeAxis *axis, int month)
{
	return (month - axis->first) / axis->months;
}

/* As ISO 8601 writes it, which has no quarters; a part of many years has its first. */
char *
time_axis_name(const TimeAxis *axis, int part)
{
	int			month = axis->first + part * axis->months;

	if (axis->months == 1)
		return psprintf("%04d-%02d", month / 12, month % 12 + 1);
	if (axis->months == 3)
		return psprintf("%04d-Q%d", month / 12, month % 12 / 3 + 1);
	return psprintf("%04d", month / 12);
}
