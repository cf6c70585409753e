SELECT e.last_name, count(*) AS territories, string_agg(DISTINCT r.region_description, ', ' ORDER BY r.region_description) AS regions
FROM employees e JOIN employee_territories et ON et.employee_id = e.employee_id
  JOIN territories t ON t.territory_id = et.territory_id JOIN region r ON r.region_id = t.region_id
GROUP BY e.employee_id, e.last_name
ORDER BY e.last_name
