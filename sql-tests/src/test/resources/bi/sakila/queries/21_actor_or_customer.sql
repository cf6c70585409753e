SELECT first_name FROM actor INTERSECT SELECT first_name FROM customer ORDER BY first_name
