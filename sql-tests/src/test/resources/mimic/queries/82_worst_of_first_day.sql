-- The worst vital signs of the first day in intensive care, beside the stay (lateral by group).
SELECT i.icustay_id, i.first_careunit, v.heart_rate, v.readings
FROM medical.icustays i
LEFT JOIN (
  SELECT c.icustay_id, max(c.valuenum) AS heart_rate, count(*) AS readings
  FROM medical.chartevents c JOIN medical.icustays s ON s.icustay_id = c.icustay_id
  WHERE c.itemid IN (211, 220045) AND c.charttime BETWEEN s.intime AND s.intime + INTERVAL '1' DAY
  GROUP BY c.icustay_id) v ON v.icustay_id = i.icustay_id
WHERE v.heart_rate > 120 OR v.readings IS NULL
ORDER BY i.icustay_id
