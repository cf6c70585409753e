SELECT ar.Name FROM artist ar LEFT JOIN album al ON al.ArtistId = ar.ArtistId WHERE al.AlbumId IS NULL ORDER BY ar.Name
