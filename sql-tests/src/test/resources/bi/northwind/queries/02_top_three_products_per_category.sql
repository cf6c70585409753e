SELECT category_name, product_name, sold, place
FROM (SELECT c.category_name, p.product_name, sum(d.quantity) AS sold,
        dense_rank() OVER (PARTITION BY c.category_id ORDER BY sum(d.quantity) DESC) AS place
      FROM order_details d JOIN products p ON p.product_id = d.product_id JOIN categories c ON c.category_id = p.category_id
      GROUP BY c.category_id, c.category_name, p.product_id, p.product_name) AS ranked
WHERE place <= 3
ORDER BY category_name, place, product_name
