-- Admissions by day of the week and quarter.
SELECT extract(DOW FROM admittime) AS dow, extract(QUARTER FROM admittime) AS quarter, count(*) AS n
FROM medical.admissions
GROUP BY extract(DOW FROM admittime), extract(QUARTER FROM admittime)
ORDER BY dow, quarter
