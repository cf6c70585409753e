SELECT l.name, count(f.film_id) AS films FROM language l LEFT JOIN film f ON f.language_id = l.language_id GROUP BY l.name ORDER BY films DESC, l.name
