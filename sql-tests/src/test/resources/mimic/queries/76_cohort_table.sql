-- Characteristics of a cohort: survivors and others, in totals and per type of admission.
SELECT a.admission_type, a.hospital_expire_flag, count(DISTINCT a.subject_id) AS patients, count(*) AS stays,
  round(avg(extract(EPOCH FROM (a.dischtime - a.admittime)) / 86400), 3) AS days,
  sum(CASE WHEN p.gender = 'F' THEN 1 ELSE 0 END) AS women
FROM medical.admissions a JOIN medical.patients p ON p.subject_id = a.subject_id
GROUP BY ROLLUP (a.admission_type, a.hospital_expire_flag)
ORDER BY a.admission_type NULLS LAST, a.hospital_expire_flag NULLS LAST
