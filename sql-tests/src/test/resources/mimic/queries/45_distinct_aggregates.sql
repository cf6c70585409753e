-- Several DISTINCT aggregates.
SELECT count(DISTINCT subject_id) AS p, count(DISTINCT hadm_id) AS a, count(DISTINCT itemid) AS i
FROM medical.chartevents
