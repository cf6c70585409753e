-- Stay in hours by unit.
SELECT first_careunit, count(*) AS stays, avg(los) AS mean_los, min(los) AS min_los, max(los) AS max_los
FROM medical.icustays
GROUP BY first_careunit
HAVING count(*) > 5
ORDER BY mean_los DESC
