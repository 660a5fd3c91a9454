/*-------------------------------------------------------------------------
 *
 * report_html.c
 *		A report as a page, and its chart as a picture.
 *
 * The page is one file that asks nothing of any other place, and says so to the
 * browser: no script would run in it, whatever a name holds.  It is for a
 * screen, a telephone and paper.  Each chart is drawn twice, since a telephone
 * would make the letters of a wide one too small.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include <math.h>

#include "chart.h"
#include "markup.h"
#include "report_layout.h"
#include "report_pictures.h"

#define WIDE_CHART		760
#define NARROW_CHART	340
#define CATEGORIES		15
#define SERIES			7
#define TILES			4
#define LONGEST_WORD	24
#define BAR_PIXELS		60
/* with more columns paper is turned, and with many more letters are smaller */
#define LANDSCAPE_COLUMNS	7
#define MANY_COLUMNS	14

static const char page_style[] =
":root{color-scheme:light dark;--ink:#1d2127;--soft:#565c66;--rule:#dfe2e6;--strong:#8a919b;--paper:#ffffff;--shade:#f5f6f8;--accent:#17406d}\n"
"@media screen and (prefers-color-scheme:dark){:root{--ink:#e7e9ec;--soft:#b3b9c2;--rule:#343a42;--strong:#7c848f;--paper:#16191d;--shade:#1f2429;--accent:#8fbbe6}}\n"
"*{box-sizing:border-box}\n"
"html{-webkit-text-size-adjust:100%}\n"
"body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 \"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",sans-serif}\n"
"main{max-width:1180px;margin:0 auto;padding:40px 32px 56px}\n"
"header{border-top:4px solid var(--accent);padding-top:18px;margin-bottom:28px}\n"
"h1{font-size:30px;line-height:1.15;margin:0 0 6px;font-weight:600;letter-spacing:-.01em;text-wrap:balance}\n"
"header p{margin:0;color:var(--soft)}\n"
".tiles{display:flex;flex-wrap:wrap;gap:16px 40px;margin:0 0 28px}\n"
".tiles div{min-width:140px}\n"
".tiles dt{color:var(--soft);font-size:14px}\n"
".tiles dd{margin:0;font-size:23px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
".tiles dd span{font-size:14px;font-weight:400;color:var(--soft)}\n"
"figure{margin:0 0 36px;max-width:780px}\n"
"figcaption{font-size:18px;font-weight:600;margin-bottom:12px}\n"
"figure svg{display:block;width:100%;height:auto}\n"
"figure .narrow{display:none}\n"
"table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.35}\n"
"caption{text-align:left;font-size:14px;color:var(--soft);padding-bottom:6px}\n"
"th,td{padding:7px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);font-weight:400;overflow-wrap:break-word;max-width:24em;unicode-bidi:isolate}\n"
"thead th{position:sticky;top:0;z-index:2;background:var(--paper);color:var(--soft);vertical-align:bottom;font-size:13px;border-bottom:2px solid var(--strong)}\n"
"th:first-child,td:first-child{padding-left:0}\n"
"th:last-child,td:last-child{padding-right:0}\n"
".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
"thead .n{white-space:normal}\n"
".d{white-space:nowrap}\n"
".b{white-space:nowrap}\n"
".b svg{display:inline-block;vertical-align:-1px;margin-right:8px}\n"
".b .track{fill:var(--rule)}\n"
"tbody tr:hover{background:var(--shade)}\n"
"tfoot th,tfoot td{font-weight:600;border-top:2px solid var(--strong);border-bottom:0}\n"
".none{color:var(--soft)}\n"
"section{margin:0 0 24px;color:var(--soft);font-size:14px;max-width:75ch}\n"
"section p{margin:0 0 6px}\n"
"@media screen and (max-width:760px){\n"
"main{padding:20px 16px 40px}\n"
"h1{font-size:24px}\n"
".tiles{gap:14px 24px}.tiles dd{font-size:19px}\n"
"figure .wide{display:none}figure .narrow{display:block}\n"
".scroll{overflow-x:auto;margin:0 -16px;padding:0 16px}\n"
"table{font-size:13px}\n"
"th[scope=row],thead th:first-child,tfoot th:first-child{position:sticky;left:0;background:var(--paper);max-width:9.5em;z-index:1;padding-right:12px}\n"
"thead th:first-child{z-index:3}\n"
"}\n"
"@media screen and (min-width:761px) and (max-width:1180px){.scroll{overflow-x:auto}}\n"
"@media print{\n"
"body{font-size:10pt;background:none}\n"
"main{max-width:none;padding:0}\n"
"header{margin-bottom:14pt}h1{font-size:19pt}\n"
".tiles{margin-bottom:14pt;gap:8pt 28pt}.tiles dt{font-size:8.5pt}.tiles dd{font-size:14pt}.tiles dd span{font-size:9pt}\n"
"figure{margin-bottom:16pt;max-width:170mm;break-inside:avoid}\n"
"figcaption{font-size:11pt}caption{font-size:8.5pt}figcaption,caption{break-after:avoid}\n"
"table{font-size:8pt}\n"
"thead{display:table-header-group}tfoot{display:table-row-group}\n"
"thead th{position:static;font-size:7.5pt}\n"
"tr{break-inside:avoid}\n"
"th,td{padding:3pt 5pt}\n"
"section{font-size:8.5pt;break-inside:avoid}\n"
"}\n";

