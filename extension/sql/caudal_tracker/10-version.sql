-- Restoring a dump checks this of every row, with an empty search path and
-- before there is anything else: it must need nothing.
CREATE FUNCTION is_tracker_migration(migration int) RETURNS boolean
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN migration >= 1;
COMMENT ON FUNCTION is_tracker_migration(migration int) IS
'Whether a number can be that of a migration of the tracker.';
