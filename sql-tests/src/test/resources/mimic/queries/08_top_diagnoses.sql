-- Most frequent diagnoses with their titles.
SELECT d.icd9_code, t.short_title, count(DISTINCT d.subject_id) AS patients
FROM medical.diagnoses_icd d JOIN medical.d_icd_diagnoses t ON t.icd9_code = d.icd9_code
GROUP BY d.icd9_code, t.short_title
ORDER BY patients DESC, d.icd9_code LIMIT 15
