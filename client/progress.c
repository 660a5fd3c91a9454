/*-------------------------------------------------------------------------
 *
 * progress.c
 *		How far a file has come, told while it is loaded.
 *
 * A bar that is drawn anew on a terminal; a line every few seconds where
 * standard error is a file or a pipe; nothing when the user wants it quiet.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "progress.h"

#include <time.h>
#include <unistd.h>

#define BAR_WIDTH		24
#define TERMINAL_STEP	0.2		/* seconds between two drawings */
#define LINE_STEP		5.0

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

void
progress_start(Progress *progress, const char *name, uint64 size, bool quiet)
{
	memset(progress, 0, sizeof(*progress));
	progress->name = name;
	progress->size = size;
	progress->quiet = quiet;
	progress->on_terminal = isatty(STDERR_FILENO);
	progress->started = progress->shown = now();
}

/* "1:05" or "2:03:09" */
static void
print_duration(char *text, size_t size, double seconds)
{
	long		whole = (long) seconds;

	if (whole >= 3600)
		snprintf(text, size, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
	else
		snprintf(text, size, "%ld:%02ld", whole / 60, whole % 60);
}

/* Shows it when it is time to; its argument is what Session.while_waiting has. */
void
progress_show(void *state)
{
	Progress   *progress = state;
	double		time;
	double		spent;
	double		share = -1;
	char		duration[32];
	char		left[64] = "";

	if (progress->quiet)
		return;
	time = now();
	if (time - progress->shown < (progress->on_terminal ? TERMINAL_STEP : LINE_STEP))
		return;
	progress->shown = time;
	spent = time - progress->started;
	print_duration(duration, sizeof(duration), spent);
	if (progress->size > 0 && progress->phase == NULL)
		share = Min((double) progress->done / progress->size, 1.0);
	else if (progress->phase != NULL)
		share = progress->share;
	if (share > 0.01 && spent > 1)
	{
		char		remaining[32];

		print_duration(remaining, sizeof(remaining), spent * (1 - share) / share);
		snprintf(left, sizeof(left), _(", %s left"), remaining);
	}

	if (progress->on_terminal)
	{
		char		bar[BAR_WIDTH + 1];

		for (int i = 0; i < BAR_WIDTH; i++)
			bar[i] = share >= (i + 1.0) / BAR_WIDTH ? '#' : '.';
		bar[BAR_WIDTH] = '\0';
		fputs("\r\033[K", stderr);
		if (progress->phase != NULL && share >= 0)
			fprintf(stderr, _("%s [%s] %s, %.0f%%, %s"), progress->name, bar, progress->phase, share * 100, duration);
		else if (progress->phase != NULL)
			fprintf(stderr, _("%s: %s, %llu rows, %s"), progress->name, progress->phase,
					(unsigned long long) progress->rows, duration);
		else if (share >= 0)
			fprintf(stderr, _("%s [%s] %.0f%%, %.0f rows/s%s"), progress->name, bar, share * 100,
					progress->rows / Max(spent, 0.001), left);
		else
			fprintf(stderr, _("%s: %llu rows, %.0f rows/s, %s"), progress->name,
					(unsigned long long) progress->rows, progress->rows / Max(spent, 0.001), duration);
		fflush(stderr);
		progress->drawn = true;
	}
	else if (progress->phase != NULL && share >= 0)
		fprintf(stderr, _("%s: %s, %.0f%%, %s\n"), progress->name, progress->phase, share * 100, duration);
	else if (progress->phase != NULL)
		fprintf(stderr, _("%s: %s, %llu rows, %s\n"), progress->name, progress->phase,
				(unsigned long long) progress->rows, duration);
	else if (share >= 0)
		fprintf(stderr, _("%s: %.0f%%, %llu rows, %.0f rows/s%s\n"), progress->name, share * 100,
				(unsigned long long) progress->rows, progress->rows / Max(spent, 0.001), left);
	else
		fprintf(stderr, _("%s: %llu rows, %.0f rows/s, %s\n"), progress->name,
				(unsigned long long) progress->rows, progress->rows / Max(spent, 0.001), duration);
}

/* Takes the bar away, so that a message can be printed in its place. */
void
progress_clear(Progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = false;
}
