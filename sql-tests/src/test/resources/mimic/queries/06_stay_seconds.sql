-- Time differences in seconds.
SELECT icustay_id, extract(EPOCH FROM outtime) - extract(EPOCH FROM intime) AS seconds
FROM medical.icustays
ORDER BY seconds DESC LIMIT 15
