SELECT staff_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median, percentile_disc(0.9) WITHIN GROUP (ORDER BY amount) AS high
FROM payment
GROUP BY staff_id
ORDER BY staff_id
