WITH first_order AS (SELECT CustomerId, min(InvoiceDate) AS first_date FROM invoice GROUP BY CustomerId)
SELECT extract(year FROM f.first_date) AS cohort, extract(year FROM i.InvoiceDate) - extract(year FROM f.first_date) AS age,
  count(DISTINCT i.CustomerId) AS customers, sum(i.Total) AS revenue
FROM invoice i JOIN first_order f ON f.CustomerId = i.CustomerId
GROUP BY extract(year FROM f.first_date), extract(year FROM i.InvoiceDate) - extract(year FROM f.first_date)
ORDER BY cohort, age
