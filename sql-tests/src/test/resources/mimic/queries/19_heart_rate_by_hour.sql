-- Heart rate by hour of day.
SELECT extract(HOUR FROM charttime) AS hour, count(*) AS n, avg(valuenum) AS mean
FROM medical.chartevents
WHERE itemid IN (211, 220045) AND valuenum BETWEEN 20 AND 300
GROUP BY extract(HOUR FROM charttime)
ORDER BY hour
