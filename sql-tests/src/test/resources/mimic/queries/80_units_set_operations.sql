-- Patients of the surgical units only, and of both kinds of units.
SELECT 'only' AS kind, count(*) AS patients FROM (
  SELECT subject_id FROM medical.icustays WHERE first_careunit IN ('SICU', 'TSICU', 'CSRU')
  EXCEPT
  SELECT subject_id FROM medical.icustays WHERE first_careunit IN ('MICU', 'CCU')) q
UNION ALL
SELECT 'both', count(*) FROM (
  SELECT subject_id FROM medical.icustays WHERE first_careunit IN ('SICU', 'TSICU', 'CSRU')
  INTERSECT
  SELECT subject_id FROM medical.icustays WHERE first_careunit IN ('MICU', 'CCU')) q
ORDER BY kind
