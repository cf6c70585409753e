WITH RECURSIVE reach AS (
  SELECT 1 AS actor_id, 0 AS degree
  UNION
  SELECT fb.actor_id, r.degree + 1
  FROM reach r JOIN film_actor fa ON fa.actor_id = r.actor_id JOIN film_actor fb ON fb.film_id = fa.film_id
  WHERE r.degree < 2)
SELECT degree, count(*) AS actors FROM (SELECT actor_id, min(degree) AS degree FROM reach GROUP BY actor_id) AS nearest
GROUP BY degree ORDER BY degree
