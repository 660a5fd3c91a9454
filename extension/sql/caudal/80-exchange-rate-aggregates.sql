-- Converting while summing.

CREATE FUNCTION sum_in_accum(bigint[], monetary, currency, date) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_in_accum'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION sum_in_accum(bigint[], monetary, currency, date) IS
'transition function of sum_in';

CREATE FUNCTION sum_converted_accum(bigint[], numeric, currency, currency, date) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_converted_accum'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION sum_converted_accum(bigint[], numeric, currency, currency, date) IS
'transition function of sum_converted';

CREATE FUNCTION sum_in_exact_accum(internal, monetary, currency, date) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_accum'
	LANGUAGE C STABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION sum_in_exact_accum(internal, monetary, currency, date) IS
'transition function of sum_in_exact';

CREATE FUNCTION sum_in_accum(bigint[], monetary, currency, date, text) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_in_accum'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION sum_in_accum(bigint[], monetary, currency, date, text) IS
'transition function of sum_in';

CREATE FUNCTION sum_converted_accum(bigint[], numeric, currency, currency, date, text) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_converted_accum'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION sum_converted_accum(bigint[], numeric, currency, currency, date, text) IS
'transition function of sum_converted';

CREATE FUNCTION sum_in_exact_accum(internal, monetary, currency, date, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_accum'
	LANGUAGE C STABLE PARALLEL SAFE COST 30;
COMMENT ON FUNCTION sum_in_exact_accum(internal, monetary, currency, date, text) IS
'transition function of sum_in_exact';

CREATE FUNCTION sum_converted_final(bigint[]) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_sum_converted_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sum_converted_final(bigint[]) IS
'final function of sum_converted';

CREATE FUNCTION sum_in_exact_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sum_in_exact_combine(internal, internal) IS
'combine function of sum_in_exact';

CREATE FUNCTION sum_in_exact_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sum_in_exact_serialize(internal) IS
'serialisation of the state of sum_in_exact';

CREATE FUNCTION sum_in_exact_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sum_in_exact_deserialize(bytea, internal) IS
'deserialisation of the state of sum_in_exact';

CREATE FUNCTION sum_in_exact_final(internal) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_sum_in_exact_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION sum_in_exact_final(internal) IS
'final function of sum_in_exact';

CREATE FUNCTION effective_rate_accum(bigint[], monetary, monetary) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_effective_rate_accum'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION effective_rate_accum(bigint[], monetary, monetary) IS
'transition function of effective_rate';

CREATE FUNCTION effective_rate_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_effective_rate_combine'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION effective_rate_combine(bigint[], bigint[]) IS
'combine function of effective_rate';

CREATE FUNCTION effective_rate_final(bigint[]) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_effective_rate_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION effective_rate_final(bigint[]) IS
'final function of effective_rate';

CREATE AGGREGATE sum_in(monetary, currency, date) (
	SFUNC = sum_in_accum,
	STYPE = bigint[],
	FINALFUNC = monetary_sum_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_in(monetary, currency, date) IS
'The sum of amounts, each converted to one currency on its day and rounded: always equal to sum(in_currency(...)), so it foots with its lines. Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies. CR001 where no usable rate is known.';

CREATE AGGREGATE sum_converted(numeric, currency, currency, date) (
	SFUNC = sum_converted_accum,
	STYPE = bigint[],
	FINALFUNC = sum_converted_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_converted(numeric, currency, currency, date) IS
'The sum of plain numbers, each converted from one currency to another on its day and rounded: always equal to sum(convert_amount(...)). Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies. CR001 where no usable rate is known.';

CREATE AGGREGATE sum_in_exact(monetary, currency, date) (
	SFUNC = sum_in_exact_accum,
	STYPE = internal,
	FINALFUNC = sum_in_exact_final,
	COMBINEFUNC = sum_in_exact_combine,
	SERIALFUNC = sum_in_exact_serialize,
	DESERIALFUNC = sum_in_exact_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_in_exact(monetary, currency, date) IS
'The sum of amounts, each converted to one currency on its day and not rounded; the total has 20 decimals, for the caller to round once. It need not equal the sum of the displayed lines: that is sum_in. Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies.';

CREATE AGGREGATE sum_in(monetary, currency, date, text) (
	SFUNC = sum_in_accum,
	STYPE = bigint[],
	FINALFUNC = monetary_sum_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_in(monetary, currency, date, text) IS
'The sum of amounts, each converted to one currency on its day by one source and rounded: always equal to sum(in_currency(...)), so it foots with its lines. Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies. CR001 where no usable rate is known.';

CREATE AGGREGATE sum_converted(numeric, currency, currency, date, text) (
	SFUNC = sum_converted_accum,
	STYPE = bigint[],
	FINALFUNC = sum_converted_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_converted(numeric, currency, currency, date, text) IS
'The sum of plain numbers, each converted from one currency to another on its day by one source and rounded: always equal to sum(convert_amount(...)). Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies. CR001 where no usable rate is known.';

CREATE AGGREGATE sum_in_exact(monetary, currency, date, text) (
	SFUNC = sum_in_exact_accum,
	STYPE = internal,
	FINALFUNC = sum_in_exact_final,
	COMBINEFUNC = sum_in_exact_combine,
	SERIALFUNC = sum_in_exact_serialize,
	DESERIALFUNC = sum_in_exact_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum_in_exact(monetary, currency, date, text) IS
'The sum of amounts, each converted to one currency on its day by one source and not rounded; the total has 20 decimals, for the caller to round once. It need not equal the sum of the displayed lines: that is sum_in. Rows with a NULL, and rows without a usable rate under caudal.missing_rate = null, are left out; no rows is NULL. 22023 for two target currencies.';

CREATE AGGREGATE effective_rate(sent monetary, received monetary) (
	SFUNC = effective_rate_accum,
	STYPE = bigint[],
	FINALFUNC = effective_rate_final,
	COMBINEFUNC = effective_rate_combine,
	INITCOND = '{0,0,0,0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE effective_rate(sent monetary, received monetary) IS
'The weighted rate at which money really arrived: all received over all sent, with at least 16 significant digits. Rows with a NULL are left out; no rows, or a sent total of zero, is NULL; 22023 for two currencies on one side.';

