-- String functions on diagnoses of admission.
SELECT DISTINCT split_part(diagnosis, ';', 1) AS first, position(';' IN diagnosis) AS semicolon, upper(left(religion, 3)) AS faith, trim(both ' ' from coalesce(marital_status, ' none ')) AS married, replace(lower(ethnicity), '/', '-') AS ethnic
FROM medical.admissions
ORDER BY first, semicolon, faith, married, ethnic
