SELECT date_trunc('month', InvoiceDate) AS month, count(*) AS invoices, sum(Total) AS revenue,
  sum(sum(Total)) OVER (ORDER BY date_trunc('month', InvoiceDate)) AS running
FROM invoice
GROUP BY date_trunc('month', InvoiceDate)
ORDER BY month
