-- Stays in quartiles of their length.
SELECT q, count(*) AS n, min(los) AS low, max(los) AS high
FROM (SELECT los, ntile(4) OVER (ORDER BY los, icustay_id) AS q FROM medical.icustays) x
GROUP BY q
ORDER BY q
