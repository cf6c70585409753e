SELECT s.company_name, count(*) AS orders, avg(o.shipped_date - o.order_date) AS days, max(o.freight) AS dearest
FROM orders o JOIN shippers s ON s.shipper_id = o.ship_via
WHERE o.shipped_date IS NOT NULL
GROUP BY s.company_name
ORDER BY s.company_name
