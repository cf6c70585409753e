SELECT f.title, c.name, f.length
FROM film f JOIN film_category fc ON fc.film_id = f.film_id JOIN category c ON c.category_id = fc.category_id
WHERE f.length > (SELECT 1.5 * avg(g.length) FROM film g JOIN film_category gc ON gc.film_id = g.film_id
                  WHERE gc.category_id = fc.category_id)
ORDER BY f.title
