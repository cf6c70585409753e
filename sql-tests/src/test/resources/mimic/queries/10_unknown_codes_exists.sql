-- The same with NOT EXISTS.
SELECT DISTINCT d.icd9_code
FROM medical.diagnoses_icd d
WHERE NOT EXISTS (SELECT 1
FROM medical.d_icd_diagnoses t
WHERE t.icd9_code = d.icd9_code)
ORDER BY 1
