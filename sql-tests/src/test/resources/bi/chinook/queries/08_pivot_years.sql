SELECT BillingCountry, sum(Total) FILTER (WHERE extract(year FROM InvoiceDate) = 2021) AS y2021,
  sum(Total) FILTER (WHERE extract(year FROM InvoiceDate) = 2022) AS y2022,
  sum(Total) FILTER (WHERE extract(year FROM InvoiceDate) = 2023) AS y2023,
  count(*) FILTER (WHERE Total > 10) AS large
FROM invoice
GROUP BY BillingCountry
ORDER BY BillingCountry
