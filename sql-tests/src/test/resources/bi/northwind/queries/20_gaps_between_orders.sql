SELECT customer_id, max(gap) AS longest_gap
FROM (SELECT customer_id, order_date - lag(order_date) OVER (PARTITION BY customer_id ORDER BY order_date, order_id) AS gap FROM orders) AS g
GROUP BY customer_id
HAVING max(gap) > 200
ORDER BY longest_gap DESC, customer_id
