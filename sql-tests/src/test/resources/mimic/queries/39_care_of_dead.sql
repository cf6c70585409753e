-- Care givers of patients who died in hospital (EXISTS).
SELECT g.label, count(*) AS n
FROM medical.caregivers g
WHERE EXISTS (SELECT 1
FROM medical.inputevents_mv e JOIN medical.admissions a ON a.hadm_id = e.hadm_id
WHERE e.cgid = g.cgid AND a.hospital_expire_flag = 1)
GROUP BY g.label
ORDER BY n DESC, g.label
