-- Six tables.
SELECT p.gender, s.first_careunit, count(DISTINCT s.icustay_id) AS stays, count(*) AS n
FROM medical.patients p JOIN medical.admissions a ON a.subject_id = p.subject_id JOIN medical.icustays s ON s.hadm_id = a.hadm_id JOIN medical.procedureevents_mv e ON e.icustay_id = s.icustay_id JOIN medical.d_items i ON i.itemid = e.itemid JOIN medical.caregivers g ON g.cgid = e.cgid
WHERE i.category <> 'nothing'
GROUP BY p.gender, s.first_careunit
ORDER BY p.gender, s.first_careunit
