-- Lab items of the categories with fewest items.
SELECT itemid, label
FROM medical.d_labitems
WHERE category = ANY (SELECT category FROM medical.d_labitems GROUP BY category HAVING count(*) < 100)
ORDER BY itemid
