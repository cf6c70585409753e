SELECT r.rental_id, c.last_name, r.rental_date
FROM rental r JOIN customer c ON c.customer_id = r.customer_id
WHERE r.return_date IS NULL
ORDER BY r.rental_date, r.rental_id
