SELECT coalesce(Composer, 'unknown') AS composer, count(*) AS tracks, round(avg(Milliseconds) / 60000.0, 2) AS minutes
FROM track
GROUP BY coalesce(Composer, 'unknown')
HAVING count(*) >= 10
ORDER BY tracks DESC, composer
