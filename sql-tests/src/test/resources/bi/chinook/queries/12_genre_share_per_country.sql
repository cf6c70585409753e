SELECT BillingCountry, g.Name, count(*) AS sold, 100.0 * count(*) / sum(count(*)) OVER (PARTITION BY BillingCountry) AS share
FROM invoice i JOIN invoiceline il ON il.InvoiceId = i.InvoiceId JOIN track t ON t.TrackId = il.TrackId
  JOIN genre g ON g.GenreId = t.GenreId
GROUP BY BillingCountry, g.GenreId, g.Name
ORDER BY BillingCountry, sold DESC, g.Name
