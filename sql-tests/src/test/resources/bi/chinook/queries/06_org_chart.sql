WITH RECURSIVE chart AS (
  SELECT EmployeeId, LastName, 1 AS level, CAST(LastName AS VARCHAR) AS path FROM employee WHERE ReportsTo IS NULL
  UNION ALL
  SELECT e.EmployeeId, e.LastName, c.level + 1, c.path || ' > ' || e.LastName FROM employee e JOIN chart c ON e.ReportsTo = c.EmployeeId)
SELECT level, path FROM chart ORDER BY path
