-- Most charted items.
SELECT c.itemid, i.label, count(*) AS n
FROM medical.chartevents c JOIN medical.d_items i ON i.itemid = c.itemid
GROUP BY c.itemid, i.label
ORDER BY n DESC, c.itemid LIMIT 20
