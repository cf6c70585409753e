-- Everyone who had a fluid or an output recorded (UNION).
SELECT hadm_id FROM medical.inputevents_cv WHERE hadm_id IS NOT NULL
UNION SELECT hadm_id FROM medical.inputevents_mv
UNION SELECT hadm_id FROM medical.outputevents WHERE hadm_id IS NOT NULL
ORDER BY 1
