SELECT a.first_name, count(*) AS n, string_agg(a.last_name, ', ' ORDER BY a.last_name) AS names
FROM actor a
GROUP BY a.first_name
HAVING count(*) > 2
ORDER BY n DESC, a.first_name
