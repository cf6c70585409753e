-- Rows of the large tables.
SELECT 'chartevents' AS t, count(*) AS n
FROM medical.chartevents
UNION ALL SELECT 'labevents', count(*)
FROM medical.labevents
UNION ALL SELECT 'd_items', count(*)
FROM medical.d_items
ORDER BY t
