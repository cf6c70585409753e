-- The three most frequent lab items of each patient (top n per group).
SELECT subject_id, label, n
FROM (SELECT l.subject_id, i.label, count(*) AS n, row_number() OVER (PARTITION BY l.subject_id ORDER BY count(*) DESC, i.label) AS rn
FROM medical.labevents l JOIN medical.d_labitems i ON i.itemid = l.itemid
GROUP BY l.subject_id, i.label) x
WHERE rn <= 3
ORDER BY subject_id, n DESC, label
