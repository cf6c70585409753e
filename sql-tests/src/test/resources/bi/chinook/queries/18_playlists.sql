SELECT p.Name, count(pt.TrackId) AS tracks, coalesce(sum(t.UnitPrice), 0) AS price
FROM playlist p LEFT JOIN playlisttrack pt ON pt.PlaylistId = p.PlaylistId LEFT JOIN track t ON t.TrackId = pt.TrackId
GROUP BY p.PlaylistId, p.Name
ORDER BY tracks DESC, p.Name, p.PlaylistId
