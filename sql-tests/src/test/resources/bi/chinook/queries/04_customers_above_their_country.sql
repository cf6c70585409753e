SELECT c.CustomerId, c.Country, sum(i.Total) AS spent
FROM customer c JOIN invoice i ON i.CustomerId = c.CustomerId
GROUP BY c.CustomerId, c.Country
HAVING sum(i.Total) > (SELECT sum(i2.Total) / count(DISTINCT i2.CustomerId) FROM customer c2 JOIN invoice i2 ON i2.CustomerId = c2.CustomerId
                       WHERE c2.Country = c.Country)
ORDER BY c.CustomerId
