SELECT e.FirstName || ' ' || e.LastName AS rep, count(DISTINCT c.CustomerId) AS customers, coalesce(sum(i.Total), 0) AS revenue
FROM employee e LEFT JOIN customer c ON c.SupportRepId = e.EmployeeId LEFT JOIN invoice i ON i.CustomerId = c.CustomerId
GROUP BY e.EmployeeId, e.FirstName, e.LastName
ORDER BY revenue DESC, rep
