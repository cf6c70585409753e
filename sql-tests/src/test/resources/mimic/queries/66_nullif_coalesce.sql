-- Rates that may divide by nothing.
SELECT i.label, sum(CASE WHEN l.flag = 'abnormal' THEN 1 ELSE 0 END) * 100.0 / nullif(count(l.valuenum), 0) AS percent
FROM medical.d_labitems i LEFT JOIN medical.labevents l ON l.itemid = i.itemid
WHERE i.fluid = 'Blood' AND i.itemid < 50860
GROUP BY i.label
ORDER BY percent DESC NULLS LAST, i.label
