SELECT ar.Name, sum(il.UnitPrice * il.Quantity) AS revenue, count(DISTINCT i.CustomerId) AS customers
FROM invoiceline il JOIN invoice i USING (InvoiceId) JOIN track t ON t.TrackId = il.TrackId
  JOIN album al ON al.AlbumId = t.AlbumId JOIN artist ar ON ar.ArtistId = al.ArtistId
GROUP BY ar.ArtistId, ar.Name
ORDER BY revenue DESC, ar.Name
LIMIT 10
