SELECT a.CustomerId AS one, b.CustomerId AS other, a.City
FROM customer a JOIN customer b ON a.City = b.City AND a.CustomerId < b.CustomerId
ORDER BY one, other
