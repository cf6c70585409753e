SELECT ship_country, count(*) FILTER (WHERE ship_via = 1) AS speedy, count(*) FILTER (WHERE ship_via = 2) AS united,
  count(*) FILTER (WHERE ship_via = 3) AS federal, avg(freight) FILTER (WHERE freight > 10) AS usual_freight
FROM orders
GROUP BY ship_country
ORDER BY ship_country
