-- Rank of services by admissions.
SELECT curr_service, n, rank() OVER (ORDER BY n DESC) AS r, dense_rank() OVER (ORDER BY n DESC) AS d
FROM (SELECT curr_service, count(*) AS n
FROM medical.services
GROUP BY curr_service) x
ORDER BY r, curr_service
