SELECT CASE WHEN discount = 0 THEN 'none' WHEN discount < 0.1 THEN 'small' ELSE 'large' END AS band, count(*) AS n,
  avg(quantity) AS quantity
FROM order_details
GROUP BY 1
ORDER BY 1
