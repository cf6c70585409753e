-- Drugs given to at least ten patients, longest name first.
SELECT DISTINCT drug, length(drug) AS letters
FROM medical.prescriptions
WHERE drug IN (SELECT drug FROM medical.prescriptions GROUP BY drug HAVING count(DISTINCT subject_id) >= 10)
ORDER BY letters DESC, drug LIMIT 40
