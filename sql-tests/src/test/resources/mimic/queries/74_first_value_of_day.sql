-- First and last potassium of each hospital day, and the change.
WITH days AS (
  SELECT hadm_id, CAST(charttime AS DATE) AS day, valuenum,
    row_number() OVER (PARTITION BY hadm_id, CAST(charttime AS DATE) ORDER BY charttime, row_id) AS first,
    row_number() OVER (PARTITION BY hadm_id, CAST(charttime AS DATE) ORDER BY charttime DESC, row_id DESC) AS last
  FROM medical.labevents
  WHERE itemid = 50971 AND hadm_id IS NOT NULL AND valuenum IS NOT NULL)
SELECT f.hadm_id, f.day, f.valuenum AS morning, l.valuenum AS evening, round(l.valuenum - f.valuenum, 3) AS change
FROM days f JOIN days l ON l.hadm_id = f.hadm_id AND l.day = f.day AND l.last = 1
WHERE f.first = 1 AND l.valuenum <> f.valuenum
ORDER BY f.hadm_id, f.day
