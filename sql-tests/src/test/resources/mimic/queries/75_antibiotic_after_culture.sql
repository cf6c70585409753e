-- Cultures, and whether an antibiotic was prescribed within two days (EXISTS over a time range).
SELECT m.subject_id, m.hadm_id, count(DISTINCT m.chartdate) AS cultures,
  count(DISTINCT CASE WHEN EXISTS (
    SELECT 1 FROM medical.prescriptions p
    WHERE p.hadm_id = m.hadm_id AND (p.drug LIKE '%cillin%' OR p.drug LIKE 'Cef%' OR p.drug LIKE 'Vanco%')
      AND p.startdate BETWEEN m.chartdate AND m.chartdate + INTERVAL '2' DAY) THEN m.chartdate END) AS treated
FROM medical.microbiologyevents m
GROUP BY m.subject_id, m.hadm_id
ORDER BY m.subject_id, m.hadm_id
