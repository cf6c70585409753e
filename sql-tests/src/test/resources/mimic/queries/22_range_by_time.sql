-- A week of chart events of one patient.
SELECT count(*) AS n, min(charttime) AS first, max(charttime) AS last
FROM medical.chartevents
WHERE subject_id = 10006 AND charttime >= TIMESTAMP '2164-10-23 00:00:00' AND charttime < TIMESTAMP '2164-10-30 00:00:00'