/* ---- head ---- */

static void
append_head(PQExpBuffer out, const ReportData *data, const Layout *layout)
{
	char	   *facts = report_facts(data);

	appendPQExpBuffer(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", data->request->language);
	appendPQExpBufferStr(out,
						 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
						 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
						 "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	append_markup(out, data->title);
	/* its size is that of the paper that lies in the printer */
	appendPQExpBuffer(out, "</title>\n<style>\n%s%s@page{%smargin:14mm 13mm 16mm;@bottom-right{content:counter(page) \" / \" counter(pages);font:8pt Helvetica,Arial,sans-serif;color:#565c66}}\n",
					  page_style, chart_style(), layout->count > LANDSCAPE_COLUMNS ? "size:landscape;" : "");
	if (layout->count > MANY_COLUMNS)
		appendPQExpBufferStr(out, "@media print{table{font-size:4.5pt}thead th{font-size:4.5pt}th,td{padding:2pt 1.5pt}.n,.d,.b{white-space:normal}th,td{overflow-wrap:anywhere}.b svg{display:none}}\n");
	appendPQExpBufferStr(out, "</style>\n</head>\n<body>\n<main>\n<header>\n<h1>");
	append_markup(out, data->title);
	appendPQExpBufferStr(out, "</h1>\n<p>");
	append_markup(out, report_subtitle(data));
	appendPQExpBufferStr(out, "</p>\n");
	if (*facts != '\0')
	{
		appendPQExpBufferStr(out, "<p>");
		append_markup(out, facts);
		appendPQExpBufferStr(out, "</p>\n");
	}
	appendPQExpBufferStr(out, "</header>\n");
}

/* ---- what it comes to ---- */

/* The largest totals in the reporting currency, in large letters. */
static void
append_tiles(PQExpBuffer out, const ReportData *data)
{
	int			count = 0;

	for (int i = 0; i < data->report->column_count && count < TILES; i++)
	{
		const ReportColumn *column = &data->report->columns[i];
		char	   *total;

		if (column->kind != KIND_VALUE || !data->has_total[i] || data->currency == NULL)
			continue;
		if (count++ == 0)
			appendPQExpBufferStr(out, "<dl class=\"tiles\">\n");
		total = report_shown_total(data, i);
		appendPQExpBufferStr(out, "<div><dt>");
		append_markup(out, column->heading);
		appendPQExpBufferStr(out, "</dt><dd>");
		append_markup(out, total);
		appendPQExpBufferStr(out, " <span>");
		append_markup(out, data->currency);
		appendPQExpBufferStr(out, "</span></dd></div>\n");
		pg_free(total);
	}
	if (count > 0)
		appendPQExpBufferStr(out, "</dl>\n");
}

static void
append_figures(PQExpBuffer out, const ReportData *data)
{
	if (!data->request->pictures)
		return;
	for (Picture **picture = report_pictures(data, ON_PAGES, CATEGORIES, SERIES); *picture != NULL; picture++)
	{
		Chart		chart = (*picture)->chart;

		appendPQExpBufferStr(out, "<figure>\n<figcaption>");
		append_markup(out, chart.title);
		appendPQExpBufferStr(out, "</figcaption>\n<div class=\"wide\">\n");
		chart.width = WIDE_CHART;
		chart_write(out, &chart);
		appendPQExpBufferStr(out, "</div>\n<div class=\"narrow\">\n");
		chart.width = NARROW_CHART;
		chart.id = psprintf("%snarrow", chart.id);
		chart_write(out, &chart);
		appendPQExpBufferStr(out, "</div>\n</figure>\n");
	}
}

/* What to know of the figures, before they are read. */
static void
append_notes(PQExpBuffer out, const ReportData *data)
{
	char	  **notes = report_notes(data);

	if (*notes == NULL)
		return;
	appendPQExpBufferStr(out, "<section>\n");
	for (char **note = notes; *note != NULL; note++)
	{
		appendPQExpBufferStr(out, "<p>");
		append_markup(out, *note);
		appendPQExpBufferStr(out, "</p>\n");
	}
	appendPQExpBufferStr(out, "</section>\n");
}

/* ---- the table ---- */

static const char *
cell_class(const ReportData *data, int column)
{
	ColumnKind	kind;

	if (column == BAR_COLUMN)
		return " class=\"b\"";
	kind = data->report->columns[column].kind;
	if (report_is_number(kind))
		return " class=\"n\"";
	return kind == KIND_DATE || kind == KIND_MONTH ? " class=\"d\"" : "";
}

static void
append_bar_cell(PQExpBuffer out, const ReportData *data, int row)
{
	char	   *text;
	double		share = report_bar(data, row, &text);
	int			tenths = isfinite(share) ? (int) lround(Max(0, Min(1, share)) * BAR_PIXELS * 10) : 0;

	if (text == NULL)
	{
		appendPQExpBufferStr(out, "<span class=\"none\">\xE2\x80\x93</span>");
		return;
	}
	appendPQExpBuffer(out, "<svg class=\"chart\" width=\"%d\" height=\"9\" viewBox=\"0 0 %d 9\" aria-hidden=\"true\">"
					  "<rect class=\"track\" width=\"%d\" height=\"9\"/><rect class=\"f1\" width=\"%d.%d\" height=\"9\"/></svg>",
					  BAR_PIXELS, BAR_PIXELS, BAR_PIXELS, tenths / 10, tenths % 10);
	append_markup(out, text);
	pg_free(text);
}

static void
append_cell(PQExpBuffer out, const ReportData *data, const LayoutColumn *column, int row, bool first)
{
	const char *class;
	char	   *cell;

	cell = column->column != BAR_COLUMN ? report_shown_cell(data, row, column->column) : NULL;
	class = cell_class(data, column->column);
	/* what has no blank is an identifier, and stays on one line */
	if (*class == '\0' && cell != NULL && strlen(cell) <= LONGEST_WORD && strchr(cell, ' ') == NULL)
		class = " class=\"d\"";
	appendPQExpBuffer(out, first ? "<th scope=\"row\"%s>" : "<td%s>", class);
	if (column->column == BAR_COLUMN)
		append_bar_cell(out, data, row);
	else
	{
		if (cell != NULL)
			append_markup(out, cell);
		else
			appendPQExpBufferStr(out, "<span class=\"none\">\xE2\x80\x93</span>");
		pg_free(cell);
	}
	appendPQExpBufferStr(out, first ? "</th>" : "</td>");
}

static void
append_totals(PQExpBuffer out, const ReportData *data, const Layout *layout)
{
	bool		any = false;

	for (int i = 0; i < layout->count; i++)
		any |= layout->columns[i].column >= 0 && data->has_total[layout->columns[i].column];
	if (!any)
		return;
	appendPQExpBufferStr(out, "<tfoot>\n<tr>");
	for (int i = 0; i < layout->count; i++)
	{
		int			column = layout->columns[i].column;
		char	   *total = column >= 0 ? report_shown_total(data, column) : NULL;

		appendPQExpBuffer(out, i == 0 ? "<th scope=\"row\"%s>" : "<td%s>", cell_class(data, column));
		append_markup(out, total != NULL ? total : i == 0 ? _("Total") : "");
		appendPQExpBufferStr(out, i == 0 ? "</th>" : "</td>");
		pg_free(total);
	}
	appendPQExpBufferStr(out, "</tr>\n</tfoot>\n");
}

static void
flush_page(FILE *file, PQExpBuffer out)
{
	fwrite(out->data, 1, out->len, file);
	resetPQExpBuffer(out);
}

static void
print_table(FILE *file, PQExpBuffer out, const ReportData *data, const Layout *layout)
{
	appendPQExpBufferStr(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	append_markup(out, data->title);
	appendPQExpBufferStr(out, "\">\n<table>\n<caption>");
	append_markup(out, psprintf(_("Rows: %d."), PQntuples(data->rows)));
	appendPQExpBufferStr(out, "</caption>\n<thead>\n<tr>");
	for (int i = 0; i < layout->count; i++)
	{
		appendPQExpBuffer(out, "<th scope=\"col\"%s>", cell_class(data, layout->columns[i].column));
		append_markup(out, layout->columns[i].heading);
		appendPQExpBufferStr(out, "</th>");
	}
	appendPQExpBufferStr(out, "</tr>\n</thead>\n<tbody>\n");
	for (int row = 0; row < PQntuples(data->rows); row++)
	{
		appendPQExpBufferStr(out, "<tr>");
		for (int i = 0; i < layout->count; i++)
			append_cell(out, data, &layout->columns[i], row, i == 0);
		appendPQExpBufferStr(out, "</tr>\n");
		flush_page(file, out);
	}
	appendPQExpBufferStr(out, "</tbody>\n");
	append_totals(out, data, layout);
	appendPQExpBufferStr(out, "</table>\n</div>\n");
}

void
print_report_html(FILE *file, const ReportData *data)
{
	Layout	   *layout = report_layout(data, ANY_WIDTH);
	PQExpBufferData out;

	initPQExpBuffer(&out);
	append_head(&out, data, layout);
	append_tiles(&out, data);
	append_figures(&out, data);
	append_notes(&out, data);
	print_table(file, &out, data, layout);
	appendPQExpBufferStr(&out, "</main>\n</body>\n</html>\n");
	flush_page(file, &out);
	termPQExpBuffer(&out);
}

/* The first of its charts alone, or the end of the program. */
void
print_report_svg(FILE *file, const ReportData *data)
{
	Picture   **pictures = report_pictures(data, ON_PAGES, CATEGORIES, SERIES);
	PQExpBufferData out;
	Chart		chart;

	if (pictures[0] == NULL)
	{
		pg_log_error("report \"%s\" has no chart of these rows", data->report->name);
		pg_log_error_hint("Amounts in several currencies are not drawn together; --where can choose one.");
		exit(EXIT_FAILED);
	}
	chart = pictures[0]->chart;
	chart.width = WIDE_CHART;
	chart.standalone = true;
	chart.subtitle = report_subtitle(data);
	if (*chart.subtitle == '\0')
		chart.subtitle = NULL;
	initPQExpBuffer(&out);
	chart_write(&out, &chart);
	flush_page(file, &out);
	termPQExpBuffer(&out);
}
