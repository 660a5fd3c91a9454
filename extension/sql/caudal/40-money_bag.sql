-- The type money_bag: a sum of several currencies.

CREATE TYPE money_bag;

CREATE FUNCTION money_bag_in(cstring) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_in(cstring) IS
'input of money_bag';

CREATE FUNCTION money_bag_out(money_bag) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_money_bag_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_out(money_bag) IS
'output of money_bag';

CREATE FUNCTION money_bag_recv(internal) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_recv(internal) IS
'binary input of money_bag: number of entries, then each as two bigints, three letters, one byte';

CREATE FUNCTION money_bag_send(money_bag) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_money_bag_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_send(money_bag) IS
'binary output of money_bag: number of entries, then each as two bigints, three letters, one byte';

-- Preferred in the category of both, so that bag('5 MXN') is not ambiguous: a
-- bag reads a bare amount too.
CREATE TYPE money_bag (
	INPUT = money_bag_in,
	OUTPUT = money_bag_out,
	RECEIVE = money_bag_recv,
	SEND = money_bag_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'm',
	PREFERRED = true
);
COMMENT ON TYPE money_bag IS
'Amounts of several currencies, one of each, as in ''{1500.50 MXN, 20.00 USD}''; zeros are left out. Input also takes the amounts without braces.';

CREATE FUNCTION money_bag(monetary) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_monetary_to_money_bag'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag(monetary) IS
'A bag with one amount; empty for zero. NULL for NULL.';

CREATE CAST (monetary AS money_bag) WITH FUNCTION money_bag(monetary) AS ASSIGNMENT;

CREATE FUNCTION money_bag_add(money_bag, money_bag) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_add'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_add(money_bag, money_bag) IS
'implementation of + operator';

CREATE FUNCTION money_bag_add_monetary(money_bag, monetary) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_add_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_add_monetary(money_bag, monetary) IS
'implementation of + operator';

CREATE FUNCTION monetary_add_money_bag(monetary, money_bag) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_monetary_add_money_bag'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_add_money_bag(monetary, money_bag) IS
'implementation of + operator';

CREATE FUNCTION money_bag_subtract(money_bag, money_bag) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_subtract'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_subtract(money_bag, money_bag) IS
'implementation of - operator';

CREATE FUNCTION money_bag_subtract_monetary(money_bag, monetary) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_money_bag_subtract_monetary'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_subtract_monetary(money_bag, monetary) IS
'implementation of - operator';

CREATE FUNCTION monetary_subtract_money_bag(monetary, money_bag) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_monetary_subtract_money_bag'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_subtract_money_bag(monetary, money_bag) IS
'implementation of - operator';

