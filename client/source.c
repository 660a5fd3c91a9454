/*-------------------------------------------------------------------------
 *
 * source.c
 *		The bytes of a file, in UTF-8, piece by piece.
 *
 * A byte order mark is left out, and tells UTF-16, which spreadsheets call
 * "Unicode text", from UTF-8.  Whether what is said to be UTF-8 is UTF-8 is for
 * the reader to check, which knows the line.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "source.h"

#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fe_utils/cancel.h"

#define RAW_SIZE	(64 * 1024)
/* how far source_peek() looks */
#define PEEK_SIZE	4096

static bool
open_converter(Source *source, const char *encoding, char **error)
{
	iconv_t		converter = iconv_open("UTF-8", encoding);

	if (converter == (iconv_t) -1)
	{
		*error = psprintf(_("there is no encoding \"%s\""), encoding);
		return false;
	}
	source->converter = (void *) converter;
	return true;
}

/* A pipe may have nothing for long: an interrupt is heeded meanwhile. */
static bool
wait_for_bytes(Source *source, char **error)
{
	struct pollfd waiting = {source->fd, POLLIN, 0};

	while (poll(&waiting, 1, 200) <= 0)
	{
		if (CancelRequested)
		{
			*error = _("was not read to its end");
			return false;
		}
	}
	return true;
}

/* Reads until some bytes are there or the file is at its end. */
static bool
fill(Source *source, char **error)
{
	while (source->raw_used < RAW_SIZE && !source->at_end)
	{
		ssize_t		got;

		if (source->size == 0 && !wait_for_bytes(source, error))
			return false;
		got = read(source->fd, source->raw + source->raw_used, RAW_SIZE - source->raw_used);
		if (got < 0 && errno == EINTR)
			return true;
		if (got < 0)
		{
			*error = psprintf(_("could not be read: %s"), strerror(errno));
			return false;
		}
		source->at_end = got == 0;
		source->raw_used += got;
		source->done += got;
		/* the byte order mark is in the first three bytes */
		if (source->raw_used >= 3)
			break;
	}
	return true;
}

static void
drop(Source *source, size_t count)
{
	source->raw_used -= count;
	memmove(source->raw, source->raw + count, source->raw_used);
}

static bool
start(Source *source, char **error)
{
	const unsigned char *raw = (unsigned char *) source->raw;

	if (!fill(source, error))
		return false;
	source->at_start = false;
	if (source->raw_used >= 3 && raw[0] == 0xEF && raw[1] == 0xBB && raw[2] == 0xBF)
		drop(source, 3);
	else if (source->converter == NULL && source->raw_used >= 2 &&
			 ((raw[0] == 0xFF && raw[1] == 0xFE) || (raw[0] == 0xFE && raw[1] == 0xFF)))
	{
		bool		big = raw[0] == 0xFE;

		drop(source, 2);
		return open_converter(source, big ? "UTF-16BE" : "UTF-16LE", error);
	}
	return true;
}

/* The encoding is NULL for UTF-8. */
bool
source_open(Source *source, const char *path, const char *encoding, char **error)
{
	struct stat status;

	memset(source, 0, sizeof(*source));
	source->path = path;
	source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
	if (source->fd < 0)
	{
		*error = psprintf(_("could not be opened: %s"), strerror(errno));
		return false;
	}
	if (fstat(source->fd, &status) == 0 && S_ISREG(status.st_mode))
		source->size = status.st_size;
	source->raw = pg_malloc(RAW_SIZE);
	source->at_start = true;
	return encoding == NULL || pg_strcasecmp(encoding, "UTF-8") == 0 || pg_strcasecmp(encoding, "UTF8") == 0 ||
		open_converter(source, encoding, error);
}

/* The next bytes, of which there is at least one before the end; -1 on error. */
ssize_t
source_read(Source *source, char *buffer, size_t size, char **error)
{
	if (source->held_next < source->held_used)
	{
		size_t		count = Min(size, source->held_used - source->held_next);

		memcpy(buffer, source->held + source->held_next, count);
		source->held_next += count;
		return count;
	}
	if (source->at_start && !start(source, error))
		return -1;
	for (;;)
	{
		char	   *in = source->raw;
		char	   *out = buffer;
		size_t		in_left;
		size_t		out_left = size;

		if (source->raw_used == 0 && source->at_end)
			return 0;
		if (!source->at_end && source->raw_used < RAW_SIZE / 2 && !fill(source, error))
			return -1;
		in_left = source->raw_used;
		if (source->converter == NULL)
		{
			size_t		count = Min(size, in_left);

			if (count == 0 && !source->at_end)
				continue;
			memcpy(buffer, source->raw, count);
			drop(source, count);
			return count;
		}
		if (iconv((iconv_t) source->converter, &in, &in_left, &out, &out_left) == (size_t) -1 &&
			errno != E2BIG && !(errno == EINVAL && !source->at_end))
		{
			*error = psprintf(_("has bytes near %llu that are no text in its encoding"),
							  (unsigned long long) (source->done - in_left));
			return -1;
		}
		drop(source, source->raw_used - in_left);
		if (out > buffer)
			return out - buffer;
		/* part of a character, whose other bytes are still to be read */
		if (!source->at_end && !fill(source, error))
			return -1;
	}
}

/*
 * The first byte of the file that is no blank, which is still to be read; '\0'
 * where none is found near the beginning, -1 on error.
 */
int
source_peek(Source *source, char **error)
{
	ssize_t		got;

	source->held = pg_malloc(PEEK_SIZE);
	while (source->held_used < PEEK_SIZE)
	{
		/* source_read() hands out what is held, of which there is none yet */
		size_t		used = source->held_used;

		source->held_next = used;
		got = source_read(source, source->held + used, PEEK_SIZE - used, error);
		if (got < 0)
			return -1;
		source->held_next = 0;
		source->held_used = used + got;
		for (size_t i = used; i < source->held_used; i++)
			if (strchr(" \t\r\n", source->held[i]) == NULL || source->held[i] == '\0')
				return (unsigned char) source->held[i];
		if (got == 0)
			break;
	}
	return '\0';
}

void
source_close(Source *source)
{
	if (source->fd > STDIN_FILENO)
		close(source->fd);
	if (source->converter != NULL)
		iconv_close((iconv_t) source->converter);
	pg_free(source->raw);
	pg_free(source->held);
	memset(source, 0, sizeof(*source));
}
