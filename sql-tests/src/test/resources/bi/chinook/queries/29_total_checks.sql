SELECT i.InvoiceId, i.Total, l.lines
FROM invoice i JOIN LATERAL (SELECT sum(UnitPrice * Quantity) AS lines, count(*) AS n FROM invoiceline il WHERE il.InvoiceId = i.InvoiceId) AS l ON true
WHERE l.n >= 10 AND i.Total = l.lines
ORDER BY i.InvoiceId
