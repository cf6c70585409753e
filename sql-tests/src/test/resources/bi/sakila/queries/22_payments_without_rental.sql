SELECT count(*) AS payments, count(rental_id) AS with_rental, sum(amount) FILTER (WHERE rental_id IS NULL) AS lost FROM payment
