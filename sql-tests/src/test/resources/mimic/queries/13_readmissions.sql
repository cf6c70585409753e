-- Days between discharge and next admission (lead).
SELECT subject_id, hadm_id, (extract(EPOCH FROM next_admit) - extract(EPOCH FROM dischtime)) / 86400 AS days
FROM (SELECT subject_id, hadm_id, dischtime, lead(admittime) OVER (PARTITION BY subject_id
ORDER BY admittime) AS next_admit
FROM medical.admissions) x
WHERE next_admit IS NOT NULL
ORDER BY days, hadm_id
