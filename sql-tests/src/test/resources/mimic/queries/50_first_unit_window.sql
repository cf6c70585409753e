-- First and last unit of each admission (first_value, last_value).
SELECT DISTINCT hadm_id, first_value(first_careunit) OVER (PARTITION BY hadm_id ORDER BY intime, icustay_id) AS first_unit, last_value(last_careunit) OVER (PARTITION BY hadm_id ORDER BY intime, icustay_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_unit
FROM medical.icustays
ORDER BY hadm_id
