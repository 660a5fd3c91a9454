-- What is of a refused activity is neither loaded nor refused once more.
DELETE FROM staged_text AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_participant AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_country AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_transaction AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_budget AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_plan AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_result AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_indicator AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
DELETE FROM staged_value AS s WHERE NOT EXISTS (SELECT FROM staged_activity AS a WHERE a.activity = s.activity);
