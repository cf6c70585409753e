-- One patient's creatinine over time with the change.
SELECT charttime, valuenum, valuenum - lag(valuenum) OVER (ORDER BY charttime, row_id) AS change
FROM medical.labevents
WHERE subject_id = 10006 AND itemid = 50912
ORDER BY charttime, row_id
