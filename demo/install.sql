-- The documented installation: a schema of its own, last on the search path,
-- so that the names you have already win.
CREATE SCHEMA caudal;
CREATE EXTENSION caudal SCHEMA caudal;
GRANT USAGE ON SCHEMA caudal TO PUBLIC;
ALTER DATABASE :"DBNAME" SET search_path = "$user", public, caudal;
