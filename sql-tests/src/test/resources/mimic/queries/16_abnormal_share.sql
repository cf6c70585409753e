-- Share of abnormal results by category.
SELECT i.category, i.fluid, count(*) AS n, sum(CASE WHEN l.flag = 'abnormal' THEN 1 ELSE 0 END) AS abnormal
FROM medical.labevents l JOIN medical.d_labitems i ON i.itemid = l.itemid
GROUP BY i.category, i.fluid
ORDER BY n DESC, i.category, i.fluid
