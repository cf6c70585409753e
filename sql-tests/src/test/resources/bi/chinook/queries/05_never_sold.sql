SELECT g.Name, count(*) AS unsold
FROM track t JOIN genre g ON g.GenreId = t.GenreId
WHERE NOT EXISTS (SELECT 1 FROM invoiceline il WHERE il.TrackId = t.TrackId)
GROUP BY g.Name
ORDER BY unsold DESC, g.Name
