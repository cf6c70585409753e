-- Bands of length of stay by CASE.
SELECT CASE WHEN los < 1 THEN 'under 1' WHEN los < 3 THEN '1-3' WHEN los < 7 THEN '3-7' ELSE 'over 7' END AS band, count(*) AS n, avg(los) AS mean
FROM medical.icustays
GROUP BY 1
ORDER BY band
