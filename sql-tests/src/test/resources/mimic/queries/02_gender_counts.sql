-- Patients and deaths by gender.
SELECT gender, count(*) AS patients, sum(expire_flag) AS deaths, sum(CASE WHEN dod_hosp IS NOT NULL THEN 1 ELSE 0 END) AS in_hospital
FROM medical.patients
GROUP BY gender
ORDER BY gender
