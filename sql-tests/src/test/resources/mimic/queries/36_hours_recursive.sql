-- A calendar of hours joined to events (recursive CTE).
WITH RECURSIVE hours(h) AS (SELECT 0
UNION ALL SELECT h + 1
FROM hours
WHERE h < 23) SELECT hours.h, count(a.hadm_id) AS n
FROM hours
LEFT JOIN medical.admissions a ON extract(HOUR FROM a.admittime) = hours.h
GROUP BY hours.h
ORDER BY hours.h
