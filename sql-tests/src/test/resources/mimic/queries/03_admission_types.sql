-- Admissions by type, with share.
SELECT admission_type, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share
FROM medical.admissions
GROUP BY admission_type
ORDER BY n DESC, admission_type
