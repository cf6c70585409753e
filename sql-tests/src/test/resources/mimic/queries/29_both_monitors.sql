-- Patients with both systems' fluids (INTERSECT).
SELECT subject_id
FROM medical.inputevents_cv
INTERSECT SELECT subject_id
FROM medical.outputevents
ORDER BY subject_id
