SELECT product_id, revenue, sum(revenue) OVER (ORDER BY revenue DESC, product_id) / sum(revenue) OVER () AS share
FROM (SELECT product_id, sum(unit_price * quantity * (1 - discount)) AS revenue FROM order_details GROUP BY product_id) AS r
ORDER BY revenue DESC, product_id
