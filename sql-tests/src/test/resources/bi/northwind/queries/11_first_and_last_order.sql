SELECT DISTINCT customer_id, first_value(order_id) OVER w AS first_order, last_value(order_id) OVER w AS last_order
FROM orders
WINDOW w AS (PARTITION BY customer_id ORDER BY order_date, order_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
ORDER BY customer_id
