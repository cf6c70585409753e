SELECT Country, LastName, spent, place
FROM (SELECT c.Country, c.LastName, sum(i.Total) AS spent, rank() OVER (PARTITION BY c.Country ORDER BY sum(i.Total) DESC) AS place
      FROM customer c JOIN invoice i ON i.CustomerId = c.CustomerId
      GROUP BY c.CustomerId, c.Country, c.LastName) AS ranked
WHERE place <= 2
ORDER BY Country, place, LastName
