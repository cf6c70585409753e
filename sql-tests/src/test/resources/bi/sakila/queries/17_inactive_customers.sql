SELECT active, activebool, count(*) AS n, min(create_date) AS since FROM customer GROUP BY active, activebool ORDER BY active, activebool
