SELECT o.order_id, c.country, o.ship_country
FROM orders o JOIN customers c ON c.customer_id = o.customer_id
WHERE o.ship_country IS DISTINCT FROM c.country OR o.ship_city IS DISTINCT FROM c.city
ORDER BY o.order_id
