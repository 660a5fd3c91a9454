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
/* in UTF-8 */
#define BYTE_ORDER_MARK	"\xEF\xBB\xBF"
/* how far source_peek() looks */
#define PEEK_SIZE	4096

static bool
open_converter(Source *source, const char *encoding, char **error)
{
	iconv_t		converter = iconv_open("UTF-8", encoding);

	if (converter == (iconv_t) -1)
	{
		*error = psprintf(_("is in %s, which this system has no converter for"), encoding);
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
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
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
is_utf8(const char *encoding)
{
	return pg_strcasecmp(encoding, "UTF-8") == 0 || pg_strcasecmp(encoding, "UTF8") == 0;
}

/*
 * Whether a name is that of an encoding that can be read.  An empty one would be
 * that of the locale, and what may stand behind a slash leaves out bytes that
 * are no text, without saying so.
 */
bool
source_knows_encoding(const char *encoding)
{
	iconv_t		converter;

	if (is_utf8(encoding))
		return true;
	if (encoding[0] == '\0' || strchr(encoding, '/') != NULL)
		return false;
	converter = iconv_open("UTF-8", encoding);
	if (converter == (iconv_t) -1)
		return false;
	iconv_close(converter);
	return true;
}

/* The encoding that a byte order mark at the beginning says, or NULL. */
static const char *
marked_encoding(const Source *source)
{
	size_t		length = source->raw_used;

	if (length >= 3 && memcmp(source->raw, BYTE_ORDER_MARK, 3) == 0)
		return "UTF-8";
	if (length >= 2 && memcmp(source->raw, "\xFF\xFE", 2) == 0)
		return "UTF-16LE";
	if (length >= 2 && memcmp(source->raw, "\xFE\xFF", 2) == 0)
		return "UTF-16BE";
	return NULL;
}

/*
 * A mark says the encoding where nobody else does.  Where somebody says another,
 * one of the two is wrong; that of a mark of 16 bits is left to the converter.
 */
static bool
start(Source *source, char **error)
{
	const char *marked;

	if (!fill(source, error))
		return false;
	source->at_start = false;
	marked = marked_encoding(source);
	if (marked == NULL)
		return true;
	if (source->encoding != NULL &&
		(is_utf8(source->encoding) != is_utf8(marked) ||
		 (pg_strncasecmp(source->encoding, "UTF", 3) != 0 && pg_strncasecmp(source->encoding, "UCS", 3) != 0)))
	{
		*error = psprintf(_("begins with the mark of %s, and --encoding says %s"), marked, source->encoding);
		return false;
	}
	if (source->converter == NULL)
	{
		drop(source, is_utf8(marked) ? 3 : 2);
		return is_utf8(marked) || open_converter(source, marked, error);
	}
	return true;
}

/* A converter hands on the mark that its bytes begin with, which is no text. */
static size_t
without_mark(Source *source, char *text, size_t length)
{
	if (!source->is_converted && length >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0)
	{
		length -= 3;
		memmove(text, text + 3, length);
	}
	source->is_converted = true;
	return length;
}

/* The encoding is NULL for UTF-8. */
bool
source_open(Source *source, const char *path, const char *encoding, char **error)
{
	struct stat status;

	memset(source, 0, sizeof(*source));
	source->path = path;
	source->encoding = encoding;
	/* a pipe that nobody writes yet is waited for where an interrupt is heeded */
	source->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK);
	if (source->fd < 0)
	{
		*error = psprintf(_("could not be opened: %s"), strerror(errno));
		return false;
	}
	if (fstat(source->fd, &status) == 0 && S_ISREG(status.st_mode))
		source->size = status.st_size;
	source->raw = pg_malloc(RAW_SIZE);
	source->at_start = true;
	return encoding == NULL || is_utf8(encoding) || open_converter(source, encoding, error);
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
		{
			size_t		count = without_mark(source, buffer, out - buffer);

			if (count > 0)
				return count;
			continue;
		}
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
