-- Events of each kind per stay (several aggregations joined).
WITH ch AS (SELECT icustay_id, count(*) AS n
FROM medical.chartevents
GROUP BY icustay_id), ou AS (SELECT icustay_id, sum(value) AS ml
FROM medical.outputevents
GROUP BY icustay_id) SELECT s.icustay_id, ch.n, ou.ml
FROM medical.icustays s
LEFT JOIN ch ON ch.icustay_id = s.icustay_id
LEFT JOIN ou ON ou.icustay_id = s.icustay_id
ORDER BY s.icustay_id
