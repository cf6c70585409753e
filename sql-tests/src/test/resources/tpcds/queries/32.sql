SELECT sum(cs_ext_discount_amt) AS "excess discount amount"
FROM catalog_sales, item, date_dim
WHERE i_manufact_id IN (977, 356, 128, 269, 294) AND i_item_sk = cs_item_sk
  AND d_date BETWEEN cast('2000-01-27' AS date) AND (cast('2000-01-27' AS date) + interval '90 days')
  AND d_date_sk = cs_sold_date_sk
  AND cs_ext_discount_amt > (
    SELECT 1.3 * avg(cs_ext_discount_amt)
    FROM catalog_sales, date_dim
    WHERE cs_item_sk = i_item_sk
      AND d_date BETWEEN cast('2000-01-27' AS date) AND (cast('2000-01-27' AS date) + interval '90 days')
      AND d_date_sk = cs_sold_date_sk)
LIMIT 100
