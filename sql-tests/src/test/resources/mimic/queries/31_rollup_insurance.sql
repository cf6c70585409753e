-- Admissions by insurance and type with totals.
SELECT insurance, admission_type, count(*) AS n
FROM medical.admissions
GROUP BY ROLLUP (insurance, admission_type)
ORDER BY insurance NULLS LAST, admission_type NULLS LAST
