-- Results above the item's own average (correlated).
SELECT count(*) AS n
FROM medical.labevents l
WHERE l.itemid IN (50912, 50971) AND l.valuenum > (SELECT avg(m.valuenum)
FROM medical.labevents m
WHERE m.itemid = l.itemid)
