SELECT rental_duration, rating, count(*) AS n, corr(length, replacement_cost) AS c, regr_slope(length, rental_rate) AS slope
FROM film
GROUP BY rental_duration, rating
ORDER BY rental_duration, rating
