SELECT quartile, min(replacement_cost) AS least, max(replacement_cost) AS most, avg(length) AS length
FROM (SELECT replacement_cost, length, ntile(4) OVER (ORDER BY replacement_cost, film_id) AS quartile FROM film) AS q
GROUP BY quartile
ORDER BY quartile
