-- Latest value before discharge (lateral).
SELECT a.hadm_id, x.valuenum
FROM medical.admissions a
LEFT JOIN LATERAL (SELECT l.valuenum
FROM medical.labevents l
WHERE l.hadm_id = a.hadm_id AND l.itemid = 50912
ORDER BY l.charttime DESC, l.row_id DESC LIMIT 1) x ON TRUE
ORDER BY a.hadm_id
