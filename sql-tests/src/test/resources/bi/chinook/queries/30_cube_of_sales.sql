SELECT m.Name AS media, extract(year FROM i.InvoiceDate) AS year, sum(il.Quantity) AS sold, grouping(m.Name, extract(year FROM i.InvoiceDate)) AS level
FROM invoice i JOIN invoiceline il ON il.InvoiceId = i.InvoiceId JOIN track t ON t.TrackId = il.TrackId
  JOIN mediatype m ON m.MediaTypeId = t.MediaTypeId
GROUP BY CUBE (m.Name, extract(year FROM i.InvoiceDate))
ORDER BY level, media, year
