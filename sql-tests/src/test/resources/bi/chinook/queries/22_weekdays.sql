SELECT extract(dow FROM InvoiceDate) AS day, count(*) AS invoices, max(Total) AS largest
FROM invoice
GROUP BY extract(dow FROM InvoiceDate)
ORDER BY day
