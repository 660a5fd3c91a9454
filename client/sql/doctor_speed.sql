-- $1 is the table of flows, or NULL: about how many rows, and what a sort may take.
SELECT (SELECT c.reltuples FROM pg_class AS c WHERE c.oid = to_regclass($1::text)),
	   (SELECT s.setting FROM pg_settings AS s WHERE s.name = 'work_mem'),
	   current_setting('work_mem'),
	   current_setting('max_parallel_workers_per_gather')
