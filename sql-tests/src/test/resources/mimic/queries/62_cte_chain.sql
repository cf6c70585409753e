-- Worst creatinine against the first one, by several CTEs.
WITH cr AS (SELECT hadm_id, valuenum, charttime, row_number() OVER (PARTITION BY hadm_id ORDER BY charttime, row_id) AS rn FROM medical.labevents WHERE itemid = 50912 AND valuenum IS NOT NULL AND hadm_id IS NOT NULL),
base AS (SELECT hadm_id, valuenum FROM cr WHERE rn = 1),
worst AS (SELECT hadm_id, max(valuenum) AS worst FROM cr GROUP BY hadm_id)
SELECT b.hadm_id, b.valuenum AS base, w.worst, w.worst / b.valuenum AS factor
FROM base b JOIN worst w ON w.hadm_id = b.hadm_id
WHERE b.valuenum > 0 AND w.worst >= 2 * b.valuenum
ORDER BY factor DESC, b.hadm_id
