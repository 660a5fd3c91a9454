/*-------------------------------------------------------------------------
 *
 * output.c
 *		Where a command writes what it takes out: standard output or a file.
 *
 * A file is written under another name beside the one asked for, and renamed
 * when it is whole: who reads it never sees half of one, and an export that
 * breaks off leaves the file of before as it was.  However the program ends,
 * short of being killed, the unfinished file is removed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "output.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

/* a failure that has been said is not said again at the end */
static bool standard_failed = false;

/* to be removed when the program ends before it is renamed */
static const char *unfinished = NULL;

static void
remove_unfinished(void)
{
	if (unfinished != NULL)
		unlink(unfinished);
	unfinished = NULL;
}

static void
say_standard_failed(void)
{
	if (!standard_failed)
		pg_log_error("could not write to standard output: %m");
	standard_failed = true;
}

/* Says why, by errno, and ends the program. */
static void pg_attribute_noreturn()
output_failed(const Output *output)
{
	if (output->path != NULL)
		pg_log_error("could not write \"%s\": %m", output->path);
	else
		say_standard_failed();
	exit(EXIT_FAILED);
}

/*
 * For atexit(): what any command printed has arrived, or the program fails.  A
 * reader that went away has seen enough; where that is an error, as of an
 * export, output_finish() has found it.
 */
void
output_close_standard(void)
{
	bool		failed = ferror(stdout) != 0;

	errno = 0;
	failed |= fflush(stdout) != 0;
	if (!failed)
		/* one that was closed from the start, and that nothing was written to, is none */
		failed = fclose(stdout) != 0 && errno != EBADF;
	if (!failed || errno == EPIPE)
		return;
	/* of an earlier write, whose reason stdio does not keep */
	if (errno == 0)
		errno = EIO;
	say_standard_failed();
	_exit(EXIT_FAILED);
}

/* The file beside the one asked for, with the rights that that one has or would have. */
static void
open_temporary(Output *output, const struct stat *present)
{
	static bool registered = false;
	int			fd = -1;

	for (int i = 0; fd < 0 && i < 100; i++)
	{
		pg_free(output->temporary);
		output->temporary = psprintf("%s.%d.%d.tmp", output->path, (int) getpid(), i);
		fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd < 0)
		output_failed(output);
	unfinished = output->temporary;
	if (!registered)
		atexit(remove_unfinished);
	registered = true;
	if (present != NULL)
		(void) fchmod(fd, present->st_mode & 0777);
	output->file = fdopen(fd, "w");
	if (output->file == NULL)
		output_failed(output);
}

void
output_open(Output *output, const char *path)
{
	char		target[PATH_MAX];
	struct stat status;

	memset(output, 0, sizeof(*output));
	/* a reader that goes away is an error to report, not a silent end */
	signal(SIGPIPE, SIG_IGN);
	if (path == NULL || strcmp(path, "-") == 0)
	{
		output->file = stdout;
		return;
	}
	/* what a link points to is replaced, and not the link */
	output->path = pg_strdup(realpath(path, target) != NULL ? target : path);
	if (stat(output->path, &status) != 0)
		open_temporary(output, NULL);
	else if (S_ISREG(status.st_mode))
		open_temporary(output, &status);
	else
	{
		/* a pipe or a device takes no other name */
		output->file = fopen(output->path, "w");
		if (output->file == NULL)
			output_failed(output);
	}
}

void
output_write(Output *output, const char *data, size_t length)
{
	if (fwrite(data, 1, length, output->file) != length)
		output_failed(output);
}

/* All is written, or the program ends. */
void
output_finish(Output *output)
{
	errno = 0;
	if (fflush(output->file) != 0 || ferror(output->file))
	{
		/* an error of an earlier write, whose reason stdio does not keep */
		if (errno == 0)
			errno = EIO;
		output_failed(output);
	}
	if (output->path != NULL)
	{
		/* a name that points to what is still in memory only survives no power cut */
		if (output->temporary != NULL && fsync(fileno(output->file)) != 0)
			output_failed(output);
		if (fclose(output->file) != 0)
			output_failed(output);
	}
	if (output->temporary != NULL)
	{
		if (rename(output->temporary, output->path) != 0)
			output_failed(output);
		unfinished = NULL;
	}
	pg_free(output->temporary);
	pg_free(output->path);
	memset(output, 0, sizeof(*output));
}
