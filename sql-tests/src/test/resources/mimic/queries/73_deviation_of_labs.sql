-- Spread of common laboratory values.
SELECT d.label, count(*) AS n, round(avg(l.valuenum), 4) AS mean, round(stddev(l.valuenum), 6) AS deviation,
  min(l.valuenum) AS lowest, max(l.valuenum) AS highest
FROM medical.labevents l
JOIN medical.d_labitems d ON d.itemid = l.itemid
WHERE l.valuenum IS NOT NULL
GROUP BY d.label
HAVING count(*) >= 500
ORDER BY n DESC, d.label
