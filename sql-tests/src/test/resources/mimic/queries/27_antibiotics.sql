-- Resistance of organisms to antibiotics.
SELECT org_name, ab_name, count(*) AS tests, sum(CASE interpretation WHEN 'R' THEN 1 ELSE 0 END) AS resistant
FROM medical.microbiologyevents
WHERE ab_name IS NOT NULL
GROUP BY org_name, ab_name
HAVING count(*) >= 10
ORDER BY org_name, ab_name
