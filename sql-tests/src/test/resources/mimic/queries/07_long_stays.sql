-- Stays longer than two days, by date arithmetic.
SELECT hadm_id
FROM medical.admissions
WHERE dischtime > admittime + INTERVAL '20' DAY
ORDER BY hadm_id
