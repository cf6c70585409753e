WITH firsts AS (SELECT customer_id, date_trunc('month', min(rental_date)) AS cohort FROM rental GROUP BY customer_id)
SELECT f.cohort, date_trunc('month', r.rental_date) AS month, count(DISTINCT r.customer_id) AS customers
FROM rental r JOIN firsts f ON f.customer_id = r.customer_id
GROUP BY f.cohort, date_trunc('month', r.rental_date)
ORDER BY f.cohort, month
