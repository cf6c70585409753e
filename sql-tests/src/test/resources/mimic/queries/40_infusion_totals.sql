-- Totals of infusions by category and unit.
SELECT ordercategoryname, amountuom, count(*) AS n, sum(amount) AS total
FROM medical.inputevents_mv
WHERE statusdescription <> 'Rewritten'
GROUP BY ordercategoryname, amountuom
ORDER BY ordercategoryname, amountuom
