-- String functions on drugs.
SELECT DISTINCT upper(substring(drug FROM 1 FOR 4)) || '-' || length(drug) AS code
FROM medical.prescriptions
WHERE drug LIKE 'A%'
ORDER BY code
