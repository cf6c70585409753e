SELECT c.customer_id, count(*) AS late
FROM rental r JOIN inventory i ON i.inventory_id = r.inventory_id JOIN film f ON f.film_id = i.film_id
  JOIN customer c ON c.customer_id = r.customer_id
WHERE r.return_date > r.rental_date + f.rental_duration * interval '1 day'
GROUP BY c.customer_id
HAVING count(*) > 18
ORDER BY late DESC, c.customer_id
