SELECT c.first_name, c.last_name, sum(p.amount) AS spent
FROM customer c JOIN payment p ON p.customer_id = c.customer_id
GROUP BY c.customer_id, c.first_name, c.last_name
ORDER BY spent DESC, c.last_name, c.first_name
LIMIT 10
