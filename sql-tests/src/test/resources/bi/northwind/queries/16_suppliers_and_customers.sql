SELECT city, 'customer' AS kind, company_name FROM customers WHERE city IN (SELECT city FROM suppliers)
UNION ALL
SELECT city, 'supplier', company_name FROM suppliers WHERE city IN (SELECT city FROM customers)
ORDER BY city, kind, company_name
