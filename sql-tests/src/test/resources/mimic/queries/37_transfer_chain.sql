-- Path through the units of one admission (recursive CTE).
WITH RECURSIVE steps AS (SELECT row_number() OVER (ORDER BY intime) AS n, hadm_id, coalesce(curr_careunit, 'ward') AS unit
FROM medical.transfers
WHERE hadm_id = 142345), walk(n, path) AS (SELECT n, CAST(unit AS VARCHAR)
FROM steps
WHERE n = 1
UNION ALL SELECT s.n, walk.path || '>' || s.unit
FROM walk JOIN steps s ON s.n = walk.n + 1) SELECT n, path
FROM walk
ORDER BY n
