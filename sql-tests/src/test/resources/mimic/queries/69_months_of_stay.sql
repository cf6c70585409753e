-- Truncated to months, with gaps between patients' visits.
SELECT date_trunc('month', admittime) AS month, count(*) AS n, min(admittime) AS first, max(dischtime) AS last
FROM medical.admissions
WHERE admission_type = 'EMERGENCY'
GROUP BY date_trunc('month', admittime)
ORDER BY month
