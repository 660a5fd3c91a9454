/*-------------------------------------------------------------------------
 *
 * json_reader.h
 *		The elements of an array in a JSON file, one at a time.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_JSON_READER_H
#define CAUDAL_JSON_READER_H

#include "source.h"

#include <json-c/json.h>

/* brackets inside one another; formats that are read have fewer than ten */
#define JSON_DEPTH_MAX	64
/* bytes of one element, and of all that is around the array */
#define JSON_ELEMENT_MAX	(16 * 1024 * 1024)

typedef struct JsonReader JsonReader;

/*
 * The array is a member of the object that the file is.  Errors are of the file
 * as a whole; formatted, translated.
 */
extern JsonReader *json_open(Source *source, const char *member);
extern bool json_next(JsonReader *reader, char **error);
extern struct json_object *json_element(const JsonReader *reader);
extern const char *json_problem(const JsonReader *reader);
extern uint64 json_place(const JsonReader *reader);
extern uint64 json_line(const JsonReader *reader);
extern void json_close(JsonReader *reader);

#endif							/* CAUDAL_JSON_READER_H */
