SELECT genre, track, sold
FROM (SELECT g.Name AS genre, t.Name AS track, sum(il.Quantity) AS sold,
        row_number() OVER (PARTITION BY g.GenreId ORDER BY sum(il.Quantity) DESC, t.TrackId) AS place
      FROM genre g JOIN track t ON t.GenreId = g.GenreId JOIN invoiceline il ON il.TrackId = t.TrackId
      GROUP BY g.GenreId, g.Name, t.TrackId, t.Name) AS ranked
WHERE place = 1
ORDER BY genre
