SELECT extract(hour FROM rental_date) AS hour, count(*) AS rentals, rank() OVER (ORDER BY count(*) DESC) AS place
FROM rental
GROUP BY extract(hour FROM rental_date)
ORDER BY hour
