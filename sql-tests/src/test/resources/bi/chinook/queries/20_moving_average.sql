SELECT month, revenue, avg(revenue) OVER (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS smooth,
  revenue - lag(revenue, 12) OVER (ORDER BY month) AS year_over_year
FROM (SELECT date_trunc('month', InvoiceDate) AS month, sum(Total) AS revenue FROM invoice GROUP BY date_trunc('month', InvoiceDate)) AS m
ORDER BY month
