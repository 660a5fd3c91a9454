/*-------------------------------------------------------------------------
 *
 * xml_writer.c
 *		XML on its way into a file.
 *
 * libxml2 escapes what must be, and hands the bytes on to output.c, which says
 * what went wrong with them as it does for every export.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "xml_writer.h"

#include <libxml/xmlwriter.h>

/* Bytes that cannot be written end the program, so that memory is what is left to fail. */
static void
check(int result)
{
	if (result < 0)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
}

static int
write_bytes(void *state, const char *bytes, int length)
{
	output_write(state, bytes, length);
	return length;
}

/* NULL or "-" is standard output. */
void
xml_open(XmlWriter *xml, const char *path)
{
	xmlOutputBuffer *buffer;

	memset(xml, 0, sizeof(*xml));
	output_open(&xml->output, path);
	/* without a function to close it, the file stays open for output_finish() */
	buffer = xmlOutputBufferCreateIO(write_bytes, NULL, &xml->output, NULL);
	xml->writer = buffer != NULL ? xmlNewTextWriter(buffer) : NULL;
	if (xml->writer == NULL)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	check(xmlTextWriterSetIndent(xml->writer, 1));
	check(xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
}

void
xml_start(XmlWriter *xml, const char *name)
{
	check(xmlTextWriterStartElement(xml->writer, (const xmlChar *) name));
}

/*
 * Text as XML can have it: control characters, which even as references are
 * none, become U+FFFD.  The text itself where it has none of them.
 */
static const char *
writable(XmlWriter *xml, const char *text, PQExpBuffer buffer)
{
	const char *plain = text;

	for (const char *p = text; *p != '\0'; p++)
	{
		bool		control = (unsigned char) *p < ' ' && strchr("\t\n\r", *p) == NULL;
		/* U+FFFE and U+FFFF are none either */
		bool		noncharacter = p[0] == '\xEF' && p[1] == '\xBF' && (p[2] == '\xBE' || p[2] == '\xBF');

		if (!control && !noncharacter)
			continue;
		if (buffer->data == NULL)
			initPQExpBuffer(buffer);
		appendBinaryPQExpBuffer(buffer, plain, p - plain);
		appendPQExpBufferStr(buffer, "\xEF\xBF\xBD");
		if (noncharacter)
			p += 2;
		plain = p + 1;
		xml->replaced++;
	}
	if (buffer->data == NULL)
		return text;
	appendPQExpBufferStr(buffer, plain);
	return buffer->data;
}

/* Nothing for NULL. */
void
xml_attribute(XmlWriter *xml, const char *name, const char *value)
{
	PQExpBufferData buffer = {NULL};

	if (value == NULL)
		return;
	check(xmlTextWriterWriteAttribute(xml->writer, (const xmlChar *) name, (const xmlChar *) writable(xml, value, &buffer)));
	if (buffer.data != NULL)
		termPQExpBuffer(&buffer);
}

void
xml_text(XmlWriter *xml, const char *text)
{
	PQExpBufferData buffer = {NULL};

	check(xmlTextWriterWriteString(xml->writer, (const xmlChar *) writable(xml, text, &buffer)));
	if (buffer.data != NULL)
		termPQExpBuffer(&buffer);
}

void
xml_end(XmlWriter *xml)
{
	check(xmlTextWriterEndElement(xml->writer));
}

void
xml_close(XmlWriter *xml)
{
	check(xmlTextWriterEndDocument(xml->writer));
	check(xmlTextWriterFlush(xml->writer));
	xmlFreeTextWriter(xml->writer);
	output_finish(&xml->output);
}
