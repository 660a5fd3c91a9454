SELECT e.award, c.country, c.percentage
FROM exported AS e
	 JOIN activity_country AS c ON c.award = e.award
ORDER BY e.award COLLATE "C", c.country
