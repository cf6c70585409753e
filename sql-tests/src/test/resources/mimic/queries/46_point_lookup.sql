-- One chart event by key.
SELECT c.value, c.valuenum, i.label
FROM medical.chartevents c JOIN medical.d_items i ON i.itemid = c.itemid
WHERE c.row_id = 86199399
