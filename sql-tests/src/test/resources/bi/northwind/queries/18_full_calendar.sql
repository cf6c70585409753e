WITH months AS (SELECT DISTINCT date_trunc('month', order_date) AS month FROM orders),
shipped AS (SELECT date_trunc('month', shipped_date) AS month, count(*) AS n FROM orders GROUP BY date_trunc('month', shipped_date))
SELECT m.month AS ordered, s.month AS shipped, s.n
FROM months m FULL JOIN shipped s ON m.month = s.month
ORDER BY m.month NULLS LAST, s.month
