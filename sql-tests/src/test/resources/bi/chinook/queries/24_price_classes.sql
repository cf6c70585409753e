SELECT CASE WHEN UnitPrice < 1 THEN 'song' ELSE 'video' END AS class, m.Name, count(*) AS tracks, sum(Bytes) AS bytes
FROM track t JOIN mediatype m ON m.MediaTypeId = t.MediaTypeId
GROUP BY CASE WHEN UnitPrice < 1 THEN 'song' ELSE 'video' END, m.Name
ORDER BY class, m.Name
