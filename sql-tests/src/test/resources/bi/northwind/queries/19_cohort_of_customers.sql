WITH firsts AS (SELECT customer_id, min(order_date) AS first_date FROM orders GROUP BY customer_id)
SELECT date_trunc('month', f.first_date::timestamp) AS cohort, count(DISTINCT o.customer_id) AS customers,
  count(*) FILTER (WHERE o.order_date > f.first_date) AS later_orders
FROM orders o JOIN firsts f ON f.customer_id = o.customer_id
GROUP BY date_trunc('month', f.first_date::timestamp)
ORDER BY cohort
