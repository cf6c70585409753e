-- Patients with a sepsis diagnosis (ILIKE).
SELECT DISTINCT d.subject_id
FROM medical.diagnoses_icd d JOIN medical.d_icd_diagnoses t USING (icd9_code)
WHERE t.long_title ILIKE '%sepsis%'
ORDER BY d.subject_id
