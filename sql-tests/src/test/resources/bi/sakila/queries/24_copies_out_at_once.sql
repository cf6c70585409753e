SELECT f.title, count(*) AS copies, (SELECT count(*) FROM rental r JOIN inventory j ON j.inventory_id = r.inventory_id
  WHERE j.film_id = f.film_id AND timestamp '2005-08-01 12:00:00' BETWEEN r.rental_date AND r.return_date) AS out
FROM film f JOIN inventory i ON i.film_id = f.film_id
GROUP BY f.film_id, f.title
HAVING count(*) = 8
ORDER BY f.title