CREATE FUNCTION money_bag_get(money_bag, currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_money_bag_get_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_get(money_bag, currency) IS
'implementation of -> operator';

CREATE OPERATOR + (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_add,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (money_bag, money_bag) IS 'both together, currency by currency';

CREATE OPERATOR - (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_subtract
);
COMMENT ON OPERATOR - (money_bag, money_bag) IS 'the first less the second, currency by currency';

CREATE OPERATOR + (
	LEFTARG = money_bag,
	RIGHTARG = monetary,
	FUNCTION = money_bag_add_monetary,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (money_bag, monetary) IS 'both together, currency by currency';

CREATE OPERATOR - (
	LEFTARG = money_bag,
	RIGHTARG = monetary,
	FUNCTION = money_bag_subtract_monetary
);
COMMENT ON OPERATOR - (money_bag, monetary) IS 'the first less the second, currency by currency';

CREATE OPERATOR + (
	LEFTARG = monetary,
	RIGHTARG = money_bag,
	FUNCTION = monetary_add_money_bag,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (monetary, money_bag) IS 'both together, currency by currency';

CREATE OPERATOR - (
	LEFTARG = monetary,
	RIGHTARG = money_bag,
	FUNCTION = monetary_subtract_money_bag
);
COMMENT ON OPERATOR - (monetary, money_bag) IS 'the first less the second, currency by currency';

CREATE OPERATOR -> (
	LEFTARG = money_bag,
	RIGHTARG = currency,
	FUNCTION = money_bag_get
);
COMMENT ON OPERATOR -> (money_bag, currency) IS 'the amount of one currency in a bag, zero where it has none';

CREATE FUNCTION money_bag_eq(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_eq(money_bag, money_bag) IS
'implementation of = operator';

CREATE FUNCTION money_bag_ne(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_ne(money_bag, money_bag) IS
'implementation of <> operator';

CREATE FUNCTION money_bag_sort_lt(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_sort_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_sort_lt(money_bag, money_bag) IS
'implementation of *< operator';

CREATE FUNCTION money_bag_sort_le(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_sort_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_sort_le(money_bag, money_bag) IS
'implementation of *<= operator';

CREATE FUNCTION money_bag_sort_gt(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_sort_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_sort_gt(money_bag, money_bag) IS
'implementation of *> operator';

CREATE FUNCTION money_bag_sort_ge(money_bag, money_bag) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_money_bag_sort_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_sort_ge(money_bag, money_bag) IS
'implementation of *>= operator';

CREATE OPERATOR = (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (money_bag, money_bag) IS 'the same amounts';

CREATE OPERATOR <> (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (money_bag, money_bag) IS 'not the same amounts';

CREATE OPERATOR *< (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_sort_lt,
	COMMUTATOR = *>,
	NEGATOR = *>=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR *< (money_bag, money_bag) IS 'before, entry by entry';

CREATE OPERATOR *<= (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_sort_le,
	COMMUTATOR = *>=,
	NEGATOR = *>,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR *<= (money_bag, money_bag) IS 'not after, entry by entry';

CREATE OPERATOR *> (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_sort_gt,
	COMMUTATOR = *<,
	NEGATOR = *<=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR *> (money_bag, money_bag) IS 'after, entry by entry';

CREATE OPERATOR *>= (
	LEFTARG = money_bag,
	RIGHTARG = money_bag,
	FUNCTION = money_bag_sort_ge,
	COMMUTATOR = *<=,
	NEGATOR = *<,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR *>= (money_bag, money_bag) IS 'not before, entry by entry';

CREATE FUNCTION money_bag_cmp(money_bag, money_bag) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_money_bag_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_cmp(money_bag, money_bag) IS
'btree comparison: entry by entry, by code and then value';

CREATE FUNCTION money_bag_hash(money_bag) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_money_bag_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_hash(money_bag) IS
'hash of the entries';

CREATE FUNCTION money_bag_hash_extended(money_bag, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caudal_money_bag_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_hash_extended(money_bag, bigint) IS
'hash of the entries with a seed';

CREATE OPERATOR CLASS money_bag_ops DEFAULT FOR TYPE money_bag USING btree AS
	OPERATOR 1 *<,
	OPERATOR 2 *<=,
	OPERATOR 3 =,
	OPERATOR 4 *>=,
	OPERATOR 5 *>,
	FUNCTION 1 money_bag_cmp(money_bag, money_bag);

CREATE OPERATOR CLASS money_bag_ops DEFAULT FOR TYPE money_bag USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 money_bag_hash(money_bag),
	FUNCTION 2 money_bag_hash_extended(money_bag, bigint);

CREATE FUNCTION currencies(money_bag) RETURNS currency[]
	AS 'MODULE_PATHNAME', 'caudal_money_bag_currencies'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currencies(money_bag) IS
'The currencies of a bag, in order of code. NULL for NULL; an empty array for an empty bag.';

CREATE FUNCTION unnest(money_bag) RETURNS SETOF monetary
	AS 'MODULE_PATHNAME', 'caudal_money_bag_unnest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 5;
COMMENT ON FUNCTION unnest(money_bag) IS
'The amounts of a bag, one row each, in order of code. No rows for NULL; 22003 for an amount that does not fit monetary.';

CREATE FUNCTION money_bag_to_jsonb(money_bag) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'caudal_money_bag_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_to_jsonb(money_bag) IS
'cast from money_bag to jsonb: {"MXN": 1500.50, "USD": 20.00}';

CREATE CAST (money_bag AS jsonb) WITH FUNCTION money_bag_to_jsonb(money_bag);

