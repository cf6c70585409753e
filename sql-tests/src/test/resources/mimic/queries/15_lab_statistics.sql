-- Statistics of the frequent lab items.
SELECT i.label, l.valueuom, count(*) AS n, avg(l.valuenum) AS mean, min(l.valuenum) AS low, max(l.valuenum) AS high, stddev_samp(l.valuenum) AS sd
FROM medical.labevents l JOIN medical.d_labitems i ON i.itemid = l.itemid
WHERE l.valuenum IS NOT NULL
GROUP BY i.label, l.valueuom
HAVING count(*) > 500
ORDER BY n DESC, i.label, l.valueuom
