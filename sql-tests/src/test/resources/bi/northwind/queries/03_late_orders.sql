SELECT order_id, shipped_date - required_date AS days_late
FROM orders
WHERE shipped_date > required_date
ORDER BY days_late DESC, order_id
