SELECT a.actor_id AS one, b.actor_id AS other, count(*) AS films
FROM film_actor a JOIN film_actor b ON a.film_id = b.film_id AND a.actor_id < b.actor_id
GROUP BY a.actor_id, b.actor_id
HAVING count(*) >= 5
ORDER BY films DESC, one, other
