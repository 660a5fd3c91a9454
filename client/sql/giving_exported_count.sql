SELECT count(*) FILTER (WHERE NOT e.is_left_out), count(*) FILTER (WHERE e.is_left_out),
	   (SELECT count(*) FROM payment AS p JOIN exported AS x ON x.award = p.award AND NOT x.is_left_out)
FROM exported AS e
