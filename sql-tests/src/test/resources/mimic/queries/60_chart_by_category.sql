-- All chart events by category of their item and whether they carry a number.
SELECT i.category, count(*) AS n, count(c.valuenum) AS numbers, avg(c.valuenum) AS mean
FROM medical.chartevents c JOIN medical.d_items i ON i.itemid = c.itemid
GROUP BY i.category
ORDER BY n DESC, i.category
