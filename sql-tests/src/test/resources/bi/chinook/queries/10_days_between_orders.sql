SELECT CustomerId, InvoiceId, CAST(InvoiceDate AS DATE) - CAST(lag(InvoiceDate) OVER w AS DATE) AS days
FROM invoice
WINDOW w AS (PARTITION BY CustomerId ORDER BY InvoiceDate, InvoiceId)
ORDER BY CustomerId, InvoiceId
