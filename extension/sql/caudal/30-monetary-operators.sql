-- Arithmetic of monetary: one currency, else error 22023.

CREATE FUNCTION monetary_add(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_add'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_add(monetary, monetary) IS
'implementation of + operator';

CREATE FUNCTION monetary_subtract(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_subtract'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_subtract(monetary, monetary) IS
'implementation of - operator';

CREATE FUNCTION monetary_negate(monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_negate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_negate(monetary) IS
'implementation of - operator';

CREATE FUNCTION monetary_multiply(monetary, numeric) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_multiply'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_multiply(monetary, numeric) IS
'implementation of * operator';

CREATE FUNCTION numeric_multiply(numeric, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_numeric_multiply'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION numeric_multiply(numeric, monetary) IS
'implementation of * operator';

CREATE FUNCTION monetary_divide(monetary, numeric) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_divide'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_divide(monetary, numeric) IS
'implementation of / operator';

CREATE FUNCTION ratio(monetary, monetary) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_monetary_ratio'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION ratio(monetary, monetary) IS
'How many times the second amount goes into the first, with at least 16 significant digits. NULL for NULL; 22023 for two currencies; 22012 for a second amount of zero. Also the operator /.';

CREATE OPERATOR + (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_add,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (monetary, monetary) IS 'sum of two amounts of one currency';

CREATE OPERATOR - (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_subtract
);
COMMENT ON OPERATOR - (monetary, monetary) IS 'difference of two amounts of one currency';

CREATE OPERATOR - (
	RIGHTARG = monetary,
	FUNCTION = monetary_negate
);
COMMENT ON OPERATOR - (NONE, monetary) IS 'the opposite amount';

CREATE OPERATOR * (
	LEFTARG = monetary,
	RIGHTARG = numeric,
	FUNCTION = monetary_multiply,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (monetary, numeric) IS 'product, rounded half away from zero to the minor unit';

CREATE OPERATOR * (
	LEFTARG = numeric,
	RIGHTARG = monetary,
	FUNCTION = numeric_multiply,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (numeric, monetary) IS 'product, rounded half away from zero to the minor unit';

CREATE OPERATOR / (
	LEFTARG = monetary,
	RIGHTARG = numeric,
	FUNCTION = monetary_divide
);
COMMENT ON OPERATOR / (monetary, numeric) IS 'quotient, rounded half away from zero to the minor unit';

CREATE OPERATOR / (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = ratio
);
COMMENT ON OPERATOR / (monetary, monetary) IS 'how many times one amount goes into another of its currency';

-- Strict comparison: two currencies are error 22023.  The cost makes a filter on
-- the currency run first; the estimators never call the operators.

CREATE FUNCTION monetary_lt(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION monetary_lt(monetary, monetary) IS
'implementation of < operator';

CREATE FUNCTION monetary_lt_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_monetary_lt_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_lt_sel(internal, oid, internal, integer) IS
'restriction selectivity of < on monetary';

CREATE FUNCTION monetary_le(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION monetary_le(monetary, monetary) IS
'implementation of <= operator';

CREATE FUNCTION monetary_le_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_monetary_le_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_le_sel(internal, oid, internal, integer) IS
'restriction selectivity of <= on monetary';

CREATE FUNCTION monetary_gt(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION monetary_gt(monetary, monetary) IS
'implementation of > operator';

CREATE FUNCTION monetary_gt_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_monetary_gt_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_gt_sel(internal, oid, internal, integer) IS
'restriction selectivity of > on monetary';

CREATE FUNCTION monetary_ge(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION monetary_ge(monetary, monetary) IS
'implementation of >= operator';

CREATE FUNCTION monetary_ge_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_monetary_ge_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_ge_sel(internal, oid, internal, integer) IS
'restriction selectivity of >= on monetary';

CREATE FUNCTION monetary_eq(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_eq(monetary, monetary) IS
'implementation of = operator';

CREATE FUNCTION monetary_ne(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_ne(monetary, monetary) IS
'implementation of <> operator';

CREATE FUNCTION monetary_sort_lt(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_sort_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sort_lt(monetary, monetary) IS
'implementation of *< operator';

CREATE FUNCTION monetary_sort_le(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_sort_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sort_le(monetary, monetary) IS
'implementation of *<= operator';

CREATE FUNCTION monetary_sort_gt(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_sort_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sort_gt(monetary, monetary) IS
'implementation of *> operator';

CREATE FUNCTION monetary_sort_ge(monetary, monetary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_monetary_sort_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sort_ge(monetary, monetary) IS
'implementation of *>= operator';

CREATE OPERATOR = (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (monetary, monetary) IS 'the same currency and value';

CREATE OPERATOR <> (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (monetary, monetary) IS 'another currency or value';

CREATE OPERATOR < (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = monetary_lt_sel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (monetary, monetary) IS 'less, in one currency';

CREATE OPERATOR <= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = monetary_le_sel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (monetary, monetary) IS 'less or equal, in one currency';

CREATE OPERATOR > (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = monetary_gt_sel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (monetary, monetary) IS 'greater, in one currency';

CREATE OPERATOR >= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = monetary_ge_sel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (monetary, monetary) IS 'greater or equal, in one currency';

-- The total order, by code and then value: what sorts, groups and indexes a
-- column of several currencies.

CREATE OPERATOR *< (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_sort_lt,
	COMMUTATOR = *>,
	NEGATOR = *>=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR *< (monetary, monetary) IS 'before, by code and then value';

CREATE OPERATOR *<= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_sort_le,
	COMMUTATOR = *>=,
	NEGATOR = *>,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR *<= (monetary, monetary) IS 'not after, by code and then value';

CREATE OPERATOR *> (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_sort_gt,
	COMMUTATOR = *<,
	NEGATOR = *<=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR *> (monetary, monetary) IS 'after, by code and then value';

CREATE OPERATOR *>= (
	LEFTARG = monetary,
	RIGHTARG = monetary,
	FUNCTION = monetary_sort_ge,
	COMMUTATOR = *<=,
	NEGATOR = *<,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR *>= (monetary, monetary) IS 'not before, by code and then value';

CREATE FUNCTION monetary_cmp(monetary, monetary) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_monetary_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_cmp(monetary, monetary) IS
'btree comparison: by code, then by value';

CREATE FUNCTION monetary_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'caudal_monetary_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sortsupport(internal) IS
'btree sort support';

CREATE FUNCTION monetary_hash(monetary) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_monetary_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_hash(monetary) IS
'hash of code and value';

CREATE FUNCTION monetary_hash_extended(monetary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caudal_monetary_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_hash_extended(monetary, bigint) IS
'hash of code and value with a seed';

-- No btequalimage: two stored exponents of one value are equal and not alike.
CREATE OPERATOR CLASS monetary_ops DEFAULT FOR TYPE monetary USING btree AS
	OPERATOR 1 *<,
	OPERATOR 2 *<=,
	OPERATOR 3 =,
	OPERATOR 4 *>=,
	OPERATOR 5 *>,
	FUNCTION 1 monetary_cmp(monetary, monetary),
	FUNCTION 2 monetary_sortsupport(internal);

CREATE OPERATOR CLASS monetary_ops DEFAULT FOR TYPE monetary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 monetary_hash(monetary),
	FUNCTION 2 monetary_hash_extended(monetary, bigint);

CREATE FUNCTION greatest_of(VARIADIC monetary[]) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_greatest_of'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION greatest_of(VARIADIC monetary[]) IS
'The greatest of amounts of one currency. NULLs are ignored; no amount is NULL; 22023 for two currencies, where GREATEST would answer by the alphabet.';

CREATE FUNCTION least_of(VARIADIC monetary[]) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_least_of'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION least_of(VARIADIC monetary[]) IS
'The least of amounts of one currency. NULLs are ignored; no amount is NULL; 22023 for two currencies, where LEAST would answer by the alphabet.';

