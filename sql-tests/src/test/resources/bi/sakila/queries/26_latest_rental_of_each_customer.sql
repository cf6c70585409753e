SELECT c.customer_id, l.title, l.rental_date
FROM customer c JOIN LATERAL (
  SELECT f.title, r.rental_date FROM rental r JOIN inventory i ON i.inventory_id = r.inventory_id JOIN film f ON f.film_id = i.film_id
  WHERE r.customer_id = c.customer_id ORDER BY r.rental_date DESC, r.rental_id DESC LIMIT 1) AS l ON true
WHERE c.customer_id <= 50
ORDER BY c.customer_id
