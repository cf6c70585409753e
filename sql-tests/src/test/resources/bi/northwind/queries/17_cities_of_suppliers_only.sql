SELECT city FROM suppliers EXCEPT SELECT city FROM customers ORDER BY city
