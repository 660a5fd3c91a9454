/*-------------------------------------------------------------------------
 *
 * rejects.c
 *		Rows that were not loaded, each with its reason.
 *
 * All are written to FILE.rejects.csv, the first few are printed too.  A row
 * counts once, however many of its values are refused.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rejects.h"

#include <sys/stat.h>
#include <unistd.h>

#include <csv.h>

#include "mb/pg_wchar.h"

/* how many are printed; the file has them all */
#define PRINTED		5
/* bytes of a value that are shown */
#define SHOWN		60

/* The path is NULL for FILE.rejects.csv, beside the file. */
void
rejects_init(Rejects *rejects, const char *source, const char *path, bool quiet)
{
	memset(rejects, 0, sizeof(*rejects));
	rejects->source = source;
	rejects->wanted_path = path;
	rejects->quiet = quiet;
}

/*
 * A value as it can be shown on a terminal: short, and without the control
 * characters by which a file could write over what is on the screen.
 */
char *
printable(const char *text, size_t length)
{
	PQExpBufferData shown;
	const char *end = text + length;
	char	   *result;

	initPQExpBuffer(&shown);
	while (text < end)
	{
		unsigned char c = *text;
		int			size = c >= 0x80 ? pg_encoding_verifymbchar(PG_UTF8, text, end - text) : 1;
		/* U+0080 to U+009F are controls as well */
		bool		control = c < ' ' || c == 0x7F || (c == 0xC2 && size == 2 && (unsigned char) text[1] < 0xA0);

		if (shown.len >= SHOWN)
		{
			appendPQExpBufferStr(&shown, "...");
			break;
		}
		if (size < 1 || control)
		{
			appendPQExpBuffer(&shown, "\\x%02x", c);
			size = 1;
		}
		else
			appendBinaryPQExpBuffer(&shown, text, size);
		text += size;
	}
	result = pg_strdup(shown.data);
	termPQExpBuffer(&shown);
	return result;
}

/* A field of CSV, in quotes where it needs them. */
void
csv_print(FILE *file, const char *text, size_t length)
{
	bool		plain = length > 0;

	for (size_t i = 0; i < length && plain; i++)
		plain = strchr(",;\t\"\r\n", text[i]) == NULL && text[i] != '\0';
	if (plain && text[0] != ' ' && text[length - 1] != ' ')
		fwrite(text, 1, length, file);
	else if (length > 0)
		csv_fwrite(file, text, length);
}

/* There is nowhere to write refused rows to. */
static void pg_attribute_noreturn()
no_file(const Rejects *rejects)
{
	errno = rejects->error;
	pg_log_error("could not write \"%s\": %m", rejects->path);
	pg_log_error_detail("Nothing of \"%s\" was loaded.", rejects->source);
	pg_log_error_hint("Name another file for the refused rows with --rejects.");
	exit(EXIT_FAILED);
}

/* Where it cannot be opened, the rows that are printed are printed all the same. */
static void
open_file(Rejects *rejects)
{
	bool		is_stdin = strcmp(rejects->source, "-") == 0;
	char	   *path = rejects->wanted_path != NULL ? pg_strdup(rejects->wanted_path) :
		psprintf("%s.rejects.csv", is_stdin ? "stdin" : rejects->source);
	struct stat own;
	struct stat source;

	if (stat(path, &own) == 0 && (is_stdin ? fstat(STDIN_FILENO, &source) : stat(rejects->source, &source)) == 0 &&
		own.st_dev == source.st_dev && own.st_ino == source.st_ino)
	{
		pg_log_error("refused rows cannot be written to \"%s\", which is the file that is loaded", path);
		exit(EXIT_USAGE);
	}
	rejects->file = fopen(path, "w");
	/* beside a file that lies where nobody may write: here */
	if (rejects->file == NULL && rejects->wanted_path == NULL && (errno == EACCES || errno == EROFS || errno == EPERM))
	{
		const char *name = last_dir_separator(path);

		path = name != NULL ? pg_strdup(name + 1) : path;
		rejects->file = fopen(path, "w");
	}
	rejects->path = path;
	if (rejects->file != NULL)
		fputs("line,column,value,reason\n", rejects->file);
	else
		rejects->error = errno;
}

static void
write_row(Rejects *rejects, uint64 line, const char *column, const char *value, size_t length, const char *reason)
{
	fprintf(rejects->file, "%llu,", (unsigned long long) line);
	csv_print(rejects->file, column, column != NULL ? strlen(column) : 0);
	fputc(',', rejects->file);
	csv_print(rejects->file, value, value != NULL ? length : 0);
	fputc(',', rejects->file);
	csv_print(rejects->file, reason, strlen(reason));
	fputc('\n', rejects->file);
}

/*
 * A row that begins on this line is refused.  The reason is translated; column
 * and value may be NULL where it is about the row.
 */
void
reject(Rejects *rejects, uint64 line, const char *column, const char *value, size_t length, const char *reason)
{
	bool		first_of_row = rejects->by_value || line != rejects->last_line || rejects->rows == 0;

	if (rejects->path == NULL)
		open_file(rejects);
	if (first_of_row)
		rejects->rows++;
	rejects->last_line = line;
	if (rejects->file != NULL)
		write_row(rejects, line, column, value, length, reason);
	else if (rejects->rows > PRINTED || rejects->quiet)
		no_file(rejects);

	if (rejects->rows <= PRINTED && !rejects->quiet)
	{
		char	   *shown_column = column != NULL ? printable(column, strlen(column)) : NULL;
		char	   *shown = value != NULL ? printable(value, length) : NULL;

		if (shown != NULL && shown_column != NULL)
			fprintf(stderr, _("%s:%llu: %s \"%s\": %s\n"), rejects->source, (unsigned long long) line, shown_column, shown, reason);
		else
			fprintf(stderr, _("%s:%llu: %s\n"), rejects->source, (unsigned long long) line, reason);
		pg_free(shown_column);
		pg_free(shown);
	}
	else if (rejects->rows == PRINTED + 1 && first_of_row && !rejects->quiet)
		fprintf(stderr, _("%s: the other rows that were refused are in \"%s\"\n"), rejects->source, rejects->path);
}

void
rejects_close(Rejects *rejects)
{
	if (rejects->error != 0)
		no_file(rejects);
	if (rejects->file != NULL && fclose(rejects->file) != 0)
	{
		pg_log_error("could not write \"%s\": %m", rejects->path);
		exit(EXIT_FAILED);
	}
	rejects->file = NULL;
}
