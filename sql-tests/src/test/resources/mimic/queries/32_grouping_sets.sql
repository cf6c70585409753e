-- Counts by ethnicity and by religion in one pass.
SELECT ethnicity, religion, count(*) AS n
FROM medical.admissions
GROUP BY GROUPING SETS ((ethnicity), (religion))
ORDER BY ethnicity NULLS LAST, religion NULLS LAST, n
