-- A name that people refer to a thing by may change.  Keys follow by ON UPDATE
-- CASCADE; labels have no key, because codes are of many tables.
CREATE FUNCTION rename_labels() RETURNS trigger
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path FROM CURRENT
AS $$
BEGIN
	UPDATE label AS l
	SET code = to_jsonb(new) ->> tg_argv[0]
	WHERE l.list = tg_table_name || '.' || coalesce(tg_argv[1], tg_argv[0])
	  AND l.code = to_jsonb(old) ->> tg_argv[0];
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION rename_labels() IS
'Trigger of tables with a name that is labelled, given as the argument (a second one names another column whose labels have the same codes): labels follow when it changes.';

CREATE TRIGGER rename_labels AFTER UPDATE OF organization ON organization
	FOR EACH ROW WHEN (old.organization <> new.organization) EXECUTE FUNCTION rename_labels('organization');
CREATE TRIGGER rename_labels AFTER UPDATE OF programme ON programme
	FOR EACH ROW WHEN (old.programme <> new.programme) EXECUTE FUNCTION rename_labels('programme');
CREATE TRIGGER rename_labels AFTER UPDATE OF award ON award
	FOR EACH ROW WHEN (old.award <> new.award) EXECUTE FUNCTION rename_labels('award');
CREATE TRIGGER rename_labels AFTER UPDATE OF framework ON framework
	FOR EACH ROW WHEN (old.framework <> new.framework) EXECUTE FUNCTION rename_labels('framework');
CREATE TRIGGER rename_labels AFTER UPDATE OF convening ON convening
	FOR EACH ROW WHEN (old.convening <> new.convening) EXECUTE FUNCTION rename_labels('convening');
CREATE TRIGGER rename_labels AFTER UPDATE OF path ON learning_path
	FOR EACH ROW WHEN (old.path <> new.path) EXECUTE FUNCTION rename_labels('path');
CREATE TRIGGER rename_labels AFTER UPDATE OF indicator ON indicator
	FOR EACH ROW WHEN (old.indicator <> new.indicator) EXECUTE FUNCTION rename_labels('indicator');
