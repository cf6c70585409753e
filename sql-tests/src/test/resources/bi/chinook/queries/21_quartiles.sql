SELECT quartile, count(*) AS customers, min(spent) AS least, max(spent) AS most
FROM (SELECT CustomerId, sum(Total) AS spent, ntile(4) OVER (ORDER BY sum(Total), CustomerId) AS quartile FROM invoice GROUP BY CustomerId) AS q
GROUP BY quartile
ORDER BY quartile
