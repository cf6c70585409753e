-- Creatinine over the 48 hours before each measurement, as for acute kidney injury: a frame of time.
SELECT subject_id, charttime, valuenum,
  min(valuenum) OVER (PARTITION BY subject_id ORDER BY charttime RANGE BETWEEN INTERVAL '48' HOUR PRECEDING AND CURRENT ROW) AS lowest,
  count(*) OVER (PARTITION BY subject_id ORDER BY charttime RANGE BETWEEN INTERVAL '48' HOUR PRECEDING AND CURRENT ROW) AS n
FROM medical.labevents
WHERE itemid = 50912 AND valuenum IS NOT NULL
ORDER BY subject_id, charttime, valuenum
