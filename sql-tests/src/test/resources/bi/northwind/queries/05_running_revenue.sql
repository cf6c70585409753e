SELECT month, revenue, sum(revenue) OVER (PARTITION BY extract(year FROM month) ORDER BY month) AS year_to_date
FROM (SELECT date_trunc('month', o.order_date::timestamp) AS month, sum(d.unit_price * d.quantity * (1 - d.discount)) AS revenue
      FROM orders o JOIN order_details d ON d.order_id = o.order_id
      GROUP BY date_trunc('month', o.order_date::timestamp)) AS m
ORDER BY month
