SELECT last_name, extract(year FROM hire_date) - extract(year FROM birth_date) AS age, date_trunc('month', hire_date::timestamp) AS hired
FROM employees ORDER BY age, last_name
