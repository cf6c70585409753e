-- Length of stay in whole days.
SELECT hadm_id, CAST(dischtime AS DATE) - CAST(admittime AS DATE) AS days
FROM medical.admissions
ORDER BY days DESC, hadm_id LIMIT 25
