SELECT split_part(Email, '@', 2) AS domain, count(*) AS customers, string_agg(LastName, ',' ORDER BY LastName) AS names
FROM customer
GROUP BY split_part(Email, '@', 2)
ORDER BY customers DESC, domain
