-- Urine output summed up over a stay.
SELECT icustay_id, charttime, value, sum(value) OVER (PARTITION BY icustay_id ORDER BY charttime, row_id ROWS UNBOUNDED PRECEDING) AS total
FROM medical.outputevents
WHERE itemid IN (40055, 226559) AND icustay_id IS NOT NULL
ORDER BY icustay_id, charttime, row_id LIMIT 500
