-- Lab results inside a stay in intensive care.
SELECT s.icustay_id, count(*) AS n
FROM medical.icustays s JOIN medical.labevents l ON l.subject_id = s.subject_id AND l.charttime BETWEEN s.intime AND s.outtime
GROUP BY s.icustay_id
ORDER BY n DESC, s.icustay_id
