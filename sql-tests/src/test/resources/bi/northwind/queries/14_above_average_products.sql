SELECT product_name, unit_price, (SELECT avg(unit_price) FROM products q WHERE q.category_id = p.category_id) AS usual
FROM products p
WHERE unit_price > (SELECT avg(unit_price) FROM products q WHERE q.category_id = p.category_id)
ORDER BY product_name
