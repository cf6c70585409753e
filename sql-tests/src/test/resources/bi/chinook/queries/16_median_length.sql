SELECT g.Name, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.Milliseconds) AS median, stddev_samp(t.Milliseconds) AS spread
FROM track t JOIN genre g ON g.GenreId = t.GenreId
GROUP BY g.Name
ORDER BY g.Name
