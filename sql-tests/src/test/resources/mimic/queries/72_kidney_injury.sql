-- Patients whose creatinine rose by half within two days (self join over time).
SELECT b.subject_id, count(DISTINCT b.row_id) AS rises, round(max(b.valuenum / a.valuenum), 2) AS factor
FROM medical.labevents a
JOIN medical.labevents b ON b.subject_id = a.subject_id AND b.itemid = a.itemid
  AND b.charttime > a.charttime AND b.charttime <= a.charttime + INTERVAL '2' DAY
WHERE a.itemid = 50912 AND a.valuenum > 0 AND b.valuenum >= 1.5 * a.valuenum
GROUP BY b.subject_id
ORDER BY rises DESC, b.subject_id
