SELECT extract(year FROM InvoiceDate) AS year, BillingCountry, sum(Total) AS revenue, grouping(BillingCountry) AS is_total
FROM invoice
GROUP BY ROLLUP (extract(year FROM InvoiceDate), BillingCountry)
ORDER BY year, BillingCountry
