SELECT c.country, e.last_name, sum(o.freight) AS freight, count(*) AS n
FROM orders o JOIN customers c ON c.customer_id = o.customer_id JOIN employees e ON e.employee_id = o.employee_id
GROUP BY GROUPING SETS ((c.country), (e.last_name), ())
ORDER BY c.country, e.last_name
