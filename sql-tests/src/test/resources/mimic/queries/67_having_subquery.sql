-- Patients with more results than the average patient.
SELECT subject_id, count(*) AS n
FROM medical.labevents
GROUP BY subject_id
HAVING count(*) > (SELECT count(*) * 1.0 / count(DISTINCT subject_id) FROM medical.labevents)
ORDER BY n DESC, subject_id
