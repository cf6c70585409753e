-- Moving average over five results.
SELECT row_id, avg(valuenum) OVER (ORDER BY charttime, row_id ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) AS ma
FROM medical.labevents
WHERE subject_id = 10013 AND itemid = 50971 AND valuenum IS NOT NULL
ORDER BY charttime, row_id
