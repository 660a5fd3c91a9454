/*-------------------------------------------------------------------------
 *
 * xml_writer.h
 *		XML on its way into a file.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_XML_WRITER_H
#define CAUDAL_XML_WRITER_H

#include "output.h"

typedef struct XmlWriter
{
	uint64		replaced;		/* characters that no XML can have */
	/* private */
	struct _xmlTextWriter *writer;
	Output		output;
} XmlWriter;

extern void xml_open(XmlWriter *xml, const char *path);
extern void xml_start(XmlWriter *xml, const char *name);
extern void xml_attribute(XmlWriter *xml, const char *name, const char *value);
extern void xml_text(XmlWriter *xml, const char *text);
extern void xml_end(XmlWriter *xml);
extern void xml_close(XmlWriter *xml);

#endif							/* CAUDAL_XML_WRITER_H */
