SELECT customer_id, max(rental_date - before) AS longest
FROM (SELECT customer_id, CAST(rental_date AS DATE) AS rental_date,
        lag(CAST(rental_date AS DATE)) OVER (PARTITION BY customer_id ORDER BY rental_date, rental_id) AS before
      FROM rental) AS g
GROUP BY customer_id
ORDER BY longest DESC, customer_id
LIMIT 20
