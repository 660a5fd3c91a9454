INSERT INTO rate_source (code, name, priority, max_age, url)
VALUES ($1, $2, $3::integer, $4::integer, $5)
ON CONFLICT (code) DO NOTHING
