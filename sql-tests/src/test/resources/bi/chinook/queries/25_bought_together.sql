SELECT least(g1.Name, g2.Name) AS one, greatest(g1.Name, g2.Name) AS other, count(DISTINCT a.InvoiceId) AS invoices
FROM invoiceline a JOIN invoiceline b ON a.InvoiceId = b.InvoiceId AND a.InvoiceLineId < b.InvoiceLineId
  JOIN track t1 ON t1.TrackId = a.TrackId JOIN track t2 ON t2.TrackId = b.TrackId
  JOIN genre g1 ON g1.GenreId = t1.GenreId JOIN genre g2 ON g2.GenreId = t2.GenreId
WHERE t1.GenreId <> t2.GenreId
GROUP BY least(g1.Name, g2.Name), greatest(g1.Name, g2.Name)
HAVING count(DISTINCT a.InvoiceId) > 2
ORDER BY invoices DESC, one, other
