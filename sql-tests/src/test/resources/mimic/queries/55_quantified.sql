-- Stays longer than all stays in the surgical unit.
SELECT icustay_id, los
FROM medical.icustays
WHERE los > ALL (SELECT los FROM medical.icustays WHERE first_careunit = 'TSICU')
ORDER BY los DESC, icustay_id
