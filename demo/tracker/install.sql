-- The documented installation, into the schemas tracker and report.
CREATE EXTENSION caudal_tracker SCHEMA caudal;
SELECT install_tracker() AS migrations
\gset
