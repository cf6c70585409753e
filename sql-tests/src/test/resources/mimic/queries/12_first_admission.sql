-- First admission of each patient (row_number).
SELECT subject_id, hadm_id
FROM (SELECT subject_id, hadm_id, row_number() OVER (PARTITION BY subject_id
ORDER BY admittime) AS rn
FROM medical.admissions) x
WHERE rn = 1
ORDER BY subject_id
