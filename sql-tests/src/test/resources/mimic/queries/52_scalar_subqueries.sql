-- Counts per admission by correlated scalar sub-queries.
SELECT a.hadm_id, (SELECT count(*) FROM medical.diagnoses_icd d WHERE d.hadm_id = a.hadm_id) AS diagnoses, (SELECT max(l.valuenum) FROM medical.labevents l WHERE l.hadm_id = a.hadm_id AND l.itemid = 50912) AS creatinine, (SELECT count(DISTINCT p.drug) FROM medical.prescriptions p WHERE p.hadm_id = a.hadm_id) AS drugs
FROM medical.admissions a
ORDER BY a.hadm_id
