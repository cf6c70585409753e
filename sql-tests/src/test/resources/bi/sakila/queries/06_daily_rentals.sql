SELECT CAST(rental_date AS DATE) AS day, count(*) AS rentals, sum(count(*)) OVER (ORDER BY CAST(rental_date AS DATE)) AS running
FROM rental
GROUP BY CAST(rental_date AS DATE)
ORDER BY day
