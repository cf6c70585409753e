SELECT e.last_name, o.ship_country, count(*) AS orders
FROM orders o JOIN employees e ON e.employee_id = o.employee_id
GROUP BY ROLLUP (e.last_name, o.ship_country)
HAVING count(*) > 5
ORDER BY e.last_name, o.ship_country
