SELECT DISTINCT ON (AlbumId) AlbumId, Name, Milliseconds FROM track ORDER BY AlbumId, Milliseconds DESC, TrackId
