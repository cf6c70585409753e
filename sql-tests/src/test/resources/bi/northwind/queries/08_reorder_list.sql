SELECT product_name, units_in_stock + units_on_order AS available, reorder_level
FROM products
WHERE units_in_stock + units_on_order <= reorder_level AND discontinued = 0
ORDER BY product_name
