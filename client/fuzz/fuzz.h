/*-------------------------------------------------------------------------
 *
 * fuzz.h
 *		Bytes of a fuzzer as a file that a reader reads.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_FUZZ_H
#define CAUDAL_FUZZ_H

#include "source.h"

#include <sanitizer/lsan_interface.h>
#include <sys/mman.h>
#include <unistd.h>

/* A file in memory, which Source opens by its name. */
static bool
open_bytes(Source *source, const uint8_t *data, size_t size, const char *encoding, int *fd)
{
	char		path[64];
	char	   *error = NULL;

	*fd = memfd_create("fuzz", 0);
	if (*fd < 0 || write(*fd, data, size) != (ssize_t) size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", *fd);
	return source_open(source, path, encoding, &error);
}

/* What a file as a whole is refused for is not freed: some of it is constant. */
static void
close_bytes(Source *source, int fd, const char *error)
{
	if (error != NULL)
		__lsan_ignore_object(error);
	source_close(source);
	close(fd);
}

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif							/* CAUDAL_FUZZ_H */
