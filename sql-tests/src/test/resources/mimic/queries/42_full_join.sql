-- Wards of admission and of discharge (FULL JOIN).
SELECT coalesce(f.ward, l.ward) AS ward, f.n AS first_n, l.n AS last_n
FROM (SELECT first_wardid AS ward, count(*) AS n
FROM medical.icustays
GROUP BY first_wardid) f
FULL JOIN (SELECT last_wardid AS ward, count(*) AS n
FROM medical.icustays
GROUP BY last_wardid) l ON f.ward = l.ward
ORDER BY 1
