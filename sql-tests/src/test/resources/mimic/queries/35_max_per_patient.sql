-- Highest lactate of each patient (IN with a pair).
SELECT l.subject_id, l.valuenum
FROM medical.labevents l
WHERE l.itemid = 50813 AND (l.subject_id, l.valuenum) IN (SELECT m.subject_id, max(m.valuenum)
FROM medical.labevents m
WHERE m.itemid = 50813
GROUP BY m.subject_id)
ORDER BY l.subject_id, l.valuenum, l.row_id
