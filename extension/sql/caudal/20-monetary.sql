-- The type monetary: an amount that knows its currency.

CREATE TYPE monetary;

CREATE FUNCTION monetary_in(cstring, oid, integer) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_in(cstring, oid, integer) IS
'input of monetary';

CREATE FUNCTION monetary_out(monetary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_monetary_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_out(monetary) IS
'output of monetary';

CREATE FUNCTION monetary_recv(internal, oid, integer) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_recv(internal, oid, integer) IS
'binary input of monetary: bigint minor units, three letters, one byte of exponent';

CREATE FUNCTION monetary_send(monetary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_monetary_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_send(monetary) IS
'binary output of monetary: bigint minor units, three letters, one byte of exponent';

CREATE FUNCTION monetary_typmod_in(cstring[]) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_monetary_typmod_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_typmod_in(cstring[]) IS
'type modifier of monetary: one currency';

CREATE FUNCTION monetary_typmod_out(integer) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_monetary_typmod_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_typmod_out(integer) IS
'output of the type modifier of monetary';

CREATE TYPE monetary (
	INPUT = monetary_in,
	OUTPUT = monetary_out,
	RECEIVE = monetary_recv,
	SEND = monetary_send,
	TYPMOD_IN = monetary_typmod_in,
	TYPMOD_OUT = monetary_typmod_out,
	INTERNALLENGTH = 12,
	ALIGNMENT = int4,
	STORAGE = plain,
	CATEGORY = 'm'
);
COMMENT ON TYPE monetary IS
'An amount of money: a whole number of minor units of a currency, as in ''1500.50 MXN''. monetary(''MXN'') is a column that takes one currency only; a cast never converts.';

CREATE FUNCTION monetary(monetary, integer, boolean) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_coerce'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary(monetary, integer, boolean) IS
'Check of a column''s currency, as in monetary(''MXN''): 22023 for another one.';

CREATE CAST (monetary AS monetary) WITH FUNCTION monetary(monetary, integer, boolean) AS IMPLICIT;

CREATE FUNCTION monetary(amount numeric, currency currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary(amount numeric, currency currency) IS
'An amount of a currency, rounded half away from zero to its minor unit. NULL for NULL; 22023 for NaN and infinity; 22003 beyond 64 bits of minor units.';

CREATE FUNCTION amount(monetary) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION amount(monetary) IS
'The number of an amount, in major units with all minor digits. NULL for NULL.';

CREATE CAST (monetary AS numeric) WITH FUNCTION amount(monetary);

CREATE FUNCTION currency(monetary) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_monetary_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency(monetary) IS
'The currency of an amount. NULL for NULL.';

CREATE FUNCTION minor_amount(monetary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caudal_minor_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION minor_amount(monetary) IS
'An amount in minor units, as payment files count it: 150050 for 1500.50 MXN. NULL for NULL; 22003 for an amount stored with a finer unit than today''s that does not divide.';

CREATE FUNCTION is_zero(monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_is_zero'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_zero(monetary) IS
'Is the amount zero? NULL for NULL.';

CREATE FUNCTION is_positive(monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_is_positive'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_positive(monetary) IS
'Is the amount greater than zero? NULL for NULL.';

CREATE FUNCTION absolute(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_absolute'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION absolute(monetary) IS
'The amount without its sign. NULL for NULL; 22003 for the least amount, whose opposite does not fit.';

CREATE FUNCTION direction(monetary) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_direction'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION direction(monetary) IS
'-1, 0 or 1: the sign of an amount. NULL for NULL.';

