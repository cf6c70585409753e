-- Lab results per day of one admission.
SELECT date_trunc('day', charttime) AS day, count(*) AS n
FROM medical.labevents
WHERE hadm_id = 142345
GROUP BY date_trunc('day', charttime)
ORDER BY day
