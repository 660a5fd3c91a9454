SELECT r.source, r.base, r.quote, r.valid_from, r.valid_to, r.rate
FROM exchange_rate AS r
WHERE r.source = nullif(current_setting('caudal_client.source'), '') OR current_setting('caudal_client.source') = ''
ORDER BY r.source, r.base, r.quote, r.valid_from
