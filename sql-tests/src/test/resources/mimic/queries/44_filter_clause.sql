-- FILTER on aggregates.
SELECT a.insurance, count(*) FILTER (WHERE a.hospital_expire_flag = 1) AS died, count(*) FILTER (WHERE a.admission_type = 'EMERGENCY') AS emergencies
FROM medical.admissions a
GROUP BY a.insurance
ORDER BY a.insurance
