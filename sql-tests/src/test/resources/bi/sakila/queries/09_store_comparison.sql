SELECT f.rating, count(*) FILTER (WHERE i.store_id = 1) AS first_store, count(*) FILTER (WHERE i.store_id = 2) AS second_store
FROM inventory i JOIN film f ON f.film_id = i.film_id
GROUP BY f.rating
ORDER BY f.rating
