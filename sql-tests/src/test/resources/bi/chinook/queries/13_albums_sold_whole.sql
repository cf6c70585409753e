SELECT al.Title, count(*) AS tracks
FROM album al JOIN track t ON t.AlbumId = al.AlbumId
GROUP BY al.AlbumId, al.Title
HAVING count(*) = count(*) FILTER (WHERE EXISTS (SELECT 1 FROM invoiceline il WHERE il.TrackId = t.TrackId))
ORDER BY tracks DESC, al.Title
