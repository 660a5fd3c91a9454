-- Grant periods on the calendar: extending, shifting, measuring, splitting, and
-- fiscal years.

CREATE FUNCTION extend_to(period grant_period, last_day date) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_extend_to'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION extend_to(period grant_period, last_day date) IS
'The period with another last day, which may be earlier; infinity leaves the end open. NULL for NULL. 22023 for a day before the first.';

CREATE FUNCTION extend_by(period grant_period, duration interval) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_extend_by'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION extend_by(period grant_period, duration interval) IS
'The period with its end moved. A period of k whole months from its first day gets k + n of them, counted from that day; of any other the day after the last moves, and days are added after months. An open end stays open. NULL for NULL. 22023 for an interval with a time part, and where no day would be left.';

CREATE FUNCTION shift(period grant_period, duration interval) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_shift'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION shift(period grant_period, duration interval) IS
'The period moved. The first day moves; a period of k whole months keeps k, of any other the day after the last moves too. At least one day stays. An open end stays open. NULL for NULL. 22023 for an interval with a time part, 22003 beyond the days of date.';

CREATE FUNCTION overlap_days(period grant_period, other grant_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_overlap_days'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION overlap_days(period grant_period, other grant_period) IS
'Days that both periods have: 0 where they do not overlap, NULL where both are open. NULL for NULL.';

CREATE FUNCTION elapsed(period grant_period, day date) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_elapsed'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION elapsed(period grant_period, day date) IS
'The share of the period''s days that are over by the end of the day, from 0 to 1, by numeric division. NULL for NULL. 22023 for an open period.';

CREATE FUNCTION months(period grant_period) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_months'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION months(period grant_period) IS
'Months of a period: k + r/d, k whole months counted from the first day, r days left, d the days of the month from there; 4 decimals, rounded half away from zero. Not additive over parts. NULL where the end is open, and for NULL.';

CREATE FUNCTION calendar_months(period grant_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_calendar_months'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION calendar_months(period grant_period) IS
'Calendar months of which the period has at least one day. NULL where the end is open, and for NULL.';

CREATE FUNCTION fiscal_year(day date, start_month integer) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_fiscal_year'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_year(day date, start_month integer) IS
'The fiscal year of a day; it begins with start_month, 1 to 12, and is named by the calendar year in which it ends. NULL for infinity and for NULL. 22023 for another month.';

CREATE FUNCTION fiscal_year(day date, start_month integer, label text) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_fiscal_year'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_year(day date, start_month integer, label text) IS
'The fiscal year of a day; it begins with start_month, 1 to 12, and is named by the calendar year of its end or start, as label says. NULL for infinity and for NULL. 22023 for another month or label.';

CREATE FUNCTION fiscal_quarter(day date, start_month integer) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_fiscal_quarter'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_quarter(day date, start_month integer) IS
'The quarter of a day, 1 to 4, in the fiscal year that begins with start_month, 1 to 12. NULL for infinity and for NULL. 22023 for another month.';

CREATE FUNCTION fiscal_label(day date, start_month integer) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_fiscal_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_label(day date, start_month integer) IS
'Fiscal year and quarter of a day, as FY2023-Q1; the year is named by the calendar year in which it ends. NULL for infinity and for NULL. 22023 for a start_month outside 1 to 12.';

CREATE FUNCTION fiscal_label(day date, start_month integer, label text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_fiscal_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_label(day date, start_month integer, label text) IS
'Fiscal year and quarter of a day, as FY2023-Q1; the year is named by the calendar year of its end or start, as label says. NULL for infinity and for NULL. 22023 for a start_month outside 1 to 12 or another label.';

CREATE FUNCTION fiscal_period(year integer, start_month integer) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_fiscal_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_period(year integer, start_month integer) IS
'The days of a fiscal year, which begins with start_month, 1 to 12, and is named by the calendar year in which it ends. NULL for NULL. 22023 for another month or the year 0, 22003 beyond the days of date.';

CREATE FUNCTION fiscal_period(year integer, start_month integer, label text) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_fiscal_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION fiscal_period(year integer, start_month integer, label text) IS
'The days of a fiscal year, which begins with start_month, 1 to 12, and is named by the calendar year of its end or start, as label says. NULL for NULL. 22023 for another month or label or the year 0, 22003 beyond the days of date.';

CREATE FUNCTION split(period grant_period, unit text) RETURNS SETOF grant_period
	AS 'MODULE_PATHNAME', 'caudal_split'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION split(period grant_period, unit text) IS
'The period in parts by calendar month, quarter, half or year, in order; the first and the last part end where the period does. No row for NULL. 22023 for an open period and another unit.';

CREATE FUNCTION split(period grant_period, unit text, start_month integer) RETURNS SETOF grant_period
	AS 'MODULE_PATHNAME', 'caudal_split'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION split(period grant_period, unit text, start_month integer) IS
'The period in parts by month, quarter, half or year of the fiscal year that begins with start_month, 1 to 12, in order; the first and the last part end where the period does. No row for NULL. 22023 for an open period, another unit or month.';
