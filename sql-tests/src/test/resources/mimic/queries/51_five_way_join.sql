-- Diagnoses of dead patients with titles, by service and age band.
SELECT s.curr_service, CASE WHEN extract(YEAR FROM a.admittime) - extract(YEAR FROM p.dob) < 65 THEN 'under 65' ELSE '65 and over' END AS band, count(DISTINCT d.icd9_code) AS codes, count(*) AS n
FROM medical.patients p
JOIN medical.admissions a ON a.subject_id = p.subject_id
JOIN medical.services s ON s.hadm_id = a.hadm_id
JOIN medical.diagnoses_icd d ON d.hadm_id = a.hadm_id
JOIN medical.d_icd_diagnoses t ON t.icd9_code = d.icd9_code
WHERE a.hospital_expire_flag = 1 AND d.seq_num <= 5
GROUP BY s.curr_service, CASE WHEN extract(YEAR FROM a.admittime) - extract(YEAR FROM p.dob) < 65 THEN 'under 65' ELSE '65 and over' END
ORDER BY n DESC, s.curr_service, band
