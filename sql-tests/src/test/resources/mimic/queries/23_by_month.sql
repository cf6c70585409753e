-- Admissions by month.
SELECT extract(MONTH FROM admittime) AS month, count(*) AS n
FROM medical.admissions
GROUP BY extract(MONTH FROM admittime)
ORDER BY month
