SELECT name, title, rentals
FROM (SELECT c.name, f.title, count(*) AS rentals, row_number() OVER (PARTITION BY c.category_id ORDER BY count(*) DESC, f.film_id) AS place
      FROM rental r JOIN inventory i ON i.inventory_id = r.inventory_id JOIN film f ON f.film_id = i.film_id
        JOIN film_category fc ON fc.film_id = f.film_id JOIN category c ON c.category_id = fc.category_id
      GROUP BY c.category_id, c.name, f.film_id, f.title) AS ranked
WHERE place <= 2
ORDER BY name, place
