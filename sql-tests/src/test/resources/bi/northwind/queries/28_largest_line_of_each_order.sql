SELECT o.order_id, l.product_id, l.amount
FROM orders o CROSS JOIN LATERAL (
  SELECT d.product_id, d.unit_price * d.quantity AS amount FROM order_details d WHERE d.order_id = o.order_id
  ORDER BY d.unit_price * d.quantity DESC, d.product_id LIMIT 1) AS l
WHERE o.order_id < 10300
ORDER BY o.order_id
