WITH months AS (SELECT DISTINCT date_trunc('month', order_date::timestamp) AS month FROM orders),
shipped AS (SELECT date_trunc('month', shipped_date::timestamp) AS month, count(*) AS n FROM orders GROUP BY date_trunc('month', shipped_date::timestamp))
SELECT m.month AS ordered, s.month AS shipped, s.n
FROM months m FULL JOIN shipped s ON m.month = s.month
ORDER BY m.month NULLS LAST, s.month
