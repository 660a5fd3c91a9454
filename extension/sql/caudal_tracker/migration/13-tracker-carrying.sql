-- What the books carry a claim at: a moving weighted average, which no sum can
-- say, because each share that is taken out is rounded.

CREATE FUNCTION carry(books numeric[], change numeric, value numeric, settles boolean, minor_unit numeric) RETURNS numeric[]
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 20
AS $$
DECLARE
	balance numeric := books[1];
	carried numeric := books[2];
	share numeric;
BEGIN
	-- div() is exact, where a quotient would be rounded before it is rounded
	IF change = 0 THEN
		RETURN ARRAY[balance, carried, CASE WHEN settles THEN - value ELSE 0 END];
	ELSIF sign(balance) <> - sign(change) THEN
		RETURN ARRAY[balance + change, carried + value, 0];
	ELSIF abs(change) < abs(balance) THEN
		share := sign(carried) * minor_unit
				 * div(2 * abs(carried * change) + minor_unit * abs(balance), 2 * minor_unit * abs(balance));
		RETURN ARRAY[balance + change, carried - share, CASE WHEN settles THEN - value - share ELSE 0 END];
	ELSE
		share := sign(value) * minor_unit
				 * div(2 * abs(value * balance) + minor_unit * abs(change), 2 * minor_unit * abs(change));
		RETURN ARRAY[balance + change, CASE WHEN balance = - change THEN 0 ELSE value - share END,
					 CASE WHEN settles THEN - share - carried ELSE 0 END];
	END IF;
END
$$;
COMMENT ON FUNCTION carry(books numeric[], change numeric, value numeric, settles boolean, minor_unit numeric) IS
'Transition function of carrying.';

CREATE AGGREGATE carrying(change numeric, value numeric, settles boolean, minor_unit numeric) (
	SFUNC = carry,
	STYPE = numeric[],
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE carrying(change numeric, value numeric, settles boolean, minor_unit numeric) IS
'Balance, what the books carry it at, and the gain of the last change, as an array, of changes in order. A change away from zero comes into the books at its value. One towards zero takes out of them the same share of what they carry, rounded half away from zero to a whole number of minor_unit; what goes beyond zero is carried at its share of the value of the change. Where the change settles, what it takes out and what it is worth make a gain or, below zero, a loss. NULL is unknown, and so is what depends on it.';
