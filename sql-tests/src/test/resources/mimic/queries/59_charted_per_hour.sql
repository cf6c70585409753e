-- Chart events per hour of the first day of each stay.
SELECT floor((extract(EPOCH FROM c.charttime) - extract(EPOCH FROM s.intime)) / 3600) AS hour, count(*) AS n, count(DISTINCT c.icustay_id) AS stays
FROM medical.chartevents c JOIN medical.icustays s ON s.icustay_id = c.icustay_id
WHERE c.charttime >= s.intime AND c.charttime < s.intime + INTERVAL '1' DAY
GROUP BY floor((extract(EPOCH FROM c.charttime) - extract(EPOCH FROM s.intime)) / 3600)
ORDER BY hour
