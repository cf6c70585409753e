SELECT CustomerId
FROM invoice
GROUP BY CustomerId
HAVING count(DISTINCT extract(year FROM InvoiceDate)) = (SELECT count(DISTINCT extract(year FROM InvoiceDate)) FROM invoice)
ORDER BY CustomerId
