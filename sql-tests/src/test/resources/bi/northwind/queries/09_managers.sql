WITH RECURSIVE chain AS (
  SELECT employee_id, reports_to, last_name, 0 AS depth FROM employees
  UNION ALL
  SELECT c.employee_id, e.reports_to, c.last_name, c.depth + 1 FROM chain c JOIN employees e ON e.employee_id = c.reports_to)
SELECT last_name, max(depth) AS levels_above FROM chain GROUP BY last_name ORDER BY levels_above, last_name
