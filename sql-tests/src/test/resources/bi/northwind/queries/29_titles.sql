SELECT upper(left(contact_title, 5)) AS title, count(*) AS n, min(length(company_name)) AS shortest, max(position('a' IN contact_name)) AS a
FROM customers
WHERE contact_title LIKE '%Man%' OR contact_title ILIKE 'owner%'
GROUP BY upper(left(contact_title, 5))
ORDER BY title
