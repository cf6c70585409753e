-- Admissions with an operation but no microbiology.
SELECT a.hadm_id, a.admission_type
FROM medical.admissions a
WHERE EXISTS (SELECT 1 FROM medical.procedures_icd p WHERE p.hadm_id = a.hadm_id)
AND NOT EXISTS (SELECT 1 FROM medical.microbiologyevents m WHERE m.hadm_id = a.hadm_id AND m.org_name IS NOT NULL)
ORDER BY a.hadm_id
