-- Age in years at admission, by year of dates.
SELECT a.hadm_id, extract(YEAR FROM a.admittime) - extract(YEAR FROM p.dob) - CASE WHEN extract(MONTH FROM a.admittime) * 100 + extract(DAY FROM a.admittime) < extract(MONTH FROM p.dob) * 100 + extract(DAY FROM p.dob) THEN 1 ELSE 0 END AS age
FROM medical.admissions a JOIN medical.patients p ON p.subject_id = a.subject_id
ORDER BY a.hadm_id
