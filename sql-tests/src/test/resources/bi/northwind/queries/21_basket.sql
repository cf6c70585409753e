SELECT a.product_id AS one, b.product_id AS other, count(*) AS times
FROM order_details a JOIN order_details b ON a.order_id = b.order_id AND a.product_id < b.product_id
GROUP BY a.product_id, b.product_id
HAVING count(*) >= 6
ORDER BY times DESC, one, other
