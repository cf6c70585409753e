-- Admissions with lab results but without chart events (EXCEPT).
SELECT hadm_id
FROM medical.labevents
WHERE hadm_id IS NOT NULL
EXCEPT SELECT hadm_id
FROM medical.chartevents
ORDER BY hadm_id
