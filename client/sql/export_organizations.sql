SELECT o.organization, o.name, o.country, o.kind, o.home_currency, o.fiscal_year_start,
	   (SELECT string_agg(a.alias, '; ' ORDER BY a.alias) FROM organization_alias AS a WHERE a.organization = o.organization) AS aliases,
	   o.note
FROM organization AS o
ORDER BY o.organization COLLATE "C"
