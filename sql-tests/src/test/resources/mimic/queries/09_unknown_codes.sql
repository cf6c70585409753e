-- Diagnosis codes without a title (anti join).
SELECT d.icd9_code, count(*) AS n
FROM medical.diagnoses_icd d
LEFT JOIN medical.d_icd_diagnoses t ON t.icd9_code = d.icd9_code
WHERE t.icd9_code IS NULL
GROUP BY d.icd9_code
ORDER BY d.icd9_code
