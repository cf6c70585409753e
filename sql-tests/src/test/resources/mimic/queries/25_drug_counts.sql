-- Prescriptions by drug and route.
SELECT lower(drug) AS drug, route, count(*) AS n
FROM medical.prescriptions
GROUP BY lower(drug), route
HAVING count(*) >= 60
ORDER BY n DESC, drug, route
