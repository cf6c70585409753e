SELECT r.customer_id
FROM rental r JOIN inventory i ON i.inventory_id = r.inventory_id JOIN film_category fc ON fc.film_id = i.film_id
GROUP BY r.customer_id
HAVING count(DISTINCT fc.category_id) = (SELECT count(*) FROM category)
ORDER BY r.customer_id
