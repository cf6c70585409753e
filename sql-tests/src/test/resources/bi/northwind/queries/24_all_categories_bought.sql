SELECT o.customer_id
FROM orders o JOIN order_details d ON d.order_id = o.order_id JOIN products p ON p.product_id = d.product_id
GROUP BY o.customer_id
HAVING count(DISTINCT p.category_id) = (SELECT count(*) FROM categories)
ORDER BY o.customer_id
