-- Median and 90th percentile of the stay by unit.
SELECT first_careunit, percentile_cont(0.5) WITHIN GROUP (ORDER BY los) AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY los) AS p90
FROM medical.icustays
GROUP BY first_careunit
ORDER BY first_careunit
