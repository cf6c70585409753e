-- Readmission within 30 days (self join).
SELECT a.subject_id, a.hadm_id, b.hadm_id AS again
FROM medical.admissions a JOIN medical.admissions b ON b.subject_id = a.subject_id AND b.admittime > a.dischtime AND b.admittime < a.dischtime + INTERVAL '30' DAY
ORDER BY a.hadm_id, b.hadm_id
