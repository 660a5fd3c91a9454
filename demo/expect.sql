-- For scripts in which a statement is meant to fail: the error must be the
-- expected one.
CREATE PROCEDURE expect_sqlstate(expected text, seen text) LANGUAGE plpgsql AS $$
BEGIN
	ASSERT seen = expected, format('SQLSTATE %s instead of %s', seen, expected);
END $$;
