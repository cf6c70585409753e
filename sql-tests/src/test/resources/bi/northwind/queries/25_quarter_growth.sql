WITH q AS (
  SELECT date_trunc('quarter', o.order_date::timestamp) AS quarter, sum(d.unit_price * d.quantity) AS revenue
  FROM orders o JOIN order_details d ON d.order_id = o.order_id
  GROUP BY date_trunc('quarter', o.order_date::timestamp))
SELECT quarter, revenue, revenue / lag(revenue) OVER (ORDER BY quarter) - 1 AS growth FROM q ORDER BY quarter
