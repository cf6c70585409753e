-- High glucose without another measurement within six hours.
SELECT l.subject_id, l.charttime, l.valuenum
FROM medical.labevents l
WHERE l.itemid = 50931 AND l.valuenum > 250
  AND NOT EXISTS (
    SELECT 1 FROM medical.labevents n
    WHERE n.subject_id = l.subject_id AND n.itemid = l.itemid
      AND n.charttime > l.charttime AND n.charttime <= l.charttime + INTERVAL '6' HOUR)
ORDER BY l.subject_id, l.charttime, l.valuenum
