-- Pairs of drugs given in the same stay most often (self join of distinct pairs).
WITH given AS (SELECT DISTINCT hadm_id, drug FROM medical.prescriptions)
SELECT a.drug AS one, b.drug AS other, count(*) AS stays
FROM given a JOIN given b ON b.hadm_id = a.hadm_id AND b.drug > a.drug
GROUP BY a.drug, b.drug
HAVING count(*) >= 60
ORDER BY stays DESC, one, other
