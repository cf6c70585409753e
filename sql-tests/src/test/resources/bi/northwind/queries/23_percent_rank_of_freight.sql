SELECT order_id, freight, percent_rank() OVER (ORDER BY freight, order_id) AS pr, cume_dist() OVER (ORDER BY freight, order_id) AS cd
FROM orders
WHERE ship_country = 'Germany'
ORDER BY freight, order_id
