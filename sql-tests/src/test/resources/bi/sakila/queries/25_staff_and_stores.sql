SELECT s.store_id, st.first_name || ' ' || st.last_name AS manager, a.district, ci.city, co.country
FROM store s JOIN staff st ON st.staff_id = s.manager_staff_id JOIN address a ON a.address_id = s.address_id
  JOIN city ci ON ci.city_id = a.city_id JOIN country co ON co.country_id = ci.country_id
ORDER BY s.store_id
