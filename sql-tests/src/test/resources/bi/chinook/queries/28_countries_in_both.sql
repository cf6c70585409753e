SELECT Country FROM customer INTERSECT SELECT BillingCountry FROM invoice WHERE Total > 13 ORDER BY 1
