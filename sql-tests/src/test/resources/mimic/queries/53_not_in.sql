-- Patients never given heparin (NOT IN).
SELECT subject_id
FROM medical.patients
WHERE subject_id NOT IN (SELECT subject_id FROM medical.prescriptions WHERE drug ILIKE '%heparin%')
ORDER BY subject_id
