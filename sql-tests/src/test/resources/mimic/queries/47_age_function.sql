-- Age at admission in full years (age).
SELECT a.hadm_id, extract(YEAR FROM age(a.admittime, p.dob)) AS years
FROM medical.admissions a JOIN medical.patients p ON p.subject_id = a.subject_id
ORDER BY a.hadm_id
