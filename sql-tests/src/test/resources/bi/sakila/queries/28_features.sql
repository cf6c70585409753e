SELECT special_features LIKE '%Trailers%' AS trailers, special_features LIKE '%Commentaries%' AS commentaries, rating, count(*) AS films,
  round(avg(rental_rate), 3) AS rate
FROM film
GROUP BY special_features LIKE '%Trailers%', special_features LIKE '%Commentaries%', rating
ORDER BY trailers, commentaries, rating
