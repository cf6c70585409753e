SELECT p.staff_id, date_trunc('month', p.payment_date) AS month, sum(p.amount) AS revenue, grouping(p.staff_id, date_trunc('month', p.payment_date)) AS level
FROM payment p
GROUP BY CUBE (p.staff_id, date_trunc('month', p.payment_date))
ORDER BY level, p.staff_id, month
