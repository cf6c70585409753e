SELECT c.category_name, sum(d.unit_price * d.quantity * (1 - d.discount)) AS revenue, count(DISTINCT d.order_id) AS orders
FROM order_details d JOIN products p USING (product_id) JOIN categories c ON c.category_id = p.category_id
GROUP BY c.category_name
ORDER BY revenue DESC
