-- Union of event times.
SELECT kind, count(*) AS n
FROM (SELECT 'lab' AS kind, hadm_id
FROM medical.labevents
UNION ALL SELECT 'rx', hadm_id
FROM medical.prescriptions
UNION ALL SELECT 'micro', hadm_id
FROM medical.microbiologyevents) e
WHERE hadm_id > 150000
GROUP BY kind
ORDER BY kind
