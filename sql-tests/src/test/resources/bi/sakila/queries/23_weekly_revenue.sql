SELECT week, revenue, revenue - lag(revenue) OVER (ORDER BY week) AS change, avg(revenue) OVER (ORDER BY week ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS smooth
FROM (SELECT date_trunc('week', payment_date) AS week, sum(amount) AS revenue FROM payment GROUP BY date_trunc('week', payment_date)) AS w
ORDER BY week
