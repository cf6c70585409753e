-- The same value written with different digits is one group, in totals per item.
SELECT itemid, count(DISTINCT valuenum) AS different, max(valuenum) AS highest, count(*) AS n
FROM medical.labevents
WHERE itemid IN (50912, 50971, 51221, 51301)
GROUP BY itemid
ORDER BY itemid
