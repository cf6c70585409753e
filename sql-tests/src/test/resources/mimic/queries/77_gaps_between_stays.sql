-- Islands of stays less than 90 days apart.
WITH ordered AS (
  SELECT subject_id, admittime, dischtime,
    lag(dischtime) OVER (PARTITION BY subject_id ORDER BY admittime) AS before
  FROM medical.admissions),
marked AS (
  SELECT subject_id, admittime, dischtime,
    sum(CASE WHEN before IS NULL OR admittime > before + INTERVAL '90' DAY THEN 1 ELSE 0 END)
      OVER (PARTITION BY subject_id ORDER BY admittime ROWS UNBOUNDED PRECEDING) AS island
  FROM ordered)
SELECT subject_id, island, min(admittime) AS first, max(dischtime) AS last, count(*) AS stays
FROM marked
GROUP BY subject_id, island
HAVING count(*) > 1
ORDER BY subject_id, island
